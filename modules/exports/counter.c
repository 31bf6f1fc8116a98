// SPDX-License-Identifier: MIT
/*
 * A module that offers a function to others. EXPORT_SYMBOL_GPL() puts its name and address where
 * the loader looks when a later module has an undefined symbol of that name.
 */
#include <linux/atomic.h>
#include <linux/export.h>
#include <linux/module.h>

#include "counter.h"

MODULE_DESCRIPTION("Exports a function");
MODULE_LICENSE("GPL");

static atomic_t count = ATOMIC_INIT(0);

int counter_next(void)
{
	return atomic_inc_return(&count);
}
EXPORT_SYMBOL_GPL(counter_next);

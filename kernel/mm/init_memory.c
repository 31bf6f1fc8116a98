// SPDX-License-Identifier: MIT
/*
 * Memory that holds nothing of its last owner: two switches of the kernel's command line, as
 * Linux's,
 *
 *	init_on_alloc=1    pages and slab objects are zero when they are handed out
 *	init_on_free=1     they are made zero as soon as they are freed
 *
 * which want_init_on_alloc() and want_init_on_free() ask for (<linux/mm.h>). They are static keys,
 * so that they work from init_memory() on: what was freed before is made zero when it is handed
 * out.
 */
#include <linux/export.h>
#include <linux/init.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/string_helpers.h>
#include <kernel/cmdline.h>
#include <kernel/mm.h>

DEFINE_STATIC_KEY_FALSE(init_on_alloc);
EXPORT_SYMBOL(init_on_alloc);

DEFINE_STATIC_KEY_FALSE(init_on_free);
EXPORT_SYMBOL(init_on_free);

void __init init_memory(void)
{
	bool on_alloc = cmdline_flag("init_on_alloc"), on_free = cmdline_flag("init_on_free");

	if (on_alloc)
		static_branch_enable(&init_on_alloc);
	if (on_free)
		static_branch_enable(&init_on_free);
	pr_info("mem auto-init: stack:off, heap alloc:%s, heap free:%s\n", str_on_off(on_alloc),
		str_on_off(on_free));
}

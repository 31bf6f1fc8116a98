// SPDX-License-Identifier: MIT
/* A file in /sys for a variable that is gone when init has run: a mistake. */
#include <linux/module.h>

static int shown __initdata;
module_param(shown, int, 0444);

MODULE_LICENSE("GPL");

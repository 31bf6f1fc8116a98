// SPDX-License-Identifier: MIT
/*
 * Has a parameter of text that /sys shows, and that points to nowhere as the module comes.
 */
#include <linux/module.h>

static char *nowhere = (char *)0xffffffffbffff000UL;
module_param(nowhere, charp, 0444);

MODULE_LICENSE("GPL");

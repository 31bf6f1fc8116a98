// SPDX-License-Identifier: MIT
/* A string is freed when the module goes, by a pointer that would be gone with init: a mistake. */
#include <linux/module.h>

static char *freed __initdata;
module_param(freed, charp, 0);

MODULE_LICENSE("GPL");

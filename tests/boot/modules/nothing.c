// SPDX-License-Identifier: MIT
/* The smallest module: neither init nor exit, so it can go as it came. */
#include <linux/module.h>

MODULE_LICENSE("GPL");

// SPDX-License-Identifier: MIT
/* A module with the name of a part of the kernel, which has /sys/module/printk already. */
#include <linux/module.h>

MODULE_LICENSE("GPL");

// SPDX-License-Identifier: MIT
/*
 * The parameters of printk, as /sys/module/printk shows them. printk_init() looks at them on the
 * command line, too, for the lines that come before there is memory.
 */
#include <linux/export.h>
#include <linux/moduleparam.h>
#include "log.h"

#undef MODULE_PARAM_PREFIX
#define MODULE_PARAM_PREFIX "printk."

module_param_named(time, printk_time, bool, 0644);

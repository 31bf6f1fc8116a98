// SPDX-License-Identifier: MIT
/* What mem.c's table of devices takes from other files. */
#ifndef _DRIVERS_CHAR_MEM_H
#define _DRIVERS_CHAR_MEM_H

struct file_operations;

extern const struct file_operations kmsg_fops;

#endif

// SPDX-License-Identifier: MIT
/* Pseudo terminals, between pty.c and the file system of their slaves, fs/devfs/devpts.c. */
#ifndef _KERNEL_PTY_H
#define _KERNEL_PTY_H

#include <linux/types.h>

struct dentry;

/* Slaves that there can be at once */
#define PTY_MAX 4096

/*
 * The node of slave index, owned by the caller, with the mode and group that the mount said.
 * ERR_PTR(-ENOMEM, -EEXIST). devpts_remove() takes it away. Both may sleep.
 */
struct dentry *devpts_add(unsigned int index);
void devpts_remove(struct dentry *dentry);

#endif

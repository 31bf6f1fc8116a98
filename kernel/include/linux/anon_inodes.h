// SPDX-License-Identifier: MIT
/*
 * Files that no name leads to: one shared inode under all, told apart by their operations.
 */
#ifndef _LINUX_ANON_INODES_H
#define _LINUX_ANON_INODES_H

struct file;
struct file_operations;

/* name shows in /proc/PID/fd as anon_inode:name. flags: O_ACCMODE, O_NONBLOCK, O_CLOEXEC. */
struct file *anon_inode_getfile(const char *name, const struct file_operations *fops, void *priv,
				int flags);
int anon_inode_getfd(const char *name, const struct file_operations *fops, void *priv, int flags);

#endif

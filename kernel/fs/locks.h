// SPDX-License-Identifier: MIT
/* Between locks.c (exclusion, waiting, record locks) and lock_calls.c (fcntl and flock calls). */
#ifndef _FS_LOCKS_H
#define _FS_LOCKS_H

struct file_lock;
struct file_lock_context;
struct inode;

/* Not an errno: the request is now in a waiting list. */
#define FILE_LOCK_DEFERRED 1

struct file_lock_context *locks_get_context(struct inode *inode, bool create);
void locks_insert_block(struct file_lock *blocker, struct file_lock *waiter);
void locks_delete_block(struct file_lock *waiter);
void locks_wake_up_blocks(struct file_lock *fl);
void locks_delete_lock(struct file_lock *fl);
int posix_lock_inode(struct inode *inode, struct file_lock *fl, struct file_lock *conflock);

#endif

// SPDX-License-Identifier: MIT
/*
 * struct fs_struct: a process's root, working directory and umask. Shared by tasks that were
 * cloned with CLONE_FS.
 */
#ifndef _LINUX_FS_STRUCT_H
#define _LINUX_FS_STRUCT_H

#include <linux/path.h>
#include <linux/spinlock.h>

struct task_struct;

struct fs_struct {
	int users;	 /* tasks that point here; under lock */
	spinlock_t lock; /* guards every field */
	int umask;
	int in_exec; /* execves in flight: CLONE_FS must be refused (EAGAIN) */
	struct path root;
	struct path pwd;
};

extern struct fs_struct init_fs;

/* The caller's task must be current, or one that can't run: ->fs is under task_lock(). */
struct fs_struct *copy_fs_struct(struct fs_struct *old);
void free_fs_struct(struct fs_struct *fs);
void exit_fs(struct task_struct *tsk);
int unshare_fs_struct(void);
void set_fs_root(struct fs_struct *fs, const struct path *path);
void set_fs_pwd(struct fs_struct *fs, const struct path *path);
int current_umask(void);

/* Both hand out a referenced path: path_put() it. */
void get_fs_root(struct fs_struct *fs, struct path *root);
void get_fs_pwd(struct fs_struct *fs, struct path *pwd);

#endif

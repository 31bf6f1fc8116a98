// SPDX-License-Identifier: MIT
/*
 * Advisory locks on files: fcntl(2) record locks (per process, and per open file: OFD) and
 * flock(2) locks. fs/locks.c keeps them.
 *
 * Locks: flc_lock of the inode's context guards its lists; blocked_lock (global, inside
 * flc_lock) guards who waits for whom.
 */
#ifndef _LINUX_FILELOCK_H
#define _LINUX_FILELOCK_H

#include <linux/list.h>
#include <linux/spinlock.h>
#include <linux/types.h>
#include <linux/wait.h>

struct file;
struct files_struct;
struct flock;
struct inode;

#define FL_POSIX  1
#define FL_FLOCK  2
#define FL_SLEEP  128 /* wait for the lock rather than fail with EAGAIN */
#define FL_OFDLCK 1024

#define OFFSET_MAX ((loff_t)LLONG_MAX)

/* Who holds a lock: a files_struct (posix), or a struct file (flock, OFD). Compared only. */
typedef void *fl_owner_t;

struct file_lock {
	struct list_head fl_list;	      /* in one of the context's lists; flc_lock */
	struct list_head fl_blocked_requests; /* waiters for this lock; blocked_lock */
	struct list_head fl_blocked_member;   /* in the blocker's list; blocked_lock */
	struct list_head fl_link;     /* in the list of all waiting requests; blocked_lock */
	struct file_lock *fl_blocker; /* the lock that this request waits for; blocked_lock */
	fl_owner_t fl_owner;
	unsigned int fl_flags; /* FL_* */
	unsigned char fl_type; /* F_RDLCK, F_WRLCK, F_UNLCK */
	pid_t fl_pid;	       /* tgid of the owner, -1 for OFD */
	wait_queue_head_t fl_wait;
	struct file *fl_file; /* not referenced: the lock ends with the file */
	loff_t fl_start;
	loff_t fl_end; /* inclusive; OFFSET_MAX: to the end, however far it moves */
};

struct file_lock_context {
	spinlock_t flc_lock;
	struct list_head flc_flock;
	struct list_head flc_posix; /* by owner, then by start */
};

void locks_init_lock(struct file_lock *fl);
struct file_lock *locks_alloc_lock(void);
void locks_free_lock(struct file_lock *fl);
void locks_copy_lock(struct file_lock *to, struct file_lock *from);
int posix_lock_file(struct file *filp, struct file_lock *fl, struct file_lock *conflock);
void posix_test_lock(struct file *filp, struct file_lock *fl);
void locks_remove_posix(struct file *filp, fl_owner_t owner);
void locks_remove_file(struct file *filp);
void locks_free_lock_context(struct inode *inode);
int fcntl_getlk(struct file *filp, unsigned int cmd, struct flock *flock);
int fcntl_setlk(unsigned int fd, struct file *filp, unsigned int cmd, struct flock *flock);

#endif

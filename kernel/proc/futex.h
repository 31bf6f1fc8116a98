// SPDX-License-Identifier: MIT
/* Between the files of the futexes: keys, queues, and waking. */
#ifndef _KERNEL_PROC_FUTEX_H
#define _KERNEL_PROC_FUTEX_H

#include <linux/list.h>
#include <linux/sched.h>
#include <linux/sched/wake_q.h>
#include <linux/spinlock.h>
#include <linux/types.h>
#include <uapi/linux/futex.h>

struct file;

/*
 * What makes two words the same futex. Private ones: the address space and the address. Shared
 * ones in a shared mapping of a file: the file's pages and the place in them; elsewhere the address
 * space again, but not the same as a private one (futex(2), FUTEX_PRIVATE_FLAG).
 */
struct futex_key {
	void *object;	     /* mm_struct or address_space */
	unsigned long index; /* page address, or page number in the file */
	unsigned int offset; /* in the page; the two low bits are FUTEX_KEY_* */
	struct file *file;   /* keeps the address_space; a reference, or NULL */
};

#define FUTEX_KEY_MMSHARED 1
#define FUTEX_KEY_FILE	   2

struct futex_bucket {
	spinlock_t lock; /* chain, and the entries in it */
	struct list_head chain;
};

/* One waiter, on its stack. */
struct futex_q {
	struct list_head list;
	struct task_struct *task;
	struct futex_key key; /* bucket's lock */
	u32 bitset;
	spinlock_t *lock_ptr; /* of the bucket that has it, whose lock changes this; NULL: woken */
};

/* From the operation's bits. */
#define FLAGS_SHARED  0x01
#define FLAGS_CLOCKRT 0x02

int futex_get_key(u32 __user *uaddr, unsigned int flags, struct futex_key *key);
void futex_put_key(struct futex_key *key);
bool futex_match(const struct futex_key *a, const struct futex_key *b);
struct futex_bucket *futex_bucket(const struct futex_key *key);
void futex_wake_mark(struct futex_q *q, struct wake_q_head *wake_q);
int futex_get_value_locked(u32 *dest, u32 __user *from);
int futex_fault_in(u32 __user *uaddr);

int futex_wake(u32 __user *uaddr, unsigned int flags, int nr_wake, u32 bitset);
int futex_requeue(u32 __user *uaddr1, unsigned int flags, u32 __user *uaddr2, int nr_wake,
		  int nr_requeue, const u32 *cmpval);
int futex_wake_op(u32 __user *uaddr1, unsigned int flags, u32 __user *uaddr2, int nr_wake,
		  int nr_wake2, int op);

#endif /* _KERNEL_PROC_FUTEX_H */

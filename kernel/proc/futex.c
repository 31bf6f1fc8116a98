// SPDX-License-Identifier: MIT
/*
 * Futexes: futex(2), waiting for a word of user memory to change and waking who waits.
 *
 * Waiters stand in a hash table by key. A waiter looks at the word with its bucket's lock held and
 * queues itself before giving it up; who changed the word and then wakes takes that lock: so a
 * change is either seen or followed by a wake-up.
 *
 * A bucket's lock is held while user memory is looked at: a fault then isn't resolved but fails,
 * the lock is given up, the page is brought in, and all starts again.
 */
#include <asm/futex.h>
#include <kernel/sched.h>
#include <kernel/time.h>
#include <linux/errno.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/jhash.h>
#include <linux/ktime.h>
#include <linux/mm.h>
#include <linux/restart_block.h>
#include <linux/sched/signal.h>
#include <linux/syscalls.h>
#include <linux/time.h>
#include <linux/uaccess.h>
#include "futex.h"

#define FUTEX_HASH_BITS 8

static struct futex_bucket futex_table[1 << FUTEX_HASH_BITS];

struct futex_bucket *futex_bucket(const struct futex_key *key)
{
	u32 hash = jhash(key, offsetof(struct futex_key, offset), key->offset);

	return &futex_table[hash & ((1 << FUTEX_HASH_BITS) - 1)];
}

bool futex_match(const struct futex_key *a, const struct futex_key *b)
{
	return a->object == b->object && a->index == b->index && a->offset == b->offset;
}

/* A shared key: what the address lies in decides. 0 or -EFAULT. Sleeps. */
static int get_shared_key(unsigned long address, struct futex_key *key)
{
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *vma;
	int ret = 0;

	mmap_read_lock(mm);
	vma = vma_lookup(mm, address);
	if (!vma) {
		ret = -EFAULT;
	} else if (vma->vm_file && (vma->vm_flags & VM_SHARED)) {
		key->file = get_file(vma->vm_file);
		key->object = vma->vm_file->f_mapping;
		key->index = ((address - vma->vm_start) >> PAGE_SHIFT) + vma->vm_pgoff;
		key->offset |= FUTEX_KEY_FILE;
	} else {
		key->object = mm;
		key->index = address;
		key->offset |= FUTEX_KEY_MMSHARED;
	}
	mmap_read_unlock(mm);
	return ret;
}

/*
 * The key of a word; futex_put_key() it. 0, -EINVAL: not aligned, -EFAULT. A private key keeps
 * nothing: only who runs in its address space has one. Sleeps.
 */
int futex_get_key(u32 __user *uaddr, unsigned int flags, struct futex_key *key)
{
	unsigned long address = (unsigned long)uaddr;

	if (address % sizeof(u32))
		return -EINVAL;
	if (!access_ok(uaddr, sizeof(u32)))
		return -EFAULT;
	key->file = NULL;
	key->offset = address % PAGE_SIZE;
	address &= PAGE_MASK;
	if (flags & FLAGS_SHARED)
		return get_shared_key(address, key);
	key->object = current->mm;
	key->index = address;
	return 0;
}

void futex_put_key(struct futex_key *key)
{
	if (key->file)
		fput(key->file);
	key->file = NULL;
}

/* With faults off. 0 or -EFAULT. */
int futex_get_value_locked(u32 *dest, u32 __user *from)
{
	int ret;

	pagefault_disable();
	ret = __get_user(*dest, from);
	pagefault_enable();
	return ret;
}

/*
 * Makes the word's page present and writable, by writing what stands there. 0 or -EFAULT. Sleeps;
 * not with a lock held.
 */
int futex_fault_in(u32 __user *uaddr)
{
	u32 unused;

	return futex_atomic_cmpxchg_inatomic(&unused, uaddr, 0, 0);
}

/*
 * Takes a waiter off and notes it for waking. Bucket's lock. Once lock_ptr is NULL the waiter may
 * return, and the entry be gone.
 */
void futex_wake_mark(struct futex_q *q, struct wake_q_head *wake_q)
{
	struct task_struct *p = q->task;

	get_task_struct(p);
	list_del(&q->list);
	smp_store_release(&q->lock_ptr, NULL);
	wake_q_add_safe(wake_q, p);
}

/* Wakes up to @nr_wake waiters whose bitset has a bit of @bitset. How many, or -errno. */
int futex_wake(u32 __user *uaddr, unsigned int flags, int nr_wake, u32 bitset)
{
	struct futex_bucket *hb;
	struct futex_q *this, *next;
	struct futex_key key;
	DEFINE_WAKE_Q(wake_q);
	int ret;

	if (!bitset)
		return -EINVAL;
	ret = futex_get_key(uaddr, flags, &key);
	if (ret)
		return ret;
	hb = futex_bucket(&key);
	spin_lock(&hb->lock);
	list_for_each_entry_safe (this, next, &hb->chain, list) {
		if (!futex_match(&this->key, &key) || !(this->bitset & bitset))
			continue;
		futex_wake_mark(this, &wake_q);
		if (++ret >= nr_wake)
			break;
	}
	spin_unlock(&hb->lock);
	wake_up_q(&wake_q);
	futex_put_key(&key);
	return ret;
}

int futex_wake_user(u32 __user *uaddr, int nr)
{
	return futex_wake(uaddr, FLAGS_SHARED, nr, FUTEX_BITSET_MATCH_ANY);
}

/*
 * Queues @q if the word is @val. 0; -EWOULDBLOCK if it is another; -EINVAL, -EFAULT. With 0 the
 * caller has a key to put, and must take itself off the queue.
 */
static int queue_if_equal(u32 __user *uaddr, u32 val, unsigned int flags, struct futex_q *q)
{
	struct futex_bucket *hb;
	u32 uval;
	int ret;

retry:
	ret = futex_get_key(uaddr, flags, &q->key);
	if (ret)
		return ret;
	hb = futex_bucket(&q->key);
	spin_lock(&hb->lock);
	ret = futex_get_value_locked(&uval, uaddr);
	if (ret) {
		spin_unlock(&hb->lock);
		futex_put_key(&q->key);
		/* Brings the page in, or says that there is none. */
		ret = get_user(uval, uaddr);
		if (ret)
			return ret;
		goto retry;
	}
	if (uval != val) {
		spin_unlock(&hb->lock);
		futex_put_key(&q->key);
		return -EWOULDBLOCK;
	}
	q->lock_ptr = &hb->lock;
	list_add_tail(&q->list, &hb->chain);
	spin_unlock(&hb->lock);
	return 0;
}

/* Off the queue. False if a waker has done that already. */
static bool unqueue(struct futex_q *q)
{
	spinlock_t *lock;

	/* A requeue may move it to another bucket between our look and our taking the lock. */
	while ((lock = READ_ONCE(q->lock_ptr)) != NULL) {
		spin_lock(lock);
		if (lock == q->lock_ptr) {
			list_del(&q->list);
			spin_unlock(lock);
			return true;
		}
		spin_unlock(lock);
	}
	/* Pairs with the release in futex_wake_mark(): it has finished with us. */
	smp_acquire__after_ctrl_dep();
	return false;
}

/* Until woken, or @deadline (NULL: none), or a signal; which of them, unqueue() tells. */
static void sleep_queued(struct futex_q *q, const struct deadline *deadline)
{
	bool early = true;

	while (early) {
		set_current_state(TASK_INTERRUPTIBLE);
		if (!READ_ONCE(q->lock_ptr) || signal_pending(current))
			break;
		if (deadline)
			early = deadline_sleep(deadline);
		else
			schedule();
	}
	__set_current_state(TASK_RUNNING);
}

static long futex_wait_restart(struct restart_block *restart);

/* FUTEX_WAIT_BITSET. @deadline NULL: no end. */
static int futex_wait(u32 __user *uaddr, unsigned int flags, u32 val,
		      const struct deadline *deadline, u32 bitset)
{
	struct restart_block *restart = &current->restart_block;
	struct futex_q q = {.task = current, .bitset = bitset};
	int ret;

	if (!bitset)
		return -EINVAL;
	for (;;) {
		ret = queue_if_equal(uaddr, val, flags, &q);
		if (ret)
			return ret;
		sleep_queued(&q, deadline);
		ret = unqueue(&q) ? -ETIMEDOUT : 0;
		futex_put_key(&q.key);
		if (!ret)
			return 0;
		if (deadline && deadline_remaining(deadline) <= 0)
			return -ETIMEDOUT;
		if (signal_pending(current))
			break;
		/* Neither: somebody else's wake-up. */
	}
	if (!deadline)
		return -ERESTARTSYS;
	restart->fn = futex_wait_restart;
	restart->futex.uaddr = uaddr;
	restart->futex.val = val;
	restart->futex.bitset = bitset;
	restart->futex.flags = flags;
	restart->futex.time = deadline->at;
	return -ERESTART_RESTARTBLOCK;
}

static clockid_t futex_clock(unsigned int flags)
{
	return (flags & FLAGS_CLOCKRT) ? CLOCK_REALTIME : CLOCK_MONOTONIC;
}

static long futex_wait_restart(struct restart_block *restart)
{
	struct deadline d = {
		.clock = futex_clock(restart->futex.flags),
		.at = restart->futex.time,
	};

	return futex_wait(restart->futex.uaddr, restart->futex.flags, restart->futex.val, &d,
			  restart->futex.bitset);
}

/* The time limit of a wait: for FUTEX_WAIT from now, else a moment on the clock. 0, -errno. */
static int futex_deadline(int cmd, unsigned int flags, const struct __kernel_timespec __user *utime,
			  struct deadline *d)
{
	struct timespec64 ts;

	if (get_timespec64(&ts, utime))
		return -EFAULT;
	if (!timespec64_valid(&ts))
		return -EINVAL;
	if (cmd == FUTEX_WAIT) {
		*d = deadline_after(CLOCK_MONOTONIC, timespec64_to_ktime(ts));
	} else {
		d->clock = futex_clock(flags);
		d->at = timespec64_to_ktime(ts);
	}
	return 0;
}

/* futex(2). What has to do with priority inheritance doesn't exist: -ENOSYS. */
SYSCALL_DEFINE6(futex, u32 __user *, uaddr, int, op, u32, val,
		const struct __kernel_timespec __user *, utime, u32 __user *, uaddr2, u32, val3)
{
	unsigned int flags = (op & FUTEX_PRIVATE_FLAG) ? 0 : FLAGS_SHARED;
	/* In operations without a time limit its register holds a second count. */
	int cmd = op & FUTEX_CMD_MASK, val2 = (int)(unsigned long)utime, ret;
	struct deadline deadline, *limit = NULL;

	if (op & FUTEX_CLOCK_REALTIME) {
		flags |= FLAGS_CLOCKRT;
		if (cmd != FUTEX_WAIT_BITSET)
			return -ENOSYS;
	}
	if (utime && (cmd == FUTEX_WAIT || cmd == FUTEX_WAIT_BITSET)) {
		ret = futex_deadline(cmd, flags, utime, &deadline);
		if (ret)
			return ret;
		limit = &deadline;
	}

	switch (cmd) {
	case FUTEX_WAIT:
		val3 = FUTEX_BITSET_MATCH_ANY;
		fallthrough;
	case FUTEX_WAIT_BITSET:
		return futex_wait(uaddr, flags, val, limit, val3);
	case FUTEX_WAKE:
		val3 = FUTEX_BITSET_MATCH_ANY;
		fallthrough;
	case FUTEX_WAKE_BITSET:
		return futex_wake(uaddr, flags, val, val3);
	case FUTEX_REQUEUE:
		return futex_requeue(uaddr, flags, uaddr2, val, val2, NULL);
	case FUTEX_CMP_REQUEUE:
		return futex_requeue(uaddr, flags, uaddr2, val, val2, &val3);
	case FUTEX_WAKE_OP:
		return futex_wake_op(uaddr, flags, uaddr2, val, val2, val3);
	default:
		return -ENOSYS;
	}
}

void __init futex_init(void)
{
	int i;

	for (i = 0; i < ARRAY_SIZE(futex_table); i++) {
		spin_lock_init(&futex_table[i].lock);
		INIT_LIST_HEAD(&futex_table[i].chain);
	}
}

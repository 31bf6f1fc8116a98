// SPDX-License-Identifier: MIT
/*
 * Futex operations on two words: moving waiters from one to the other (FUTEX_REQUEUE,
 * FUTEX_CMP_REQUEUE) and changing one while waking at both (FUTEX_WAKE_OP). Buckets are locked in
 * the order of their addresses.
 */
#include <asm/futex.h>
#include <linux/errno.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/sched.h>
#include <linux/uaccess.h>
#include "futex.h"

static void lock_two(struct futex_bucket *hb1, struct futex_bucket *hb2)
{
	if (hb1 > hb2)
		swap(hb1, hb2);
	spin_lock(&hb1->lock);
	if (hb1 != hb2)
		spin_lock(&hb2->lock);
}

static void unlock_two(struct futex_bucket *hb1, struct futex_bucket *hb2)
{
	spin_unlock(&hb1->lock);
	if (hb1 != hb2)
		spin_unlock(&hb2->lock);
}

/* Both keys, or none. */
static int get_two_keys(u32 __user *uaddr1, u32 __user *uaddr2, unsigned int flags,
			struct futex_key *key1, struct futex_key *key2)
{
	int ret = futex_get_key(uaddr1, flags, key1);

	if (ret)
		return ret;
	ret = futex_get_key(uaddr2, flags, key2);
	if (ret)
		futex_put_key(key1);
	return ret;
}

/* Makes @q wait at @key2 in @hb2. Both locks. The file of its old key is given to the caller. */
static struct file *move_waiter(struct futex_q *q, const struct futex_key *key2,
				struct futex_bucket *hb1, struct futex_bucket *hb2)
{
	struct file *old = q->key.file;

	if (hb1 != hb2) {
		list_move_tail(&q->list, &hb2->chain);
		WRITE_ONCE(q->lock_ptr, &hb2->lock);
	}
	q->key = *key2;
	if (q->key.file)
		get_file(q->key.file);
	return old;
}

/*
 * Wakes up to @nr_wake waiters of @uaddr1 and makes up to @nr_requeue others wait at @uaddr2
 * instead, if the word at @uaddr1 is *@cmpval (NULL: in any case). How many; with *@cmpval, woken
 * and moved; -EAGAIN if it is another value.
 */
int futex_requeue(u32 __user *uaddr1, unsigned int flags, u32 __user *uaddr2, int nr_wake,
		  int nr_requeue, const u32 *cmpval)
{
	struct futex_bucket *hb1, *hb2;
	struct futex_key key1, key2;
	struct futex_q *this, *next;
	int ret, woken = 0, moved = 0;
	DEFINE_WAKE_Q(wake_q);
	u32 value;

	if (nr_wake < 0 || nr_requeue < 0)
		return -EINVAL;
retry:
	ret = get_two_keys(uaddr1, uaddr2, flags, &key1, &key2);
	if (ret)
		return ret;
	hb1 = futex_bucket(&key1);
	hb2 = futex_bucket(&key2);
	lock_two(hb1, hb2);
	if (cmpval) {
		ret = futex_get_value_locked(&value, uaddr1);
		if (ret) {
			unlock_two(hb1, hb2);
			futex_put_key(&key1);
			futex_put_key(&key2);
			ret = get_user(value, uaddr1);
			if (ret)
				return ret;
			goto retry;
		}
		if (value != *cmpval) {
			ret = -EAGAIN;
			goto unlock;
		}
	}
	list_for_each_entry_safe (this, next, &hb1->chain, list) {
		struct file *old;

		if (!futex_match(&this->key, &key1))
			continue;
		if (woken < nr_wake) {
			futex_wake_mark(this, &wake_q);
			woken++;
			continue;
		}
		if (moved >= nr_requeue)
			break;
		old = move_waiter(this, &key2, hb1, hb2);
		if (old)
			fput(old);
		moved++;
	}
	ret = woken + moved;
unlock:
	unlock_two(hb1, hb2);
	wake_up_q(&wake_q);
	futex_put_key(&key1);
	futex_put_key(&key2);
	return ret;
}

/* Whether @old compares as FUTEX_WAKE_OP's encoded comparison says; futex(2). */
static int compare(int cmp, int old, int arg)
{
	switch (cmp) {
	case FUTEX_OP_CMP_EQ:
		return old == arg;
	case FUTEX_OP_CMP_NE:
		return old != arg;
	case FUTEX_OP_CMP_LT:
		return old < arg;
	case FUTEX_OP_CMP_LE:
		return old <= arg;
	case FUTEX_OP_CMP_GT:
		return old > arg;
	case FUTEX_OP_CMP_GE:
		return old >= arg;
	default:
		return -ENOSYS;
	}
}

static int sign_extend_12(unsigned int value)
{
	return (int)(value << 20) >> 20;
}

/* Carries the encoded operation out on the word, faults off. The comparison, or -errno. */
static int do_wake_op(unsigned int encoded, u32 __user *uaddr)
{
	int op = (encoded >> 28) & 7, cmp = (encoded >> 24) & 15;
	int oparg = sign_extend_12((encoded >> 12) & 0xfff),
	    cmparg = sign_extend_12(encoded & 0xfff);
	int old, ret;

	if (encoded & ((unsigned int)FUTEX_OP_OPARG_SHIFT << 28)) {
		oparg &= 31;
		oparg = 1U << oparg;
	}
	pagefault_disable();
	ret = arch_futex_atomic_op_inuser(op, oparg, &old, uaddr);
	pagefault_enable();
	return ret ?: compare(cmp, old, cmparg);
}

/* Wakes up to @nr at @key. How many. Bucket's lock. */
static int wake_matching(struct futex_bucket *hb, const struct futex_key *key, int nr,
			 struct wake_q_head *wake_q)
{
	struct futex_q *this, *next;
	int woken = 0;

	list_for_each_entry_safe (this, next, &hb->chain, list) {
		if (!futex_match(&this->key, key))
			continue;
		futex_wake_mark(this, wake_q);
		if (++woken >= nr)
			break;
	}
	return woken;
}

/* Changes the word at @uaddr2 by @op, wakes at @uaddr1, and, if the old value compares, there. */
int futex_wake_op(u32 __user *uaddr1, unsigned int flags, u32 __user *uaddr2, int nr_wake,
		  int nr_wake2, int op)
{
	struct futex_bucket *hb1, *hb2;
	struct futex_key key1, key2;
	DEFINE_WAKE_Q(wake_q);
	int ret, op_ret;

retry:
	ret = get_two_keys(uaddr1, uaddr2, flags, &key1, &key2);
	if (ret)
		return ret;
	hb1 = futex_bucket(&key1);
	hb2 = futex_bucket(&key2);
	lock_two(hb1, hb2);
	op_ret = do_wake_op(op, uaddr2);
	if (op_ret >= 0) {
		ret = wake_matching(hb1, &key1, nr_wake, &wake_q);
		if (op_ret > 0)
			ret += wake_matching(hb2, &key2, nr_wake2, &wake_q);
	}
	unlock_two(hb1, hb2);
	wake_up_q(&wake_q);
	futex_put_key(&key1);
	futex_put_key(&key2);

	if (op_ret == -EFAULT) {
		ret = futex_fault_in(uaddr2);
		if (ret)
			return ret;
		goto retry;
	}
	return op_ret < 0 ? op_ret : ret;
}

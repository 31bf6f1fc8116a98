// SPDX-License-Identifier: MIT
/*
 * Restartable sequences (rseq(2)): a thread registers a struct rseq in its memory, in which the
 * kernel keeps the number of the CPU that it runs on. While the thread runs a critical section that
 * struct rseq points to, nothing may come between: if the thread is switched away or takes a signal
 * in it, it goes on at the section's abort address.
 *
 * Every C library start-up registers one, so the common case is a thread that is in no section.
 */
#include <linux/errno.h>
#include <linux/rseq.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/signal.h>
#include <linux/smp.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <asm/processor.h>
#include <asm/ptrace.h>

static int publish_cpu(struct rseq __user *rseq, u32 start, u32 id)
{
	return put_user(start, &rseq->cpu_id_start) || put_user(id, &rseq->cpu_id) ? -EFAULT : 0;
}

/*
 * Reads the section that the thread says it is in; 0 with cs->post_commit_offset 0 for none. A
 * section that isn't well formed is the program's error: -EINVAL, -EFAULT.
 */
static int read_section(struct rseq_cs *cs)
{
	u64 ptr;
	u32 sig;

	cs->post_commit_offset = 0;
	if (get_user(ptr, &current->rseq->rseq_cs))
		return -EFAULT;
	if (!ptr)
		return 0;
	if (ptr >= TASK_SIZE_MAX || copy_from_user(cs, (void __user *)ptr, sizeof(*cs)))
		return -EFAULT;
	if (cs->version || cs->flags || cs->start_ip >= TASK_SIZE_MAX ||
	    cs->post_commit_offset >= TASK_SIZE_MAX - cs->start_ip ||
	    cs->abort_ip >= TASK_SIZE_MAX || cs->abort_ip < sizeof(sig))
		return -EINVAL;
	/* The way out must not lie in the section: it would never end. */
	if (cs->abort_ip - cs->start_ip < cs->post_commit_offset)
		return -EINVAL;
	/* The signature keeps an attacker from making any address a way out. */
	if (get_user(sig, (u32 __user *)(cs->abort_ip - sizeof(sig))))
		return -EFAULT;
	return sig == current->rseq_sig ? 0 : -EINVAL;
}

/* Leaves the critical section, if the thread is in one. */
static int abort_section(struct pt_regs *regs)
{
	struct rseq_cs cs;
	int err = read_section(&cs);

	if (err || !cs.post_commit_offset)
		return err;
	/* Inside or not, the section is over: clearing the pointer saves the next look. */
	if (put_user(0, &current->rseq->rseq_cs))
		return -EFAULT;
	if (regs->ip - cs.start_ip < cs.post_commit_offset)
		regs->ip = cs.abort_ip;
	return 0;
}

void __rseq_resume(struct pt_regs *regs)
{
	u32 cpu = raw_smp_processor_id();

	if (current->flags & PF_EXITING)
		return;
	if (abort_section(regs) || publish_cpu(current->rseq, cpu, cpu))
		force_sig(SIGSEGV);
}

static int rseq_unregister(struct rseq __user *rseq, u32 len, u32 sig)
{
	if (!current->rseq || current->rseq != rseq || len != sizeof(*rseq))
		return -EINVAL;
	if (current->rseq_sig != sig)
		return -EPERM;
	if (publish_cpu(rseq, 0, RSEQ_CPU_ID_UNINITIALIZED))
		return -EFAULT;
	current->rseq = NULL;
	return 0;
}

SYSCALL_DEFINE4(rseq, struct rseq __user *, rseq, u32, rseq_len, int, flags, u32, sig)
{
	if (flags == RSEQ_FLAG_UNREGISTER)
		return rseq_unregister(rseq, rseq_len, sig);
	if (flags)
		return -EINVAL;
	if (current->rseq) {
		if (current->rseq != rseq || rseq_len != sizeof(*rseq))
			return -EINVAL;
		return current->rseq_sig == sig ? -EBUSY : -EPERM;
	}
	if (!IS_ALIGNED((unsigned long)rseq, __alignof__(*rseq)) || rseq_len != sizeof(*rseq))
		return -EINVAL;
	if (!access_ok(rseq, rseq_len))
		return -EFAULT;
	current->rseq = rseq;
	current->rseq_sig = sig;
	/* The numbers are written on the way back to the thread. */
	set_thread_flag(TIF_NOTIFY_RESUME);
	return 0;
}

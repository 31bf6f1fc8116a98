// SPDX-License-Identifier: MIT
/*
 * A task's machine state: its birth, its switch, and the state that a program starts with.
 *
 * The scheduler decides who runs; here is only how. User %fs and %gs bases are read from the CPU
 * when a task is switched away from, because programs change them without us (WRFSBASE, or a
 * selector load).
 */
#include <linux/errno.h>
#include <linux/irqflags.h>
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <asm/cpufeature.h>
#include <asm/desc.h>
#include <asm/fpu.h>
#include <asm/msr.h>
#include <asm/prctl.h>
#include <asm/processor.h>
#include <asm/switch_to.h>

_Static_assert(offsetof(struct thread_struct, sp) == 0, "__switch_to_asm() stores at offset 0");

/* The bases that the current task's user mode has, live in the CPU. The kernel's own %gs is on. */
static unsigned long read_user_fsbase(void)
{
	return boot_cpu_has(X86_FEATURE_FSGSBASE) ? rdfsbase() : __rdmsr(MSR_FS_BASE);
}

static void write_user_fsbase(unsigned long base)
{
	if (boot_cpu_has(X86_FEATURE_FSGSBASE))
		wrfsbase(base);
	else
		wrmsrl(MSR_FS_BASE, base);
}

static unsigned long read_user_gsbase(void)
{
	return __rdmsr(MSR_KERNEL_GS_BASE);
}

static void write_user_gsbase(unsigned long base)
{
	wrmsrl(MSR_KERNEL_GS_BASE, base);
}

/* The user's %gs selector; its load also loads the base that is active, so that is swapped in. */
static void load_user_gs(unsigned short selector)
{
	asm volatile("swapgs; movl %k0, %%gs; swapgs" : : "r"((u32)selector) : "memory");
}

static void save_segments(struct thread_struct *t)
{
	savesegment(es, t->es);
	savesegment(ds, t->ds);
	savesegment(fs, t->fsindex);
	savesegment(gs, t->gsindex);
	t->fsbase = read_user_fsbase();
	t->gsbase = read_user_gsbase();
}

/* From `prev`, just saved, to `next`. A selector load destroys its base, so bases come last. */
static void load_segments(const struct thread_struct *prev, const struct thread_struct *next)
{
	if (unlikely(prev->es | next->es))
		loadsegment(es, next->es);
	if (unlikely(prev->ds | next->ds))
		loadsegment(ds, next->ds);
	if (unlikely(prev->fsindex | next->fsindex)) {
		loadsegment(fs, next->fsindex);
		write_user_fsbase(next->fsbase);
	} else if (prev->fsbase != next->fsbase) {
		write_user_fsbase(next->fsbase);
	}
	if (unlikely(prev->gsindex | next->gsindex)) {
		load_user_gs(next->gsindex);
		write_user_gsbase(next->gsbase);
	} else if (prev->gsbase != next->gsbase) {
		write_user_gsbase(next->gsbase);
	}
}

struct task_struct *__switch_to(struct task_struct *prev, struct task_struct *next)
{
	fpu_save(prev);
	save_segments(&prev->thread);
	load_segments(&prev->thread, &next->thread);
	fpu_restore(next);

	/* From here to the change of stacks `current` and the stack disagree; interrupts are off.
	 */
	load_sp0(task_top_of_stack(next));
	this_cpu_write(current_task, next);
	return __switch_to_asm(&prev->thread, &next->thread, prev);
}

int copy_thread(struct task_struct *p, unsigned long clone_flags, unsigned long sp,
		unsigned long tls, int (*fn)(void *), void *arg)
{
	struct pt_regs *childregs = task_pt_regs(p);
	struct inactive_task_frame *frame = (struct inactive_task_frame *)childregs - 1;
	int err;

	/* The structure is a copy of the parent's: nothing in it may be shared or stale. */
	p->thread = (struct thread_struct){.sp = (unsigned long)frame};
	if (!fn && clone_flags & CLONE_SETTLS && tls >= TASK_SIZE_MAX)
		return -EPERM;
	err = fpu_init_task(p);
	if (err)
		return err;

	*frame = (struct inactive_task_frame){.ret_addr = (unsigned long)ret_from_fork};
	if (fn) {
		memset(childregs, 0, sizeof(*childregs));
		frame->bx = (unsigned long)fn;
		frame->r12 = (unsigned long)arg;
		return 0;
	}
	*childregs = *current_pt_regs();
	childregs->ax = 0;
	if (sp)
		childregs->sp = sp;
	fpu_copy(p);
	local_irq_disable();
	save_segments(&p->thread);
	local_irq_enable();
	if (clone_flags & CLONE_SETTLS) {
		p->thread.fsindex = 0;
		p->thread.fsbase = tls;
	}
	return 0;
}

void arch_release_task_struct(struct task_struct *tsk)
{
	fpu_free(tsk);
}

void flush_thread(void)
{
	unsigned long flags;

	local_irq_save(flags);
	loadsegment(es, 0);
	loadsegment(ds, 0);
	loadsegment(fs, 0);
	load_user_gs(0);
	write_user_fsbase(0);
	write_user_gsbase(0);
	fpu_reset();
	local_irq_restore(flags);
}

void start_thread(struct pt_regs *regs, unsigned long new_ip, unsigned long new_sp)
{
	/* The psABI leaves all but rsp and rdx unspecified (3.4.1); zero tells nothing of us. */
	*regs = (struct pt_regs){
		.orig_ax = -1,
		.ip = new_ip,
		.cs = __USER_CS,
		.flags = X86_EFLAGS_IF | X86_EFLAGS_FIXED,
		.sp = new_sp,
		.ss = __USER_DS,
	};
}

/* arch_prctl(2): the bases of %fs and %gs, for thread-local storage. */
SYSCALL_DEFINE2(arch_prctl, int, option, unsigned long, arg2)
{
	switch (option) {
	case ARCH_SET_FS:
		if (arg2 >= TASK_SIZE_MAX)
			return -EPERM;
		local_irq_disable();
		loadsegment(fs, 0);
		write_user_fsbase(arg2);
		local_irq_enable();
		return 0;
	case ARCH_SET_GS:
		if (arg2 >= TASK_SIZE_MAX)
			return -EPERM;
		local_irq_disable();
		load_user_gs(0);
		write_user_gsbase(arg2);
		local_irq_enable();
		return 0;
	case ARCH_GET_FS:
		return put_user(read_user_fsbase(), (unsigned long __user *)arg2);
	case ARCH_GET_GS:
		return put_user(read_user_gsbase(), (unsigned long __user *)arg2);
	}
	return -EINVAL;
}

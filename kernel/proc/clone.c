// SPDX-License-Identifier: MIT
/*
 * Starting tasks: fork(2), vfork(2), clone(2), clone3(2), and the kernel's own threads. All of
 * them fill in a struct kernel_clone_args and end in kernel_clone(); what is copied and what is
 * shared is in fork.c.
 */
#include <kernel/sched.h>
#include <linux/completion.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include "task.h"

/*
 * The vfork parent sleeps until the child has given up the shared memory, by exec or exit; only a
 * fatal signal wakes it earlier. @vfork is on its stack, so the child is then told to forget it.
 */
static void wait_for_vfork_done(struct task_struct *child, struct completion *vfork)
{
	if (wait_for_completion_killable(vfork)) {
		task_lock(child);
		child->vfork_done = NULL;
		task_unlock(child);
	}
	put_task_struct(child);
}

/**
 * kernel_clone() - make a task and start it
 *
 * Returns its pid, or a negative errno (copy_process()). With CLONE_VFORK not before it has let
 * go of the address space. Process context; sleeps.
 */
pid_t kernel_clone(struct kernel_clone_args *args)
{
	struct completion vfork;
	struct task_struct *p = copy_process(NULL, args);
	pid_t nr;

	if (IS_ERR(p))
		return PTR_ERR(p);

	/* Once it runs it may end at any moment: take what is needed before. */
	nr = p->pid;
	/* As with set_child_tid, a bad address is the program's own loss. */
	if (args->flags & CLONE_PARENT_SETTID)
		put_user(nr, args->parent_tid);
	if (args->flags & CLONE_VFORK) {
		init_completion(&vfork);
		p->vfork_done = &vfork;
		get_task_struct(p);
	}
	wake_up_new_task(p);
	if (args->flags & CLONE_VFORK)
		wait_for_vfork_done(p, &vfork);
	return nr;
}

/* A thread of the kernel: runs fn(arg) and exits with its result. As kernel_clone(). */
pid_t kernel_thread(int (*fn)(void *), void *arg, unsigned long flags)
{
	struct kernel_clone_args args = {
		.flags = (flags | CLONE_VM | CLONE_UNTRACED) & ~CSIGNAL,
		.exit_signal = flags & CSIGNAL,
		.fn = fn,
		.fn_arg = arg,
		.kthread = 1,
	};

	return kernel_clone(&args);
}

/* A task that begins in the kernel with fn(arg) and becomes a user process by kernel_execve(). */
pid_t user_mode_thread(int (*fn)(void *), void *arg, unsigned long flags)
{
	struct kernel_clone_args args = {
		.flags = (flags | CLONE_VM | CLONE_UNTRACED) & ~CSIGNAL,
		.exit_signal = flags & CSIGNAL,
		.fn = fn,
		.fn_arg = arg,
	};

	return kernel_clone(&args);
}

static int idle_never_called(void *unused)
{
	return 0;
}

/* An idle task for @cpu, before that CPU starts. ERR_PTR: -ENOMEM. */
struct task_struct *fork_idle(int cpu)
{
	struct kernel_clone_args args = {
		.flags = CLONE_VM,
		.fn = idle_never_called,
		.kthread = 1,
		.idle = 1,
	};
	struct task_struct *task = copy_process(&init_struct_pid, &args);

	if (!IS_ERR(task))
		init_idle(task, cpu);
	return task;
}

SYSCALL_DEFINE0(fork)
{
	struct kernel_clone_args args = {.exit_signal = SIGCHLD};

	return kernel_clone(&args);
}

SYSCALL_DEFINE0(vfork)
{
	struct kernel_clone_args args = {
		.flags = CLONE_VFORK | CLONE_VM,
		.exit_signal = SIGCHLD,
	};

	return kernel_clone(&args);
}

/* clone(2), with x86-64's order of arguments. @newsp is the top of the stack; 0: the caller's. */
SYSCALL_DEFINE5(clone, unsigned long, clone_flags, unsigned long, newsp, int __user *, parent_tid,
		int __user *, child_tid, unsigned long, tls)
{
	struct kernel_clone_args args = {
		.flags = lower_32_bits(clone_flags) & ~CSIGNAL,
		.child_tid = child_tid,
		.parent_tid = parent_tid,
		.exit_signal = lower_32_bits(clone_flags) & CSIGNAL,
		.stack = newsp,
		.tls = tls,
	};

	return kernel_clone(&args);
}

/*
 * The caller's struct clone_args, which may be shorter (older) or longer (newer) than ours: what
 * it lacks is 0, and what we don't know must be 0. 0, -EINVAL, -E2BIG, -EFAULT.
 */
static int copy_clone_args(struct clone_args *args, struct clone_args __user *uargs, size_t size)
{
	BUILD_BUG_ON(sizeof(struct clone_args) != CLONE_ARGS_SIZE_VER2);
	BUILD_BUG_ON(offsetofend(struct clone_args, tls) != CLONE_ARGS_SIZE_VER0);

	if (size > PAGE_SIZE)
		return -E2BIG;
	if (size < CLONE_ARGS_SIZE_VER0)
		return -EINVAL;
	return copy_struct_from_user(args, sizeof(*args), uargs, size);
}

/* clone3(2), ERRORS: what can be said of the arguments without the task. 0 or -EINVAL. */
static int check_clone_args(const struct clone_args *args)
{
	const u64 known = 0xffffffffULL | CLONE_CLEAR_SIGHAND | CLONE_INTO_CGROUP;

	if (args->flags & ~known)
		return -EINVAL;
	/* Bits of the exit signal, but for the one that only clone3 can say, and a dead flag. */
	if (args->flags & (CLONE_DETACHED | (CSIGNAL & ~CLONE_NEWTIME)))
		return -EINVAL;
	if (args->exit_signal > CSIGNAL || !valid_signal(args->exit_signal))
		return -EINVAL;
	if ((args->flags & (CLONE_THREAD | CLONE_PARENT)) && args->exit_signal)
		return -EINVAL;
	/* Ids can't be chosen. */
	if (args->set_tid || args->set_tid_size)
		return -EINVAL;
	if (!args->stack)
		return args->stack_size ? -EINVAL : 0;
	if (!args->stack_size ||
	    !access_ok((void __user *)(uintptr_t)args->stack, args->stack_size))
		return -EINVAL;
	return 0;
}

SYSCALL_DEFINE2(clone3, struct clone_args __user *, uargs, size_t, size)
{
	struct kernel_clone_args kargs = {};
	struct clone_args args;
	int err = copy_clone_args(&args, uargs, size);

	if (!err)
		err = check_clone_args(&args);
	if (err)
		return err;
	kargs.flags = args.flags;
	kargs.child_tid = u64_to_user_ptr(args.child_tid);
	kargs.parent_tid = u64_to_user_ptr(args.parent_tid);
	kargs.exit_signal = args.exit_signal;
	/* The lowest address is given; stacks grow down. */
	kargs.stack = args.stack + args.stack_size;
	kargs.tls = args.tls;
	return kernel_clone(&kargs);
}

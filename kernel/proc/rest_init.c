// SPDX-License-Identifier: MIT
/*
 * From one task to many: the last thing start_kernel() does. It makes init's task, pid 1, and
 * kthreadd, pid 2, and becomes the idle task of the boot CPU.
 */
#include <kernel/sched.h>
#include <linux/completion.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/pid.h>
#include <linux/sched/task.h>

static DECLARE_COMPLETION(kthreadd_done);
static int (*init_function)(void *);

/* pid 1. It is made first, for its number, but needs kthreadd for all that it does. */
static int start_init(void *unused)
{
	wait_for_completion(&kthreadd_done);
	return init_function(NULL);
}

/* pid 2. */
static int start_kthreadd(void *unused)
{
	return kthreadd(unused);
}

/**
 * rest_init() - start pid 1 and pid 2, and idle
 * @init: runs as pid 1 once kthreads can be made; it ends in kernel_execve(), returning 0 when that
 *	has worked, and panics otherwise
 *
 * Interrupts on; every subsystem that a task needs to exist is up.
 */
void __noreturn rest_init(int (*init)(void *))
{
	pid_t pid;

	init_function = init;
	rcu_scheduler_starting();
	pid = user_mode_thread(start_init, NULL, CLONE_FS);
	if (pid != 1)
		panic("init's task has pid %d", pid);
	pid = kernel_thread(start_kthreadd, NULL, CLONE_FS | CLONE_FILES);
	if (pid < 0)
		panic("can't start kthreadd: error %d", pid);

	cad_pid = find_get_pid(1);
	rcu_read_lock();
	kthreadd_task = find_task_by_vpid(pid);
	rcu_read_unlock();
	system_state = SYSTEM_SCHEDULING;
	complete(&kthreadd_done);

	/* From here on this is the idle task, which has preemption off except while it switches. */
	cpu_idle_loop();
}

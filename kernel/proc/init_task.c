// SPDX-License-Identifier: MIT
/*
 * The first task, which nobody forked: it runs start_kernel() on the boot stack and then is the
 * boot CPU's idle task, pid 0. All others descend from it, so what it holds here is what they
 * inherit: root's credentials, the default limits, all signals at their default.
 */
#include <linux/cred.h>
#include <linux/export.h>
#include <linux/fdtable.h>
#include <linux/fs_struct.h>
#include <linux/sched.h>
#include <linux/sched/cputime.h>
#include <linux/sched/signal.h>
#include <linux/sched/task_stack.h>

struct signal_struct init_signals = {
	.sigcnt = REFCOUNT_INIT(1),
	.live = ATOMIC_INIT(1),
	.nr_threads = 1,
	.quick_threads = 1,
	.thread_head = LIST_HEAD_INIT(init_task.thread_node),
	.wait_chldexit = __WAIT_QUEUE_HEAD_INITIALIZER(init_signals.wait_chldexit),
	.shared_pending = {.list = LIST_HEAD_INIT(init_signals.shared_pending.list)},
	.pids = {[PIDTYPE_TGID] = &init_struct_pid,
		 [PIDTYPE_PGID] = &init_struct_pid,
		 [PIDTYPE_SID] = &init_struct_pid},
	.exec_update_lock = __RWSEM_INITIALIZER(init_signals.exec_update_lock),
	.prev_cputime = {.lock = __RAW_SPIN_LOCK_UNLOCKED(init_signals.prev_cputime.lock)},
	/* As getrlimit(2) shows them on Linux; fork_init() fills in what depends on memory. */
	.rlim = {[RLIMIT_CPU] = {RLIM_INFINITY, RLIM_INFINITY},
		 [RLIMIT_FSIZE] = {RLIM_INFINITY, RLIM_INFINITY},
		 [RLIMIT_DATA] = {RLIM_INFINITY, RLIM_INFINITY},
		 [RLIMIT_STACK] = {_STK_LIM, RLIM_INFINITY},
		 [RLIMIT_CORE] = {0, RLIM_INFINITY},
		 [RLIMIT_RSS] = {RLIM_INFINITY, RLIM_INFINITY},
		 [RLIMIT_NPROC] = {0, 0},
		 [RLIMIT_NOFILE] = {1024, 4096},
		 [RLIMIT_MEMLOCK] = {MLOCK_LIMIT, MLOCK_LIMIT},
		 [RLIMIT_AS] = {RLIM_INFINITY, RLIM_INFINITY},
		 [RLIMIT_LOCKS] = {RLIM_INFINITY, RLIM_INFINITY},
		 [RLIMIT_SIGPENDING] = {0, 0},
		 [RLIMIT_MSGQUEUE] = {819200, 819200},
		 [RLIMIT_NICE] = {0, 0},
		 [RLIMIT_RTPRIO] = {0, 0},
		 [RLIMIT_RTTIME] = {RLIM_INFINITY, RLIM_INFINITY}},
};

struct sighand_struct init_sighand = {
	.siglock = __SPIN_LOCK_UNLOCKED(init_sighand.siglock),
	.count = REFCOUNT_INIT(1),
	.signalfd_wqh = __WAIT_QUEUE_HEAD_INITIALIZER(init_sighand.signalfd_wqh),
};

struct task_struct init_task = {
	.thread_info = INIT_THREAD_INFO(init_task),
	.stack = init_stack,
	.usage = REFCOUNT_INIT(2), /* never freed */
	.rcu_users = REFCOUNT_INIT(2),
	.flags = PF_KTHREAD | PF_IDLE,
	.pi_lock = __RAW_SPIN_LOCK_UNLOCKED(init_task.pi_lock),
	.prio = DEFAULT_PRIO,
	.static_prio = DEFAULT_PRIO,
	.normal_prio = DEFAULT_PRIO,
	.policy = SCHED_NORMAL,
	.se = {.run_node = LIST_HEAD_INIT(init_task.se.run_node)},
	.tasks = LIST_HEAD_INIT(init_task.tasks),
	.exit_signal = 0,
	.restart_block = {.fn = do_no_restart_syscall},
	.real_parent = &init_task,
	.parent = &init_task,
	.children = LIST_HEAD_INIT(init_task.children),
	.sibling = LIST_HEAD_INIT(init_task.sibling),
	.group_leader = &init_task,
	.thread_pid = &init_struct_pid,
	.thread_group = LIST_HEAD_INIT(init_task.thread_group),
	.thread_node = LIST_HEAD_INIT(init_signals.thread_head),
	.prev_cputime = {.lock = __RAW_SPIN_LOCK_UNLOCKED(init_task.prev_cputime.lock)},
	.real_cred = &init_cred,
	.cred = &init_cred,
	.comm = "swapper",
	.fs = &init_fs,
	.files = &init_files,
	.signal = &init_signals,
	.sighand = &init_sighand,
	.pending = {.list = LIST_HEAD_INIT(init_task.pending.list)},
	.alloc_lock = __SPIN_LOCK_UNLOCKED(init_task.alloc_lock),
	.thread = INIT_THREAD,
};
EXPORT_SYMBOL(init_task);

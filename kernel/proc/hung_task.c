// SPDX-License-Identifier: MIT
/*
 * Tasks that hang: khungtaskd looks, every hung_task_timeout_secs, for tasks that have been in an
 * uninterruptible sleep, without a single switch, for that long, and reports them with their
 * stacks. Sleeps that a fatal signal ends, and those that don't count as load, may last.
 *
 * All settings are in /proc/sys/kernel, hung_task_*. Only the thread looks and reports; what it
 * knows of a task is in the task.
 */
#include <kernel/sched.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/lockdep.h>
#include <linux/nmi.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/rculist.h>
#include <linux/sched/debug.h>
#include <linux/sched/signal.h>
#include <linux/sysctl.h>
#include <linux/utsname.h>

#define DEFAULT_TIMEOUT_SECS 120
/* Others get a turn after so many tasks. */
#define TASKS_AT_ONCE 1024

/* Set by writes to /proc/sys; the thread reads. */
static unsigned long hung_task_timeout_secs = DEFAULT_TIMEOUT_SECS; /* 0: doesn't look */
static unsigned long hung_task_check_interval_secs;		    /* 0: as the timeout */
static int hung_task_check_count = 32768;			    /* tasks in one look */
static int hung_task_warnings = 10;				    /* still to be made; -1: all */
static int hung_task_panic;

static struct task_struct *watcher; /* khungtaskd; constant */
static atomic_t reset_wanted;	    /* reset_hung_task_detector() was called */

/* One look from here on is left out: the caller knows why all had to wait. Any context. */
void reset_hung_task_detector(void)
{
	atomic_set(&reset_wanted, 1);
}
EXPORT_SYMBOL_GPL(reset_hung_task_detector);

static void report(struct task_struct *t)
{
	if (!hung_task_warnings)
		return;
	if (hung_task_warnings > 0)
		hung_task_warnings--;
	pr_err("INFO: task %s:%d blocked for more than %lu seconds.\n", t->comm, t->pid,
	       (jiffies - t->last_switch_time) / HZ);
	pr_err("      %s %s %.*s\n", print_tainted(), init_utsname()->release,
	       (int)strcspn(init_utsname()->version, " "), init_utsname()->version);
	pr_err("\"echo 0 > /proc/sys/kernel/hung_task_timeout_secs\" disables this message.\n");
	sched_show_task(t);
	if (debug_lockdep_enabled())
		debug_show_held_locks(t);
	if (!hung_task_warnings)
		pr_info("Future hung task reports are suppressed, see sysctl "
			"kernel.hung_task_warnings\n");
}

/* Whether @t sleeps as no task should for long. */
static bool sleeps_deeply(const struct task_struct *t)
{
	unsigned int state = READ_ONCE(t->__state);

	return (state & TASK_UNINTERRUPTIBLE) && !(state & (TASK_WAKEKILL | TASK_NOLOAD));
}

/* One task that sleeps so; true: for too long. RCU. */
static bool has_hung(struct task_struct *t, unsigned long timeout)
{
	unsigned long switches = t->nvcsw + t->nivcsw;

	/* One that has just been made, and hasn't run yet, waits for others to wake it. */
	if (!switches)
		return false;
	if (switches != t->last_switch_count) {
		t->last_switch_count = switches;
		t->last_switch_time = jiffies;
		return false;
	}
	return time_after_eq(jiffies, t->last_switch_time + timeout * HZ);
}

/* Lets others run, in the middle of the lists; false when @g or @t have left them meanwhile. */
static bool pause_among_tasks(struct task_struct *g, struct task_struct *t)
{
	bool both_there;

	get_task_struct(g);
	get_task_struct(t);
	rcu_read_unlock();
	cond_resched();
	rcu_read_lock();
	both_there = pid_alive(g) && pid_alive(t);
	put_task_struct(t);
	put_task_struct(g);
	return both_there;
}

/* One look at all tasks. */
static void look(unsigned long timeout)
{
	int left = READ_ONCE(hung_task_check_count), batch = TASKS_AT_ONCE;
	struct task_struct *g, *t;
	bool found = false;

	rcu_read_lock();
	for_each_process_thread(g, t)
	{
		if (!left--)
			goto unlock;
		if (!--batch) {
			batch = TASKS_AT_ONCE;
			if (!pause_among_tasks(g, t))
				goto unlock;
		}
		if (sleeps_deeply(t) && has_hung(t, timeout)) {
			report(t);
			found = true;
		}
	}
unlock:
	rcu_read_unlock();
	if (found && hung_task_panic)
		panic("hung_task: blocked tasks");
}

/* Until the next look: jiffies, or MAX_SCHEDULE_TIMEOUT for none. */
static long time_to_look(unsigned long last, unsigned long interval)
{
	return interval ? (long)(last - jiffies + interval * HZ) : MAX_SCHEDULE_TIMEOUT;
}

static int khungtaskd(void *unused)
{
	unsigned long last = jiffies;

	set_user_nice(current, 0);
	for (;;) {
		unsigned long timeout = READ_ONCE(hung_task_timeout_secs);
		unsigned long interval = READ_ONCE(hung_task_check_interval_secs);
		long left;

		interval = interval ? min(interval, timeout) : timeout;
		left = time_to_look(last, interval);
		if (left > 0) {
			/* Ends early when a setting changes. */
			schedule_timeout_interruptible(left);
			continue;
		}
		if (!atomic_xchg(&reset_wanted, 0))
			look(timeout);
		last = jiffies;
	}
	return 0;
}

/* A new time counts from the last look on. */
static int do_hung_task_secs(struct ctl_table *table, int write, void *buffer, size_t *lenp,
			     loff_t *ppos)
{
	int ret = proc_doulongvec_minmax(table, write, buffer, lenp, ppos);

	if (!ret && write)
		wake_up_process(watcher);
	return ret;
}

/* More would be beyond the count of jiffies. */
static unsigned long most_secs = LONG_MAX / HZ;

/* clang-format off */
static struct ctl_table hung_task_table[] = {
	{ .procname = "hung_task_timeout_secs", .data = &hung_task_timeout_secs,
	  .maxlen = sizeof(long), .mode = 0644, .proc_handler = do_hung_task_secs,
	  .extra2 = &most_secs },
	{ .procname = "hung_task_check_interval_secs", .data = &hung_task_check_interval_secs,
	  .maxlen = sizeof(long), .mode = 0644, .proc_handler = do_hung_task_secs,
	  .extra2 = &most_secs },
	{ .procname = "hung_task_check_count", .data = &hung_task_check_count,
	  .maxlen = sizeof(int), .mode = 0644, .proc_handler = proc_dointvec_minmax,
	  .extra1 = SYSCTL_ZERO },
	{ .procname = "hung_task_warnings", .data = &hung_task_warnings, .maxlen = sizeof(int),
	  .mode = 0644, .proc_handler = proc_dointvec_minmax, .extra1 = SYSCTL_NEG_ONE },
	{ .procname = "hung_task_panic", .data = &hung_task_panic, .maxlen = sizeof(int),
	  .mode = 0644, .proc_handler = proc_dointvec_minmax, .extra1 = SYSCTL_ZERO,
	  .extra2 = SYSCTL_ONE },
	{}
};
/* clang-format on */

/* Boot, once there are threads and /proc/sys. */
void __init hung_task_init(void)
{
	struct task_struct *task = kthread_run(khungtaskd, NULL, "khungtaskd");

	if (IS_ERR(task)) {
		pr_err("khungtaskd: no thread for it (error %ld)\n", PTR_ERR(task));
		return;
	}
	watcher = task;
	register_sysctl("kernel", hung_task_table);
}

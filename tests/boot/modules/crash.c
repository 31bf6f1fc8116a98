// SPDX-License-Identifier: MIT
/*
 * A module that crashes as it is told: in what, by where=, and by what, by how=. Without where= it
 * is the corrected module of the same name: it registers the same things and works.
 *
 *	where=  set, ctor, init, exit, get; open, read, write, ioctl, poll, release of /dev/crash;
 *		proc, of /proc/crash/entry; attr, of /sys/kernel/crash/attr; thread; work;
 *		timer, hrtimer, tasklet, in an interrupt
 *	how=    see crash()
 */
#include <linux/completion.h>
#include <linux/delay.h>
#include <linux/fs.h>
#include <linux/hrtimer.h>
#include <linux/irqflags.h>
#include <linux/interrupt.h>
#include <linux/kobject.h>
#include <linux/kthread.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/poll.h>
#include <linux/proc_fs.h>
#include <linux/sched/signal.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/sysfs.h>
#include <linux/timer.h>
#include <linux/uaccess.h>
#include <linux/workqueue.h>

static char where[16], how[16] = "null";
module_param_string(where, where, sizeof(where), 0644);
module_param_string(how, how, sizeof(how), 0644);
static bool things; /* also register a device, a /proc entry, … */
module_param(things, bool, 0444);
static char *text = "no text"; /* allocated when it is set */
module_param(text, charp, 0644);

int *volatile crash_pointer; /* NULL */
volatile int crash_zero, crash_depth = -1;
void (*volatile crash_function)(void);
static DEFINE_MUTEX(own_mutex);
static DEFINE_SPINLOCK(own_lock);

static noinline int recurse(int depth)
{
	volatile char frame[200];

	frame[depth % sizeof(frame)] = depth;
	return depth == crash_depth ? 0 : recurse(depth + 1) + frame[0];
}

static noinline void crash_now(void)
{
	unsigned long flags;

	if (!strcmp(how, "null")) {
		*crash_pointer = 1;
	} else if (!strcmp(how, "bug")) {
		BUG();
	} else if (!strcmp(how, "call")) {
		crash_function();
	} else if (!strcmp(how, "divide")) {
		crash_zero = 1000 / crash_zero;
	} else if (!strcmp(how, "opcode")) {
		asm volatile("ud2");
	} else if (!strcmp(how, "wild")) {
		*(volatile int *)0xdead000000000000 = 1;
	} else if (!strcmp(how, "recursion")) {
		recurse(0);
	} else if (!strcmp(how, "memset")) {
		memset((void *)READ_ONCE(crash_pointer), 1, 10000);
	} else if (!strcmp(how, "strlen")) {
		crash_zero = strlen((char *)READ_ONCE(crash_pointer));
	} else if (!strcmp(how, "text")) {
		*(volatile char *)crash_now = 0;
	} else if (!strcmp(how, "user")) {
		((void (*)(void))0x400000)();
	} else if (!strcmp(how, "mutex")) {
		mutex_lock(&own_mutex);
		kernel_param_lock(THIS_MODULE);
		*crash_pointer = 1;
	} else if (!strcmp(how, "spin")) {
		spin_lock_irqsave(&own_lock, flags);
		*crash_pointer = 1;
	} else if (!strcmp(how, "slow")) {
		pr_info("crash: not yet\n");
		msleep(500);
		*crash_pointer = 1;
	} else if (!strcmp(how, "warn")) {
		WARN_ON(1);
	} else if (!strcmp(how, "exit")) {
		do_exit(0);
	}
}

static void crash(const char *here)
{
	if (!strcmp(where, here))
		crash_now();
}

/* ---- What may crash ---- */

static int set_fuse(const char *val, const struct kernel_param *kp)
{
	crash("set");
	return 0;
}

static int get_fuse(char *buffer, const struct kernel_param *kp)
{
	crash("get");
	return sprintf(buffer, "whole\n");
}

static const struct kernel_param_ops fuse_ops = {.set = set_fuse, .get = get_fuse};
module_param_cb(fuse, &fuse_ops, NULL, 0644);

static __attribute__((constructor)) void constructor(void)
{
	crash("ctor");
}

static int crash_open(struct inode *inode, struct file *file)
{
	crash("open");
	return 0;
}

static ssize_t crash_read(struct file *file, char __user *buf, size_t count, loff_t *ppos)
{
	crash("read");
	return simple_read_from_buffer(buf, count, ppos, "works\n", 6);
}

static ssize_t crash_write(struct file *file, const char __user *buf, size_t count, loff_t *ppos)
{
	crash("write");
	/* Sleeps until it is killed. */
	while (!strcmp(where, "sleep") && !signal_pending(current))
		schedule_timeout_interruptible(HZ);
	return count;
}

static long crash_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	crash("ioctl");
	return 0;
}

static __poll_t crash_poll(struct file *file, struct poll_table_struct *pt)
{
	crash("poll");
	return EPOLLIN | EPOLLRDNORM;
}

static int crash_release(struct inode *inode, struct file *file)
{
	crash("release");
	return 0;
}

static const struct file_operations crash_fops = {
	.owner = THIS_MODULE,
	.open = crash_open,
	.read = crash_read,
	.write = crash_write,
	.unlocked_ioctl = crash_ioctl,
	.poll = crash_poll,
	.release = crash_release,
};

static struct miscdevice device = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "crash",
	.fops = &crash_fops,
};

static int show_entry(struct seq_file *m, void *v)
{
	crash("proc");
	seq_puts(m, "works\n");
	return 0;
}

static ssize_t attr_show(struct kobject *kobj, struct kobj_attribute *attr, char *buf)
{
	crash("attr");
	return sysfs_emit(buf, "works\n");
}
static struct kobj_attribute crash_attr = __ATTR_RO(attr);

static struct proc_dir_entry *directory;
static struct kobject *kobj;
static struct task_struct *thread;
static struct timer_list timer, idle_timer;

static DECLARE_COMPLETION(thread_runs);

static int run_thread(void *data)
{
	while (!kthread_should_stop()) {
		crash("thread");
		complete(&thread_runs);
		msleep(20);
	}
	return 0;
}

static void run_work(struct work_struct *work)
{
	crash("work");
}
static DECLARE_WORK(work, run_work);

static void run_timer(struct timer_list *unused)
{
	crash("timer");
}

/* It never stops by itself: after a crash it must, at once. */
static struct hrtimer hrtimer;

static enum hrtimer_restart run_hrtimer(struct hrtimer *timer)
{
	crash("hrtimer");
	hrtimer_forward_now(timer, ms_to_ktime(2));
	return HRTIMER_RESTART;
}

static void run_tasklet(struct tasklet_struct *unused)
{
	crash("tasklet");
}
static DECLARE_TASKLET(tasklet, run_tasklet);

static void remove_things(void)
{
	if (thread)
		kthread_stop(thread);
	cancel_work_sync(&work);
	tasklet_kill(&tasklet);
	hrtimer_cancel(&hrtimer);
	del_timer_sync(&timer);
	del_timer_sync(&idle_timer);
	kobject_put(kobj);
	proc_remove(directory);
	misc_deregister(&device);
}

static int register_things(void)
{
	int err = misc_register(&device);

	if (err)
		return err;
	directory = proc_mkdir("crash", NULL);
	if (directory)
		proc_create_single("entry", 0444, directory, show_entry);
	kobj = kobject_create_and_add("crash", kernel_kobj);
	if (!directory || !kobj || sysfs_create_file(kobj, &crash_attr.attr)) {
		kobject_put(kobj);
		proc_remove(directory);
		misc_deregister(&device);
		return -ENOMEM;
	}
	timer_setup(&timer, run_timer, 0);
	timer_setup(&idle_timer, run_timer, 0);
	mod_timer(&idle_timer, jiffies + 1000 * HZ);
	hrtimer_init(&hrtimer, CLOCK_MONOTONIC, HRTIMER_MODE_REL);
	hrtimer.function = run_hrtimer;
	hrtimer_start(&hrtimer, ms_to_ktime(2), HRTIMER_MODE_REL);
	return 0;
}

static int __init crash_init(void)
{
	int err = things ? register_things() : 0;

	if (err)
		return err;
	crash("init");
	if (!things)
		return 0;
	thread = kthread_run(run_thread, NULL, "crash_thread");
	if (IS_ERR(thread))
		thread = NULL;
	/* Whatever crashes later finds it in the module's code. */
	if (thread && strcmp(where, "thread"))
		wait_for_completion(&thread_runs);
	if (!strcmp(where, "work"))
		schedule_work(&work);
	if (!strcmp(where, "tasklet"))
		tasklet_schedule(&tasklet);
	if (!strcmp(where, "timer"))
		mod_timer(&timer, jiffies + 1);
	return 0;
}
module_init(crash_init);

static void __exit crash_exit(void)
{
	crash("exit");
	if (things)
		remove_things();
}
module_exit(crash_exit);

int crash_export(void)
{
	crash("export");
	return 42;
}
EXPORT_SYMBOL(crash_export);

MODULE_LICENSE("GPL");

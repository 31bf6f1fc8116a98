// SPDX-License-Identifier: MIT
/*
 * request_module(): modules that the kernel itself asks for; <linux/kmod.h> has the rules.
 *
 * Each request is remembered while it is waited for, with who waits and which process it became, so
 * that a module which waits for another one can find out that this other one waits for it
 * (waits.c). The request is its helper's: it is freed when the helper lets go of its arguments.
 */
#include <linux/atomic.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/kmod.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/pid.h>
#include <linux/printk.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/sysctl.h>
#include <linux/wait.h>
#include "internal.h"

#define MAX_KMOD_CONCURRENT	  50
#define MAX_KMOD_ALL_BUSY_TIMEOUT 5 /* seconds */

/* How many more may run now, and who waits for one of them to end. */
static atomic_t kmod_concurrent_max = ATOMIC_INIT(MAX_KMOD_CONCURRENT);
static DECLARE_WAIT_QUEUE_HEAD(kmod_wq);

/* "": no requests. Guarded by modprobe_path_lock. */
static DEFINE_MUTEX(modprobe_path_lock);
static char modprobe_path[KMOD_PATH_LEN] = "/sbin/modprobe";

struct request {
	struct list_head list;
	struct task_struct *requester; /* NULL: it doesn't wait (any more) */
	struct pid *helper;	       /* NULL until the program is about to start */
	char path[KMOD_PATH_LEN];
	char name[MODULE_NAME_LEN];
	char *argv[5];
};

/* Guards the list, and requester and helper of those in it. */
static DEFINE_SPINLOCK(requests_lock);
static LIST_HEAD(requests);

/* In the new process, before it becomes modprobe. */
static int request_started(struct subprocess_info *info, struct cred *new)
{
	struct request *r = info->data;
	struct pid *pid = get_task_pid(current, PIDTYPE_TGID);

	spin_lock(&requests_lock);
	r->helper = pid;
	spin_unlock(&requests_lock);
	return 0;
}

static void free_request(struct subprocess_info *info)
{
	struct request *r = info->data;

	spin_lock(&requests_lock);
	list_del(&r->list);
	spin_unlock(&requests_lock);
	put_pid(r->helper);
	kfree(r);
}

/* The caller has stopped waiting, if it was killed, for a request that goes on without it. */
static void forget_requester(void)
{
	struct request *r;

	spin_lock(&requests_lock);
	list_for_each_entry (r, &requests, list)
		if (r->requester == current)
			r->requester = NULL;
	spin_unlock(&requests_lock);
}

/* The request whose helper the process is, or descends from, or NULL. Under requests_lock. */
static struct request *request_served_by(struct task_struct *task)
{
	struct request *r, *found = NULL;

	rcu_read_lock();
	for (; task->pid > 1 && !found; task = rcu_dereference(task->real_parent))
		list_for_each_entry (r, &requests, list)
			if (r->helper && r->helper == task_tgid(task))
				found = r;
	rcu_read_unlock();
	return found;
}

/* From each request to who waits for it, which may itself serve another request. */
bool request_module_waits_for(struct task_struct *requester, struct task_struct *task)
{
	spin_lock(&requests_lock);
	do {
		struct request *r = request_served_by(task);

		task = r ? r->requester : NULL;
	} while (task && task != requester);
	spin_unlock(&requests_lock);
	return task;
}

/* Runs modprobe with the request, which it consumes. As __request_module(). */
static int call_modprobe(struct request *r, bool wait)
{
	static char *envp[] = {"HOME=/", "TERM=linux", "PATH=/sbin:/usr/sbin:/bin:/usr/bin", NULL};
	struct subprocess_info *info;
	int ret;

	r->argv[0] = r->path;
	r->argv[1] = "-q";
	r->argv[2] = "--";
	r->argv[3] = r->name;
	info = call_usermodehelper_setup(r->path, r->argv, envp, GFP_KERNEL, request_started,
					 free_request, r);
	if (!info) {
		kfree(r);
		return -ENOMEM;
	}
	r->requester = wait ? current : NULL;
	spin_lock(&requests_lock);
	list_add(&r->list, &requests);
	spin_unlock(&requests_lock);
	ret = call_usermodehelper_exec(info, (wait ? UMH_WAIT_PROC : UMH_WAIT_EXEC) | UMH_KILLABLE);
	if (ret == -ERESTARTSYS)
		forget_requester();
	return ret;
}

/* Takes one of the places, waiting for it if it must: 0, -ETIME, -ERESTARTSYS. */
static int take_place(const char *name)
{
	long left;

	if (atomic_dec_if_positive(&kmod_concurrent_max) >= 0)
		return 0;
	pr_warn_ratelimited("request_module: kmod_concurrent_max (%u) close to 0 (max_modprobes: "
			    "%u), for module %s, throttling...\n",
			    atomic_read(&kmod_concurrent_max), MAX_KMOD_CONCURRENT, name);
	left = wait_event_killable_timeout(kmod_wq,
					   atomic_dec_if_positive(&kmod_concurrent_max) >= 0,
					   MAX_KMOD_ALL_BUSY_TIMEOUT * HZ);
	if (!left) {
		pr_warn_ratelimited("request_module: modprobe %s cannot be processed, kmod busy "
				    "with %d threads for more than %d seconds now\n",
				    name, MAX_KMOD_CONCURRENT, MAX_KMOD_ALL_BUSY_TIMEOUT);
		return -ETIME;
	}
	if (left < 0)
		pr_warn_ratelimited("request_module: sigkill sent for modprobe %s, giving up\n",
				    name);
	return min(left, 0L);
}

static int request(struct request *r, bool wait)
{
	int ret = take_place(r->name);

	if (ret) {
		kfree(r);
		return ret;
	}
	ret = call_modprobe(r, wait);
	atomic_inc(&kmod_concurrent_max);
	wake_up(&kmod_wq);
	return ret;
}

int __request_module(bool wait, const char *fmt, ...)
{
	struct request *r = kzalloc(sizeof(*r), GFP_KERNEL);
	va_list args;
	int ret = 0;

	if (!r)
		return -ENOMEM;
	mutex_lock(&modprobe_path_lock);
	strcpy(r->path, modprobe_path);
	mutex_unlock(&modprobe_path_lock);
	if (!r->path[0])
		ret = -ENOENT;

	va_start(args, fmt);
	if (vsnprintf(r->name, sizeof(r->name), fmt, args) >= sizeof(r->name))
		ret = ret ?: -ENAMETOOLONG;
	va_end(args);
	if (ret) {
		kfree(r);
		return ret;
	}
	return request(r, wait);
}
EXPORT_SYMBOL(__request_module);

static int do_modprobe_path(struct ctl_table *table, int write, void *buffer, size_t *lenp,
			    loff_t *ppos)
{
	int err;

	mutex_lock(&modprobe_path_lock);
	err = proc_dostring(table, write, buffer, lenp, ppos);
	mutex_unlock(&modprobe_path_lock);
	return err;
}

static struct ctl_table kmod_table[] = {
	{
		.procname = "modprobe",
		.data = modprobe_path,
		.maxlen = KMOD_PATH_LEN,
		.mode = 0644,
		.proc_handler = do_modprobe_path,
	},
	{},
};

void __init kmod_sysctl_init(void)
{
	register_sysctl("kernel", kmod_table);
}

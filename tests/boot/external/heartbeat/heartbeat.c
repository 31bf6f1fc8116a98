// SPDX-License-Identifier: GPL-2.0
/*
 * heartbeat - a timer that beats, a work item that it queues, and a folder of
 * /sys where the rate is set and the beats are counted.
 */
#include <linux/module.h>
#include <linux/kobject.h>
#include <linux/sysfs.h>
#include <linux/timer.h>
#include <linux/jiffies.h>
#include <linux/workqueue.h>
#include <linux/mutex.h>
#include <linux/string.h>

static struct timer_list beat;
static unsigned long beats;
static unsigned int interval_ms = 20;
static char mood[16] = "calm";
static DEFINE_MUTEX(mood_mutex);
static struct kobject *heart;
static struct workqueue_struct *wq;

static void note_beat(struct work_struct *work)
{
	mutex_lock(&mood_mutex);
	if (++beats == 3)
		pr_info("heartbeat: three beats, %s\n", mood);
	mutex_unlock(&mood_mutex);
}
static DECLARE_WORK(note, note_beat);

static void on_beat(struct timer_list *unused)
{
	queue_work(wq, &note);
	mod_timer(&beat, jiffies + msecs_to_jiffies(READ_ONCE(interval_ms)));
}

static ssize_t interval_show(struct kobject *kobj, struct kobj_attribute *attr, char *buf)
{
	return sprintf(buf, "%u\n", interval_ms);
}

static ssize_t interval_store(struct kobject *kobj, struct kobj_attribute *attr, const char *buf,
			      size_t count)
{
	unsigned int value;

	if (sscanf(buf, "%u", &value) != 1 || value < 1 || value > 10000)
		return -EINVAL;
	WRITE_ONCE(interval_ms, value);
	mod_timer(&beat, jiffies);
	return count;
}

static ssize_t mood_show(struct kobject *kobj, struct kobj_attribute *attr, char *buf)
{
	ssize_t n;

	mutex_lock(&mood_mutex);
	n = scnprintf(buf, PAGE_SIZE, "%s\n", mood);
	mutex_unlock(&mood_mutex);
	return n;
}

static ssize_t mood_store(struct kobject *kobj, struct kobj_attribute *attr, const char *buf,
			  size_t count)
{
	char text[sizeof(mood)];

	if (strscpy(text, buf, sizeof(text)) < 0)
		return -E2BIG;
	mutex_lock(&mood_mutex);
	strcpy(mood, strim(text));
	mutex_unlock(&mood_mutex);
	return count;
}

static ssize_t beating_show(struct kobject *kobj, struct kobj_attribute *attr, char *buf)
{
	return sprintf(buf, "%s\n", timer_pending(&beat) || work_pending(&note) ? "yes" : "no");
}

static struct kobj_attribute interval_attr = __ATTR(interval, 0644, interval_show, interval_store);
static struct kobj_attribute mood_attr = __ATTR(mood, 0644, mood_show, mood_store);
static struct kobj_attribute beating_attr = __ATTR_RO(beating);

static struct attribute *attrs[] = {
	&interval_attr.attr,
	&mood_attr.attr,
	&beating_attr.attr,
	NULL,
};

static struct attribute_group group = {
	.attrs = attrs,
};

static int __init heartbeat_init(void)
{
	int retval;

	wq = create_singlethread_workqueue("heartbeat");
	if (!wq)
		return -ENOMEM;
	heart = kobject_create_and_add("heart", kernel_kobj);
	if (!heart) {
		destroy_workqueue(wq);
		return -ENOMEM;
	}
	retval = sysfs_create_group(heart, &group);
	if (retval) {
		kobject_put(heart);
		destroy_workqueue(wq);
		return retval;
	}
	timer_setup(&beat, on_beat, 0);
	beat.expires = jiffies + msecs_to_jiffies(interval_ms);
	add_timer(&beat);
	return 0;
}

static void __exit heartbeat_exit(void)
{
	sysfs_remove_group(heart, &group);
	kobject_put(heart);
	del_timer_sync(&beat);
	flush_workqueue(wq);
	destroy_workqueue(wq);
	pr_info("heartbeat: stopped %s\n", beats >= 3 ? "after a while" : "too early");
}

module_init(heartbeat_init);
module_exit(heartbeat_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("timer, work queue and sysfs");

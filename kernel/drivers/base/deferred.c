// SPDX-License-Identifier: MIT
/*
 * Devices whose driver has said -EPROBE_DEFER: something they need isn't there yet.
 *
 * They wait in a list. When any device has got its driver, all of the list are tried again, by a
 * work item. /sys/kernel/debug/devices_deferred has who waits, and why.
 */
#include <linux/atomic.h>
#include <linux/debugfs.h>
#include <linux/device.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/gfp.h>
#include <linux/init.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/wait.h>
#include <linux/workqueue.h>
#include "base.h"

/* Guards both lists, and each device's link and reason. Sleeps. */
static DEFINE_MUTEX(deferred_lock);
static LIST_HEAD(pending); /* wait for something to happen */
static LIST_HEAD(active);  /* are about to be tried */

/* How often something has happened, for who finds out that it may have missed it */
static atomic_t triggers = ATOMIC_INIT(0);

/* Probes that run now */
static atomic_t probes = ATOMIC_INIT(0);
static DECLARE_WAIT_QUEUE_HEAD(probes_wait);

static void deferred_probe_work(struct work_struct *work)
{
	struct device_private *p;
	struct device *dev;

	mutex_lock(&deferred_lock);
	while (!list_empty(&active)) {
		p = list_first_entry(&active, struct device_private, deferred_probe);
		list_del_init(&p->deferred_probe);
		kfree(p->deferred_probe_reason);
		p->deferred_probe_reason = NULL;
		dev = get_device(p->device);
		mutex_unlock(&deferred_lock);
		bus_probe_device(dev);
		put_device(dev);
		mutex_lock(&deferred_lock);
	}
	mutex_unlock(&deferred_lock);
}
static DECLARE_WORK(retry, deferred_probe_work);

/**
 * driver_deferred_probe_add() - try @dev again when something has happened, unless it is going
 */
void driver_deferred_probe_add(struct device *dev)
{
	mutex_lock(&deferred_lock);
	if (!READ_ONCE(dev->p->dead) && list_empty(&dev->p->deferred_probe))
		list_add_tail(&dev->p->deferred_probe, &pending);
	mutex_unlock(&deferred_lock);
}

/* The device has a driver, or goes. */
void deferred_probe_drop(struct device *dev)
{
	mutex_lock(&deferred_lock);
	list_del_init(&dev->p->deferred_probe);
	kfree(dev->p->deferred_probe_reason);
	dev->p->deferred_probe_reason = NULL;
	mutex_unlock(&deferred_lock);
}

/* A device has got its driver. */
void deferred_probe_trigger(void)
{
	mutex_lock(&deferred_lock);
	atomic_inc(&triggers);
	list_splice_tail_init(&pending, &active);
	mutex_unlock(&deferred_lock);
	queue_work(system_unbound_wq, &retry);
}

int deferred_probe_begin(void)
{
	int begun = atomic_read(&triggers);

	atomic_inc(&probes);
	return begun;
}

void deferred_probe_again(struct device *dev, int begun)
{
	driver_deferred_probe_add(dev);
	if (begun != atomic_read(&triggers))
		deferred_probe_trigger();
}

void deferred_probe_end(void)
{
	if (atomic_dec_and_test(&probes))
		wake_up_all(&probes_wait);
}

void deferred_probe_note_reason(const struct device *dev, struct va_format *text)
{
	char *reason;

	if (!dev || !dev->p)
		return;
	reason = kasprintf(GFP_KERNEL, "%s: %pV", dev_driver_string(dev), text);
	mutex_lock(&deferred_lock);
	swap(reason, dev->p->deferred_probe_reason);
	mutex_unlock(&deferred_lock);
	kfree(reason);
}

int driver_probe_done(void)
{
	return atomic_read(&probes) ? -EBUSY : 0;
}

/**
 * wait_for_device_probe() - until no probe is running, deferred ones included
 */
void wait_for_device_probe(void)
{
	flush_work(&retry);
	wait_event(probes_wait, !atomic_read(&probes));
}
EXPORT_SYMBOL_GPL(wait_for_device_probe);

static int devices_deferred_show(struct seq_file *m, void *unused)
{
	struct device_private *p;

	mutex_lock(&deferred_lock);
	list_for_each_entry (p, &pending, deferred_probe)
		seq_printf(m, "%s\t%s", dev_name(p->device), p->deferred_probe_reason ?: "\n");
	mutex_unlock(&deferred_lock);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(devices_deferred);

void __init deferred_init(void)
{
	debugfs_create_file("devices_deferred", 0444, NULL, NULL, &devices_deferred_fops);
}

// SPDX-License-Identifier: MIT
/*
 * Who waits for whom among the loads of modules, so that a circle is refused when it closes and
 * not after half a minute, or never.
 *
 * Three kinds of waiting make a circle:
 *   a load waits for another module's load: an import needs its init done, or it has the same name
 *   an init waits for a modprobe that it asked for (request_module())
 *   such a modprobe, or a child of it, waits for the load that it is in
 * The second begins with a new process, which nobody can be in yet, and the third with the first.
 * So it is enough to look for a circle when the first kind begins.
 */
#include <linux/errno.h>
#include <linux/list.h>
#include <linux/sched.h>
#include "internal.h"

static LIST_HEAD(waits); /* struct module_wait; module_mutex */

/* Adds to the queue each wait, not seen yet, that the task is in or waits for. */
static void queue_waits_of(struct task_struct *task, struct list_head *queue)
{
	struct module_wait *w;

	list_for_each_entry (w, &waits, list) {
		if (w->seen)
			continue;
		if (w->task == task || request_module_waits_for(task, w->task)) {
			w->seen = true;
			list_add_tail(&w->queue, queue);
		}
	}
}

/* Does the load of that module wait, through whatever others, for the current task? */
static bool waits_for_us(const char *name)
{
	struct module_wait *w;
	LIST_HEAD(queue);

	list_for_each_entry (w, &waits, list)
		w->seen = false;
	for (;;) {
		struct module *mod = find_module_all(name, true);
		struct task_struct *loader = mod ? mod->loader : NULL;

		if (loader) {
			if (loader == current || request_module_waits_for(loader, current))
				return true;
			queue_waits_of(loader, &queue);
		}
		if (list_empty(&queue))
			return false;
		w = list_first_entry(&queue, struct module_wait, queue);
		list_del(&w->queue);
		name = w->name;
	}
}

int module_wait_begin(struct module_wait *wait, const char *name)
{
	int err = 0;

	wait->task = current;
	wait->name = name;
	mutex_lock(&module_mutex);
	if (waits_for_us(name))
		err = -EBUSY;
	else
		list_add(&wait->list, &waits);
	mutex_unlock(&module_mutex);
	return err;
}

void module_wait_end(struct module_wait *wait)
{
	mutex_lock(&module_mutex);
	list_del(&wait->list);
	mutex_unlock(&module_mutex);
}

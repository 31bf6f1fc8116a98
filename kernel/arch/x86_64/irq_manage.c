// SPDX-License-Identifier: MIT
/*
 * Handlers of interrupt lines come and go: <linux/interrupt.h>. irq.c runs them.
 *
 * An action with a thread belongs to that thread as soon as it is off its line: whoever takes it
 * off says so and wakes the thread, which frees it when it has finished what it was at. So nobody
 * has to wait for the thread of a module that has crashed, or is it.
 */
#include <linux/errno.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <kernel/module.h>
#include "irq.h"

/* ---- Threads ---- */

void irq_make_thread_due(struct irq_desc *desc, struct irqaction *action)
{
	if (!action->thread || action->gone || action->thread_due)
		return;
	action->thread_due = true;
	if (!action->thread_runs)
		desc->threads_active++;
	if (!action->thread_runs && action->flags & IRQF_ONESHOT)
		desc->threads_oneshot++;
	wake_up_process(action->thread);
}

void irq_wake_thread(unsigned int irq, void *dev_id)
{
	struct irq_desc *desc = irq_to_desc(irq);
	struct irqaction *action;
	unsigned long flags;

	if (!desc)
		return;
	spin_lock_irqsave(&desc->lock, flags);
	for (action = desc->action; action; action = action->next)
		if (action->dev_id == dev_id) {
			irq_make_thread_due(desc, action);
			break;
		}
	spin_unlock_irqrestore(&desc->lock, flags);
}
EXPORT_SYMBOL_GPL(irq_wake_thread);

enum thread_turn { TURN_WAIT, TURN_RUN, TURN_END };

/* What is the thread to do? */
static enum thread_turn next_turn(struct irq_desc *desc, struct irqaction *action)
{
	enum thread_turn turn = TURN_WAIT;

	spin_lock_irq(&desc->lock);
	if (action->thread_due) {
		action->thread_due = false;
		action->thread_runs = true;
		turn = TURN_RUN;
	} else if (action->gone) {
		turn = TURN_END;
	}
	spin_unlock_irq(&desc->lock);
	return turn;
}

/* It has run, and is not to run again at once: nobody waits for it any more. Under desc->lock. */
static void thread_is_done(struct irq_desc *desc, struct irqaction *action)
{
	action->thread_runs = false;
	if (action->thread_due)
		return;
	if (!--desc->threads_active)
		wake_up(&desc->wait_for_threads);
	if (action->flags & IRQF_ONESHOT && !--desc->threads_oneshot)
		irq_sync_line(desc, action->irq);
}

static void free_action(struct irqaction *action)
{
	if (action->thread)
		put_task_struct(action->thread);
	kfree(action);
}

static int irq_thread(void *data)
{
	struct irqaction *action = data;
	struct irq_desc *desc = action->desc;
	enum thread_turn turn;

	for (;;) {
		set_current_state(TASK_INTERRUPTIBLE);
		turn = next_turn(desc, action);
		if (turn == TURN_WAIT) {
			schedule();
			continue;
		}
		__set_current_state(TASK_RUNNING);
		if (turn == TURN_END)
			break;
		action->thread_fn(action->irq, action->dev_id);
		spin_lock_irq(&desc->lock);
		if (action->thread_runs)
			thread_is_done(desc, action);
		spin_unlock_irq(&desc->lock);
	}
	free_action(action);
	return 0;
}

/* With a reference, so that it may be woken as long as the action is there. */
static int start_irq_thread(struct irqaction *action)
{
	struct task_struct *thread;

	thread = kthread_create(irq_thread, action, "irq/%d-%s", action->irq, action->name);
	if (IS_ERR(thread))
		return PTR_ERR(thread);
	action->thread = get_task_struct(thread);
	wake_up_process(thread);
	return 0;
}

/* The action is off its line, and no handler runs. crashed: its thread may never come back. */
static void release_action(struct irq_desc *desc, struct irqaction *action, bool crashed)
{
	struct task_struct *thread = action->thread;
	bool is_self = thread == current;

	if (!thread) {
		kfree(action);
		return;
	}
	get_task_struct(thread);
	spin_lock_irq(&desc->lock);
	action->gone = true;
	if (action->thread_due) {
		action->thread_due = false;
		if (!action->thread_runs)
			thread_is_done(desc, action);
	}
	/* The others on the line, and who waits for it, go on without it. */
	if (crashed && action->thread_runs)
		thread_is_done(desc, action);
	spin_unlock_irq(&desc->lock);
	if (is_self)
		free_action(action);
	else
		wake_up_process(thread);
	put_task_struct(thread);
}

/* ---- Coming ---- */

/* For actions that are their thread: the line is closed until that has run. */
static irqreturn_t default_primary_handler(int irq, void *dev_id)
{
	return IRQ_WAKE_THREAD;
}

/* May both be on one line? */
static bool can_share(const struct irqaction *old, const struct irqaction *new)
{
	unsigned int a = old->flags & IRQF_TRIGGER_MASK, b = new->flags &IRQF_TRIGGER_MASK;

	return old->flags & new->flags &IRQF_SHARED && (!a || !b || a == b) &&
	       !((old->flags ^ new->flags) & IRQF_ONESHOT);
}

/* Nobody has left it unanswered yet. Under desc->lock. */
static void forget_unhandled(struct irq_desc *desc)
{
	desc->stuck = false;
	desc->irq_count = 0;
	desc->irqs_unhandled = 0;
}

/* Append to the line's handlers. Under desc->lock. */
static int add_action(struct irq_desc *desc, struct irqaction *new)
{
	struct irqaction **link = &desc->action;

	if (desc->action && !can_share(desc->action, new)) {
		if (!(new->flags &IRQF_PROBE_SHARED))
			pr_err("genirq: Flags mismatch irq %u. %08x (%s) vs. %08x (%s)\n", new->irq,
			       new->flags, new->name, desc->action->flags, desc->action->name);
		return -EBUSY;
	}
	while (*link)
		link = &(*link)->next;
	if (link == &desc->action) {
		desc->depth = new->flags &IRQF_NO_AUTOEN ? 1 : 0;
		desc->pending = false;
		forget_unhandled(desc);
	}
	smp_store_release(link, new);
	return 0;
}

int setup_irq(unsigned int irq, struct irqaction *action)
{
	struct irq_desc *desc = irq_to_desc(irq);
	unsigned long flags;
	int err;

	action->irq = irq;
	spin_lock_irqsave(&desc->lock, flags);
	err = add_action(desc, action);
	if (!err)
		irq_sync_line(desc, irq);
	spin_unlock_irqrestore(&desc->lock, flags);
	return err;
}

static int check_request(unsigned int irq, const struct irqaction *action)
{
	if (irq == IRQ_NOTCONNECTED)
		return -ENOTCONN;
	/* A shared line can't start closed: the others' devices would go unheard. */
	if (!irq_to_desc(irq) || irq == I8259_CASCADE_IRQ ||
	    (action->flags & IRQF_SHARED && (!action->dev_id || action->flags & IRQF_NO_AUTOEN)) ||
	    (!action->handler && !action->thread_fn))
		return -EINVAL;
	if (!action->handler && !(action->flags & IRQF_ONESHOT)) {
		pr_err("genirq: Threaded irq requested with handler=NULL and !ONESHOT for %s (irq "
		       "%u)\n",
		       action->name, irq);
		return -EINVAL;
	}
	return 0;
}

int request_threaded_irq(unsigned int irq, irq_handler_t handler, irq_handler_t thread_fn,
			 unsigned long irqflags, const char *name, void *dev)
{
	struct irqaction request = {
		.handler = handler,
		.thread_fn = thread_fn,
		.flags = irqflags,
		.name = name,
		.dev_id = dev,
		.desc = irq_to_desc(irq),
		.irq = irq,
	};
	struct irqaction *action;
	int err = check_request(irq, &request);

	if (err)
		return err;
	if (!handler)
		request.handler = default_primary_handler;
	action = kmemdup(&request, sizeof(request), GFP_KERNEL);
	if (!action)
		return -ENOMEM;
	if (thread_fn) {
		err = start_irq_thread(action);
		if (err) {
			kfree(action);
			return err;
		}
	}
	err = setup_irq(irq, action);
	if (err)
		release_action(irq_to_desc(irq), action, false);
	else
		irq_proc_add(irq, name);
	return err;
}
EXPORT_SYMBOL(request_threaded_irq);

int request_any_context_irq(unsigned int irq, irq_handler_t handler, unsigned long flags,
			    const char *name, void *dev_id)
{
	return request_irq(irq, handler, flags, name, dev_id) ?: IRQC_IS_HARDIRQ;
}
EXPORT_SYMBOL_GPL(request_any_context_irq);

/* ---- Going ---- */

/* Takes the first action that `is_it` off the line; NULL when there is none. */
static struct irqaction *take_action(unsigned int irq,
				     bool (*is_it)(const struct irqaction *, const void *),
				     const void *arg)
{
	struct irq_desc *desc = irq_to_desc(irq);
	struct irqaction **link, *action;
	unsigned long flags;

	spin_lock_irqsave(&desc->lock, flags);
	for (link = &desc->action; *link && !is_it(*link, arg); link = &(*link)->next)
		;
	action = *link;
	if (action) {
		WRITE_ONCE(*link, action->next);
		irq_sync_line(desc, irq);
	}
	spin_unlock_irqrestore(&desc->lock, flags);
	return action;
}

static bool has_dev(const struct irqaction *action, const void *dev_id)
{
	return action->dev_id == dev_id;
}

const void *free_irq(unsigned int irq, void *dev_id)
{
	struct irqaction *action;
	const char *name;

	if (!irq_to_desc(irq))
		return NULL;
	action = take_action(irq, has_dev, dev_id);
	if (WARN(!action, "Trying to free already-free IRQ %u\n", irq))
		return NULL;
	name = action->name;
	irq_proc_remove(irq, name);
	synchronize_irq(irq);
	release_action(irq_to_desc(irq), action, false);
	return name;
}
EXPORT_SYMBOL(free_irq);

static bool is_of_module(const struct irqaction *action, const void *mod)
{
	return within_module((unsigned long)action->handler, mod) ||
	       within_module((unsigned long)action->thread_fn, mod);
}

/* For those who share it: what kept it busy is gone. */
static void reopen_line(unsigned int irq)
{
	struct irq_desc *desc = irq_to_desc(irq);
	unsigned long flags;

	spin_lock_irqsave(&desc->lock, flags);
	forget_unhandled(desc);
	irq_sync_line(desc, irq);
	spin_unlock_irqrestore(&desc->lock, flags);
}

/* The module has crashed: nobody waits for its thread, which may be the current task. */
unsigned int irq_forget_module(const struct module *mod)
{
	struct irqaction *action;
	unsigned int forgotten = 0;

	for (unsigned int irq = 0; irq < nr_irqs; irq++) {
		while (irq_to_desc(irq) && (action = take_action(irq, is_of_module, mod))) {
			pr_notice("irq %u: handler of %s taken off\n", irq, mod->name);
			irq_proc_remove(irq, action->name);
			synchronize_hardirq(irq);
			reopen_line(irq);
			release_action(irq_to_desc(irq), action, true);
			forgotten++;
		}
	}
	return forgotten;
}

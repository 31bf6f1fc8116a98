// SPDX-License-Identifier: MIT
/*
 * Probes of functions that return: <linux/kprobes.h>.
 *
 * A probe at the function's first instruction replaces the return address, which is on top of the
 * stack then, by that of kretprobe_trampoline, and notes the call with the current task. The
 * trampoline saves all registers and comes here, and what we return is where it goes.
 *
 * A task's calls are a stack, like the frames that they stand for. Those that a crash has jumped
 * over lie deeper than the one that returns; they are dropped when that does, or with the task.
 */
#include <linux/bug.h>
#include <linux/cpumask.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/irqflags.h>
#include <linux/kallsyms.h>
#include <linux/kernel.h>
#include <linux/kprobes.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <asm/segment.h>
#include <kernel/kprobes.h>
#include "kprobes.h"

/* kernel/arch/x86_64/entry.S; not a function to be called. */
void kretprobe_trampoline(void);
unsigned long kretprobe_returns(struct pt_regs *regs);

/* ---- Instances ---- */

static struct kretprobe_instance *take_instance(struct kretprobe_holder *rph)
{
	struct kretprobe_instance *ri;
	unsigned long flags;

	raw_spin_lock_irqsave(&rph->lock, flags);
	ri = rph->free;
	if (ri)
		rph->free = ri->next;
	raw_spin_unlock_irqrestore(&rph->lock, flags);
	if (ri)
		refcount_inc(&rph->ref);
	return ri;
}

/* One reference less; with the last all goes. Any context but NMI. */
static void put_holder(struct kretprobe_holder *rph)
{
	struct kretprobe_instance *ri;

	if (!refcount_dec_and_test(&rph->ref))
		return;
	while ((ri = rph->free)) {
		rph->free = ri->next;
		kfree(ri);
	}
	kfree(rph);
}

static void give_instance_back(struct kretprobe_instance *ri)
{
	struct kretprobe_holder *rph = ri->rph;
	unsigned long flags;

	raw_spin_lock_irqsave(&rph->lock, flags);
	ri->next = rph->free;
	rph->free = ri;
	raw_spin_unlock_irqrestore(&rph->lock, flags);
	put_holder(rph);
}

static struct kretprobe_holder *new_holder(struct kretprobe *rp)
{
	struct kretprobe_holder *rph = kzalloc(sizeof(*rph), GFP_KERNEL);

	if (!rph)
		return NULL;
	rph->rp = rp;
	refcount_set(&rph->ref, 1);
	raw_spin_lock_init(&rph->lock);
	for (int i = 0; i < rp->maxactive; i++) {
		struct kretprobe_instance *ri = kzalloc(sizeof(*ri) + rp->data_size, GFP_KERNEL);

		if (!ri) {
			put_holder(rph);
			return NULL;
		}
		ri->rph = rph;
		ri->next = rph->free;
		rph->free = ri;
	}
	return rph;
}

/* ---- Entry and return ---- */

int pre_handler_kretprobe(struct kprobe *p, struct pt_regs *regs)
{
	struct kretprobe *rp = container_of(p, struct kretprobe, kp);
	struct kretprobe_instance *ri = take_instance(rp->rph);

	if (!ri) {
		rp->nmissed++;
		return 0;
	}
	ri->fp = (void *)regs->sp;
	ri->ret_addr = *(kprobe_opcode_t **)regs->sp;
	if (rp->entry_handler && rp->entry_handler(ri, regs)) {
		give_instance_back(ri);
		return 0;
	}
	ri->next = current->kretprobe_instances;
	current->kretprobe_instances = ri;
	*(unsigned long *)regs->sp = (unsigned long)kretprobe_trampoline;
	return 0;
}
NOKPROBE_SYMBOL(pre_handler_kretprobe);

/* A recursion without a frame in between has several calls at one place: the last comes first. */
static struct kretprobe_instance *pop_instance(void)
{
	struct kretprobe_instance *ri = current->kretprobe_instances;

	if (ri)
		current->kretprobe_instances = ri->next;
	return ri;
}

/*
 * From the trampoline, with the registers that the function returned with: its handlers. Several
 * probes of one function have replaced the same address one after the other; all but the first have
 * noted the trampoline.
 */
unsigned long kretprobe_returns(struct pt_regs *regs)
{
	void *fp = (void *)regs->sp;
	struct kretprobe_instance *ri;
	unsigned long flags, addr;

	regs->sp += sizeof(long);
	regs->orig_ax = -1UL;
	local_irq_save(flags);
	kprobe_busy_begin();
	addr = kretprobe_real_return(current, (unsigned long)kretprobe_trampoline, fp);
	regs->ip = addr;
	do {
		struct kretprobe *rp;
		bool last;

		ri = pop_instance();
		BUG_ON(!ri);
		last = ri->fp == fp && (unsigned long)ri->ret_addr == addr;
		rp = ri->fp == fp ? get_kretprobe(ri) : NULL;
		if (rp && rp->handler && !kprobe_disabled(&rp->kp))
			rp->handler(ri, regs);
		give_instance_back(ri);
		if (last)
			break;
	} while (true);
	kprobe_busy_end();
	local_irq_restore(flags);
	return addr;
}
NOKPROBE_SYMBOL(kretprobe_returns);

unsigned long kretprobe_real_return(struct task_struct *tsk, unsigned long addr, void *slot)
{
	struct kretprobe_instance *ri;

	if (likely(addr != (unsigned long)kretprobe_trampoline))
		return addr;
	for (ri = READ_ONCE(tsk->kretprobe_instances); ri; ri = READ_ONCE(ri->next))
		if (ri->fp == slot && (unsigned long)ri->ret_addr != addr)
			return (unsigned long)ri->ret_addr;
	return addr;
}
NOKPROBE_SYMBOL(kretprobe_real_return);

void kprobe_flush_task(struct task_struct *tsk)
{
	struct kretprobe_instance *ri;

	while ((ri = tsk->kretprobe_instances)) {
		tsk->kretprobe_instances = ri->next;
		give_instance_back(ri);
	}
}

/* ---- Registration ---- */

/* Is it where a function begins? As register_kprobe() will find it. */
static int check_entry(const struct kprobe *p)
{
	unsigned long addr = (unsigned long)p->addr, size, offset;

	if (!p->symbol_name == !p->addr)
		return -EINVAL;
	if (p->symbol_name)
		addr = kallsyms_lookup_name(p->symbol_name);
	if (!addr || !kallsyms_lookup_size_offset(addr + p->offset, &size, &offset))
		return -ENOENT;
	return offset ? -EINVAL : 0;
}

int register_kretprobe(struct kretprobe *rp)
{
	int err = check_entry(&rp->kp);

	if (err)
		return err;
	if (rp->data_size > KRETPROBE_MAX_DATA_SIZE)
		return -E2BIG;
	rp->kp.pre_handler = pre_handler_kretprobe;
	rp->kp.post_handler = NULL;
	if (rp->maxactive <= 0)
		rp->maxactive = max_t(unsigned int, 10, 2 * num_possible_cpus());
	rp->nmissed = 0;
	rp->rph = new_holder(rp);
	if (!rp->rph)
		return -ENOMEM;
	err = register_kprobe(&rp->kp);
	if (err) {
		put_holder(rp->rph);
		rp->rph = NULL;
	}
	return err;
}
EXPORT_SYMBOL_GPL(register_kretprobe);

int register_kretprobes(struct kretprobe **rps, int num)
{
	if (num <= 0)
		return -EINVAL;
	for (int i = 0; i < num; i++) {
		int err = register_kretprobe(rps[i]);

		if (err) {
			unregister_kretprobes(rps, i);
			return err;
		}
	}
	return 0;
}
EXPORT_SYMBOL_GPL(register_kretprobes);

/* Calls that have begun return without a handler, and take the holder with them. */
void unregister_kretprobe(struct kretprobe *rp)
{
	struct kretprobe_holder *rph = rp->rph;

	if (!rph)
		return;
	WRITE_ONCE(rph->rp, NULL);
	/* Waits for handlers, too, which read rp under the same rules. */
	unregister_kprobe(&rp->kp);
	rp->rph = NULL;
	put_holder(rph);
}
EXPORT_SYMBOL_GPL(unregister_kretprobe);

void unregister_kretprobes(struct kretprobe **rps, int num)
{
	for (int i = 0; i < num; i++)
		unregister_kretprobe(rps[i]);
}
EXPORT_SYMBOL_GPL(unregister_kretprobes);

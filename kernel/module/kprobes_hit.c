// SPDX-License-Identifier: MIT
/*
 * What happens when the kernel runs into a probe's trap: handlers, the instruction, handlers.
 *
 * A hit begins with the trap in place and ends after the instruction has run, which takes a second
 * trap if it runs as a copy. Between the two the CPU notes where it is, with preemption off. A hit
 * within a hit (of a function that a handler calls, or of an NMI) runs the instruction without
 * handlers.
 */
#include <linux/bug.h>
#include <linux/kprobes.h>
#include <linux/percpu.h>
#include <linux/preempt.h>
#include <linux/rculist.h>
#include <kernel/kprobes.h>
#include <kernel/text.h>
#include "kprobes.h"

/* Handlers, what they call, and NMIs in each. */
#define MAX_HITS 4

struct hit {
	struct kprobe_point *point; /* NULL: no hit, but no handlers may run either */
	unsigned long flags;	    /* the processor's, of before */
	bool stepping;		    /* the copy runs */
	bool quiet;		    /* no handlers */
};

struct hits {
	struct hit hit[MAX_HITS];
	unsigned int depth;
};

static DEFINE_PER_CPU(struct hits, hits);

static nokprobe_inline struct hit *innermost_hit(void)
{
	struct hits *h = this_cpu_ptr(&hits);

	return h->depth ? &h->hit[h->depth - 1] : NULL;
}

static nokprobe_inline struct hit *begin_hit(struct kprobe_point *point)
{
	struct hits *h = this_cpu_ptr(&hits);
	struct hit *hit;

	preempt_disable();
	BUG_ON(h->depth == MAX_HITS);
	hit = &h->hit[h->depth++];
	hit->point = point;
	hit->stepping = false;
	hit->quiet = h->depth > 1;
	return hit;
}

static nokprobe_inline void end_hit(void)
{
	struct hits *h = this_cpu_ptr(&hits);

	h->depth--;
	preempt_enable();
}

void kprobe_busy_begin(void)
{
	begin_hit(NULL);
}
NOKPROBE_SYMBOL(kprobe_busy_begin);

void kprobe_busy_end(void)
{
	end_hit();
}
NOKPROBE_SYMBOL(kprobe_busy_end);

static nokprobe_inline void count_missed(struct kprobe_point *point)
{
	struct kprobe *p;

	list_for_each_entry_rcu(p, &point->probes, list) p->nmissed++;
}

/* True: a handler has taken over. */
static bool run_pre_handlers(struct kprobe_point *point, struct pt_regs *regs)
{
	struct kprobe *p;

	list_for_each_entry_rcu(p, &point->probes, list) if (p->pre_handler &&
							     !kprobe_disabled(p) &&
							     p->pre_handler(p, regs)) return true;
	return false;
}
NOKPROBE_SYMBOL(run_pre_handlers);

static void run_post_handlers(struct kprobe_point *point, struct pt_regs *regs)
{
	struct kprobe *p;

	list_for_each_entry_rcu(p, &point->probes, list) if (p->post_handler && !kprobe_disabled(p))
		p->post_handler(p, regs, 0);
}
NOKPROBE_SYMBOL(run_post_handlers);

static nokprobe_inline void finish_hit(struct hit *hit, struct pt_regs *regs)
{
	if (!hit->quiet)
		run_post_handlers(hit->point, regs);
	end_hit();
}

static nokprobe_inline void take_hit(struct kprobe_point *point, struct pt_regs *regs)
{
	struct hit *hit = begin_hit(point);

	if (hit->quiet) {
		count_missed(point);
	} else if (run_pre_handlers(point, regs)) {
		end_hit();
		return;
	}
	hit->flags = regs->flags;
	if (point->insn.slot) {
		hit->stepping = true;
		probe_insn_begin(&point->insn, regs);
	} else {
		probe_insn_emulate(&point->insn, regs);
		finish_hit(hit, regs);
	}
}

bool kprobe_int3_handler(struct pt_regs *regs)
{
	unsigned long addr = regs->ip - 1;
	struct hit *hit = innermost_hit();
	struct kprobe_point *point;

	if (hit && hit->stepping && addr == hit->point->insn.slot_end) {
		hit->stepping = false;
		probe_insn_finish(&hit->point->insn, regs, hit->flags);
		finish_hit(hit, regs);
		return true;
	}
	point = kprobe_point_at(addr);
	if (point) {
		take_hit(point, regs);
		return true;
	}
	/* Removed since: run what is there now. */
	if (*(const u8 *)addr != INT3_INSN_OPCODE) {
		regs->ip = addr;
		return true;
	}
	return false;
}
NOKPROBE_SYMBOL(kprobe_int3_handler);

void kprobe_fault_fixup(struct pt_regs *regs)
{
	struct hit *hit = innermost_hit();

	if (!hit || !hit->stepping || user_mode(regs) ||
	    regs->ip != (unsigned long)hit->point->insn.slot)
		return;
	regs->ip = hit->point->insn.addr;
	regs->flags |= hit->flags & (X86_EFLAGS_IF | X86_EFLAGS_TF);
	end_hit();
}
NOKPROBE_SYMBOL(kprobe_fault_fixup);

void kprobes_crashed(void)
{
	this_cpu_ptr(&hits)->depth = 0;
}

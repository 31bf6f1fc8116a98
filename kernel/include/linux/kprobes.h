// SPDX-License-Identifier: MIT
/*
 * Probes: functions of ours that run when the kernel comes to an instruction (kprobes), or when a
 * function begins and returns (kretprobes). They find static functions, too, and need no source.
 *
 *	static struct kprobe kp = {.symbol_name = "kernel_clone", .pre_handler = on_clone};
 *
 *	register_kprobe(&kp);
 *
 * Handlers run with preemption off, and as a rule with interrupts off, wherever the probed code
 * runs: in interrupts, with any lock held. They may not sleep. A probe that is met while a handler
 * runs is passed over, and counted in nmissed. A handler may look at all registers and change them.
 *
 * Names are those of kallsyms_lookup_name(), with "module:" before one of a module. What the way to
 * a handler needs itself can't be probed: /sys/kernel/debug/kprobes/blacklist.
 */
#ifndef _LINUX_KPROBES_H
#define _LINUX_KPROBES_H

#include <asm-generic/kprobes.h>
#include <linux/compiler.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/notifier.h>
#include <linux/percpu.h>
#include <linux/ptrace.h>
#include <linux/rcupdate.h>
#include <linux/refcount.h>
#include <linux/smp.h>
#include <linux/spinlock.h>

#define MAX_STACK_SIZE		64
#define KRETPROBE_MAX_DATA_SIZE 4096

typedef u8 kprobe_opcode_t;

struct kprobe;
struct kprobe_point;
struct kretprobe;
struct kretprobe_instance;
struct task_struct;

/*
 * Before the instruction: 0 lets it run; else the handler has set regs->ip, and execution goes on
 * there. regs->ip is the address of the probe plus 1, as the trap left it.
 */
typedef int (*kprobe_pre_handler_t)(struct kprobe *, struct pt_regs *);
/* After it. flags is 0. */
typedef void (*kprobe_post_handler_t)(struct kprobe *, struct pt_regs *, unsigned long flags);
/* A function has returned to regs->ip, with regs_return_value(regs). The result is ignored. */
typedef int (*kretprobe_handler_t)(struct kretprobe_instance *, struct pt_regs *);

struct kprobe {
	struct list_head list;	    /* others at the same address; kprobe_mutex, RCU */
	struct kprobe_point *point; /* what they share; NULL: not registered, or gone */

	unsigned long nmissed; /* how often it was passed over */

	/* Where: an address, or a symbol; and how many bytes behind that. */
	kprobe_opcode_t *addr;
	const char *symbol_name;
	unsigned int offset;

	kprobe_pre_handler_t pre_handler;
	kprobe_post_handler_t post_handler;

	kprobe_opcode_t opcode; /* the byte that the trap stands for */
	u32 flags;		/* KPROBE_FLAG_; after registration under kprobe_mutex */
};

#define KPROBE_FLAG_GONE	  1 /* the code that it was in is */
#define KPROBE_FLAG_DISABLED	  2
#define KPROBE_FLAG_ON_FUNC_ENTRY 16

static inline bool kprobe_gone(struct kprobe *p)
{
	return p->flags & KPROBE_FLAG_GONE;
}

static inline bool kprobe_disabled(struct kprobe *p)
{
	return p->flags & (KPROBE_FLAG_DISABLED | KPROBE_FLAG_GONE);
}

/* What outlives a kretprobe that is unregistered while functions it follows still run. */
struct kretprobe_holder {
	struct kretprobe *rp; /* NULL: it is */
	refcount_t ref;	      /* instances, and one for rp */
	raw_spinlock_t lock;  /* guards free; with interrupts off */
	struct kretprobe_instance *free;
};

struct kretprobe {
	struct kprobe kp; /* where; its handlers are ours */
	kretprobe_handler_t handler;
	kretprobe_handler_t entry_handler; /* nonzero: don't follow this call */
	int maxactive;			   /* calls followed at once; 0: a default */
	int nmissed;			   /* calls that were not, since there were more */
	size_t data_size;
	struct kretprobe_holder *rph;
};

/* A call that is followed, from entry_handler to handler. */
struct kretprobe_instance {
	struct kretprobe_instance *next; /* of the task's, or of the free ones */
	struct kretprobe_holder *rph;
	kprobe_opcode_t *ret_addr; /* where it will return to */
	void *fp;		   /* where on the stack that stood */
	char data[];		   /* data_size bytes, the handlers' own */
};

static nokprobe_inline struct kretprobe *get_kretprobe(struct kretprobe_instance *ri)
{
	return READ_ONCE(ri->rph->rp);
}

static nokprobe_inline unsigned long get_kretprobe_retaddr(struct kretprobe_instance *ri)
{
	return (unsigned long)ri->ret_addr;
}

/*
 * Process context; may sleep. A probe may be set in any code of the kernel or of a module, but for
 * what is forbidden.
 * -EINVAL: not one of address and symbol, not code, forbidden, or registered already; -ENOENT: no
 * such symbol; -EILSEQ: not where an instruction begins; -EOPNOTSUPP: one that can't run elsewhere;
 * -ENOMEM. When one of several fails, none is left.
 */
int register_kprobe(struct kprobe *p);
int register_kprobes(struct kprobe **kps, int num);
/* When they return, no handler runs any more. May sleep. */
void unregister_kprobe(struct kprobe *p);
void unregister_kprobes(struct kprobe **kps, int num);

/* A registered probe that does nothing meanwhile. -EINVAL: not registered, or gone. May sleep. */
int disable_kprobe(struct kprobe *kp);
int enable_kprobe(struct kprobe *kp);

/* The same for functions; -EINVAL, too, where none begins; -E2BIG for too much data. */
int register_kretprobe(struct kretprobe *rp);
int register_kretprobes(struct kretprobe **rps, int num);
void unregister_kretprobe(struct kretprobe *rp);
void unregister_kretprobes(struct kretprobe **rps, int num);

static inline int disable_kretprobe(struct kretprobe *rp)
{
	return disable_kprobe(&rp->kp);
}

static inline int enable_kretprobe(struct kretprobe *rp)
{
	return enable_kprobe(&rp->kp);
}

/* Logs name, address and offset at KERN_ERR. */
void dump_kprobe(struct kprobe *kp);

#ifdef MODULE
#include <linux/implied_fs.h>
#endif

#endif

// SPDX-License-Identifier: MIT
/*
 * What the files about probes share. kprobes.c: points, registration; kprobes_hit.c: what happens
 * at a trap; kretprobes.c; kprobes_blacklist.c; kprobes_debugfs.c.
 *
 * Locks, outermost first: module_mutex, kprobe_mutex, text_mutex. Traps read under RCU.
 */
#ifndef MODULE_KPROBES_H
#define MODULE_KPROBES_H

#include <linux/kprobes.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/types.h>
#include <kernel/probe_insn.h>

struct dentry;

/* An address with probes. */
struct kprobe_point {
	struct hlist_node hash;	 /* kprobe_mutex, RCU */
	struct list_head probes; /* kprobe_mutex, RCU */
	struct probe_insn insn;
	bool armed;			  /* the trap is there; text_mutex */
	struct kprobe_point *next_unused; /* of those on their way out */
};

extern struct mutex kprobe_mutex;
extern bool kprobes_all_disarmed; /* kprobe_mutex */

#define KPROBE_HASH_BITS  6
#define KPROBE_TABLE_SIZE (1 << KPROBE_HASH_BITS)
extern struct hlist_head kprobe_table[KPROBE_TABLE_SIZE];
/* Registered probes whose code is gone; kprobe_mutex. */
extern struct list_head gone_probes;

/* Under RCU, or kprobe_mutex. */
struct kprobe_point *kprobe_point_at(unsigned long addr);

/* Arms what should be and isn't, or the reverse. Under kprobe_mutex. */
void kprobes_set_armed(bool armed);

/* Removes all of the probes, which are registered, with one wait for readers. */
void kprobes_remove(struct kprobe **kps, int num);

/* kprobes_blacklist.c: is the address in a function that can't be probed? May sleep. */
bool within_kprobe_blacklist(unsigned long addr);
void kprobes_blacklist_init(struct dentry *dir);

/* kretprobes.c: what its probes have as their handler. */
int pre_handler_kretprobe(struct kprobe *p, struct pt_regs *regs);

/* kprobes_hit.c: no probe's handler runs between the two, on this CPU; interrupts off. */
void kprobe_busy_begin(void);
void kprobe_busy_end(void);

/* kprobes_debugfs.c */
void kprobes_debugfs_init(void);

#endif

// SPDX-License-Identifier: MIT
/*
 * Probes: which there are, and where. <linux/kprobes.h> is the interface.
 *
 * All probes of one address share a kprobe_point, which has the instruction's copy and the trap. A
 * point is armed while one of its probes is enabled. What a trap may look at is removed from the
 * lists first, and freed when no CPU can be at it: a CPU that has met a trap doesn't switch tasks
 * before the instruction has run.
 */
#include <linux/bug.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/hash.h>
#include <linux/init.h>
#include <linux/kallsyms.h>
#include <linux/kernel.h>
#include <linux/kprobes.h>
#include <linux/module.h>
#include <linux/notifier.h>
#include <linux/printk.h>
#include <linux/rculist.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <asm/sections.h>
#include <kernel/kprobes.h>
#include <kernel/paging.h>
#include <kernel/text.h>
#include "kprobes.h"

DEFINE_MUTEX(kprobe_mutex);
bool kprobes_all_disarmed;
struct hlist_head kprobe_table[KPROBE_TABLE_SIZE];
LIST_HEAD(gone_probes);

static struct hlist_head *bucket_of(unsigned long addr)
{
	return &kprobe_table[hash_long(addr, KPROBE_HASH_BITS)];
}

struct kprobe_point *kprobe_point_at(unsigned long addr)
{
	struct kprobe_point *point;

	hlist_for_each_entry_rcu(point, bucket_of(addr),
				 hash) if (point->insn.addr == addr) return point;
	return NULL;
}
NOKPROBE_SYMBOL(kprobe_point_at);

/* ---- Traps ---- */

static u8 original_byte(unsigned long addr)
{
	struct kprobe_point *point = kprobe_point_at(addr);

	return point ? point->insn.opcode : INT3_INSN_OPCODE;
}

static bool should_be_armed(const struct kprobe_point *point)
{
	struct kprobe *p;

	if (kprobes_all_disarmed)
		return false;
	list_for_each_entry (p, &point->probes, list)
		if (!kprobe_disabled(p))
			return true;
	return false;
}

/* Under kprobe_mutex and text_mutex. */
static void set_trap(struct kprobe_point *point, bool armed)
{
	u8 byte = armed ? INT3_INSN_OPCODE : point->insn.opcode;

	if (point->armed == armed)
		return;
	text_poke((void *)point->insn.addr, &byte, 1);
	text_poke_sync();
	point->armed = armed;
}

static void update_trap(struct kprobe_point *point)
{
	mutex_lock(&text_mutex);
	set_trap(point, should_be_armed(point));
	mutex_unlock(&text_mutex);
}

void kprobes_set_armed(bool armed)
{
	struct kprobe_point *point;

	kprobes_all_disarmed = !armed;
	for (int i = 0; i < KPROBE_TABLE_SIZE; i++)
		hlist_for_each_entry (point, &kprobe_table[i], hash)
			update_trap(point);
}

/* ---- Places ---- */

/* Where the probe says. -EINVAL, -ENOENT. */
static int resolve_address(const struct kprobe *p, unsigned long *addr)
{
	*addr = (unsigned long)p->addr;
	if (!p->symbol_name == !p->addr)
		return -EINVAL;
	if (p->symbol_name) {
		*addr = kallsyms_lookup_name(p->symbol_name);
		if (!*addr)
			return -ENOENT;
	}
	*addr += p->offset;
	return 0;
}

/* May a trap be put there at all? Under text_mutex. */
static int check_address(unsigned long addr)
{
	if (!kernel_text_address(addr) || within_kprobe_blacklist(addr) ||
	    jump_label_text_reserved((void *)addr, (void *)(addr + 1)) || find_bug(addr))
		return -EINVAL;
	return 0;
}

/* Does an instruction begin there? From its function's begin on, one after the other. */
static int check_boundary(unsigned long addr)
{
	unsigned long size, offset, at;

	if (!kallsyms_lookup_size_offset(addr, &size, &offset))
		return -EINVAL;
	for (at = addr - offset; at < addr;) {
		int len = probe_insn_length(at, original_byte);

		if (len < 0)
			return len;
		at += len;
	}
	return at == addr ? 0 : -EILSEQ;
}

/* A new point, not yet in the table. Under both mutexes. */
static struct kprobe_point *new_point(unsigned long addr)
{
	struct kprobe_point *point;
	int err = check_address(addr) ?: check_boundary(addr);

	if (err)
		return ERR_PTR(err);
	point = kzalloc(sizeof(*point), GFP_KERNEL);
	if (!point)
		return ERR_PTR(-ENOMEM);
	INIT_LIST_HEAD(&point->probes);
	err = probe_insn_prepare(&point->insn, addr, original_byte);
	if (err) {
		kfree(point);
		return ERR_PTR(err);
	}
	return point;
}

static struct kprobe_point *get_point(unsigned long addr)
{
	struct kprobe_point *point = kprobe_point_at(addr);

	if (point)
		return point;
	mutex_lock(&text_mutex);
	point = new_point(addr);
	mutex_unlock(&text_mutex);
	if (!IS_ERR(point))
		hlist_add_head_rcu(&point->hash, bucket_of(addr));
	return point;
}

/* ---- Registration ---- */

/* Under kprobe_mutex. */
static bool is_registered(const struct kprobe *p)
{
	struct kprobe_point *point;
	struct kprobe *other;

	for (int i = 0; i < KPROBE_TABLE_SIZE; i++)
		hlist_for_each_entry (point, &kprobe_table[i], hash)
			list_for_each_entry (other, &point->probes, list)
				if (other == p)
					return true;
	list_for_each_entry (other, &gone_probes, list)
		if (other == p)
			return true;
	return false;
}

/* Under kprobe_mutex; the address has been found, and its module can't go. */
static int add_probe(struct kprobe *p, unsigned long addr)
{
	unsigned long size, offset;
	struct kprobe_point *point;

	if (is_registered(p))
		return -EINVAL;
	point = get_point(addr);
	if (IS_ERR(point))
		return PTR_ERR(point);
	p->addr = (kprobe_opcode_t *)addr;
	p->flags &= KPROBE_FLAG_DISABLED;
	if (kallsyms_lookup_size_offset(addr, &size, &offset) && !offset)
		p->flags |= KPROBE_FLAG_ON_FUNC_ENTRY;
	p->nmissed = 0;
	p->opcode = point->insn.opcode;
	p->point = point;
	list_add_tail_rcu(&p->list, &point->probes);
	update_trap(point);
	return 0;
}

/* A reference on the module that addr is in, if any. False: it is going, or that part of it is. */
static bool get_probed_module(unsigned long addr, struct module **mod)
{
	bool ok = true;

	rcu_read_lock();
	*mod = __module_text_address(addr);
	if (*mod)
		ok = try_module_get(*mod) &&
		     (!within_module_init(addr, *mod) || (*mod)->state == MODULE_STATE_COMING);
	rcu_read_unlock();
	return ok;
}

int register_kprobe(struct kprobe *p)
{
	struct module *mod;
	unsigned long addr;
	int err = resolve_address(p, &addr);

	if (err)
		return err;
	/* In this order: init code that is there now doesn't go before it has lost its probes. */
	mutex_lock(&kprobe_mutex);
	err = get_probed_module(addr, &mod) ? add_probe(p, addr) : -ENOENT;
	mutex_unlock(&kprobe_mutex);
	module_put(mod);
	return err;
}
EXPORT_SYMBOL_GPL(register_kprobe);

int register_kprobes(struct kprobe **kps, int num)
{
	if (num <= 0)
		return -EINVAL;
	for (int i = 0; i < num; i++) {
		int err = register_kprobe(kps[i]);

		if (err) {
			kprobes_remove(kps, i);
			return err;
		}
	}
	return 0;
}
EXPORT_SYMBOL_GPL(register_kprobes);

/* Off its point; an empty point becomes the first of `unused`. Under kprobe_mutex. */
static void take_probe(struct kprobe *p, struct kprobe_point **unused)
{
	struct kprobe_point *point = p->point;

	p->point = NULL;
	list_del_rcu(&p->list);
	update_trap(point);
	if (list_empty(&point->probes)) {
		hlist_del_rcu(&point->hash);
		point->next_unused = *unused;
		*unused = point;
	}
}

/* After all that may have met their traps have gone on. */
static void free_points(struct kprobe_point *unused)
{
	while (unused) {
		struct kprobe_point *next = unused->next_unused;

		mutex_lock(&text_mutex);
		probe_insn_free(&unused->insn);
		mutex_unlock(&text_mutex);
		kfree(unused);
		unused = next;
	}
}

void kprobes_remove(struct kprobe **kps, int num)
{
	struct kprobe_point *unused = NULL;

	if (num <= 0)
		return;
	mutex_lock(&kprobe_mutex);
	for (int i = 0; i < num; i++) {
		if (!is_registered(kps[i]))
			kps[i]->addr = NULL;
		else if (kprobe_gone(kps[i]))
			list_del(&kps[i]->list);
		else
			take_probe(kps[i], &unused);
	}
	mutex_unlock(&kprobe_mutex);
	synchronize_rcu();
	free_points(unused);
}

void unregister_kprobes(struct kprobe **kps, int num)
{
	kprobes_remove(kps, num);
}
EXPORT_SYMBOL_GPL(unregister_kprobes);

void unregister_kprobe(struct kprobe *p)
{
	kprobes_remove(&p, 1);
}
EXPORT_SYMBOL_GPL(unregister_kprobe);

int disable_kprobe(struct kprobe *kp)
{
	int err = -EINVAL;

	mutex_lock(&kprobe_mutex);
	if (is_registered(kp)) {
		err = 0;
		kp->flags |= KPROBE_FLAG_DISABLED;
		if (kp->point)
			update_trap(kp->point);
	}
	mutex_unlock(&kprobe_mutex);
	return err;
}
EXPORT_SYMBOL_GPL(disable_kprobe);

int enable_kprobe(struct kprobe *kp)
{
	int err = -EINVAL;

	mutex_lock(&kprobe_mutex);
	if (is_registered(kp) && !kprobe_gone(kp)) {
		err = 0;
		kp->flags &= ~KPROBE_FLAG_DISABLED;
		update_trap(kp->point);
	}
	mutex_unlock(&kprobe_mutex);
	return err;
}
EXPORT_SYMBOL_GPL(enable_kprobe);

void dump_kprobe(struct kprobe *kp)
{
	pr_err("Dump kprobe:\n.symbol_name = %s, .offset = %x, .addr = %pS\n", kp->symbol_name,
	       kp->offset, kp->addr);
}
EXPORT_SYMBOL_GPL(dump_kprobe);

/* ---- Modules ---- */

static bool is_in(unsigned long addr, const struct module_layout *layout)
{
	return addr - (unsigned long)layout->base < layout->size;
}

/* Takes out the points in that memory, with their probes. Under kprobe_mutex. */
static struct kprobe_point *take_points_in(const struct module_layout *layout)
{
	struct kprobe_point *point, *taken = NULL;
	struct hlist_node *next;
	struct kprobe *p;

	for (int i = 0; i < KPROBE_TABLE_SIZE; i++)
		hlist_for_each_entry_safe (point, next, &kprobe_table[i], hash) {
			if (!is_in(point->insn.addr, layout))
				continue;
			list_for_each_entry (p, &point->probes, list) {
				p->flags |= KPROBE_FLAG_GONE;
				p->point = NULL;
			}
			update_trap(point);
			hlist_del_rcu(&point->hash);
			point->next_unused = taken;
			taken = point;
		}
	return taken;
}

/*
 * The probes of code that goes with that memory are gone. They stay registered, so that who made
 * them can unregister them. May sleep.
 */
static void kill_probes_in(const struct module_layout *layout)
{
	struct kprobe_point *taken, *point;

	mutex_lock(&kprobe_mutex);
	taken = take_points_in(layout);
	if (taken)
		synchronize_rcu();
	for (point = taken; point; point = point->next_unused)
		list_splice_init(&point->probes, &gone_probes);
	mutex_unlock(&kprobe_mutex);
	free_points(taken);
}

void kprobes_kill_module(const struct module *mod)
{
	kill_probes_in(&mod->init_layout);
	kill_probes_in(&mod->core_layout);
}

static int on_module(struct notifier_block *nb, unsigned long state, void *data)
{
	const struct module *mod = data;

	if (state == MODULE_STATE_LIVE)
		kill_probes_in(&mod->init_layout);
	else if (state == MODULE_STATE_GOING)
		kprobes_kill_module(mod);
	return NOTIFY_DONE;
}

static struct notifier_block module_nb = {.notifier_call = on_module};

/* Of a return probe, does one of its handlers lie in the module? */
static bool kretprobe_is_of(const struct kprobe *p, const struct module *mod)
{
	const struct kretprobe *rp = container_of(p, struct kretprobe, kp);

	return p->pre_handler == pre_handler_kretprobe &&
	       (within_module((unsigned long)rp->handler, mod) ||
		within_module((unsigned long)rp->entry_handler, mod));
}

/* Does the probe lie in the module, or one of its handlers? */
static bool kprobe_is_of(const struct kprobe *p, const struct module *mod)
{
	return kretprobe_is_of(p, mod) || within_module((unsigned long)p, mod) ||
	       within_module((unsigned long)p->pre_handler, mod) ||
	       within_module((unsigned long)p->post_handler, mod);
}

/* One of the module's own probes, or NULL. Under kprobe_mutex. */
static struct kprobe *probe_of(const struct module *mod)
{
	struct kprobe_point *point;
	struct kprobe *p;

	for (int i = 0; i < KPROBE_TABLE_SIZE; i++)
		hlist_for_each_entry (point, &kprobe_table[i], hash)
			list_for_each_entry (p, &point->probes, list)
				if (kprobe_is_of(p, mod))
					return p;
	list_for_each_entry (p, &gone_probes, list)
		if (kprobe_is_of(p, mod))
			return p;
	return NULL;
}

unsigned int kprobes_forget_module(const struct module *mod)
{
	unsigned int num = 0;
	struct kprobe *p;

	for (;;) {
		mutex_lock(&kprobe_mutex);
		p = probe_of(mod);
		mutex_unlock(&kprobe_mutex);
		if (!p)
			return num;
		if (p->pre_handler == pre_handler_kretprobe)
			unregister_kretprobe(container_of(p, struct kretprobe, kp));
		else
			unregister_kprobe(p);
		num++;
	}
}

void __init kprobes_init(void)
{
	kprobes_debugfs_init();
	register_module_notifier(&module_nb);
}

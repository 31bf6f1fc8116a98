// SPDX-License-Identifier: MIT
/*
 * A seq_file's start() and next() over lists that change meanwhile under RCU, and over per-CPU
 * lists. The caller holds rcu_read_lock() from start() to stop().
 */
#include <linux/cpumask.h>
#include <linux/export.h>
#include <linux/percpu.h>
#include <linux/rculist.h>
#include <linux/rcupdate.h>
#include <linux/seq_file.h>

struct list_head *seq_list_start_rcu(struct list_head *head, loff_t pos)
{
	struct list_head *at;

	for (at = rcu_dereference(list_next_rcu(head)); at != head;
	     at = rcu_dereference(list_next_rcu(at)))
		if (pos-- == 0)
			return at;
	return NULL;
}
EXPORT_SYMBOL(seq_list_start_rcu);

struct list_head *seq_list_start_head_rcu(struct list_head *head, loff_t pos)
{
	return pos ? seq_list_start_rcu(head, pos - 1) : head;
}
EXPORT_SYMBOL(seq_list_start_head_rcu);

struct list_head *seq_list_next_rcu(void *v, struct list_head *head, loff_t *ppos)
{
	struct list_head *next = rcu_dereference(list_next_rcu((struct list_head *)v));

	++*ppos;
	return next == head ? NULL : next;
}
EXPORT_SYMBOL(seq_list_next_rcu);

struct hlist_node *seq_hlist_start_rcu(struct hlist_head *head, loff_t pos)
{
	struct hlist_node *node;

	__hlist_for_each_rcu(node, head) if (pos-- == 0) return node;
	return NULL;
}
EXPORT_SYMBOL(seq_hlist_start_rcu);

struct hlist_node *seq_hlist_start_head_rcu(struct hlist_head *head, loff_t pos)
{
	return pos ? seq_hlist_start_rcu(head, pos - 1) : SEQ_START_TOKEN;
}
EXPORT_SYMBOL(seq_hlist_start_head_rcu);

struct hlist_node *seq_hlist_next_rcu(void *v, struct hlist_head *head, loff_t *ppos)
{
	++*ppos;
	if (v == SEQ_START_TOKEN)
		return rcu_dereference(hlist_first_rcu(head));
	return rcu_dereference(hlist_next_rcu((struct hlist_node *)v));
}
EXPORT_SYMBOL(seq_hlist_next_rcu);

struct hlist_node *seq_hlist_start_percpu(struct hlist_head __percpu *head, int *cpu, loff_t pos)
{
	struct hlist_node *node;

	for_each_possible_cpu(*cpu)
		hlist_for_each(node, per_cpu_ptr(head, *cpu)) if (pos-- == 0) return node;
	return NULL;
}
EXPORT_SYMBOL(seq_hlist_start_percpu);

struct hlist_node *seq_hlist_next_percpu(void *v, struct hlist_head __percpu *head, int *cpu,
					 loff_t *pos)
{
	struct hlist_node *node = ((struct hlist_node *)v)->next;

	++*pos;
	while (!node) {
		*cpu = cpumask_next(*cpu, cpu_possible_mask);
		if (*cpu >= nr_cpu_ids)
			return NULL;
		node = per_cpu_ptr(head, *cpu)->first;
	}
	return node;
}
EXPORT_SYMBOL(seq_hlist_next_percpu);

// SPDX-License-Identifier: MIT
/*
 * The removal of a module that has crashed: delete_module(2) without its exit function.
 *
 * Its reference count says nothing any more, since those who died never gave theirs back; what
 * stands in the way is a module that uses it, and a task that is in its code. The name is free
 * afterwards in any case. The memory is freed only if nothing in the kernel's own memory holds an
 * address inside it: find_pointer() looks everywhere, so that whatever the module has registered is
 * found, known or not. Else the memory stays for good, traps and all, and the log says how much
 * and why. The same goes for the stacks of the tasks that died: something may be linked into them.
 */
#include <linux/errno.h>
#include <linux/cpumask.h>
#include <linux/kernel.h>
#include <linux/lockdep.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/rculist.h>
#include <linux/rcupdate.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>
#include <kernel/mm.h>
#include <kernel/pointers.h>
#include "internal.h"

/* A task that is in the module's code or ends there, referenced, or NULL. */
static struct task_struct *find_task_inside(const struct module *mod)
{
	struct task_struct *leader, *tsk, *found = NULL;

	read_lock(&tasklist_lock);
	for_each_process_thread(leader, tsk)
	{
		if (!found && tsk != current && !tsk->exit_state && task_is_inside(tsk, mod))
			found = tsk;
	}
	for (tsk = mod->victims; tsk && !found; tsk = tsk->next_victim)
		if (!tsk->exit_state)
			found = tsk;
	if (!found)
		found = mod->caller; /* takes it apart */
	if (found)
		get_task_struct(found);
	read_unlock(&tasklist_lock);
	return found;
}

/*
 * May it be removed? Then it is GOING, and for bury_module(). Under module_mutex. -EWOULDBLOCK: a
 * module uses it; -EAGAIN: a task is in its code, which is expected to end soon; -EBUSY: the same,
 * but it is the last time that the caller asks, and the log says who.
 */
int try_stop_crashed_module(struct module *mod, bool last)
{
	struct task_struct *tsk;

	if (!list_empty(&mod->source_list)) {
		pr_err("%s: rmmod %s first, which uses it\n", mod->name,
		       list_first_entry(&mod->source_list, struct module_use, source_list)
			       ->source->name);
		return -EWOULDBLOCK;
	}
	tsk = find_task_inside(mod);
	if (!tsk) {
		WRITE_ONCE(mod->state, MODULE_STATE_GOING);
		return 0;
	}
	if (last)
		pr_err("%s: can't be removed while %s[%d] is in its code\n", mod->name, tsk->comm,
		       tsk->pid);
	put_task_struct(tsk);
	return last ? -EBUSY : -EINPROGRESS;
}

static bool is_pointed_at(struct pointer_search *search)
{
	if (!find_pointer(search))
		return false;
	/* What is freed after a grace period holds pointers until then. */
	rcu_barrier();
	return find_pointer(search);
}

/*
 * These add something that is to be freed to a search, and leave out what is known to point there
 * and goes, or is put right, with it. False: there is no room for it.
 */
static bool add_range(struct pointer_search *search, const void *allocation, const void *start,
		      size_t size)
{
	struct vm_struct *area = find_vm_area(allocation);

	pointer_search_skip(search, start, size);
	if (area)
		pointer_search_skip(search, area, sizeof(*area));
	return pointer_search_for(search, start, size);
}

static bool add_layout(struct pointer_search *search, const struct module_layout *layout)
{
	/* The lock checker would learn of its locks again. */
	lockdep_free_key_range(layout->base, layout->size);
	return !layout->size || add_range(search, layout->allocation, layout->base, layout->size);
}

static bool add_percpu(struct pointer_search *search, const struct module *mod)
{
	bool added;
	int cpu;

	if (!mod->percpu)
		return true;
	added = pointer_search_for(search, (void *)(unsigned long)mod->percpu, mod->percpu_size);
	for_each_possible_cpu(cpu)
	{
		void *copy = per_cpu_ptr(mod->percpu, cpu);

		pointer_search_skip(search, copy, mod->percpu_size);
		added = added && pointer_search_for(search, copy, mod->percpu_size);
	}
	return added;
}

/* What a dead task's structures say of it is not news. */
static void skip_task(struct pointer_search *search, const struct task_struct *tsk)
{
	pointer_search_skip(search, tsk, sizeof(*tsk));
	if (tsk->flags & PF_KTHREAD)
		pointer_search_skip(search, tsk->worker_private, ksize(tsk->worker_private));
}

static bool add_stack(struct pointer_search *search, struct task_struct *tsk)
{
	/* It has told its family, but may not have switched away yet. */
	wait_task_inactive(tsk, 0);
	skip_task(search, tsk);
	return add_range(search, task_stack_page(tsk), task_stack_page(tsk), THREAD_SIZE);
}

/* Under module_mutex. */
static bool add_module(struct pointer_search *search, const struct module *mod)
{
	const void *index;
	size_t size;

	module_index_memory(&index, &size);
	pointer_search_skip(search, index, size);
	for (struct task_struct *tsk = mod->victims; tsk; tsk = tsk->next_victim)
		skip_task(search, tsk);
	return add_layout(search, &mod->core_layout) && add_layout(search, &mod->init_layout) &&
	       add_percpu(search, mod);
}

/* As a rule nothing points to anything, and one search for all tells. Under module_mutex. */
static bool all_can_go(struct module *mod)
{
	struct pointer_search search = {};
	bool added = add_module(&search, mod);

	for (struct task_struct *tsk = mod->victims; tsk && added; tsk = tsk->next_victim)
		added = add_stack(&search, tsk);
	return added && !is_pointed_at(&search);
}

/* Can the module's memory go? If not, says why. Under module_mutex. */
static bool memory_can_go(struct module *mod)
{
	struct pointer_search search = {};

	if (add_module(&search, mod) && !is_pointed_at(&search))
		return true;
	pr_warn("%s: %u bytes of it stay in memory: %s holds %pS\n", mod->name,
		mod->core_layout.size + mod->init_layout.size, search.where, (void *)search.value);
	return false;
}

/* The same for a dead task's stack. */
static bool stack_can_go(const char *name, struct task_struct *tsk)
{
	struct pointer_search search = {};

	if (add_stack(&search, tsk) && !is_pointed_at(&search))
		return true;
	pr_warn("%s: the stack of %s[%d], %lu bytes, stays in memory: %s points into it\n", name,
		tsk->comm, tsk->pid, THREAD_SIZE, search.where);
	return false;
}

/* Frees what can be: the module's memory, and its victims'. */
static void free_or_keep(struct module *mod)
{
	struct task_struct *tsk, *next, *victims = mod->victims;
	char name[MODULE_NAME_LEN];
	bool all, memory;

	strcpy(name, mod->name);
	mutex_lock(&module_mutex);
	all = all_can_go(mod);
	memory = all || memory_can_go(mod);
	if (memory)
		index_remove_module(mod);
	else
		INIT_LIST_HEAD(&mod->list);
	mutex_unlock(&module_mutex);
	if (memory) {
		synchronize_rcu();
		module_free_memory(mod);
	}
	for (tsk = victims; tsk; tsk = next) {
		next = tsk->next_victim;
		if (all || stack_can_go(name, tsk))
			put_task_struct(tsk);
	}
}

/* What the kernel's own types have allocated for parameters; the module's own functions are gone.
 */
static void destroy_standard_params(struct module *mod)
{
	while (mod->num_kp) {
		const struct kernel_param *kp = &mod->kp[--mod->num_kp];

		if (kp->ops->free && !within_module((unsigned long)kp->ops->free, mod))
			kp->ops->free(kp->arg);
	}
	kfree(mod->args);
	mod->args = NULL;
}

/*
 * Removes what try_stop_crashed_module() has let go. It may have crashed at any point of its coming
 * and going, so each step finds out whether there is anything to undo. May sleep.
 */
void bury_module(struct module *mod)
{
	mod_sysfs_teardown(mod);
	destroy_standard_params(mod);
	module_drop_uses(mod);
	remove_module(mod);
	/* CHECKPOINT: the name is free. What is left is memory, and perhaps late callers. */

	free_or_keep(mod);
}

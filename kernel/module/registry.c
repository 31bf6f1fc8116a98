// SPDX-License-Identifier: MIT
/*
 * Which modules there are: by name, in a list that module_mutex guards, and by address, in a sorted
 * array that anyone may search at any time, in an oops or an interrupt too.
 *
 * The array is never changed where a reader could see it half done. Adding a module makes a new
 * array and publishes it (RCU). Removing one must not fail, so it allocates nothing: it clears the
 * entry's module pointer, and the next array leaves the entry out.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/extable.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/rculist.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/string.h>
#include "internal.h"

DEFINE_MUTEX(module_mutex);
LIST_HEAD(modules);
DECLARE_WAIT_QUEUE_HEAD(module_wq);

/* One piece of a module's memory; mod is NULL once that is going. */
struct module_range {
	unsigned long start, end;
	struct module *mod;
};

/* Sorted by start. Only the mod fields change after it is published. */
struct module_index {
	struct rcu_head rcu;
	unsigned int num;
	struct module_range range[];
};

static struct module_index __rcu *module_index; /* module_mutex to replace, RCU to read */

/* By name. Only under module_mutex is the result more than a hint. */
struct module *find_module_all(const char *name, bool even_unformed)
{
	struct module *mod;

	list_for_each_entry (mod, &modules, list) {
		if (!even_unformed && mod->state == MODULE_STATE_UNFORMED)
			continue;
		if (!strcmp(mod->name, name))
			return mod;
	}
	return NULL;
}

struct module *find_module(const char *name)
{
	return find_module_all(name, false);
}

/*
 * Gives the name back, and waits until nobody is left who may have found the module in any way:
 * then its memory can go. Out of the index by then, if it was in it. May sleep.
 */
void remove_module(struct module *mod)
{
	mutex_lock(&module_mutex);
	list_del_rcu(&mod->list);
	module_load_over(mod);
	mutex_unlock(&module_mutex);
	wake_up_all(&module_wq);
	synchronize_rcu();
}

/* The last range that starts at or before addr; NULL if there is none. Under RCU. */
static struct module_range *search_index(struct module_index *index, unsigned long addr)
{
	unsigned int low = 0, high = index ? index->num : 0;

	while (low < high) {
		unsigned int mid = low + (high - low) / 2;

		if (index->range[mid].start <= addr)
			low = mid + 1;
		else
			high = mid;
	}
	return low ? &index->range[low - 1] : NULL;
}

/* Inserts a layout, keeping the order. There is room. */
static void insert_range(struct module_index *index, struct module *mod,
			 const struct module_layout *layout)
{
	unsigned int i = index->num;

	if (!layout->size)
		return;
	for (; i && index->range[i - 1].start > (unsigned long)layout->base; i--)
		index->range[i] = index->range[i - 1];
	index->range[i] = (struct module_range){
		.start = (unsigned long)layout->base,
		.end = (unsigned long)layout->base + layout->size,
		.mod = mod,
	};
	index->num++;
}

/* How many ranges are somebody's. */
static unsigned int live_ranges(const struct module_index *index)
{
	unsigned int live = 0;

	for (unsigned int i = 0; index && i < index->num; i++)
		live += index->range[i].mod != NULL;
	return live;
}

/* Its addresses are found from now on. -ENOMEM. Under module_mutex. */
int index_add_module(struct module *mod)
{
	struct module_index *old = rcu_dereference_protected(module_index, 1);
	struct module_index *new =
		kvzalloc(struct_size(new, range, live_ranges(old) + 2), GFP_KERNEL);

	if (!new)
		return -ENOMEM;
	for (unsigned int i = 0; old && i < old->num; i++)
		if (old->range[i].mod)
			new->range[new->num++] = old->range[i];
	insert_range(new, mod, &mod->core_layout);
	insert_range(new, mod, &mod->init_layout);
	rcu_assign_pointer(module_index, new);
	if (old)
		kvfree_rcu(old, rcu);
	return 0;
}

static void index_remove(const struct module *mod, const struct module_layout *layout)
{
	struct module_range *range;

	if (!layout->size)
		return;
	range = search_index(rcu_dereference_protected(module_index, 1),
			     (unsigned long)layout->base);
	/* A removal that a crash cut off is begun again: it may be out already. */
	if (range && range->mod == mod)
		WRITE_ONCE(range->mod, NULL);
}

/* Its init addresses are not found any more, nor all of them. Under module_mutex. */
void index_remove_init(struct module *mod)
{
	index_remove(mod, &mod->init_layout);
}

/* The array goes with the last one. */
void index_remove_module(struct module *mod)
{
	struct module_index *index = rcu_dereference_protected(module_index, 1);

	index_remove(mod, &mod->init_layout);
	index_remove(mod, &mod->core_layout);
	if (!index || live_ranges(index))
		return;
	rcu_assign_pointer(module_index, NULL);
	kvfree_rcu(index, rcu);
}

/* Where the array itself lies. Under module_mutex, and for as long. */
void module_index_memory(const void **start, size_t *size)
{
	struct module_index *index = rcu_dereference_protected(module_index, 1);

	*start = index;
	*size = index ? struct_size(index, range, index->num) : 0;
}

/* Under RCU, the module can't go until the caller lets it. */
struct module *__module_address(unsigned long addr)
{
	struct module *mod = NULL;
	struct module_range *range;

	rcu_read_lock();
	range = search_index(rcu_dereference(module_index), addr);
	if (range && addr < range->end)
		mod = READ_ONCE(range->mod);
	rcu_read_unlock();
	return mod;
}

struct module *__module_text_address(unsigned long addr)
{
	struct module *mod;

	rcu_read_lock();
	mod = __module_address(addr);
	if (mod && !within_module_text(addr, mod))
		mod = NULL;
	rcu_read_unlock();
	return mod;
}

bool is_module_address(unsigned long addr)
{
	return __module_address(addr);
}

bool is_module_text_address(unsigned long addr)
{
	return __module_text_address(addr);
}

const struct exception_table_entry *search_module_extables(unsigned long addr)
{
	const struct exception_table_entry *entry = NULL;
	struct module *mod;

	rcu_read_lock();
	mod = __module_address(addr);
	if (mod)
		entry = search_extable(mod->extable, mod->num_exentries, addr);
	rcu_read_unlock();
	return entry;
}

/* What BUG() or WARN() trapped at bugaddr, or NULL. Code runs there, so the table stays. */
struct bug_entry *module_find_bug(unsigned long bugaddr)
{
	struct bug_entry *found = NULL;
	struct module *mod;

	rcu_read_lock();
	mod = __module_address(bugaddr);
	for (unsigned int i = 0; mod && !found && i < mod->num_bugs; i++)
		if ((unsigned long)offset_to_ptr(&mod->bug_table[i].bug_addr_disp) == bugaddr)
			found = &mod->bug_table[i];
	rcu_read_unlock();
	return found;
}

void print_modules(void)
{
	char buf[MODULE_FLAGS_BUF_SIZE];
	struct module *mod;

	printk(KERN_DEFAULT "Modules linked in:");
	rcu_read_lock();
	list_for_each_entry_rcu(mod, &modules,
				list) if (READ_ONCE(mod->state) != MODULE_STATE_UNFORMED)
		pr_cont(" %s%s", mod->name, module_flags(mod, buf, true));
	rcu_read_unlock();
	print_last_unloaded();
	pr_cont("\n");
}

// SPDX-License-Identifier: MIT
/*
 * See kernel_side.h. What the objects want of the rest of the kernel is here as far as a load comes
 * by it: a table of exports, memory for it, the current task. Anything else is left undefined, and
 * a call to it ends the program.
 */
#include <linux/export.h>
#include <linux/mutex.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/stringify.h>
#include <linux/wait.h>
#include "../../kernel/module/internal.h"
#include "kernel_side.h"

/* Per-CPU variables: %gs is 0 in a program, so there is one CPU, and its copy is the variable. */
static struct task_struct task;
DEFINE_PER_CPU(struct task_struct *, current_task) = &task;
DEFINE_PER_CPU(int, __preempt_count);

/* callgrind shows interrupts as off; while the kernel boots might_sleep() minds that as little. */
enum system_states system_state = SYSTEM_BOOTING;

DEFINE_MUTEX(module_mutex);
DECLARE_WAIT_QUEUE_HEAD(module_wq);

static char export_names[NUM_EXPORTS][EXPORT_NAME_SIZE];
static const char no_namespace[] = "";
struct kernel_symbol __start___ksymtab[NUM_EXPORTS];
struct kernel_symbol __start___ksymtab_gpl[1];
s32 __start___kcrctab[NUM_EXPORTS];
s32 __start___kcrctab_gpl[1];
_Static_assert(sizeof(struct kernel_symbol) == 12, "the end of the table, below, is written so");
asm(".globl __stop___ksymtab, __stop___ksymtab_gpl\n"
    ".set __stop___ksymtab, __start___ksymtab + 12 * " __stringify(
	    NUM_EXPORTS) "\n"
			 ".set __stop___ksymtab_gpl, __start___ksymtab_gpl\n");

static struct module module;
static struct module_load load;

void kernel_side_name_export(unsigned int i, const char *name, u32 crc)
{
	struct kernel_symbol *e = &__start___ksymtab[i];

	for (unsigned int n = 0; n < EXPORT_NAME_SIZE - 1 && name[n]; n++)
		export_names[i][n] = name[n];
	__start___kcrctab[i] = crc;
	e->value_offset = (char *)e - (char *)&e->value_offset;
	e->name_offset = export_names[i] - (char *)&e->name_offset;
	e->namespace_offset = no_namespace - (char *)&e->namespace_offset;
}

void kernel_side_init(void)
{
	exports_init();
}

struct load_info *kernel_side_load(void)
{
	INIT_LIST_HEAD(&module.target_list);
	load = (struct module_load){.mod = &module};
	return &load.info;
}

/* Memory for the table of exports: it is asked for a few times, and stays. */
void *kvmalloc_node(size_t size, gfp_t flags, int node)
{
	static char pool[4 << 20];
	static size_t used;
	void *p = pool + used;

	used += ALIGN(size, 16);
	return used <= sizeof(pool) ? p : NULL;
}

// SPDX-License-Identifier: MIT
/*
 * /proc/irq: a folder for each line of the machine (those of messages come and go), in it a folder
 * for each handler it has, and "spurious": how the line's interrupts have been answered of late.
 *
 * What another handler's folder is called already, or has a slash in its name, gets none.
 */
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/string.h>
#include <asm/irq_vectors.h>
#include <kernel/traps.h>
#include "irq.h"

/* Guards the handlers' folders. */
static DEFINE_MUTEX(irq_proc_mutex);
static struct proc_dir_entry *lines[NR_IRQS]; /* NULL: no /proc yet, or no memory */

static int spurious_show(struct seq_file *m, void *unused)
{
	const struct irq_desc *desc = irq_to_desc((unsigned long)m->private);

	seq_printf(m, "count %u\nunhandled %u\n", READ_ONCE(desc->irq_count),
		   READ_ONCE(desc->irqs_unhandled));
	return 0;
}

/* How many handlers of the line have that name. */
static unsigned int count_named(unsigned int irq, const char *name)
{
	struct irq_desc *desc = irq_to_desc(irq);
	struct irqaction *action;
	unsigned int count = 0;
	unsigned long flags;

	spin_lock_irqsave(&desc->lock, flags);
	for (action = desc->action; action; action = action->next)
		if (action->name && !strcmp(action->name, name))
			count++;
	spin_unlock_irqrestore(&desc->lock, flags);
	return count;
}

void irq_proc_add(unsigned int irq, const char *name)
{
	mutex_lock(&irq_proc_mutex);
	if (lines[irq] && name && *name && !strchr(name, '/') && strcmp(name, "spurious") &&
	    count_named(irq, name) == 1)
		proc_mkdir(name, lines[irq]);
	mutex_unlock(&irq_proc_mutex);
}

/* After the handler is off the line. */
void irq_proc_remove(unsigned int irq, const char *name)
{
	mutex_lock(&irq_proc_mutex);
	if (lines[irq] && name && *name && !strchr(name, '/') && strcmp(name, "spurious") &&
	    !count_named(irq, name))
		remove_proc_subtree(name, lines[irq]);
	mutex_unlock(&irq_proc_mutex);
}

/* All at once: what is made on behalf of a module goes with it when that crashes. */
void __init irq_proc_init(void)
{
	struct proc_dir_entry *root = proc_mkdir("irq", NULL);
	char number[12];

	for (unsigned int irq = 0; irq < NR_IRQS_LEGACY; irq++) {
		struct irq_desc *desc = irq_to_desc(irq);

		snprintf(number, sizeof(number), "%u", irq);
		lines[irq] = proc_mkdir(number, root);
		if (!lines[irq])
			continue;
		proc_create_single_data("spurious", 0444, lines[irq], spurious_show,
					(void *)(unsigned long)irq);
		/* Those that came before there was /proc stay for good. */
		if (desc->action)
			irq_proc_add(irq, desc->action->name);
	}
}

// SPDX-License-Identifier: MIT
/* /proc/bus/input: "devices", a paragraph each, and "handlers", a line each. */
#include <linux/init.h>
#include <linux/panic.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include "internal.h"

static void show_bitmap(struct seq_file *m, const char *name, const unsigned long *map,
			unsigned int bits)
{
	char text[BITS_TO_LONGS(KEY_CNT) * 17];

	input_print_bitmap(text, sizeof(text), map, bits);
	seq_printf(m, "B: %s=%s\n", name, text);
}

static void show_capabilities(struct seq_file *m, const struct input_dev *dev)
{
	show_bitmap(m, "PROP", dev->propbit, INPUT_PROP_CNT);
	show_bitmap(m, "EV", dev->evbit, EV_CNT);
	for (unsigned int i = 0; i < NR_INPUT_CAPABILITIES; i++) {
		const struct input_capability *cap = &input_capabilities[i];

		if (test_bit(cap->type, dev->evbit))
			show_bitmap(m, cap->name, input_capability_map(dev, cap), cap->bits);
	}
}

static int devices_show(struct seq_file *m, void *v)
{
	struct input_dev *dev = list_entry(v, struct input_dev, node);
	char *path = kobject_get_path(&dev->dev.kobj, GFP_KERNEL);
	struct input_handle *handle;

	seq_printf(m, "I: Bus=%04x Vendor=%04x Product=%04x Version=%04x\n", dev->id.bustype,
		   dev->id.vendor, dev->id.product, dev->id.version);
	seq_printf(m, "N: Name=\"%s\"\n", dev->name ?: "");
	seq_printf(m, "P: Phys=%s\n", dev->phys ?: "");
	seq_printf(m, "S: Sysfs=%s\n", path ?: "");
	seq_printf(m, "U: Uniq=%s\n", dev->uniq ?: "");
	seq_puts(m, "H: Handlers=");
	list_for_each_entry (handle, &dev->h_list, d_node)
		seq_printf(m, "%s ", handle->name);
	seq_putc(m, '\n');
	show_capabilities(m, dev);
	seq_putc(m, '\n');
	kfree(path);
	return 0;
}

static void *devices_start(struct seq_file *m, loff_t *pos)
{
	mutex_lock(&input_mutex);
	return seq_list_start(&input_dev_list, *pos);
}

static void *devices_next(struct seq_file *m, void *v, loff_t *pos)
{
	return seq_list_next(v, &input_dev_list, pos);
}

static void input_seq_stop(struct seq_file *m, void *v)
{
	mutex_unlock(&input_mutex);
}

static const struct seq_operations devices_ops = {
	.start = devices_start,
	.next = devices_next,
	.stop = input_seq_stop,
	.show = devices_show,
};

static int handlers_show(struct seq_file *m, void *v)
{
	const struct input_handler *handler = list_entry(v, struct input_handler, node);

	seq_printf(m, "N: Number=%lld Name=%s", m->index, handler->name);
	if (handler->filter)
		seq_puts(m, " (filter)");
	if (handler->legacy_minors)
		seq_printf(m, " Minor=%d", handler->minor);
	seq_putc(m, '\n');
	return 0;
}

static void *handlers_start(struct seq_file *m, loff_t *pos)
{
	mutex_lock(&input_mutex);
	return seq_list_start(&input_handler_list, *pos);
}

static void *handlers_next(struct seq_file *m, void *v, loff_t *pos)
{
	return seq_list_next(v, &input_handler_list, pos);
}

static const struct seq_operations handlers_ops = {
	.start = handlers_start,
	.next = handlers_next,
	.stop = input_seq_stop,
	.show = handlers_show,
};

void __init input_proc_init(void)
{
	if (!proc_mkdir("bus/input", NULL) ||
	    !proc_create_seq("bus/input/devices", 0, NULL, &devices_ops) ||
	    !proc_create_seq("bus/input/handlers", 0, NULL, &handlers_ops))
		panic("input: can't make /proc/bus/input");
}

// SPDX-License-Identifier: MIT
/* Entries in /proc/graft_test of every kind; tests/boot/programs/proc_files.c reads them. */
#include <linux/fs.h>
#include <linux/list.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/poll.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/wait.h>

static struct proc_dir_entry *top;

/* ---- "records": record n is a line of n % 100 letters; every 7th is left out, the 50th is long */

#define NUM_RECORDS 1000

static void *records_start(struct seq_file *m, loff_t *pos)
{
	return *pos < NUM_RECORDS ? (void *)(*pos + 1) : NULL;
}

static void *records_next(struct seq_file *m, void *v, loff_t *pos)
{
	++*pos;
	return records_start(m, pos);
}

static void records_stop(struct seq_file *m, void *v)
{
}

static int records_show(struct seq_file *m, void *v)
{
	unsigned long n = (unsigned long)v - 1, letters = n == 50 ? 10000 : n % 100;

	seq_printf(m, "%lu ", n);
	for (unsigned long i = 0; i < letters; i++)
		seq_putc(m, 'a' + n % 26);
	seq_putc(m, '\n');
	return n % 7 == 6 ? SEQ_SKIP : 0;
}

static const struct seq_operations records_ops = {
	.start = records_start,
	.next = records_next,
	.stop = records_stop,
	.show = records_show,
};

/* ---- "state": how many records this open file has shown; "list": of a list, with a header ---- */

static int state_show(struct seq_file *m, void *v)
{
	int *shown = m->private;

	if ((unsigned long)v > 3)
		return SEQ_SKIP;
	seq_printf(m, "%d %s\n", ++*shown, (char *)pde_data(file_inode(m->file)));
	return 0;
}

static const struct seq_operations state_ops = {
	.start = records_start,
	.next = records_next,
	.stop = records_stop,
	.show = state_show,
};

struct name {
	struct list_head link;
	const char *text;
};

static LIST_HEAD(names);
static struct name name_a = {.text = "a b"}, name_b = {.text = "c\td"};
static DEFINE_MUTEX(names_lock);

static void *list_start(struct seq_file *m, loff_t *pos)
{
	mutex_lock(&names_lock);
	return seq_list_start_head(&names, *pos);
}

static void *list_next(struct seq_file *m, void *v, loff_t *pos)
{
	return seq_list_next(v, &names, pos);
}

static void list_stop(struct seq_file *m, void *v)
{
	mutex_unlock(&names_lock);
}

static int list_show(struct seq_file *m, void *v)
{
	static const u8 bytes[] = {1, 2, 0xff};

	if (v == &names) {
		seq_puts(m, "names:");
		seq_put_decimal_ull(m, " ", 2);
		seq_put_hex_ll(m, " ", 0xab, 4);
		seq_put_decimal_ll(m, " ", -7);
		seq_setwidth(m, 10);
		seq_puts(m, "|x");
		seq_pad(m, '|');
		seq_putc(m, '\n');
		seq_hex_dump(m, "> ", DUMP_PREFIX_OFFSET, 16, 1, bytes, sizeof(bytes), false);
		return 0;
	}
	seq_escape(m, list_entry(v, struct name, link)->text, " \t");
	seq_putc(m, '\n');
	return 0;
}

static const struct seq_operations list_ops = {
	.start = list_start,
	.next = list_next,
	.stop = list_stop,
	.show = list_show,
};

static int single_show(struct seq_file *m, void *v)
{
	seq_printf(m, "single %s\n", (char *)m->private);
	return 0;
}

static int failing_show(struct seq_file *m, void *v)
{
	seq_puts(m, "nobody sees this\n");
	return -EDOM;
}

static int shown_show(struct seq_file *m, void *v)
{
	seq_printf(m, "shown %s\n", (char *)m->private);
	return 0;
}
DEFINE_PROC_SHOW_ATTRIBUTE(shown);

/* ---- "ops": a file with every operation; "gate": one whose read waits ---- */

static char text[32] = "text";
static void *page;

static ssize_t ops_read(struct file *file, char __user *to, size_t count, loff_t *pos)
{
	return simple_read_from_buffer(to, count, pos, text, strlen(text));
}

static ssize_t ops_write(struct file *file, const char __user *from, size_t count, loff_t *pos)
{
	return simple_write_to_buffer(text, sizeof(text) - 1, pos, from, count);
}

static __poll_t ops_poll(struct file *file, struct poll_table_struct *pt)
{
	return EPOLLPRI;
}

static long ops_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	return cmd == 5 ? (long)arg + 1 : -ENOTTY;
}

static int ops_mmap(struct file *file, struct vm_area_struct *vma)
{
	return vm_insert_page(vma, vma->vm_start, virt_to_page(page));
}

static unsigned long ops_area(struct file *file, unsigned long addr, unsigned long len,
			      unsigned long pgoff, unsigned long flags)
{
	return 0x600000000000;
}

static const struct proc_ops ops = {
	.proc_read = ops_read,
	.proc_write = ops_write,
	.proc_lseek = default_llseek,
	.proc_poll = ops_poll,
	.proc_ioctl = ops_ioctl,
	.proc_compat_ioctl = ops_ioctl,
	.proc_mmap = ops_mmap,
	.proc_get_unmapped_area = ops_area,
};

static const struct proc_ops no_ops = {};

static DECLARE_WAIT_QUEUE_HEAD(gate_wait);
static atomic_t inside = ATOMIC_INIT(0), releases = ATOMIC_INIT(0);
static bool gate_open;

static ssize_t gate_read(struct file *file, char __user *to, size_t count, loff_t *pos)
{
	atomic_inc(&inside);
	wake_up(&gate_wait);
	wait_event(gate_wait, READ_ONCE(gate_open));
	atomic_dec(&inside);
	return put_user('!', to) ? -EFAULT : 1;
}

static int gate_release(struct inode *inode, struct file *file)
{
	atomic_inc(&releases);
	return 0;
}

static const struct proc_ops gate_ops = {.proc_read = gate_read, .proc_release = gate_release};

/* ---- "control": writing a word does something with "gate" ---- */

static ssize_t control_write(struct file *file, const char __user *from, size_t count, loff_t *pos)
{
	char word[16] = "";

	if (count >= sizeof(word) || copy_from_user(word, from, count))
		return -EINVAL;
	if (!strcmp(word, "await")) /* somebody is in gate_read() */
		return wait_event_interruptible(gate_wait, atomic_read(&inside)) ?: count;
	if (!strcmp(word, "open")) {
		WRITE_ONCE(gate_open, true);
		wake_up(&gate_wait);
		return count;
	}
	if (!strcmp(word, "remove")) {
		remove_proc_entry("gate", top);
		/* Nobody is in there, and what was open has been released. */
		return atomic_read(&inside) ? -EBUSY : atomic_read(&releases);
	}
	return -EINVAL;
}

static const struct proc_ops control_ops = {.proc_write = control_write};

static int __init proc_files_init(void)
{
	struct proc_dir_entry *entry;

	list_add_tail(&name_a.link, &names);
	list_add_tail(&name_b.link, &names);
	page = (void *)get_zeroed_page(GFP_KERNEL);
	if (!page)
		return -ENOMEM;
	strcpy(page, "mapped");
	top = proc_mkdir("graft_test", NULL);
	proc_create_seq("records", 0, top, &records_ops);
	proc_create_seq_private("state", 0444, top, &state_ops, sizeof(int), "data");
	proc_create_seq("list", 0444, top, &list_ops);
	proc_create_single_data("single", 0400, top, single_show, "data");
	proc_create_single("failing", 0444, top, failing_show);
	proc_create_data("shown", 0444, top, &shown_proc_ops, "data");
	entry = proc_create("ops", 0666, top, &ops);
	proc_set_size(entry, 77);
	proc_set_user(entry, KUIDT_INIT(5), KGIDT_INIT(6));
	proc_create("none", 0666, top, &no_ops);
	proc_create("gate", 0444, top, &gate_ops);
	proc_create("control", 0200, top, &control_ops);
	proc_mkdir_mode("private", 0700, top);
	proc_create_single("private/inside", 0444, top, single_show);
	proc_symlink("link", top, "private/inside");
	/* Two that are refused. */
	if (proc_create("ops", 0666, top, &ops) || proc_create("missing/x", 0666, top, &ops))
		return -EEXIST;
	return 0;
}
module_init(proc_files_init);

static void __exit proc_files_exit(void)
{
	proc_remove(top);
	free_page((unsigned long)page);
}
module_exit(proc_files_exit);

MODULE_LICENSE("GPL");

// SPDX-License-Identifier: MIT
/*
 * /proc/PID/maps: a line for each mapping of the address space, as proc(5) lays it out.
 *
 * A sequence whose position is an address: a record is the first mapping that ends above it. So
 * mappings that come and go between two reads neither repeat nor stop the listing. mmap_lock is
 * held for reading from start() to stop().
 */
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/kdev_t.h>
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/seq_file.h>
#include "internal.h"

/* seq_file's private: the address space, as a structure only (mmgrab) */
struct maps_state {
	struct mm_struct *mm; /* NULL for a kernel thread */
	bool locked;	      /* between start() and stop(): a user of mm and mmap_lock are held */
};

static void *maps_start(struct seq_file *m, loff_t *pos)
{
	struct maps_state *state = m->private;
	struct mm_struct *mm = state->mm;

	if (!mm || !mmget_not_zero(mm))
		return NULL;
	if (mmap_read_lock_killable(mm)) {
		mmput(mm);
		return ERR_PTR(-EINTR);
	}
	state->locked = true;
	return find_vma(mm, *pos);
}

static void *maps_next(struct seq_file *m, void *v, loff_t *pos)
{
	struct vm_area_struct *vma = v;

	*pos = vma->vm_end;
	return vma_next_in_mm(vma);
}

static void maps_stop(struct seq_file *m, void *v)
{
	struct maps_state *state = m->private;

	if (!state->locked)
		return;
	state->locked = false;
	mmap_read_unlock(state->mm);
	mmput(state->mm);
}

/* What stands in the last column for a mapping without a file, or NULL */
static const char *anonymous_name(struct vm_area_struct *vma)
{
	if (vma->vm_ops && vma->vm_ops->name) {
		const char *name = vma->vm_ops->name(vma);

		if (name)
			return name;
	}
	if (vma_is_initial_heap(vma))
		return "[heap]";
	if (vma_is_initial_stack(vma))
		return "[stack]";
	return NULL;
}

static int maps_show(struct seq_file *m, void *v)
{
	struct vm_area_struct *vma = v;
	struct file *file = vma->vm_file;
	unsigned long long offset = 0;
	unsigned long ino = 0;
	const char *name;
	dev_t dev = 0;

	if (file) {
		struct inode *inode = file_inode(file);

		dev = inode->i_sb->s_dev;
		ino = inode->i_ino;
		offset = (unsigned long long)vma->vm_pgoff << PAGE_SHIFT;
	}
	/* The name begins in column 74, where all other fields have their usual width. */
	seq_setwidth(m, 72);
	seq_printf(m, "%08lx-%08lx %c%c%c%c %08llx %02x:%02x %lu ", vma->vm_start, vma->vm_end,
		   vma->vm_flags & VM_READ ? 'r' : '-', vma->vm_flags & VM_WRITE ? 'w' : '-',
		   vma->vm_flags & VM_EXEC ? 'x' : '-', vma->vm_flags & VM_MAYSHARE ? 's' : 'p',
		   offset, MAJOR(dev), MINOR(dev), ino);
	if (file) {
		seq_pad(m, ' ');
		seq_file_path(m, file, "\n");
	} else {
		name = anonymous_name(vma);
		if (name) {
			seq_pad(m, ' ');
			seq_puts(m, name);
		}
	}
	seq_putc(m, '\n');
	return 0;
}

static const struct seq_operations maps_ops = {
	.start = maps_start,
	.next = maps_next,
	.stop = maps_stop,
	.show = maps_show,
};

static int maps_open(struct inode *inode, struct file *file)
{
	struct mm_struct *mm = proc_mm_get(inode);
	struct maps_state *state;

	if (IS_ERR(mm))
		return PTR_ERR(mm);
	state = __seq_open_private(file, &maps_ops, sizeof(*state));
	if (state && mm) {
		mmgrab(mm);
		state->mm = mm;
	}
	if (mm)
		mmput(mm);
	return state ? 0 : -ENOMEM;
}

static int maps_release(struct inode *inode, struct file *file)
{
	struct seq_file *m = file->private_data;
	struct maps_state *state = m->private;

	if (state->mm)
		mmdrop(state->mm);
	return seq_release_private(inode, file);
}

const struct file_operations proc_pid_maps_operations = {
	.open = maps_open,
	.read_iter = seq_read_iter,
	.llseek = seq_lseek,
	.release = maps_release,
};

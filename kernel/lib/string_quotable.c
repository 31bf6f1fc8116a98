// SPDX-License-Identifier: MIT
/* A task's command line and a file's name, fit for a log: see <linux/string_helpers.h>. */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/string_helpers.h>

/* The bytes of a task's arguments, up to n: how many, 0 for a kernel thread. */
static int command_line(struct task_struct *task, char *buf, int n)
{
	struct mm_struct *mm = get_task_mm(task);
	unsigned long start, len;

	if (!mm)
		return 0;
	spin_lock(&mm->arg_lock);
	start = mm->arg_start;
	len = mm->arg_end - start;
	spin_unlock(&mm->arg_lock);
	n = access_remote_vm(mm, start, buf, min_t(unsigned long, n, len), FOLL_FORCE);
	mmput(mm);
	return n;
}

char *kstrdup_quotable_cmdline(struct task_struct *task, gfp_t gfp)
{
	char *text = kmalloc(PAGE_SIZE, GFP_KERNEL), *quoted;
	int len, i;

	if (!text)
		return NULL;
	len = command_line(task, text, PAGE_SIZE - 1);
	text[len] = '\0';
	/* The arguments, parted by blanks; not the NULs at the end. */
	while (len > 0 && !text[len - 1])
		len--;
	for (i = 0; i < len; i++)
		if (!text[i])
			text[i] = ' ';
	quoted = kstrdup_quotable(text, gfp);
	kfree(text);
	return quoted;
}
EXPORT_SYMBOL_GPL(kstrdup_quotable_cmdline);

char *kstrdup_quotable_file(struct file *file, gfp_t gfp)
{
	char *text, *path, *quoted;

	if (!file)
		return kstrdup("<unknown>", gfp);
	text = kmalloc(PATH_MAX + 11, GFP_KERNEL);
	if (!text)
		return kstrdup("<no_memory>", gfp);
	path = file_path(file, text, PATH_MAX + 11);
	quoted = IS_ERR(path) ? kstrdup("<too_long>", gfp) : kstrdup_quotable(path, gfp);
	kfree(text);
	return quoted;
}
EXPORT_SYMBOL_GPL(kstrdup_quotable_file);

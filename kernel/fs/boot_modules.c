// SPDX-License-Identifier: MIT
/* The files that GRUB loaded beside the kernel; see <kernel/boot_modules.h>. */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/string.h>
#include <asm/page.h>
#include <linux/workqueue.h>
#include <kernel/boot.h>
#include <kernel/boot_modules.h>
#include <kernel/fs.h>
#include <kernel/mm.h>
#include <kernel/module.h>

/* One file: its bytes in the direct map, its name, and the words behind the name. */
struct boot_file {
	const void *data;
	size_t len;
	char name[64];
	const char *options;
};

/* The i-th file, or false when there are fewer. */
static bool __init boot_file(unsigned int i, struct boot_file *f)
{
	const struct boot_info *info = boot_info();
	const struct boot_module *m = &info->modules[i];
	const char *blank;

	if (i >= info->nr_modules)
		return false;
	blank = strchrnul(m->cmdline, ' ');
	f->data = __va(m->start);
	f->len = m->end - m->start;
	f->options = blank;
	/* A path is a name all the same: GRUB hands the line on as it is written. */
	strscpy(f->name, m->cmdline, min_t(size_t, sizeof(f->name), blank - m->cmdline + 1));
	memmove(f->name, kbasename(f->name), strlen(kbasename(f->name)) + 1);
	return true;
}

static bool __init is_kernel_module(const struct boot_file *f)
{
	size_t len = strlen(f->name);

	return len > 3 && !strcmp(f->name + len - 3, ".ko");
}

/* Whether the word stands, whole, among the file's options. */
static bool __init has_option(const struct boot_file *f, const char *word)
{
	size_t len = strlen(word);
	const char *p = f->options;

	while ((p = strstr(p, word)) != NULL) {
		if (p[-1] == ' ' && (p[len] == ' ' || !p[len]))
			return true;
		p += len;
	}
	return false;
}

static int __init unpack(const struct boot_file *f)
{
	char path[sizeof("/boot/") + sizeof(f->name)];
	int err;

	if (!is_kernel_module(f))
		return populate_rootfs(f->data, f->len);
	err = init_mkdir("/boot", 0755);
	if (err && err != -EEXIST)
		return err;
	snprintf(path, sizeof(path), "/boot/%s", f->name);
	return init_write_file(path, f->data, f->len, 0644);
}

void __init unpack_boot_modules(void)
{
	struct boot_file f;
	unsigned int i;
	int err;

	for (i = 0; boot_file(i, &f); i++) {
		err = unpack(&f);
		if (err)
			pr_err("boot module %s (%zu bytes): can't be unpacked (error %d)\n", f.name,
			       f.len, err);
	}
}

/* A module to load: in a worker, since a crash in it ends the task, which must not be init. */
struct preload {
	struct work_struct work;
	struct boot_file file;
	int err;
};

static void __init preload(struct work_struct *work)
{
	struct preload *p = container_of(work, struct preload, work);

	p->err = load_module_image(p->file.data, p->file.len, p->file.name, "");
}

void __init preload_boot_modules(void)
{
	struct preload p;

	for (unsigned int i = 0; boot_file(i, &p.file); i++) {
		if (!is_kernel_module(&p.file) || !has_option(&p.file, "preload"))
			continue;
		p.err = -EIO; /* of a worker that dies */
		INIT_WORK_ONSTACK(&p.work, preload);
		schedule_work(&p.work);
		flush_work(&p.work);
		destroy_work_on_stack(&p.work);
		if (p.err)
			pr_err("boot module %s: preload failed (error %d)\n", p.file.name, p.err);
	}
}

void __init free_boot_modules(void)
{
	const struct boot_info *info = boot_info();
	unsigned int i;

	for (i = 0; i < info->nr_modules; i++)
		free_reserved_range(info->modules[i].start, info->modules[i].end);
}

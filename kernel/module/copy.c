// SPDX-License-Identifier: MIT
/*
 * The way in: init_module(2) and finit_module(2).
 *
 * copy_module_from_user() and its brother for files bring the bytes in, once: what is checked later
 * is what was copied, whatever the program does to its memory or the file meanwhile. The parameters
 * follow when the image is known to be one. Nothing outside of this file touches user memory.
 *
 * Errors, in the order in which they are looked for: EPERM without CAP_SYS_MODULE or with
 * modules_disabled; EINVAL for unknown flags; EBADF, EINVAL, ETXTBSY for a descriptor that is not
 * open for reading, not of a regular file or of an empty one, or whose file someone has open for
 * writing; EFBIG; ENOMEM; EFAULT for the image; those of decompress_module(). Then those of
 * load_module(), among which is EFAULT for the parameters.
 */
#include <linux/errno.h>
#include <linux/err.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <linux/vmalloc.h>
#include "internal.h"

/* How much to copy before others may have the CPU. */
#define COPY_CHUNK (1UL << 20)

/* The image, from a program's memory into load->copy. elf_validity() refuses an empty one. */
static int copy_module_from_user(struct module_load *load, const void __user *umod, size_t len)
{
	load->info.len = len;
	if (!len)
		return 0;
	load->info.image = load->copy = __vmalloc(len, GFP_KERNEL | __GFP_NOWARN);
	if (!load->copy)
		return -ENOMEM;
	for (size_t done = 0; done < len; done += COPY_CHUNK) {
		/* Linux refuses what is no module without a look at where it is. */
		if (copy_from_user(load->copy + done, umod + done, min(COPY_CHUNK, len - done)))
			return len < sizeof(Elf64_Ehdr) ? -ENOEXEC : -EFAULT;
		cond_resched();
	}
	return 0;
}

/*
 * The image, from an open file into load->copy; the file's name for messages. Writers are locked
 * out while it is read, so it is one state of the file.
 */
static int copy_module_from_fd(struct module_load *load, int fd)
{
	struct fd f = fdget(fd);
	ssize_t len = -EBADF;

	if (f.file && (f.file->f_mode & FMODE_READ)) {
		snprintf(load->report->file, sizeof(load->report->file), "%pD", f.file);
		len = kernel_read_file(f.file, 0, &load->copy, INT_MAX, NULL, READING_MODULE);
	}
	fdput(f);
	if (len < 0)
		return len;
	load->info.image = load->copy;
	load->info.len = len;
	return 0;
}

/*
 * To load->args, or a reason into load->args_err: -EFAULT, -ENOMEM. It is for the caller to tell it
 * when nothing else is wrong.
 */
void copy_module_args(struct module_load *load)
{
	char *args;

	if (load->args)
		return;
	args = strndup_user(load->uargs, LONG_MAX);
	if (IS_ERR(args))
		load->args_err = PTR_ERR(args);
	else
		load->args = args;
}

/* Ends a system call: what load owns goes to load_module(), or away if there was an error. */
static int load_copied_module(struct module_load *load, bool from_file, int err)
{
	if (err) {
		vfree(load->copy);
	} else {
		load->info.name = load->report->file;
		report_image(load, from_file);
		err = load_module(load);
	}
	report_end(load->report, from_file, err);
	return err;
}

SYSCALL_DEFINE3(init_module, void __user *, umod, unsigned long, len, const char __user *, uargs)
{
	struct load_report report = {.file = "module image"};
	struct module_load load = {.report = &report, .uargs = uargs};
	int err;

	if (!may_change_modules())
		return -EPERM;
	report_begin(&report);
	err = copy_module_from_user(&load, umod, len);
	return load_copied_module(&load, false, err);
}

SYSCALL_DEFINE3(finit_module, int, fd, const char __user *, uargs, int, flags)
{
	struct load_report report = {};
	struct module_load load = {.report = &report, .uargs = uargs, .flags = flags};
	int err;

	if (!may_change_modules())
		return -EPERM;
	if (flags & ~(MODULE_INIT_IGNORE_MODVERSIONS | MODULE_INIT_IGNORE_VERMAGIC |
		      MODULE_INIT_COMPRESSED_FILE))
		return -EINVAL;
	report_begin(&report);
	err = copy_module_from_fd(&load, fd);
	if (!err && flags & MODULE_INIT_COMPRESSED_FILE)
		err = decompress_module(&load);
	return load_copied_module(&load, true, err);
}

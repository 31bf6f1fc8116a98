// SPDX-License-Identifier: MIT
/*
 * The way in: init_module(2) and finit_module(2).
 *
 * copy_module_from_user() and its brother for files bring the bytes in, once: what is checked later
 * is what was copied, whatever the program does to its memory or the file meanwhile. Nothing after
 * this file touches user memory.
 *
 * Errors, in the order in which they are looked for: EPERM without CAP_SYS_MODULE or with
 * modules_disabled; EINVAL for unknown flags; EBADF, EINVAL, ETXTBSY for a descriptor that is not
 * open for reading, not of a regular file or of an empty one, or whose file someone has open for
 * writing; ENOMEM; EFAULT. Then those of load_module().
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
		if (copy_from_user(load->copy + done, umod + done, min(COPY_CHUNK, len - done)))
			return -EFAULT;
		cond_resched();
	}
	return 0;
}

/*
 * The image, from an open file into load->copy; the file's name, for messages, into name. Writers
 * are locked out while it is read, so it is one state of the file.
 */
static int copy_module_from_fd(struct module_load *load, int fd, char *name, size_t name_size)
{
	struct fd f = fdget(fd);
	ssize_t len = -EBADF;

	if (f.file && (f.file->f_mode & FMODE_READ)) {
		snprintf(name, name_size, "%pD", f.file);
		len = kernel_read_file(f.file, 0, &load->copy, INT_MAX, NULL, READING_MODULE);
	}
	fdput(f);
	if (len < 0)
		return len;
	load->info.image = load->copy;
	load->info.len = len;
	return 0;
}

static int copy_args_from_user(struct module_load *load, const char __user *uargs)
{
	char *args = strndup_user(uargs, LONG_MAX);

	if (IS_ERR(args))
		return PTR_ERR(args);
	load->args = args;
	return 0;
}

/* Ends a system call: what load owns goes to load_module(), or away if there was an error. */
static int load_copied_module(struct module_load *load, bool from_file, int err)
{
	if (err) {
		vfree(load->copy);
	} else {
		report_image(load, from_file);
		err = load_module(load);
	}
	report_end(load, from_file, err);
	return err;
}

SYSCALL_DEFINE3(init_module, void __user *, umod, unsigned long, len, const char __user *, uargs)
{
	struct module_load load = {.info.name = "module image"};
	int err;

	if (!may_change_modules())
		return -EPERM;
	report_begin(&load);
	err = copy_module_from_user(&load, umod, len);
	if (!err)
		err = copy_args_from_user(&load, uargs);
	return load_copied_module(&load, false, err);
}

SYSCALL_DEFINE3(finit_module, int, fd, const char __user *, uargs, int, flags)
{
	char name[NAME_MAX + 1];
	struct module_load load = {.info.name = name, .flags = flags};
	int err;

	if (!may_change_modules())
		return -EPERM;
	if (flags & ~(MODULE_INIT_IGNORE_MODVERSIONS | MODULE_INIT_IGNORE_VERMAGIC |
		      MODULE_INIT_COMPRESSED_FILE))
		return -EINVAL;
	/* Nothing here decompresses; kmod(8) and busybox do it themselves when they hear this. */
	if (flags & MODULE_INIT_COMPRESSED_FILE)
		return -EOPNOTSUPP;
	report_begin(&load);
	err = copy_module_from_fd(&load, fd, name, sizeof(name));
	if (!err)
		err = copy_args_from_user(&load, uargs);
	return load_copied_module(&load, true, err);
}

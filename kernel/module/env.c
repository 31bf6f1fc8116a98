// SPDX-License-Identifier: MIT
/*
 * What the loader's core gets from the kernel: struct load_env's questions, answered.
 */
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include "internal.h"

static void *kernel_alloc(struct load_info *info, u64 size)
{
	return kvzalloc(size, GFP_KERNEL);
}

static void kernel_free(struct load_info *info, void *p)
{
	kvfree(p);
}

static void kernel_log(struct load_info *info, enum load_severity severity, const char *fmt,
		       va_list args)
{
	static const char *const level[] = {
		[LOAD_ERR] = KERN_ERR,
		[LOAD_WARN] = KERN_WARNING,
	};
	va_list copy;
	struct va_format vaf = {.fmt = fmt, .va = &copy};

	va_copy(copy, args);
	printk("%s%pV\n", level[severity], &vaf);
	va_end(copy);
}

const struct load_env kernel_load_env = {
	.alloc = kernel_alloc,
	.free = kernel_free,
	.place = module_place,
	.resolve = resolve_symbol,
	.exporter = hint_exporter,
	.log = kernel_log,
	.this_module =
		{
			.size = sizeof(struct module),
			.align = __alignof__(struct module),
			.init_offset = offsetof(struct module, init),
			.exit_offset = offsetof(struct module, exit),
			.name_size = MODULE_NAME_LEN,
		},
};

// SPDX-License-Identifier: MIT
/* See bare_env.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <linux/errno.h>
#include "bare_env.h"

static struct bare_load *to_bare(struct load_info *info)
{
	return (struct bare_load *)info;
}

u64 bare_hash(const char *name)
{
	u64 hash = 0xcbf29ce484222325ULL;

	for (; *name; name++)
		hash = (hash ^ (u8)*name) * 0x100000001b3ULL;
	return hash;
}

u64 bare_import(u64 text, const char *name)
{
	return text + bare_hash(name) % BARE_TEXT_SIZE;
}

static void *bare_alloc(struct load_info *info, u64 size)
{
	to_bare(info)->live_allocs++;
	return calloc(1, size ? size : 1);
}

static void bare_free(struct load_info *info, void *p)
{
	if (p)
		to_bare(info)->live_allocs--;
	free(p);
}

static int bare_place(struct load_info *info, enum load_region_id id, struct load_region *r)
{
	struct bare_load *load = to_bare(info);
	u64 base = id == LOAD_CORE ? load->base : BARE_PERCPU;

	if (id == LOAD_INIT)
		base = info->region[LOAD_CORE].mem
			       ? info->region[LOAD_CORE].addr + info->region[LOAD_CORE].size
			       : load->base;
	if (r->size > load->limit)
		return -ENOMEM;
	load->region[id] = calloc(1, r->size);
	if (!load->region[id])
		return -ENOMEM;
	r->mem = load->region[id];
	r->addr = (base + r->align - 1) & ~(r->align - 1);
	return 0;
}

static int bare_resolve(struct load_info *info, const char *name, u64 *addr)
{
	if (!strncmp(name, BARE_ABSENT, strlen(BARE_ABSENT)))
		return -ENOENT;
	*addr = bare_import(to_bare(info)->text, name);
	return 0;
}

static void bare_log(struct load_info *info, enum load_severity severity, const char *fmt,
		     va_list args)
{
	struct bare_load *load = to_bare(info);

	(void)severity;
	vsnprintf(load->message, sizeof(load->message), fmt, args);
}

void bare_load_init(struct bare_load *load, const void *image, u64 len, const char *name, bool own)
{
	*load = (struct bare_load){
		.info = {.env = &load->env, .image = image, .len = len, .name = name},
		.base = BARE_MODULES,
		.text = BARE_TEXT,
		.limit = LOAD_SIZE_MAX,
		.env =
			{
				.alloc = bare_alloc,
				.free = bare_free,
				.place = bare_place,
				.resolve = bare_resolve,
				.log = bare_log,
				.this_module =
					{
						.size = own ? BARE_MODULE_SIZE : 0,
						.align = 64,
						.init_offset = BARE_MODULE_INIT,
						.exit_offset = BARE_MODULE_EXIT,
						.name_size = 56,
					},
			},
	};
}

int bare_load_run(struct bare_load *load)
{
	return elf_validity(&load->info) ?: layout_and_allocate(&load->info)
		?: simplify_symbols(&load->info) ?: apply_relocations(&load->info);
}

void bare_load_end(struct bare_load *load)
{
	load_info_release(&load->info);
	for (int i = 0; i < NR_LOAD_REGIONS; i++)
		free(load->region[i]);
}

// SPDX-License-Identifier: MIT
/* See host_env.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include "../../kernel/module/names.h"
#include "host_env.h"

char host_log_text[1 << 16];

static struct host_load *to_host(struct load_info *info)
{
	return (struct host_load *)info;
}

void host_log_clear(void)
{
	host_log_text[0] = '\0';
}

static void log_line(const char *fmt, va_list args)
{
	size_t len = strlen(host_log_text);

	vsnprintf(host_log_text + len, sizeof(host_log_text) - len, fmt, args);
	len = strlen(host_log_text);
	if (len && host_log_text[len - 1] != '\n' && len + 1 < sizeof(host_log_text))
		strcpy(host_log_text + len, "\n");
}

void host_log(const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	log_line(fmt, args);
	va_end(args);
}

void assert_logged(const char *text)
{
	if (strstr(host_log_text, text))
		return;
	fail_msg("the log has no \"%s\":\n%s", text, host_log_text);
}

int scnprintf(char *buf, size_t size, const char *fmt, ...)
{
	va_list args;
	int len;

	va_start(args, fmt);
	len = vsnprintf(buf, size, fmt, args);
	va_end(args);
	return len < (int)size ? len : (int)size - 1;
}

void add_taint(unsigned int flag, int lockdep_ok)
{
	(void)lockdep_ok;
	host_log("taint %u", flag);
}

/*
 * The address sanitiser sees who reads past an allocation. Without it (see mutants.py) zeroes are
 * there, so that what comes of it is the same each time.
 */
#ifndef __has_feature
#define __has_feature(name) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
#define SLACK 0
#else
#define SLACK 256
#endif

static void *host_alloc(struct load_info *info, u64 size)
{
	struct host_load *load = to_host(info);

	if (++load->allocs == load->fail_alloc)
		return NULL;
	load->live_allocs++;
	return calloc(1, size + SLACK);
}

static void host_free(struct load_info *info, void *p)
{
	if (p)
		to_host(info)->live_allocs--;
	free(p);
}

static int host_place(struct load_info *info, enum load_region_id id, struct load_region *r)
{
	struct host_load *load = to_host(info);

	if (++load->allocs == load->fail_alloc)
		return -ENOMEM;
	load->region[id] = calloc(1, r->size);
	if (!load->region[id])
		return -ENOMEM;
	r->mem = load->region[id];
	r->addr = (load->base[id] + r->align - 1) & ~(r->align - 1);
	return 0;
}

static int host_resolve(struct load_info *info, const char *name, u64 *addr)
{
	static const struct host_export standard[] = {{.name = "printk", .addr = HOST_KERNEL}, {0}};
	const struct host_export *e = to_host(info)->exports ?: standard;

	for (; e->name; e++) {
		if (strcmp(e->name, name))
			continue;
		*addr = e->addr;
		if (e->crc && info->versions.num)
			return check_version(info, name, name_key(name, strlen(name)), e->crc);
		return e->err;
	}
	return -ENOENT;
}

static const char *host_exporter(struct load_info *info, const char *symbol)
{
	for (const struct host_owner *o = to_host(info)->owners; o && o->symbol; o++)
		if (!strcmp(o->symbol, symbol))
			return o->module;
	return NULL;
}

static void host_env_log(struct load_info *info, enum load_severity severity, const char *fmt,
			 va_list args)
{
	(void)info;
	(void)severity;
	log_line(fmt, args);
}

static const struct load_env host_env = {
	.alloc = host_alloc,
	.free = host_free,
	.place = host_place,
	.resolve = host_resolve,
	.exporter = host_exporter,
	.log = host_env_log,
	.this_module =
		{
			.size = HOST_MODULE_SIZE,
			.align = 64,
			.init_offset = HOST_MODULE_INIT,
			.exit_offset = HOST_MODULE_EXIT,
			.name_size = 56,
		},
};

void host_load_init(struct host_load *load, const struct image *image)
{
	*load = (struct host_load){
		.info =
			{
				.env = &host_env,
				.image = image->data,
				.len = image->len,
				.name = "image",
			},
		.base =
			{
				[LOAD_CORE] = HOST_CORE,
				[LOAD_INIT] = HOST_INIT,
				[LOAD_PERCPU] = HOST_PERCPU,
			},
	};
	host_log_clear();
}

int host_load_run(struct host_load *load)
{
	int err = elf_validity(&load->info) ?: layout_and_allocate(&load->info)
		  ?: simplify_symbols(&load->info) ?: apply_relocations(&load->info);

	return err ?: build_symtabs(&load->info);
}

void host_load_end(struct host_load *load)
{
	load_info_release(&load->info);
	for (int i = 0; i < NR_LOAD_REGIONS; i++)
		free(load->region[i]);
	assert_int_equal(load->live_allocs, 0);
}

const struct load_section *host_section(struct host_load *load, const char *name)
{
	for (unsigned int i = 1; i < load->info.hdr->e_shnum; i++)
		if (!strcmp(section_name(&load->info, i), name))
			return &load->info.sections[i];
	fail_msg("no section %s", name);
	return NULL;
}

/* SPDX-License-Identifier: MIT */
/*
 * The kernel's accounts of its memory, exact: taken twice, they tell what was lost in between.
 *
 * The number of free pages alone is no such account. What is freed after an RCU grace period is
 * still there for some ticks, and a slab stays as long as one of its objects: which objects lie
 * together depends on when the others came and went. So the accounts are
 *
 *	each slab cache's objects in use (/proc/slabinfo), however many slabs they are spread over;
 *	the pages that are no slab's (/proc/meminfo: MemFree, with those of slabs added), and what
 *	some of these are; but not the tables of the direct map's large pages that were split, which
 *	is for ever and once for each;
 *
 *	the vmalloc area's ranges (/proc/vmallocinfo);
 *
 * after the kernel was told to let go of all that it keeps for later (/proc/sys/vm/drop_caches).
 * Taking them allocates nothing that is not freed before the next are taken.
 */
#ifndef TESTS_ACCOUNTS_H
#define TESTS_ACCOUNTS_H

#include <fcntl.h>

#include "check.h"

struct account {
	char name[32];
	long value;
};

struct accounts {
	int num;
	struct account entry[192];
};

/* The whole text of a file, which must fit into the buffer. The descriptor stays open for ever. */
static const char *account_file(int *fd, const char *path)
{
	static char text[1 << 20];
	ssize_t n, len = 0;

	if (*fd < 0)
		*fd = open(path, O_RDONLY | O_CLOEXEC);
	CHECK(*fd >= 0);
	while ((n = pread(*fd, text + len, sizeof(text) - 1 - len, len)) > 0)
		len += n;
	CHECK(n == 0 && len < (ssize_t)sizeof(text) - 1);
	text[len] = '\0';
	return text;
}

static void add_account(struct accounts *a, const char *name, int name_len, long value)
{
	struct account *entry = &a->entry[a->num++];

	CHECK(a->num <= (int)(sizeof(a->entry) / sizeof(a->entry[0])));
	snprintf(entry->name, sizeof(entry->name), "%.*s", name_len, name);
	entry->value = value;
}

/* "NAME  ACTIVE …", behind two lines of heading. */
static void add_slabs(struct accounts *a)
{
	static int fd = -1;
	const char *line = strchr(account_file(&fd, "/proc/slabinfo"), '\n') + 1;

	while ((line = strchr(line, '\n')) && *++line)
		add_account(a, line, strcspn(line, " "), atol(strchr(line, ' ')));
}

/* "NAME:  VALUE kB" */
static void add_pages(struct accounts *a)
{
	static const char *const kinds[] = {"Cached",	   "AnonPages",	  "Mapped",
					    "KernelStack", "VmallocUsed", "Committed_AS"};
	static int fd = -1;
	const char *line = account_file(&fd, "/proc/meminfo");
	long others = 0, tables = 0;

	for (; *line; line = strchr(line, '\n') + 1) {
		int len = strcspn(line, ":");
		long value = atol(line + len + 1);

		if (!strncmp(line, "MemFree:", 8) || !strncmp(line, "Slab:", 5))
			others += value;
		if (!strncmp(line, "PageTables:", 11))
			tables += value;
		/* A table of 4 KiB says of each 2 MiB where their pages lie. */
		if (!strncmp(line, "DirectMap4k:", 12)) {
			others += value / 512;
			tables -= value / 512;
		}
		for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
			if ((int)strlen(kinds[i]) == len && !strncmp(line, kinds[i], len))
				add_account(a, line, len, value);
	}
	add_account(a, "MemFree and Slab", 32, others);
	add_account(a, "PageTables", 32, tables);
}

/* "0xSTART-0xEND SIZE …" */
static void add_ranges(struct accounts *a)
{
	static int fd = -1;
	const char *line = account_file(&fd, "/proc/vmallocinfo");
	long ranges = 0, bytes = 0;

	for (; *line; line = strchr(line, '\n') + 1) {
		ranges++;
		bytes += atol(strchr(line, ' '));
	}
	add_account(a, "vmalloc ranges", 32, ranges);
	add_account(a, "vmalloc bytes", 32, bytes);
}

/* Waits until all that was given up is free, and then takes the accounts. Root's. */
static inline void take_accounts(struct accounts *a)
{
	static int fd = -1;

	if (fd < 0)
		fd = open("/proc/sys/vm/drop_caches", O_WRONLY | O_CLOEXEC);
	CHECK(fd >= 0 && pwrite(fd, "3\n", 2, 0) == 2);
	a->num = 0;
	add_slabs(a);
	add_pages(a);
	add_ranges(a);
}

static inline const struct account *find_account(const struct accounts *a, const char *name)
{
	for (int i = 0; i < a->num; i++)
		if (!strcmp(a->entry[i].name, name))
			return &a->entry[i];
	return NULL;
}

/* Prints each account that differs; returns how many do. */
static inline int compare_accounts(const struct accounts *before, const struct accounts *after)
{
	int differ = 0;

	for (int i = 0; i < after->num; i++) {
		const struct account *now = &after->entry[i],
				     *then = find_account(before, now->name);

		if (then && then->value == now->value)
			continue;
		printf("%s: before %ld after %ld\n", now->name, then ? then->value : 0, now->value);
		differ++;
	}
	for (int i = 0; i < before->num; i++) {
		if (find_account(after, before->entry[i].name))
			continue;
		printf("%s: before %ld after none\n", before->entry[i].name,
		       before->entry[i].value);
		differ++;
	}
	return differ;
}

#endif

// SPDX-License-Identifier: MIT
/*
 * fail_loads FILE NAME ARGUMENTS: loads and unloads the module with each allocation of these calls
 * made to fail in turn. A call must fail with ENOMEM, and then leave everything as it was: memory,
 * /proc/modules, /sys/module and /proc/kallsyms. Prints how many allocations there are.
 */
#include <dirent.h>

#include "fail_nth.h"
#include "modules.h"

static const char *name, *args;
static char *image;
static size_t image_len;
static int fd;

static long lines_with(int *file, const char *path, char c)
{
	const char *text = account_file(file, path);
	long lines = 0;

	for (; *text; text = strchr(text, '\n') + 1)
		lines += memchr(text, c, strcspn(text, "\n")) != NULL;
	return lines;
}

/* Without the C library, which would allocate. */
static long directory_entries(const char *path)
{
	static char buf[4096];
	long n, at, num = 0;
	int dir = open(path, O_RDONLY | O_DIRECTORY);

	CHECK(dir >= 0);
	while ((n = syscall(SYS_getdents64, dir, buf, sizeof(buf))) > 0)
		for (at = 0; at < n; at += ((struct dirent *)(buf + at))->d_reclen)
			num++;
	CHECK(n == 0);
	close(dir);
	return num;
}

/* The kernel's views of its modules as well. */
static void take_with_modules(struct accounts *a)
{
	static int modules = -1, kallsyms = -1;

	take_accounts(a);
	add_account(a, "/proc/modules", 32, lines_with(&modules, "/proc/modules", ' '));
	add_account(a, "/proc/kallsyms of modules", 32,
		    lines_with(&kallsyms, "/proc/kallsyms", '['));
	add_account(a, "/sys/module", 32, directory_entries("/sys/module"));
}

static long by_fd(void)
{
	return finit_module(fd, args, 0);
}

static long by_image(void)
{
	return init_module(image, image_len, args);
}

static long unload(void)
{
	return delete_module(name, O_NONBLOCK);
}

int main(int argc, char **argv)
{
	static const struct failing_call calls[] = {
		{.name = "finit_module", .call = by_fd, .after = unload},
		{.name = "init_module", .call = by_image, .after = unload},
		{.name = "delete_module", .before = by_fd, .call = unload, .undo = unload},
	};

	CHECK(argc == 4);
	name = argv[2];
	args = argv[3];
	fd = open(argv[1], O_RDONLY);
	CHECK(fd >= 0);
	image = read_file(argv[1], &image_len);
	take_all_accounts = take_with_modules;
	return try_all_failing(calls, sizeof(calls) / sizeof(calls[0]), NULL);
}

// SPDX-License-Identifier: MIT
/*
 * crash_rounds FILE NAME ARGUMENTS ROUNDS [CHILDREN]: loads the module with arguments that make it
 * crash, in a process of its own, which dies; removes it by its NAME; loads it without arguments,
 * and removes it again. That many times, and then it prints the machine's free pages before and
 * after; see load_rounds.c for how they are counted.
 *
 * With CHILDREN, that many processes do so at the same time, in each other's way: then each call
 * may fail, but must return, and there is no count.
 */
#include <signal.h>
#include <sys/sysinfo.h>

#include "modules.h"

static unsigned long free_pages(void)
{
	struct sysinfo info;

	CHECK(sysinfo(&info) == 0);
	return info.freeram * info.mem_unit / 4096;
}

static void crash_once(int fd, const char *arguments)
{
	pid_t child = fork();
	int status;

	CHECK(child >= 0);
	if (child == 0) {
		finit_module(fd, arguments, 0);
		_exit(0);
	}
	CHECK(waitpid(child, &status, 0) == child);
}

static void rounds(int fd, const char *name, const char *arguments, int count, int alone)
{
	while (count-- > 0) {
		crash_once(fd, arguments);
		CHECK(delete_module(name, O_NONBLOCK) == 0 || !alone);
		CHECK(finit_module(fd, "", 0) == 0 || !alone);
		CHECK(delete_module(name, O_NONBLOCK) == 0 || !alone);
	}
}

static int together(int fd, char **argv)
{
	int children = atoi(argv[5]), status, i;

	for (i = 0; i < children; i++) {
		pid_t child = fork();

		CHECK(child >= 0);
		if (child == 0) {
			rounds(fd, argv[2], argv[3], atoi(argv[4]), 0);
			_exit(0);
		}
	}
	while (children-- > 0) {
		CHECK(wait(&status) > 0);
		CHECK(status == 0);
	}
	/* Whatever is left of it can go. */
	CHECK(delete_module(argv[2], O_NONBLOCK) == 0 || errno == ENOENT);
	return 0;
}

int main(int argc, char **argv)
{
	unsigned long before, after;
	int fd, attempt;

	CHECK(argc == 5 || argc == 6);
	fd = open(argv[1], O_RDONLY);
	CHECK(fd >= 0);
	if (argc == 6)
		return together(fd, argv);
	rounds(fd, argv[2], argv[3], 50, 1);
	for (attempt = 0; attempt < 3; attempt++) {
		before = free_pages();
		rounds(fd, argv[2], argv[3], atoi(argv[4]), 1);
		after = free_pages();
		printf("free pages before %lu after %lu\n", before, after);
		if (before == after)
			return 0;
	}
	return 1;
}

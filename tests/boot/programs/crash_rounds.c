// SPDX-License-Identifier: MIT
/*
 * crash_rounds FILE NAME ARGUMENTS ROUNDS [CHILDREN]: loads the module with arguments that make it
 * crash, in a process of its own, which dies; removes it by its NAME; loads it without arguments,
 * and removes it again. That many times, and then it fails if a tenth as much of anything was lost.
 * Not for less: the memory of a module that crashed stays if some stale value looks like a pointer
 * to it, which is seldom, and no loss in every round.
 *
 * With CHILDREN, that many processes do so at the same time, in each other's way: then each call
 * may fail, but must return, and there is no count.
 */
#include <signal.h>

#include "accounts.h"
#include "modules.h"

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

/* Prints what differs by more than the limit, in objects, KiB or pages; returns how many do. */
static int lost_more_than(int limit, const struct accounts *before, const struct accounts *after)
{
	int lost = 0;

	for (int i = 0; i < after->num; i++) {
		const struct account *now = &after->entry[i],
				     *then = find_account(before, now->name);
		long unit = strcmp(now->name, "vmalloc bytes") ? 1 : 4096;
		long difference = (now->value - (then ? then->value : 0)) / unit;

		if (difference <= limit && difference >= -limit)
			continue;
		printf("%s: %+ld\n", now->name, difference);
		lost++;
	}
	return lost;
}

int main(int argc, char **argv)
{
	static struct accounts before, after;
	int fd;

	CHECK(argc == 5 || argc == 6);
	fd = open(argv[1], O_RDONLY);
	CHECK(fd >= 0);
	if (argc == 6)
		return together(fd, argv);
	rounds(fd, argv[2], argv[3], 50, 1);
	take_accounts(&after);
	take_accounts(&before);
	rounds(fd, argv[2], argv[3], atoi(argv[4]), 1);
	take_accounts(&after);
	return lost_more_than(atoi(argv[4]) / 10, &before, &after) != 0;
}

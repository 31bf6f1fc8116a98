// SPDX-License-Identifier: MIT
/*
 * run_rounds ROUNDS PROGRAM...: runs the programs one after the other, which must succeed, that
 * many times; prints which of the kernel's accounts differ then. Two rounds before the first
 * accounts make what stays once it was used.
 *
 * It adopts the orphans that a program leaves, and waits for their end as well.
 */
#include <sys/prctl.h>

#include "accounts.h"

static void rounds(int count, char **programs)
{
	while (count-- > 0) {
		for (char **program = programs; *program; program++) {
			int status;

			IN_CHILD(status, execl(*program, *program, NULL); _exit(127));
			CHECK(status == 0);
		}
		while (wait(NULL) > 0)
			;
		CHECK(errno == ECHILD);
	}
}

int main(int argc, char **argv)
{
	static struct accounts before, after;

	char pid[16];

	CHECK(argc > 2);
	CHECK(prctl(PR_SET_CHILD_SUBREAPER, 1) == 0);
	snprintf(pid, sizeof(pid), "%d", getpid());
	CHECK(setenv("REAPER", pid, 1) == 0);
	rounds(2, argv + 2);
	take_accounts(&after);
	take_accounts(&before);
	rounds(atoi(argv[1]), argv + 2);
	take_accounts(&after);
	return compare_accounts(&before, &after) != 0;
}

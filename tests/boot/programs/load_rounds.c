// SPDX-License-Identifier: MIT
/*
 * load_rounds FILE NAME ROUNDS: loads the module and unloads it by its NAME, that many times, and
 * prints which of the kernel's accounts differ then, if any does. With NAME -, every load must fail
 * instead.
 *
 * A few rounds before the first accounts make what stays once it was used: page tables of the
 * module area, this program's own pages.
 */
#include "accounts.h"
#include "modules.h"

static void rounds(int fd, const char *name, int count)
{
	while (count-- > 0) {
		if (strcmp(name, "-") == 0) {
			CHECK(finit_module(fd, "", 0) == -1);
		} else {
			CHECK(finit_module(fd, "", 0) == 0);
			CHECK(delete_module(name, O_NONBLOCK) == 0);
		}
	}
}

int main(int argc, char **argv)
{
	static struct accounts before, after;
	int fd;

	CHECK(argc == 4);
	fd = open(argv[1], O_RDONLY);
	CHECK(fd >= 0);
	rounds(fd, argv[2], 100);
	take_accounts(&after);
	take_accounts(&before);
	rounds(fd, argv[2], atoi(argv[3]));
	take_accounts(&after);
	return compare_accounts(&before, &after) != 0;
}

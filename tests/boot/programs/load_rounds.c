// SPDX-License-Identifier: MIT
/*
 * load_rounds FILE NAME ROUNDS: loads the module and unloads it by its NAME, that many times, and
 * prints the machine's free pages before and after. With NAME -, every load must fail instead.
 *
 * A few rounds before the count fill the caches that the kernel keeps for the next time. A cache
 * may still take a page or give one back just then, so an unequal count is made again, up to three
 * times: a loss in every round, be it of eight bytes, is one of pages each time.
 */
#include <sys/sysinfo.h>

#include "modules.h"

static unsigned long free_pages(void)
{
	struct sysinfo info;

	CHECK(sysinfo(&info) == 0);
	return info.freeram * info.mem_unit / 4096;
}

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
	unsigned long before, after;
	int fd, attempt;

	CHECK(argc == 4);
	fd = open(argv[1], O_RDONLY);
	CHECK(fd >= 0);
	rounds(fd, argv[2], 100);
	for (attempt = 0; attempt < 3; attempt++) {
		before = free_pages();
		rounds(fd, argv[2], atoi(argv[3]));
		after = free_pages();
		printf("free pages before %lu after %lu\n", before, after);
		if (before == after)
			return 0;
	}
	return 1;
}

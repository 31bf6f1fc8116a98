// SPDX-License-Identifier: MIT
/*
 * sysfs_poll ATTRIBUTE: poll(2) of an attribute that is told of by sysfs_notify(): nothing new
 * after it was read, POLLPRI when it has been written, again and again.
 */
#include <fcntl.h>
#include <poll.h>

#include "check.h"

static int has_news(int fd, int timeout)
{
	struct pollfd p = {.fd = fd, .events = POLLPRI};

	return poll(&p, 1, timeout) == 1 && (p.revents & POLLPRI);
}

static char read_one(int fd)
{
	char c = 0;

	CHECK(pread(fd, &c, 1, 0) == 1);
	return c;
}

int main(int argc, char **argv)
{
	int fd, other;

	CHECK(argc == 2);
	fd = open(argv[1], O_RDONLY);
	other = open(argv[1], O_WRONLY);
	CHECK(fd >= 0 && other >= 0);
	read_one(fd);
	for (char c = '1'; c < '5'; c++) {
		CHECK(!has_news(fd, 0));
		CHECK(pwrite(other, &c, 1, 0) == 1);
		CHECK(has_news(fd, -1));
		CHECK(read_one(fd) == c);
	}
	return 0;
}

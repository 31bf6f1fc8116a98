// SPDX-License-Identifier: MIT
/*
 * attach_discipline TERMINAL NUMBER: gives the terminal that line discipline, says so, and waits
 * for SIGUSR1; by then the terminal has hung up.
 */
#include <fcntl.h>
#include <signal.h>
#include <sys/ioctl.h>
#include "check.h"

#ifndef TIOCSETD
#define TIOCSETD 0x5423
#endif

int main(int argc, char **argv)
{
	int fd, number, signo;
	sigset_t set;
	char c;

	CHECK(argc == 3);
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	CHECK(sigprocmask(SIG_BLOCK, &set, NULL) == 0);
	number = atoi(argv[2]);
	fd = open(argv[1], O_RDWR | O_NOCTTY);
	CHECK(fd >= 0 && ioctl(fd, TIOCSETD, &number) == 0);
	puts("attached");
	fflush(stdout);
	CHECK(sigwait(&set, &signo) == 0);
	CHECK(read(fd, &c, 1) == 0);
	CHECK_FAILS(write(fd, "x", 1), EIO);
	CHECK(close(fd) == 0);
	puts("over");
	return 0;
}

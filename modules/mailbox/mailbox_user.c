// SPDX-License-Identifier: MIT
/*
 * mailbox_user count|clear: the requests of /dev/mailbox, which no shell can make.
 */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>

#include "mailbox.h"

int main(int argc, char **argv)
{
	int fd = open("/dev/mailbox", O_RDWR), count, err = -1;

	if (fd < 0) {
		perror("/dev/mailbox");
		return 1;
	}
	if (argc == 2 && !strcmp(argv[1], "count")) {
		err = ioctl(fd, MAILBOX_COUNT, &count);
		if (!err)
			printf("%d\n", count);
	} else if (argc == 2 && !strcmp(argv[1], "clear")) {
		err = ioctl(fd, MAILBOX_CLEAR);
	} else {
		err = ioctl(fd, _IO('M', 99));
	}
	if (err)
		perror("ioctl");
	return err != 0;
}

// SPDX-License-Identifier: MIT
/* The screen's keyboard by ioctl(2): its lights, as a program sets them and gives them back. */
#include <fcntl.h>
#include <linux/kd.h>
#include <sys/ioctl.h>
#include "check.h"

static unsigned char lights(int fd)
{
	unsigned char on = 0xee;

	CHECK(ioctl(fd, KDGETLED, &on) == 0);
	return on;
}

int main(void)
{
	int fd = open("/dev/tty1", O_RDWR | O_NOCTTY),
	    other = open("/dev/ttyS0", O_RDWR | O_NOCTTY);
	unsigned char type = 0;

	CHECK(fd >= 0 && other >= 0);
	CHECK(ioctl(fd, KDGKBTYPE, &type) == 0 && type == KB_101);
	CHECK(lights(fd) == 0);
	CHECK(ioctl(fd, KDSETLED, LED_CAP | LED_SCR) == 0);
	CHECK(lights(fd) == (LED_CAP | LED_SCR));
	CHECK(ioctl(fd, KDSETLED, 0xff) == 0);
	CHECK(lights(fd) == 0);
	CHECK_FAILS(ioctl(fd, KDGETLED, 1), EFAULT);
	CHECK_FAILS(ioctl(other, KDGETLED, &type), ENOTTY);
	/* Lights are for who sits there, or may set up terminals. */
	CHECK(setuid(1000) == 0);
	CHECK_FAILS(ioctl(fd, KDSETLED, 0), EPERM);
	return 0;
}

/* SPDX-License-Identifier: MIT */
/* What the devices of file_ops.ko, /dev/file_ops/NAME, do on ioctl(2): for it and its program. */
#ifndef TESTS_FILE_OPS_H
#define TESTS_FILE_OPS_H

#ifdef __KERNEL__
#include <linux/ioctl.h>
#include <linux/types.h>
#else
#include <stdint.h>
#include <sys/ioctl.h>
#endif

#define FILE_OPS_SIZE 64 /* bytes in "bytes" and "iter" */

/* How often each has been called since the module came. */
struct file_ops_counts {
	uint32_t open, flush, release, fsync, fdatasync, fasync, fallocate;
};

struct file_ops_pair {
	uint8_t small;
	uint16_t medium;
	uint32_t large;
	uint64_t huge;
};

#define FILE_OPS_COUNTS	  _IOR('f', 1, struct file_ops_counts)
#define FILE_OPS_NOT	  _IOWR('f', 2, struct file_ops_pair) /* each number becomes its ~ */
#define FILE_OPS_FAIL	  _IOW('f', 3, int)		      /* what the next open fails with */
#define FILE_OPS_STRLEN	  _IO('f', 4)			      /* strnlen_user(arg, 100) */
#define FILE_OPS_STRNCPY  _IO('f', 5)			      /* strncpy_from_user(…, arg, 10) */
#define FILE_OPS_CLEAR	  _IOW('f', 6, struct file_ops_pair)  /* clear_user() */
#define FILE_OPS_NOT_OURS _IO('f', 7)			      /* the driver says ENOIOCTLCMD */
#define FILE_OPS_SIGNAL	  _IO('f', 8) /* eventfd_signal() of 3 to the eventfd arg */

#endif

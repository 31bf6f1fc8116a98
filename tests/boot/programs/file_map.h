/* SPDX-License-Identifier: MIT */
/* The devices of file_map.ko, /dev/file_map/KIND, for it and its program. */
#ifndef TESTS_FILE_MAP_H
#define TESTS_FILE_MAP_H

#ifdef __KERNEL__
#include <linux/ioctl.h>
#include <linux/types.h>
#else
#include <stdint.h>
#include <sys/ioctl.h>
#endif

#define FILE_MAP_PAGES 4 /* in each device's memory; all but the last page is mapped by "fault" */

/* How often each has been called since the module came. */
struct file_map_counts {
	uint32_t open, close, fault, mkwrite;
};

#define FILE_MAP_COUNTS _IOR('m', 1, struct file_map_counts)
#define FILE_MAP_PEEK	_IO('m', 2) /* byte arg of the device's memory, as the kernel sees it */
#define FILE_MAP_UNMAP	_IO('m', 3) /* unmap_mapping_range() of it all */

#endif

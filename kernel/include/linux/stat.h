// SPDX-License-Identifier: MIT
/*
 * struct kstat: what vfs_getattr() gathers and every stat system call turns into its own form.
 */
#ifndef _LINUX_STAT_H
#define _LINUX_STAT_H

#include <asm/stat.h>
#include <linux/time64.h>
#include <linux/types.h>
#include <linux/uidgid.h>
#include <uapi/linux/stat.h>

#define S_IRWXUGO (S_IRWXU | S_IRWXG | S_IRWXO)
#define S_IALLUGO (S_ISUID | S_ISGID | S_ISVTX | S_IRWXUGO)
#define S_IRUGO	  (S_IRUSR | S_IRGRP | S_IROTH)
#define S_IWUGO	  (S_IWUSR | S_IWGRP | S_IWOTH)
#define S_IXUGO	  (S_IXUSR | S_IXGRP | S_IXOTH)

/* For notify_change(): "now" and "leave alone" in the nanoseconds of utimensat(2). */
#define UTIME_NOW  ((1l << 30) - 1l)
#define UTIME_OMIT ((1l << 30) - 2l)

struct kstat {
	u32 result_mask; /* STATX_* of the fields that were filled */
	umode_t mode;
	unsigned int nlink;
	u32 blksize;	     /* preferred I/O size, bytes */
	u64 attributes;	     /* STATX_ATTR_* that hold */
	u64 attributes_mask; /* STATX_ATTR_* that the file system answers for */
	u64 ino;
	dev_t dev;
	dev_t rdev;
	kuid_t uid;
	kgid_t gid;
	loff_t size;
	struct timespec64 atime;
	struct timespec64 mtime;
	struct timespec64 ctime;
	struct timespec64 btime;
	u64 blocks; /* 512-byte units */
	u64 mnt_id;
};

#endif

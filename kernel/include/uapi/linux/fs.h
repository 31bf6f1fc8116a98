// SPDX-License-Identifier: MIT
/*
 * File numbers that programs see: lseek(2), renameat2(2), preadv2(2), inode flags, ioctls on
 * any file. ABI.
 */
#ifndef _UAPI_LINUX_FS_H
#define _UAPI_LINUX_FS_H

#include <linux/limits.h>
#include <linux/ioctl.h>
#include <linux/types.h>
#include <linux/mount.h>

#define SEEK_SET  0
#define SEEK_CUR  1
#define SEEK_END  2
#define SEEK_DATA 3
#define SEEK_HOLE 4
#define SEEK_MAX  SEEK_HOLE

#define RENAME_NOREPLACE (1 << 0)
#define RENAME_EXCHANGE	 (1 << 1)
#define RENAME_WHITEOUT	 (1 << 2)

#define INR_OPEN_CUR 1024
#define INR_OPEN_MAX 4096

typedef int __bitwise __kernel_rwf_t;

#define RWF_HIPRI     ((__force __kernel_rwf_t)0x00000001)
#define RWF_DSYNC     ((__force __kernel_rwf_t)0x00000002)
#define RWF_SYNC      ((__force __kernel_rwf_t)0x00000004)
#define RWF_NOWAIT    ((__force __kernel_rwf_t)0x00000008)
#define RWF_APPEND    ((__force __kernel_rwf_t)0x00000010)
#define RWF_SUPPORTED (RWF_HIPRI | RWF_DSYNC | RWF_SYNC | RWF_NOWAIT | RWF_APPEND)

/* The size of a block as ioctl(FIGETBSZ) reports it. */
#define FIGETBSZ _IO(0x00, 2)

#endif

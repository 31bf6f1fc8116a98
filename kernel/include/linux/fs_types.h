// SPDX-License-Identifier: MIT
/*
 * d_type of directory entries (readdir(3)), and the same from a mode.
 */
#ifndef _LINUX_FS_TYPES_H
#define _LINUX_FS_TYPES_H

#include <linux/stat.h>

#define S_DT_SHIFT 12
#define S_DT(mode) (((mode)&S_IFMT) >> S_DT_SHIFT)
#define S_DT_MASK  (S_IFMT >> S_DT_SHIFT)

#define DT_UNKNOWN 0
#define DT_FIFO	   S_DT(S_IFIFO)
#define DT_CHR	   S_DT(S_IFCHR)
#define DT_DIR	   S_DT(S_IFDIR)
#define DT_BLK	   S_DT(S_IFBLK)
#define DT_REG	   S_DT(S_IFREG)
#define DT_LNK	   S_DT(S_IFLNK)
#define DT_SOCK	   S_DT(S_IFSOCK)
#define DT_WHT	   14

static inline unsigned char fs_umode_to_dtype(umode_t mode)
{
	return S_DT(mode);
}

#endif

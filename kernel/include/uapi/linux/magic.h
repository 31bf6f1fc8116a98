// SPDX-License-Identifier: MIT
/* statfs(2) f_type of each file system, as statfs(2) lists them. ABI. */
#ifndef _UAPI_LINUX_MAGIC_H
#define _UAPI_LINUX_MAGIC_H

#define EXT2_SUPER_MAGIC    0xEF53
#define DEVPTS_SUPER_MAGIC  0x1cd1
#define PIPEFS_MAGIC	    0x50495045
#define PROC_SUPER_MAGIC    0x9fa0
#define RAMFS_MAGIC	    0x858458f6
#define TMPFS_MAGIC	    0x01021994
#define SYSFS_MAGIC	    0x62656572
#define CONFIGFS_MAGIC	    0x62656570
#define TRACEFS_MAGIC	    0x74726163
#define DEBUGFS_MAGIC	    0x64626720
#define ANON_INODE_FS_MAGIC 0x09041934

#endif

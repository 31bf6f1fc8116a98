// SPDX-License-Identifier: MIT
/*
 * What the other rooms ask of the file subsystem beyond Linux's own API.
 */
#ifndef _KERNEL_FS_H
#define _KERNEL_FS_H

#include <linux/fs.h>

/*
 * Start the file subsystem, in process context of the boot task: caches, the types rootfs, ramfs,
 * tmpfs and pipefs, and an empty root mounted as "/" with init_fs pointing at it. Needs slab,
 * locks and current; panics if memory is short. Before any other call here but
 * register_filesystem(), which may come earlier.
 */
void vfs_init(void);

/* Register debugfs, and its place /sys/kernel/debug. After sysfs; then files can be made. */
void debugfs_init(void);
void configfs_init(void);
void tracefs_init(void);

/*
 * Unpack a newc cpio archive of len bytes into "/", in the order of its members. The archive is
 * only read. 0, or a negative errno after a message that names member, offset and fault; what
 * was unpacked before it stays. -EINVAL: malformed; otherwise the failing operation's error.
 */
int populate_rootfs(const void *cpio, size_t len);

/* A whole file made from memory, as for GRUB's modules under /boot. Parent must exist. */
int init_write_file(const char *path, const void *data, size_t len, umode_t mode);

/* System calls for the boot task, on kernel strings: as their namesakes in section 2. */
int init_mount(const char *dev_name, const char *dir_name, const char *type, unsigned long flags,
	       void *data);
int init_umount(const char *name, int flags);
int init_chdir(const char *name);
int init_chroot(const char *name);
int init_chown(const char *name, uid_t user, gid_t group, int flags);
int init_chmod(const char *name, umode_t mode);
int init_eaccess(const char *name);
int init_stat(const char *name, struct kstat *stat, int flags);
int init_mknod(const char *name, umode_t mode, dev_t dev);
int init_link(const char *oldname, const char *newname);
int init_symlink(const char *oldname, const char *newname);
int init_unlink(const char *name);
int init_mkdir(const char *name, umode_t mode);
int init_rmdir(const char *name);
int init_utimes(const char *name, struct timespec64 *times);
int init_dup(struct file *file);

/* seq_file contents. The first two show the tree under the caller's root: /proc/PID/mounts. */
int show_mounts(struct seq_file *m);
int show_mountinfo(struct seq_file *m);
int show_filesystems(struct seq_file *m);

/* Pages that hold file contents, over all file systems: "Cached" and "Shmem" of meminfo. */
unsigned long page_cache_pages(void);

/* Open files now, and the limit on them: /proc/sys/fs/file-nr. */
unsigned long nr_open_files(void);

/* Descriptors that a task may ask for at most: /proc/sys/fs/nr_open. */
extern unsigned int sysctl_nr_open;

/* Make /proc/sys/vm/drop_caches. Once there is a /proc/sys. */
void drop_caches_init(void);

#endif

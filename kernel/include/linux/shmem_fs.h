// SPDX-License-Identifier: MIT
/*
 * Files without a name, whose pages are memory: shared anonymous mappings, memfd_create(2).
 */
#ifndef _LINUX_SHMEM_FS_H
#define _LINUX_SHMEM_FS_H

#include <linux/fs.h>

/*
 * A new file of size bytes, open for reading and writing, all of it a hole. It ends with its last
 * reference (fput()). flags: VM_NORESERVE or 0. ERR_PTR: -EINVAL for a size below 0, -ENOMEM.
 */
struct file *shmem_file_setup(const char *name, loff_t size, unsigned long flags);

/*
 * For an ->mmap: back a shared area, which is not linked to any file's mappings yet, by such a file
 * of its size. A file that the area had is put.
 */
int shmem_zero_setup(struct vm_area_struct *vma);

#endif

// SPDX-License-Identifier: MIT
/*
 * Reading a newc cpio archive in memory, member by member (cpio(5), "New ASCII Format").
 *
 * The reader checks every field of every header before it hands a member out, so its user needs no
 * bounds checks: name is a proper string, data lies in the archive. It allocates nothing and writes
 * nothing but its own structure; it compiles for the host too (tests/host/test_cpio.c).
 */
#ifndef _FS_CPIO_H
#define _FS_CPIO_H

#include <linux/types.h>

struct cpio_reader {
	const char *archive;
	size_t len;
	size_t pos;	     /* of the next header */
	const char *problem; /* after -EINVAL: what is wrong, */
	size_t where;	     /* and the offset of the header that has it */
	bool open;	     /* inside an archive: a trailer must come */
};

struct cpio_member {
	const char *name; /* NUL-terminated, not empty, below PATH_MAX, without leading slashes */
	const void *data; /* size bytes; of a symbolic link: its text, without NUL */
	size_t size;
	size_t offset; /* of its header, for messages */
	u32 ino, mode, uid, gid, nlink, mtime;
	u32 dev_major, dev_minor;
	u32 rdev_major, rdev_minor;
};

void cpio_open(struct cpio_reader *r, const void *archive, size_t len);

/* What cpio_next() returns when it returns no error. */
#define CPIO_END     0 /* nothing follows but zeros */
#define CPIO_MEMBER  1 /* *m is filled in */
#define CPIO_TRAILER 2 /* an archive ended (hard links reach no further); another may follow */

int cpio_next(struct cpio_reader *r, struct cpio_member *m);

#endif

// SPDX-License-Identifier: MIT
/*
 * The newc cpio reader; rules in cpio.h.
 *
 * A member is a header of 110 characters (a magic and thirteen numbers of eight hexadecimal
 * digits), its name with a NUL, zeros up to a multiple of four, its data, zeros again. A member
 * called TRAILER!!! ends an archive. Several archives may follow one another, with zeros between
 * them. Offsets count from the start of all, as the Linux kernel has it.
 */
#include <linux/errno.h>
#include <linux/limits.h>
#include <linux/stat.h>
#include <linux/string.h>
#include <linux/types.h>

#include "cpio.h"

#define HEADER_LEN 110
#define MAGIC_LEN  6
#define FIELD_LEN  8
#define TRAILER	   "TRAILER!!!"

/* The numbers of a header, in their order. */
enum field {
	C_INO,
	C_MODE,
	C_UID,
	C_GID,
	C_NLINK,
	C_MTIME,
	C_FILESIZE,
	C_DEVMAJOR,
	C_DEVMINOR,
	C_RDEVMAJOR,
	C_RDEVMINOR,
	C_NAMESIZE,
	C_CHECK,
	NR_FIELDS,
};

/* What is said when the field is not eight hexadecimal digits. */
static const char *const bad_digits[NR_FIELDS] = {
	[C_INO] = "c_ino is not a hexadecimal number",
	[C_MODE] = "c_mode is not a hexadecimal number",
	[C_UID] = "c_uid is not a hexadecimal number",
	[C_GID] = "c_gid is not a hexadecimal number",
	[C_NLINK] = "c_nlink is not a hexadecimal number",
	[C_MTIME] = "c_mtime is not a hexadecimal number",
	[C_FILESIZE] = "c_filesize is not a hexadecimal number",
	[C_DEVMAJOR] = "c_devmajor is not a hexadecimal number",
	[C_DEVMINOR] = "c_devminor is not a hexadecimal number",
	[C_RDEVMAJOR] = "c_rdevmajor is not a hexadecimal number",
	[C_RDEVMINOR] = "c_rdevminor is not a hexadecimal number",
	[C_NAMESIZE] = "c_namesize is not a hexadecimal number",
	[C_CHECK] = "c_check is not a hexadecimal number",
};

void cpio_open(struct cpio_reader *r, const void *archive, size_t len)
{
	*r = (struct cpio_reader){.archive = archive, .len = len};
}

static int bad(struct cpio_reader *r, const char *problem)
{
	r->problem = problem;
	r->where = r->pos;
	return -EINVAL;
}

/* Whether [off, off+len) lies in the archive. */
static bool in_bounds(const struct cpio_reader *r, size_t off, size_t len)
{
	return off <= r->len && len <= r->len - off;
}

static size_t align4(size_t n)
{
	return (n + 3) & ~(size_t)3;
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool parse_field(const char *text, u32 *value)
{
	int i;

	*value = 0;
	for (i = 0; i < FIELD_LEN; i++) {
		int digit = hex_digit(text[i]);

		if (digit < 0)
			return false;
		*value = *value << 4 | digit;
	}
	return true;
}

/* The sum of the data's bytes, which the "070702" form has in c_check. */
static u32 data_sum(const unsigned char *data, size_t size)
{
	u32 sum = 0;

	while (size--)
		sum += *data++;
	return sum;
}

/* Zeros between archives. Returns whether anything else follows. */
static bool skip_zeros(struct cpio_reader *r)
{
	while (r->pos < r->len && !r->archive[r->pos])
		r->pos++;
	return r->pos < r->len;
}

/* Magic and numbers of the header at r->pos. */
static int parse_header(struct cpio_reader *r, u32 *field, bool *has_sum)
{
	const char *header = r->archive + r->pos;
	int i;

	if (!in_bounds(r, r->pos, HEADER_LEN))
		return bad(r, "the archive ends in a header");
	if (!memcmp(header, "\x1f\x8b", 2) ||
	    !memcmp(header,
		    "\xfd"
		    "7zXZ",
		    5) ||
	    !memcmp(header, "\x28\xb5\x2f\xfd", 4) || !memcmp(header, "BZh", 3))
		return bad(r, "it is compressed; a plain newc archive is needed");
	if (!memcmp(header, "070707", MAGIC_LEN))
		return bad(r, "it is in the old portable format; use cpio -H newc");
	*has_sum = !memcmp(header, "070702", MAGIC_LEN);
	if (!*has_sum && memcmp(header, "070701", MAGIC_LEN))
		return bad(r, "no cpio magic");
	for (i = 0; i < NR_FIELDS; i++)
		if (!parse_field(header + MAGIC_LEN + i * FIELD_LEN, &field[i]))
			return bad(r, bad_digits[i]);
	return 0;
}

/* The name behind the header: its length is what the header says, with a NUL at the end only. */
static int check_name(struct cpio_reader *r, u32 namesize)
{
	const char *name = r->archive + r->pos + HEADER_LEN;

	if (namesize < 2)
		return bad(r, "the name is empty");
	if (namesize > PATH_MAX)
		return bad(r, "the name is longer than PATH_MAX");
	if (!in_bounds(r, r->pos + HEADER_LEN, namesize))
		return bad(r, "the archive ends in a name");
	if (name[namesize - 1])
		return bad(r, "the name does not end with NUL");
	if (memchr(name, '\0', namesize - 1))
		return bad(r, "the name has a NUL inside");
	return 0;
}

/* The type, and what data a member of that type may have. */
static int check_type(struct cpio_reader *r, const struct cpio_member *m)
{
	if (m->mode & ~(u32)(S_IFMT | 07777))
		return bad(r, "the mode has bits that mean nothing");
	switch (m->mode & S_IFMT) {
	case S_IFREG:
		return 0;
	case S_IFLNK:
		if (!m->size || m->size >= PATH_MAX)
			return bad(r, "the text of a symbolic link is empty or too long");
		if (memchr(m->data, '\0', m->size))
			return bad(r, "the text of a symbolic link has a NUL inside");
		return 0;
	case S_IFCHR:
	case S_IFBLK:
		if (m->rdev_major >= 1u << 12 || m->rdev_minor >= 1u << 20)
			return bad(r, "the device number is too large");
		break;
	case S_IFDIR:
	case S_IFIFO:
	case S_IFSOCK:
		break;
	default:
		return bad(r, "the mode has no known file type");
	}
	return m->size ? bad(r, "a member that is no file has data") : 0;
}

static void fill_member(struct cpio_member *m, const u32 *field)
{
	m->ino = field[C_INO];
	m->mode = field[C_MODE];
	m->uid = field[C_UID];
	m->gid = field[C_GID];
	m->nlink = field[C_NLINK];
	m->mtime = field[C_MTIME];
	m->size = field[C_FILESIZE];
	m->dev_major = field[C_DEVMAJOR];
	m->dev_minor = field[C_DEVMINOR];
	m->rdev_major = field[C_RDEVMAJOR];
	m->rdev_minor = field[C_RDEVMINOR];
}

/* CPIO_*, or -EINVAL with problem and where set. After either end the reader is spent. */
int cpio_next(struct cpio_reader *r, struct cpio_member *m)
{
	u32 field[NR_FIELDS];
	size_t name_end, data_end;
	bool has_sum;
	int err;

	if (!r->open && !skip_zeros(r))
		return CPIO_END;
	if (r->pos & 3)
		return bad(r, "the header is not at a multiple of four");
	if (r->open && r->pos >= r->len)
		return bad(r, "the archive ends without " TRAILER);
	err = parse_header(r, field, &has_sum);
	if (err)
		return err;
	err = check_name(r, field[C_NAMESIZE]);
	if (err)
		return err;
	fill_member(m, field);
	m->offset = r->pos;
	m->name = r->archive + r->pos + HEADER_LEN;
	name_end = align4(r->pos + HEADER_LEN + field[C_NAMESIZE]);
	if (!in_bounds(r, name_end, m->size))
		return bad(r, "the archive ends in a member's data");
	m->data = r->archive + name_end;
	data_end = align4(name_end + m->size);

	if (!strcmp(m->name, TRAILER)) {
		if (m->size)
			return bad(r, TRAILER " has data");
		r->open = false;
		r->pos = data_end < r->len ? data_end : r->len;
		return CPIO_TRAILER;
	}
	/* From here on name and data are trusted. */
	while (*m->name == '/')
		m->name++;
	if (!*m->name)
		m->name = ".";
	err = check_type(r, m);
	if (err)
		return err;
	if (has_sum && S_ISREG(m->mode) && m->size && data_sum(m->data, m->size) != field[C_CHECK])
		return bad(r, "the data does not match c_check");
	if (!has_sum && field[C_CHECK])
		return bad(r, "c_check is not zero");
	r->open = true;
	r->pos = data_end < r->len ? data_end : r->len;
	return CPIO_MEMBER;
}

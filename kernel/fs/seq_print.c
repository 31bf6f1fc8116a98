// SPDX-License-Identifier: MIT
/*
 * Printing into a seq_file, for a producer's show(), and walking lists for its start() and next().
 *
 * Every function either puts the whole text in, or marks the buffer as overflowed (count == size)
 * so that the record is shown again with more room. A producer therefore checks nothing.
 */
#include <linux/seq_file.h>
#include <linux/ctype.h>
#include <linux/dcache.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/path.h>
#include <linux/printk.h>

static void seq_set_overflow(struct seq_file *m)
{
	m->count = m->size;
}

void seq_vprintf(struct seq_file *m, const char *fmt, va_list args)
{
	size_t room = m->size - m->count;
	int len;

	if (!room)
		return;
	len = vsnprintf(m->buf + m->count, room, fmt, args);
	/* A text that fills the room exactly lost its last character to the NUL. */
	if (len < room)
		m->count += len;
	else
		seq_set_overflow(m);
}
EXPORT_SYMBOL(seq_vprintf);

void seq_printf(struct seq_file *m, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	seq_vprintf(m, fmt, args);
	va_end(args);
}
EXPORT_SYMBOL(seq_printf);

/**
 * seq_write() - put @len bytes of any kind
 *
 * 0, or -1 when they did not fit.
 */
int seq_write(struct seq_file *m, const void *data, size_t len)
{
	if (len >= m->size - m->count) {
		seq_set_overflow(m);
		return -1;
	}
	memcpy(m->buf + m->count, data, len);
	m->count += len;
	return 0;
}
EXPORT_SYMBOL(seq_write);

void seq_putc(struct seq_file *m, char c)
{
	if (m->count < m->size)
		m->buf[m->count++] = c;
}
EXPORT_SYMBOL(seq_putc);

void seq_puts(struct seq_file *m, const char *s)
{
	seq_write(m, s, strlen(s));
}
EXPORT_SYMBOL(seq_puts);

/* Fills with blanks up to the column that seq_setwidth() set, then puts c unless it is 0. */
void seq_pad(struct seq_file *m, char c)
{
	if (m->pad_until > m->count) {
		size_t size = m->pad_until - m->count;

		if (size >= m->size - m->count) {
			seq_set_overflow(m);
			return;
		}
		memset(m->buf + m->count, ' ', size);
		m->count += size;
	}
	if (c)
		seq_putc(m, c);
}
EXPORT_SYMBOL(seq_pad);

void seq_put_decimal_ull_width(struct seq_file *m, const char *delimiter, unsigned long long num,
			       unsigned int width)
{
	seq_printf(m, "%s%*llu", delimiter ?: "", (int)width, num);
}
EXPORT_SYMBOL(seq_put_decimal_ull_width);

void seq_put_decimal_ull(struct seq_file *m, const char *delimiter, unsigned long long num)
{
	seq_put_decimal_ull_width(m, delimiter, num, 0);
}
EXPORT_SYMBOL(seq_put_decimal_ull);

void seq_put_decimal_ll(struct seq_file *m, const char *delimiter, long long num)
{
	seq_printf(m, "%s%lld", delimiter ?: "", num);
}
EXPORT_SYMBOL(seq_put_decimal_ll);

/* width: least number of digits, filled with zeroes */
void seq_put_hex_ll(struct seq_file *m, const char *delimiter, unsigned long long v,
		    unsigned int width)
{
	seq_printf(m, "%s%0*llx", delimiter ?: "", (int)width, v);
}
EXPORT_SYMBOL(seq_put_hex_ll);

/**
 * seq_escape() - put @s with every character of @esc as a backslash and three octal digits
 */
void seq_escape(struct seq_file *m, const char *s, const char *esc)
{
	for (; *s; s++) {
		if (strchr(esc, *s))
			seq_printf(m, "\\%03o", (unsigned char)*s);
		else
			seq_putc(m, *s);
	}
}
EXPORT_SYMBOL(seq_escape);

void seq_hex_dump(struct seq_file *m, const char *prefix_str, int prefix_type, int rowsize,
		  int groupsize, const void *buf, size_t len, bool ascii)
{
	char line[32 * 3 + 2 + 32 + 1];
	const u8 *bytes = buf;
	size_t at;

	if (rowsize != 16 && rowsize != 32)
		rowsize = 16;
	for (at = 0; at < len && !seq_has_overflowed(m); at += rowsize) {
		size_t linelen = min_t(size_t, len - at, rowsize);

		hex_dump_to_buffer(bytes + at, linelen, rowsize, groupsize, line, sizeof(line),
				   ascii);
		if (prefix_type == DUMP_PREFIX_ADDRESS)
			seq_printf(m, "%s%p: %s\n", prefix_str, bytes + at, line);
		else if (prefix_type == DUMP_PREFIX_OFFSET)
			seq_printf(m, "%s%.8zx: %s\n", prefix_str, at, line);
		else
			seq_printf(m, "%s%s\n", prefix_str, line);
	}
}
EXPORT_SYMBOL(seq_hex_dump);

/* --- names --- */

/**
 * mangle_path() - copy the string @p down to @s with @esc's characters in octal
 *
 * For a text at the end of a buffer whose escaped form goes to its start: @s <= @p. Returns the
 * end of the copy, or NULL when the copy would run over what is still to be read.
 */
char *mangle_path(char *s, const char *p, const char *esc)
{
	while (s <= p) {
		unsigned char c = *p++;

		if (!c)
			return s;
		if (!strchr(esc, c)) {
			*s++ = c;
		} else if (s + 4 > p) {
			break;
		} else {
			*s++ = '\\';
			*s++ = '0' + (c >> 6);
			*s++ = '0' + ((c >> 3) & 7);
			*s++ = '0' + (c & 7);
		}
	}
	return NULL;
}
EXPORT_SYMBOL(mangle_path);

/*
 * text: what a d_path-like call made in the buf/size that seq_get_buf() gave. Commits its escaped
 * form. Bytes put, or -1 when there was no room.
 */
static int seq_commit_path(struct seq_file *m, char *buf, const char *text, const char *esc)
{
	int res = -1;

	if (!IS_ERR(text)) {
		char *end = mangle_path(buf, text, esc);

		if (end)
			res = end - buf;
	}
	seq_commit(m, res);
	return res;
}

/**
 * seq_path() - put the path name, with @esc's characters in octal
 */
int seq_path(struct seq_file *m, const struct path *path, const char *esc)
{
	char *buf;
	size_t size = seq_get_buf(m, &buf);

	if (!size)
		return -1;
	return seq_commit_path(m, buf, d_path(path, buf, size), esc);
}
EXPORT_SYMBOL(seq_path);

int seq_file_path(struct seq_file *m, struct file *file, const char *esc)
{
	return seq_path(m, &file->f_path, esc);
}
EXPORT_SYMBOL(seq_file_path);

/**
 * seq_dentry() - put the name of @dentry from the root of its file system
 */
int seq_dentry(struct seq_file *m, struct dentry *dentry, const char *esc)
{
	char *buf;
	size_t size = seq_get_buf(m, &buf);

	if (!size)
		return -1;
	return seq_commit_path(m, buf, dentry_path(dentry, buf, size), esc);
}
EXPORT_SYMBOL(seq_dentry);

/**
 * seq_path_root() - put the path name as seen from @root
 *
 * 0; SEQ_SKIP when @path is not below @root; -ENAMETOOLONG, to be ignored: the record is shown
 * again with more room.
 */
int seq_path_root(struct seq_file *m, const struct path *path, const struct path *root,
		  const char *esc)
{
	char *buf, *text;
	size_t size = seq_get_buf(m, &buf);

	if (!size)
		return -ENAMETOOLONG;
	text = __d_path(path, root, buf, size);
	if (!text)
		return SEQ_SKIP;
	if (IS_ERR(text) && PTR_ERR(text) != -ENAMETOOLONG)
		return PTR_ERR(text);
	return seq_commit_path(m, buf, text, esc) < 0 ? -ENAMETOOLONG : 0;
}

/* --- lists --- */

struct list_head *seq_list_start(struct list_head *head, loff_t pos)
{
	struct list_head *lh;

	list_for_each (lh, head)
		if (pos-- == 0)
			return lh;
	return NULL;
}
EXPORT_SYMBOL(seq_list_start);

/* As above, with position 0 the head itself: for a title line */
struct list_head *seq_list_start_head(struct list_head *head, loff_t pos)
{
	return pos ? seq_list_start(head, pos - 1) : head;
}
EXPORT_SYMBOL(seq_list_start_head);

struct list_head *seq_list_next(void *v, struct list_head *head, loff_t *ppos)
{
	struct list_head *lh = ((struct list_head *)v)->next;

	++*ppos;
	return lh == head ? NULL : lh;
}
EXPORT_SYMBOL(seq_list_next);

struct hlist_node *seq_hlist_start(struct hlist_head *head, loff_t pos)
{
	struct hlist_node *node;

	hlist_for_each(node, head) if (pos-- == 0) return node;
	return NULL;
}
EXPORT_SYMBOL(seq_hlist_start);

struct hlist_node *seq_hlist_start_head(struct hlist_head *head, loff_t pos)
{
	return pos ? seq_hlist_start(head, pos - 1) : SEQ_START_TOKEN;
}
EXPORT_SYMBOL(seq_hlist_start_head);

struct hlist_node *seq_hlist_next(void *v, struct hlist_head *head, loff_t *ppos)
{
	++*ppos;
	return v == SEQ_START_TOKEN ? head->first : ((struct hlist_node *)v)->next;
}
EXPORT_SYMBOL(seq_hlist_next);

// SPDX-License-Identifier: MIT
/*
 * Files whose contents are produced record by record, or all at once, into a buffer that this
 * code sizes, fills and hands to read(2) in whatever pieces the reader asks for.
 *
 * A caller gives four operations (start, next, show, stop), or one show function through
 * single_open(). start() and stop() bracket each batch, so a lock taken in start() is dropped in
 * stop(); show() may print as much as it likes and need not check for room: a record that did not
 * fit is shown again into a larger buffer, so show() must not have effects. A show() that returns
 * SEQ_SKIP drops its record; a negative errno ends the read. All may sleep unless the caller's own
 * lock forbids it; the file's position is guarded by seq_file::lock.
 */
#ifndef _LINUX_SEQ_FILE_H
#define _LINUX_SEQ_FILE_H

#include <linux/types.h>
#include <linux/string.h>
#include <linux/bug.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/fs.h>
#include <linux/cred.h>

struct seq_operations;
struct dentry;
struct path;

struct seq_file {
	char *buf;    /* kvmalloc'ed, or NULL until the first read */
	size_t size;  /* of buf */
	size_t from;  /* first byte of buf not yet read */
	size_t count; /* bytes in buf; == size says "overflowed" */
	size_t pad_until;
	loff_t index;	   /* the record that comes next: start()'s position */
	loff_t read_pos;   /* the file offset that index/from stand for */
	struct mutex lock; /* guards all of the above: two reads on one open file take turns */
	const struct seq_operations *op;
	int poll_event;
	const struct file *file;
	void *private; /* the opener's */
};

struct seq_operations {
	void *(*start)(struct seq_file *m, loff_t *pos);
	void (*stop)(struct seq_file *m, void *v);
	void *(*next)(struct seq_file *m, void *v, loff_t *pos);
	int (*show)(struct seq_file *m, void *v);
};

#define SEQ_SKIP 1

/* What start() returns for a header line when position 0 is not a real record */
#define SEQ_START_TOKEN ((void *)1)

static inline bool seq_has_overflowed(struct seq_file *m)
{
	return m->count == m->size;
}

/* The free room of the buffer, for a callee that fills it directly; pair with seq_commit(). */
static inline size_t seq_get_buf(struct seq_file *m, char **bufp)
{
	BUG_ON(m->count > m->size);
	*bufp = m->count < m->size ? m->buf + m->count : NULL;
	return m->size - m->count;
}

/* num: bytes put into seq_get_buf()'s room, or negative for "did not fit" */
static inline void seq_commit(struct seq_file *m, int num)
{
	if (num < 0) {
		m->count = m->size;
	} else {
		BUG_ON(m->count + num > m->size);
		m->count += num;
	}
}

/* What is printed from here to seq_pad() is filled up with blanks to size columns. */
static inline void seq_setwidth(struct seq_file *m, size_t size)
{
	m->pad_until = m->count + size;
}

void seq_pad(struct seq_file *m, char c);

char *mangle_path(char *s, const char *p, const char *esc);
int seq_open(struct file *file, const struct seq_operations *op);
ssize_t seq_read(struct file *file, char __user *buf, size_t size, loff_t *ppos);
ssize_t seq_read_iter(struct kiocb *iocb, struct iov_iter *iter);
loff_t seq_lseek(struct file *file, loff_t offset, int whence);
int seq_release(struct inode *inode, struct file *file);
int seq_write(struct seq_file *m, const void *data, size_t len);

__printf(2, 0) void seq_vprintf(struct seq_file *m, const char *fmt, va_list args);
__printf(2, 3) void seq_printf(struct seq_file *m, const char *fmt, ...);
void seq_putc(struct seq_file *m, char c);
void seq_puts(struct seq_file *m, const char *s);
void seq_put_decimal_ull_width(struct seq_file *m, const char *delimiter, unsigned long long num,
			       unsigned int width);
void seq_put_decimal_ull(struct seq_file *m, const char *delimiter, unsigned long long num);
void seq_put_decimal_ll(struct seq_file *m, const char *delimiter, long long num);
void seq_put_hex_ll(struct seq_file *m, const char *delimiter, unsigned long long v,
		    unsigned int width);
void seq_escape(struct seq_file *m, const char *s, const char *esc);
void seq_hex_dump(struct seq_file *m, const char *prefix_str, int prefix_type, int rowsize,
		  int groupsize, const void *buf, size_t len, bool ascii);

int seq_path(struct seq_file *m, const struct path *path, const char *esc);
int seq_file_path(struct seq_file *m, struct file *file, const char *esc);
int seq_dentry(struct seq_file *m, struct dentry *dentry, const char *esc);
/* As seq_path() under another root; SEQ_SKIP when path is not below it */
int seq_path_root(struct seq_file *m, const struct path *path, const struct path *root,
		  const char *esc);

void *single_start(struct seq_file *m, loff_t *pos);
int single_open(struct file *file, int (*show)(struct seq_file *, void *), void *data);
int single_open_size(struct file *file, int (*show)(struct seq_file *, void *), void *data,
		     size_t size);
int single_release(struct inode *inode, struct file *file);
void *__seq_open_private(struct file *file, const struct seq_operations *op, int psize);
int seq_open_private(struct file *file, const struct seq_operations *op, int psize);
int seq_release_private(struct inode *inode, struct file *file);

/* NAME_sops → NAME_fops of a file with records; private data is inode->i_private */
#define DEFINE_SEQ_ATTRIBUTE(__name)                                                               \
	static int __name##_open(struct inode *inode, struct file *file)                           \
	{                                                                                          \
		int ret = seq_open(file, &__name##_sops);                                          \
		if (!ret && inode->i_private) {                                                    \
			struct seq_file *seq_f = file->private_data;                               \
			seq_f->private = inode->i_private;                                         \
		}                                                                                  \
		return ret;                                                                        \
	}                                                                                          \
                                                                                                   \
	static const struct file_operations __name##_fops = {                                      \
		.owner = THIS_MODULE,                                                              \
		.open = __name##_open,                                                             \
		.read = seq_read,                                                                  \
		.llseek = seq_lseek,                                                               \
		.release = seq_release,                                                            \
	}

/* NAME_show → NAME_fops */
#define DEFINE_SHOW_ATTRIBUTE(__name)                                                              \
	static int __name##_open(struct inode *inode, struct file *file)                           \
	{                                                                                          \
		return single_open(file, __name##_show, inode->i_private);                         \
	}                                                                                          \
                                                                                                   \
	static const struct file_operations __name##_fops = {                                      \
		.owner = THIS_MODULE,                                                              \
		.open = __name##_open,                                                             \
		.read = seq_read,                                                                  \
		.llseek = seq_lseek,                                                               \
		.release = single_release,                                                         \
	}

/* NAME_show → NAME_proc_ops */
#define DEFINE_PROC_SHOW_ATTRIBUTE(__name)                                                         \
	static int __name##_open(struct inode *inode, struct file *file)                           \
	{                                                                                          \
		return single_open(file, __name##_show, pde_data(inode));                          \
	}                                                                                          \
                                                                                                   \
	static const struct proc_ops __name##_proc_ops = {                                         \
		.proc_open = __name##_open,                                                        \
		.proc_read = seq_read,                                                             \
		.proc_lseek = seq_lseek,                                                           \
		.proc_release = single_release,                                                    \
	}

static inline struct user_namespace *seq_user_ns(struct seq_file *seq)
{
	return &init_user_ns;
}

/* ",name" or ",name=value", as mount options are listed */
static inline void seq_show_option(struct seq_file *m, const char *name, const char *value)
{
	seq_putc(m, ',');
	seq_escape(m, name, ",= \t\n\\");
	if (value) {
		seq_putc(m, '=');
		seq_escape(m, value, ", \t\n\\");
	}
}

/* The same with a value that is no string: the first length bytes of it */
#define seq_show_option_n(m, name, value, length)                                                  \
	do {                                                                                       \
		char val_buf[length + 1];                                                          \
		memcpy(val_buf, value, length);                                                    \
		val_buf[length] = '\0';                                                            \
		seq_show_option(m, name, val_buf);                                                 \
	} while (0)

/* start/next over a list: the caller holds whatever guards it from start() to stop(). */
struct list_head *seq_list_start(struct list_head *head, loff_t pos);
struct list_head *seq_list_start_head(struct list_head *head, loff_t pos);
struct list_head *seq_list_next(void *v, struct list_head *head, loff_t *ppos);

struct hlist_node *seq_hlist_start(struct hlist_head *head, loff_t pos);
struct hlist_node *seq_hlist_start_head(struct hlist_head *head, loff_t pos);
struct hlist_node *seq_hlist_next(void *v, struct hlist_head *head, loff_t *ppos);

/* The same under rcu_read_lock(), for lists that are changed by the functions of rculist.h. */
struct list_head *seq_list_start_rcu(struct list_head *head, loff_t pos);
struct list_head *seq_list_start_head_rcu(struct list_head *head, loff_t pos);
struct list_head *seq_list_next_rcu(void *v, struct list_head *head, loff_t *ppos);

struct hlist_node *seq_hlist_start_rcu(struct hlist_head *head, loff_t pos);
struct hlist_node *seq_hlist_start_head_rcu(struct hlist_head *head, loff_t pos);
struct hlist_node *seq_hlist_next_rcu(void *v, struct hlist_head *head, loff_t *ppos);

/* Over every CPU's list, one after the other; *cpu says whose. */
struct hlist_node *seq_hlist_start_percpu(struct hlist_head __percpu *head, int *cpu, loff_t pos);
struct hlist_node *seq_hlist_next_percpu(void *v, struct hlist_head __percpu *head, int *cpu,
					 loff_t *pos);

#endif

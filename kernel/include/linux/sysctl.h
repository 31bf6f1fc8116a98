// SPDX-License-Identifier: MIT
/*
 * /proc/sys: variables of the kernel as files, described by tables.
 *
 * A table is an array ended by an entry with a NULL procname. It must stay until
 * unregister_sysctl_table(), which waits for handlers in progress. A handler is given a kernel
 * buffer in both directions: NUL-terminated on write, and to be filled on read, with *lenp its size
 * and *ppos the file position; it may sleep.
 */
#ifndef _LINUX_SYSCTL_H
#define _LINUX_SYSCTL_H

#include <linux/types.h>
#include <linux/list.h>

struct ctl_table;
struct ctl_table_header;

typedef int proc_handler(struct ctl_table *ctl, int write, void *buffer, size_t *lenp,
			 loff_t *ppos);

struct ctl_table {
	const char *procname;
	void *data;
	int maxlen; /* bytes at data */
	umode_t mode;
	struct ctl_table *child; /* a directory's entries; NULL for a file */
	proc_handler *proc_handler;
	void *extra1; /* the handler's: for _minmax a pointer to the least value, or NULL */
	void *extra2; /* and to the greatest */
};

/* What extra1 and extra2 usually point at */
extern const int sysctl_vals[];
#define SYSCTL_ZERO	      ((void *)&sysctl_vals[0])
#define SYSCTL_ONE	      ((void *)&sysctl_vals[1])
#define SYSCTL_TWO	      ((void *)&sysctl_vals[2])
#define SYSCTL_THREE	      ((void *)&sysctl_vals[3])
#define SYSCTL_FOUR	      ((void *)&sysctl_vals[4])
#define SYSCTL_ONE_HUNDRED    ((void *)&sysctl_vals[5])
#define SYSCTL_TWO_HUNDRED    ((void *)&sysctl_vals[6])
#define SYSCTL_ONE_THOUSAND   ((void *)&sysctl_vals[7])
#define SYSCTL_THREE_THOUSAND ((void *)&sysctl_vals[8])
#define SYSCTL_INT_MAX	      ((void *)&sysctl_vals[9])
#define SYSCTL_MAXOLDUID      ((void *)&sysctl_vals[10])
#define SYSCTL_NEG_ONE	      ((void *)&sysctl_vals[11])

extern const unsigned long sysctl_long_vals[];
#define SYSCTL_LONG_ZERO ((void *)&sysctl_long_vals[0])
#define SYSCTL_LONG_ONE	 ((void *)&sysctl_long_vals[1])
#define SYSCTL_LONG_MAX	 ((void *)&sysctl_long_vals[2])

int proc_dostring(struct ctl_table *table, int write, void *buffer, size_t *lenp, loff_t *ppos);
int proc_dobool(struct ctl_table *table, int write, void *buffer, size_t *lenp, loff_t *ppos);
int proc_dointvec(struct ctl_table *table, int write, void *buffer, size_t *lenp, loff_t *ppos);
int proc_douintvec(struct ctl_table *table, int write, void *buffer, size_t *lenp, loff_t *ppos);
int proc_dointvec_minmax(struct ctl_table *table, int write, void *buffer, size_t *lenp,
			 loff_t *ppos);
int proc_douintvec_minmax(struct ctl_table *table, int write, void *buffer, size_t *lenp,
			  loff_t *ppos);
int proc_doulongvec_minmax(struct ctl_table *table, int write, void *buffer, size_t *lenp,
			   loff_t *ppos);
int proc_dointvec_jiffies(struct ctl_table *table, int write, void *buffer, size_t *lenp,
			  loff_t *ppos);
int proc_dointvec_ms_jiffies(struct ctl_table *table, int write, void *buffer, size_t *lenp,
			     loff_t *ppos);
int proc_dointvec_userhz_jiffies(struct ctl_table *table, int write, void *buffer, size_t *lenp,
				 loff_t *ppos);
int proc_doulongvec_ms_jiffies_minmax(struct ctl_table *table, int write, void *buffer,
				      size_t *lenp, loff_t *ppos);
/* One u8; extra1 and extra2 point at unsigned ints. */
int proc_dou8vec_minmax(struct ctl_table *table, int write, void *buffer, size_t *lenp,
			loff_t *ppos);
/* data points at a pointer to a bitmap of maxlen bits, shown and taken as "1-3,7". */
int proc_do_large_bitmap(struct ctl_table *table, int write, void *buffer, size_t *lenp,
			 loff_t *ppos);

/* path: "kernel" or "dev/foo"; directories are made as needed. NULL on failure, and a log line. */
struct ctl_table_header *register_sysctl(const char *path, struct ctl_table *table);
/* A table whose entries may be directories (child), from /proc/sys down */
struct ctl_table_header *register_sysctl_table(struct ctl_table *table);

/* One directory of a path; the array ends with a NULL procname. */
struct ctl_path {
	const char *procname;
};

/* The same below the directory that path spells */
struct ctl_table_header *register_sysctl_paths(const struct ctl_path *path,
					       struct ctl_table *table);
/* A directory in which nothing can be made: a place to mount on */
struct ctl_table_header *register_sysctl_mount_point(const char *path);
void unregister_sysctl_table(struct ctl_table_header *header);

#endif

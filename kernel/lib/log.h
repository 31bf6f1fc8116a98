// SPDX-License-Identifier: MIT
/*
 * The parts of the kernel's log, among themselves.
 *
 *   log_store.c  the records: storing, continuing, reading by number, clearing
 *   log_text.c   a record as lines of text
 *   printk.c     from printk() to a record
 *   console.c    records to consoles
 *   syslog.c     syslog(2)
 *   kmsg.c       /dev/kmsg
 *   log_own.c    a task's own messages, for itself
 */
#ifndef LIB_LOG_H
#define LIB_LOG_H

#include <linux/printk.h>
#include <linux/types.h>

/* One message on its way into the log, or copied out of it. */
struct log_record {
	u64 seq;     /* out of the log only */
	u64 ts_nsec; /* sched_clock() */
	u32 caller;  /* who said it: only its maker can continue it */
	u16 text_len;
	u8 facility;		    /* as in syslog(3) */
	u8 level;		    /* 0 to 7 */
	bool cont;		    /* it was said as a continuation */
	bool open;		    /* into the log: its line may still be continued */
	struct dev_printk_info dev; /* empty strings if it is about no device */
	char text[LOG_LINE_MAX];    /* not terminated, no newline at the end */
};

/* Add a record, or its text to the open record of the same caller. Any context, NMI included. */
void log_store(const struct log_record *r);
/*
 * Copy record *seq, or the oldest there is if that one is gone, with *seq set to its number. False
 * if the log holds no such record yet. Any context.
 */
bool log_read(u64 *seq, struct log_record *r);
/* The oldest record's number, and the one that the next complete message will get. */
u64 log_first_seq(void);
u64 log_next_seq(void);
/* What was cleared by syslog(2): the number of the first record behind that. */
u64 log_clear_seq(void);
void log_clear(void);

/* The log's size, for syslog(2). */
#define LOG_BUF_SIZE (1UL << CONFIG_LOG_BUF_SHIFT)

/* Which prefixes lines get. */
struct log_style {
	bool priority; /* <6> */
	bool time;     /* [    0.123456] */
};
/* Room for both prefixes. */
#define LOG_PREFIX_MAX 48

extern bool printk_time;
size_t log_prefix(const struct log_record *r, struct log_style style, char *buf);
/*
 * The record's lines, each with its prefix and a newline, into buf; lines that don't fit are left
 * out. The length; buf NULL only measures.
 */
size_t log_text(const struct log_record *r, struct log_style style, char *buf, size_t size);

/* Is r among the lines that the caller does not log? It has such: current->log_hush is not NULL. */
bool log_is_hushed(const struct log_record *r);

/* console= of the command line, in their order; before any console registers. */
void console_add_preferred(const char *value);

#endif

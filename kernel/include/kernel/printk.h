// SPDX-License-Identifier: MIT
/*
 * The log behind printk(): starting it, and reading it by syslog(2) and /dev/kmsg.
 *
 * Records are numbered from 0. A reader that falls so far behind that its next record is
 * overwritten goes on with the oldest that is left. A message without a newline at its end is open,
 * and hidden, until it is continued to the newline or another message comes.
 */
#ifndef _KERNEL_PRINTK_H
#define _KERNEL_PRINTK_H

#include <linux/types.h>
#include <linux/printk.h>
#include <linux/wait.h>

/* Reads loglevel=, quiet, debug, ignore_loglevel and console=; after cmdline_init(). */
void printk_init(void);

/*
 * Where those sleep who want more messages: woken, from the tick, when there are. Condition:
 * kmsg_readable() of their reader.
 */
extern wait_queue_head_t log_wait;

/*
 * The timer tick, interrupts off: does what printk() may not do in every context, namely wake
 * readers and show deferred messages.
 */
void printk_tick(void);

/* One open /dev/kmsg. The owner serialises its calls on one reader. */
struct kmsg_reader {
	u64 seq; /* number of the next record */
};

/* Room for any record in /dev/kmsg's format. */
#define KMSG_RECORD_MAX 8192

/*
 * Start at the oldest record; for lseek(2): SEEK_SET oldest, SEEK_END behind the newest, SEEK_DATA
 * behind what syslog(2) cleared. 0, or -EINVAL for another whence.
 */
void kmsg_reader_init(struct kmsg_reader *r);
int kmsg_reader_seek(struct kmsg_reader *r, int whence);
/* Is there a record to read (or the news that some were lost)? */
bool kmsg_readable(const struct kmsg_reader *r);
/* Were records lost that this reader has not seen? */
bool kmsg_overrun(const struct kmsg_reader *r);
/*
 * The next record as "prio,seq,usec,flags;text\n" into buf of at least KMSG_RECORD_MAX bytes, not
 * terminated, and its length. -EAGAIN: none yet. -EPIPE: records were lost, the reader now stands
 * on the oldest. Any context.
 */
ssize_t kmsg_reader_next(struct kmsg_reader *r, char *buf, size_t size);
/*
 * A message from user space, "<prio>text": logged with the given facility (user, if it says
 * kernel). text is terminated at text[len]; it is changed. Returns len.
 */
ssize_t kmsg_write(char *text, size_t len);

/* syslog(2)'s actions, by its own names. */
enum {
	SYSLOG_ACTION_CLOSE,
	SYSLOG_ACTION_OPEN,
	SYSLOG_ACTION_READ,
	SYSLOG_ACTION_READ_ALL,
	SYSLOG_ACTION_READ_CLEAR,
	SYSLOG_ACTION_CLEAR,
	SYSLOG_ACTION_CONSOLE_OFF,
	SYSLOG_ACTION_CONSOLE_ON,
	SYSLOG_ACTION_CONSOLE_LEVEL,
	SYSLOG_ACTION_SIZE_UNREAD,
	SYSLOG_ACTION_SIZE_BUFFER,
};

/* syslog(2) for a caller in process context; also -EPERM. buf is user memory. */
int do_syslog(int type, char __user *buf, int len);
/* Would action 2 find something to read? For poll(2) on /proc/kmsg. */
bool syslog_readable(void);

/*
 * A task and its own messages (log_own.c). struct log_lines is a set of lines, by their hashes;
 * while current->log_hush points at one, the task's messages in it are not logged.
 */
#define LOG_LINES_MAX 32
struct log_lines {
	unsigned int num;
	u64 hash[LOG_LINES_MAX];
};
bool log_lines_have(const struct log_lines *lines, u64 hash);
/* Beyond LOG_LINES_MAX, nothing happens. */
void log_lines_add(struct log_lines *lines, u64 hash);

struct log_line {
	u64 seq, hash;
	int level;
	size_t len;
	char text[LOG_LINE_MAX]; /* not terminated; can have newlines inside, none at the end */
};
/* The number that the next record will get. */
u64 log_position(void);
/*
 * The caller's next message at or after *seq, in *line, with *seq moved behind it; false if there
 * is none. What the log has dropped is skipped. Process context.
 */
bool log_next_own(u64 *seq, struct log_line *line);

struct tty_driver;
/*
 * If a console shows messages on that terminal: the level below which it does; else 0. Sleeps.
 */
int console_level_on(const struct tty_driver *driver, int index);

/* The panic's last act with consoles: everything out, whoever holds their lock. */
void console_flush_on_panic(void);
/* A crash report ended; if what crashed held the console lock, that is given up. */
void console_unlock_after_oops(void);
/* Show what consoles have not got yet, if nobody else is at it. Any context. */
void console_flush(void);

#endif

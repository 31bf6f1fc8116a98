// SPDX-License-Identifier: MIT
/*
 * syslog(2): the system call of dmesg and klogd, and what /proc/kmsg does.
 *
 * Actions 2 and 9 share one position in the log for all callers: a message is read once. The others
 * read everything since the last clearing. Texts are as klogctl(3) says: "<6>[    0.123456]
 * text\n".
 */
#include <linux/capability.h>
#include <linux/console.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <linux/wait.h>
#include <kernel/printk.h>

#include "log.h"

static DEFINE_MUTEX(syslog_mutex);		      /* guards the rest */
static u64 syslog_seq;				      /* the next record for action 2 */
static size_t syslog_partial;			      /* how much of its text was read already */
static int saved_console_loglevel = LOGLEVEL_DEFAULT; /* while action 6 is in force */

/* A record and its text, too large for the stack together. */
struct scratch {
	struct log_record record;
	char text[LOG_LINE_MAX + 32 * LOG_PREFIX_MAX];
};

static struct log_style syslog_style(void)
{
	return (struct log_style){.priority = true, .time = printk_time};
}

static size_t format(struct scratch *s)
{
	return log_text(&s->record, syslog_style(), s->text, sizeof(s->text));
}

/* Take record syslog_seq; false if there is none. The caller holds the mutex. */
static bool take_next(struct scratch *s)
{
	u64 wanted = syslog_seq;

	if (!log_read(&syslog_seq, &s->record))
		return false;
	if (syslog_seq != wanted)
		syslog_partial = 0;
	return true;
}

bool syslog_readable(void)
{
	return READ_ONCE(syslog_seq) < log_next_seq();
}

/* Action 2: wait for messages, then whole ones as far as they fit; at least a part of the first. */
static int read_next(struct scratch *s, char __user *buf, int size)
{
	int len = 0, err;

	do {
		err = wait_event_interruptible(log_wait, syslog_readable());
		if (err)
			return err;
		mutex_lock(&syslog_mutex);
		while (size > 0 && take_next(s)) {
			size_t whole = format(s), skip = min(syslog_partial, whole);
			size_t n = min_t(size_t, whole - skip, size);

			/* A message that does not fit waits, unless it is the first. */
			if (n < whole - skip && len)
				break;
			if (copy_to_user(buf + len, s->text + skip, n)) {
				if (!len)
					len = -EFAULT;
				break;
			}
			len += n;
			size -= n;
			syslog_partial = skip + n;
			if (syslog_partial == whole) {
				WRITE_ONCE(syslog_seq, syslog_seq + 1);
				syslog_partial = 0;
			}
		}
		mutex_unlock(&syslog_mutex);
		/* Nothing: another reader was faster. */
	} while (!len);
	return len;
}

/* The first record from which on all texts together fit into size bytes. */
static u64 first_that_fits(struct scratch *s, size_t size)
{
	u64 seq, first = max(log_clear_seq(), log_first_seq());
	size_t total = 0;

	for (seq = first; log_read(&seq, &s->record); seq++)
		total += format(s);
	for (seq = first; total > size && log_read(&seq, &s->record); seq++)
		total -= min(total, format(s));
	return seq;
}

/* Actions 3 and 4: the last size bytes' worth of whole messages. */
static int read_all(struct scratch *s, char __user *buf, int size, bool clear)
{
	u64 seq = first_that_fits(s, size);
	int len = 0;

	for (; log_read(&seq, &s->record); seq++) {
		size_t n = format(s);

		/* The log has grown meanwhile: leave out what is new. */
		if (n > size - len)
			break;
		if (copy_to_user(buf + len, s->text, n))
			return -EFAULT;
		len += n;
		cond_resched();
	}
	if (clear)
		log_clear();
	return len;
}

/* Action 9: bytes that action 2 could read. */
static int unread_size(struct scratch *s)
{
	u64 seq;
	size_t total = 0;

	mutex_lock(&syslog_mutex);
	for (seq = syslog_seq; log_read(&seq, &s->record); seq++)
		total += format(s);
	if (seq > syslog_seq && log_first_seq() <= syslog_seq)
		total -= min(total, syslog_partial);
	mutex_unlock(&syslog_mutex);
	return min_t(size_t, total, INT_MAX);
}

/* Actions 2, 3, 4 and 9, which need memory. */
static int do_read_action(int type, char __user *buf, int len)
{
	struct scratch *s = kmalloc(sizeof(*s), GFP_KERNEL);
	int ret;

	if (!s)
		return -ENOMEM;
	if (type == SYSLOG_ACTION_READ)
		ret = read_next(s, buf, len);
	else if (type == SYSLOG_ACTION_SIZE_UNREAD)
		ret = unread_size(s);
	else
		ret = read_all(s, buf, len, type == SYSLOG_ACTION_READ_CLEAR);
	kfree(s);
	return ret;
}

/* Actions 6, 7 and 8: what consoles show. */
static int do_console_action(int type, int level)
{
	mutex_lock(&syslog_mutex);
	switch (type) {
	case SYSLOG_ACTION_CONSOLE_OFF:
		if (saved_console_loglevel == LOGLEVEL_DEFAULT)
			saved_console_loglevel = console_loglevel;
		console_loglevel = minimum_console_loglevel;
		break;
	case SYSLOG_ACTION_CONSOLE_ON:
		if (saved_console_loglevel != LOGLEVEL_DEFAULT)
			console_loglevel = saved_console_loglevel;
		saved_console_loglevel = LOGLEVEL_DEFAULT;
		break;
	default:
		console_loglevel = max(level, minimum_console_loglevel);
		saved_console_loglevel = LOGLEVEL_DEFAULT;
		break;
	}
	mutex_unlock(&syslog_mutex);
	return 0;
}

int do_syslog(int type, char __user *buf, int len)
{
	/* Anyone may look; what changes something, or takes messages away, needs the right to. */
	if (type != SYSLOG_ACTION_READ_ALL && type != SYSLOG_ACTION_SIZE_BUFFER &&
	    !capable(CAP_SYSLOG))
		return -EPERM;

	switch (type) {
	case SYSLOG_ACTION_CLOSE:
	case SYSLOG_ACTION_OPEN:
		return 0;
	case SYSLOG_ACTION_READ:
	case SYSLOG_ACTION_READ_ALL:
	case SYSLOG_ACTION_READ_CLEAR:
		if (!buf || len < 0)
			return -EINVAL;
		if (!len)
			return 0;
		if (!access_ok(buf, len))
			return -EFAULT;
		return do_read_action(type, buf, len);
	case SYSLOG_ACTION_CLEAR:
		log_clear();
		return 0;
	case SYSLOG_ACTION_CONSOLE_OFF:
	case SYSLOG_ACTION_CONSOLE_ON:
		return do_console_action(type, 0);
	case SYSLOG_ACTION_CONSOLE_LEVEL:
		if (len < 1 || len > 8)
			return -EINVAL;
		return do_console_action(type, len);
	case SYSLOG_ACTION_SIZE_UNREAD:
		return do_read_action(type, NULL, 0);
	case SYSLOG_ACTION_SIZE_BUFFER:
		return LOG_BUF_SIZE;
	default:
		return -EINVAL;
	}
}

SYSCALL_DEFINE3(syslog, int, type, char __user *, buf, int, len)
{
	return do_syslog(type, buf, len);
}

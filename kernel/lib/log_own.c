// SPDX-License-Identifier: MIT
/*
 * The log from the side of the one who speaks: a task reads back what it has said itself, and can
 * be kept from saying the same again (task->log_hush). For who must tell a person why something
 * failed, without a second text beside the log's.
 *
 * Lines are known again by a hash of level and text.
 */
#include <linux/console.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/siphash.h>
#include <linux/string.h>
#include <kernel/printk.h>

#include "log.h"

static u64 hash_line(int level, const char *text, size_t len)
{
	const siphash_key_t key = {{level, 0}};

	return siphash(text, len, &key);
}

/* Other tasks may be changing *lines: then the answer is about the old or the new ones, or no. */
bool log_lines_have(const struct log_lines *lines, u64 hash)
{
	unsigned int num = min_t(unsigned int, READ_ONCE(lines->num), LOG_LINES_MAX);

	for (unsigned int i = 0; i < num; i++)
		if (READ_ONCE(lines->hash[i]) == hash)
			return true;
	return false;
}

void log_lines_add(struct log_lines *lines, u64 hash)
{
	if (lines->num < LOG_LINES_MAX)
		lines->hash[lines->num++] = hash;
}

/* For printk(): is the caller, a task, not to say this? */
bool log_is_hushed(const struct log_record *r)
{
	return !r->open && !r->cont &&
	       log_lines_have(current->log_hush, hash_line(r->level, r->text, r->text_len));
}

u64 log_position(void)
{
	return log_next_seq();
}

bool log_next_own(u64 *seq, struct log_line *line)
{
	struct log_record r;

	while (log_read(seq, &r)) {
		*seq = r.seq + 1;
		if (r.facility || r.caller != (u32)task_pid_nr(current))
			continue;
		line->seq = r.seq;
		line->level = r.level;
		line->hash = hash_line(r.level, r.text, r.text_len);
		line->len = r.text_len;
		memcpy(line->text, r.text, r.text_len);
		return true;
	}
	return false;
}

int console_level_on(const struct tty_driver *driver, int index)
{
	struct console *con;
	int level = 0;

	console_lock();
	for_each_console(con)
	{
		int line = con->index;

		if (con->flags & CON_ENABLED && con->write && con->device &&
		    con->device(con, &line) == driver && line == index)
			level = console_loglevel;
	}
	console_unlock();
	return level;
}

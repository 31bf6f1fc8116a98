// SPDX-License-Identifier: MIT
/*
 * Consoles: choosing them, and giving them the log.
 *
 * The console lock guards the list, all consoles' fields and the buffers below. It is taken by who
 * registers (sleeping, console_lock()) and by whoever prints, if it is free; who finds it taken
 * leaves the showing to its holder, who looks again before he lets go. So printk() never waits.
 *
 * It is no sleeping lock of the scheduler: printk() is called with the scheduler's locks held, and
 * must be able to release it without waking anyone. Who waits for it looks again each tick.
 *
 * A crash of who holds the lock, in a driver's write() above all, must be reported, too: the report
 * goes on under the same lock, with buffers of its own, and gives it up at its end.
 */
#define pr_fmt(fmt) "printk: " fmt

#include <linux/atomic.h>
#include <linux/bug.h>
#include <linux/console.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/panic.h>
#include <linux/preempt.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/string.h>
#include <kernel/module.h>
#include <kernel/printk.h>

#include "log.h"

#define PREFERRED_MAX 8

struct console *console_drivers;
EXPORT_SYMBOL_GPL(console_drivers);

/* The console lock: 0 or 1, by xchg(). */
static int held;
/* The task that holds it, NULL for an interrupt. Only compared. */
static struct task_struct *holder;
/* Whose driver's write() runs, under the lock; -1 if none does. */
static int writing_cpu = -1;
/* The holder crashed, and its report is being shown inside of the lock. */
static bool nested;
/* All records before it were offered to all consoles. */
static u64 shown_seq;

/* One for the usual way, one for a report from inside a driver. Under the lock. */
static struct log_record records[2];
static char lines[2][LOG_PREFIX_MAX + LOG_LINE_MAX + 1];

/* What the command line names, in its order; constant after printk_init(). */
static struct preferred {
	char name[16];
	int index;
	char options[32];
} preferred[PREFERRED_MAX];
static int nr_preferred;

void console_lock(void)
{
	might_sleep();
	while (!console_trylock())
		schedule_timeout_uninterruptible(1);
}
EXPORT_SYMBOL(console_lock);

int console_trylock(void)
{
	if (READ_ONCE(held) || xchg(&held, 1))
		return 0;
	WRITE_ONCE(holder, in_task() ? current : NULL);
	return 1;
}
EXPORT_SYMBOL(console_trylock);

int is_console_locked(void)
{
	return READ_ONCE(held);
}
EXPORT_SYMBOL(is_console_locked);

static void write_console(struct console *con, const char *s, size_t n)
{
	int outer = writing_cpu;

	writing_cpu = raw_smp_processor_id();
	con->write(con, s, n);
	writing_cpu = outer;
}

/* The message line by line. */
static void show_record(struct console *con, const struct log_record *r, char *buf)
{
	struct log_style style = {.time = printk_time};
	const char *line = r->text, *end = r->text + r->text_len;
	size_t plen = log_prefix(r, style, buf);

	for (;;) {
		const char *newline = memchr(line, '\n', end - line);
		size_t n = (newline ? newline : end) - line;

		memcpy(buf + plen, line, n);
		buf[plen + n] = '\n';
		write_console(con, buf, plen + n + 1);
		if (!newline)
			break;
		line = newline + 1;
	}
}

/* All that con has not got. Its seq moves first: a record that crashes the driver isn't repeated.
 */
static void show_to(struct console *con, int which)
{
	struct log_record *r = &records[which];
	char *buf = lines[which];

	for (;;) {
		u64 wanted = con->seq;

		if (!log_read(&con->seq, r))
			return;
		con->seq = r->seq + 1;
		if (r->seq != wanted)
			write_console(con, buf,
				      scnprintf(buf, sizeof(lines[0]),
						"** %llu printk messages dropped **\n",
						r->seq - wanted));
		if (r->level < console_loglevel)
			show_record(con, r, buf);
	}
}

static void show_all(int which)
{
	u64 seq = log_next_seq();
	struct console *con;

	for (con = console_drivers; con; con = con->next)
		if (con->flags & CON_ENABLED && con->write)
			show_to(con, which);
	WRITE_ONCE(shown_seq, seq);
}

static void release(void)
{
	WRITE_ONCE(holder, NULL);
	smp_store_release(&held, 0);
}

/* Messages that came while the lock was held are shown by its holder, after he let go at the
 * latest. */
void console_unlock(void)
{
	do {
		show_all(0);
		release();
		/* Who adds a record looks at the lock afterwards; we look for records after
		 * releasing. */
		smp_mb();
	} while (READ_ONCE(shown_seq) < log_next_seq() && console_trylock());
}
EXPORT_SYMBOL(console_unlock);

/* Is the lock held by what is running here, at this moment or below on this stack? */
static bool held_here(void)
{
	return READ_ONCE(writing_cpu) == raw_smp_processor_id() ||
	       (in_task() && READ_ONCE(holder) == current);
}

void console_flush(void)
{
	/* The caller's record before our look at the lock: pairs with console_unlock(). */
	smp_mb();
	if (console_trylock()) {
		console_unlock();
	} else if (oops_in_progress && held_here() && !nested) {
		nested = true;
		show_all(1);
		nested = false;
	}
}

void console_flush_on_panic(void)
{
	/* The other CPUs have stopped; if one of them, or we, held the lock, nobody will miss it.
	 */
	WRITE_ONCE(held, 1);
	show_all(1);
	release();
}

/* In an interrupt the crash ends the machine, and console_flush_on_panic() follows. */
void console_unlock_after_oops(void)
{
	if (in_task() && held_here()) {
		WRITE_ONCE(writing_cpu, -1);
		release();
	}
}

/* NAME[INDEX][,OPTIONS] */
void __init console_add_preferred(const char *value)
{
	struct preferred *p = &preferred[nr_preferred];
	size_t len = strcspn(value, ","), name = len;

	while (name && value[name - 1] >= '0' && value[name - 1] <= '9')
		name--;
	if (!name || name >= sizeof(p->name) || nr_preferred == PREFERRED_MAX) {
		pr_err("console=%s: ignored\n", value);
		return;
	}
	memcpy(p->name, value, name);
	p->index = name == len ? 0 : simple_strtoul(value + name, NULL, 10);
	if (value[len])
		strscpy(p->options, value + len + 1, sizeof(p->options));
	nr_preferred++;
}

/* Is con wanted? Sets its index, and CON_CONSDEV if it is the last that the command line names. */
static bool choose(struct console *con)
{
	int i;

	if (!nr_preferred || con->flags & CON_BOOT) {
		if (con->index < 0)
			con->index = 0;
		return !con->setup || !con->setup(con, NULL);
	}
	for (i = nr_preferred - 1; i >= 0; i--)
		if (!strcmp(preferred[i].name, con->name) &&
		    (con->index < 0 || con->index == preferred[i].index))
			break;
	if (i < 0)
		return con->flags & CON_ENABLED; /* it said so itself: it is no terminal */
	con->index = preferred[i].index;
	if (con->setup && con->setup(con, preferred[i].options[0] ? preferred[i].options : NULL))
		return false;
	if (i == nr_preferred - 1)
		con->flags |= CON_CONSDEV;
	return true;
}

/* Into the list: CON_CONSDEV first, the others behind, in the order in which they come. */
static void insert_console(struct console *con)
{
	struct console **link = &console_drivers;

	if (con->flags & CON_CONSDEV || !*link) {
		if (*link)
			(*link)->flags &= ~CON_CONSDEV;
		con->flags |= CON_CONSDEV;
	} else {
		while (*link)
			link = &(*link)->next;
	}
	con->next = *link;
	*link = con;
}

static bool remove_console(struct console *con)
{
	for (struct console **link = &console_drivers; *link; link = &(*link)->next) {
		if (*link != con)
			continue;
		*link = con->next;
		con->next = NULL;
		con->flags &= ~(CON_ENABLED | CON_CONSDEV);
		if (console_drivers)
			console_drivers->flags |= CON_CONSDEV;
		return true;
	}
	return false;
}

static void announce(const struct console *con, const char *what)
{
	pr_info("%sconsole [%s%d] %s\n", con->flags & CON_BOOT ? "boot" : "", con->name, con->index,
		what);
}

/* A real console takes over from those that only served the start. The caller holds the lock. */
static void retire_boot_consoles(void)
{
	struct console *con, *next;

	for (con = console_drivers; con; con = next) {
		next = con->next;
		if (con->flags & CON_BOOT && remove_console(con))
			announce(con, "disabled");
	}
}

/*
 * Does nothing, without a message, if the command line names other consoles and con->flags doesn't
 * have CON_ENABLED already. Sleeps.
 */
void register_console(struct console *con)
{
	struct console *other;

	console_lock();
	for (other = console_drivers; other; other = other->next)
		if (WARN(other == con, "console '%s%d' already registered\n", con->name,
			 con->index))
			goto unlock;
	if (!choose(con))
		goto unlock;
	/* Start before anything is shown that the console could miss. */
	con->seq = con->flags & CON_PRINTBUFFER ? log_first_seq() : log_next_seq();
	con->flags &= ~CON_PRINTBUFFER;
	con->flags |= CON_ENABLED;
	insert_console(con);
	announce(con, "enabled");
	if (!(con->flags & CON_BOOT))
		retire_boot_consoles();
unlock:
	console_unlock();
}
EXPORT_SYMBOL(register_console);

/* 0, or -ENODEV if it wasn't registered. Sleeps. */
int unregister_console(struct console *con)
{
	bool removed;

	console_lock();
	removed = remove_console(con);
	console_unlock();
	if (!removed)
		return -ENODEV;
	announce(con, "disabled");
	return 0;
}
EXPORT_SYMBOL(unregister_console);

static struct console *console_of(const struct module *mod)
{
	struct console *con = console_drivers;

	while (con && !within_module((unsigned long)con, mod) &&
	       !within_module((unsigned long)con->write, mod))
		con = con->next;
	return con;
}

unsigned int consoles_forget_module(const struct module *mod)
{
	unsigned int forgotten = 0;
	struct console *con;

	console_lock();
	for (; (con = console_of(mod)); forgotten++)
		remove_console(con);
	console_unlock();
	return forgotten;
}

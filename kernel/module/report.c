// SPDX-License-Identifier: MIT
/*
 * The reason reaches the person. insmod(8) has an errno to go by and says "invalid module format";
 * what the loader knows stands in the log. So when a load fails, the errors and warnings that it
 * logged are written to the caller's controlling terminal as well, each once. Not to its standard
 * output or error, which belong to programs; nowhere, if it has no terminal; and not what a console
 * on that very terminal has shown already. /proc/sys/kernel/module_explain turns it off.
 *
 * A program may submit a file twice: busybox's insmod does, first by finit_module(2), and when that
 * failed, the same bytes by init_module(2). The second load is carried out like any other, as its
 * answer may be another one. But the loader's lines that would only repeat those of the first are
 * not logged again, nor shown; in messages the bytes keep the file's name. That holds for an
 * init_module(2) that is the process's next load after a failed finit_module(2), and has the same
 * image. What the module's own code prints is always logged, but shown once.
 *
 * A compressed file is submitted in vain by programs that unpack it afterwards. So that refusal is
 * a matter for the terminal only when the process ends without another load.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/sysctl.h>
#include <linux/tty.h>
#include <kernel/module.h>
#include <kernel/printk.h>
#include <kernel/tty.h>
#include "internal.h"
#include "magic.h"

/* More than that is left to dmesg(1). */
#define SHOWN_MAX  4096
#define PREFIX	   "kernel: "
#define LINE_EXTRA (sizeof(PREFIX) + sizeof("\r\n"))

static int module_explain = 1;

static struct ctl_table report_sysctls[] = {
	{
		.procname = "module_explain",
		.data = &module_explain,
		.maxlen = sizeof(module_explain),
		.mode = 0644,
		.proc_handler = proc_dointvec_minmax,
		.extra1 = SYSCTL_ZERO,
		.extra2 = SYSCTL_ONE,
	},
	{},
};

void __init report_sysctl_init(void)
{
	register_sysctl("kernel", report_sysctls);
}

/* A file that was refused, until its process asks for something else. */
struct refusal {
	pid_t tgid; /* 0: free */
	u64 start_time;
	char file[NAME_MAX + 1];
	u64 len, fingerprint;
	struct log_lines lines;
	const struct compression *untold; /* it was compressed, and the terminal wasn't told yet */
};

/*
 * Of so many processes at a time; with more, the oldest is forgotten, and its lines are repeated.
 * A slot's lines can be some task's log_hush after the slot went to another process: then they
 * hush nothing, or what is true of the other.
 */
#define REFUSALS_MAX 32
static DEFINE_SPINLOCK(refusals_lock);
static struct refusal refusals[REFUSALS_MAX]; /* refusals_lock */
static unsigned int next_refusal;	      /* refusals_lock */
static unsigned int num_untold;		      /* of all slots; refusals_lock to write */

/* The calling process's, or NULL. Under refusals_lock. */
static struct refusal *own_refusal(void)
{
	for (unsigned int i = 0; i < REFUSALS_MAX; i++)
		if (refusals[i].tgid == current->tgid &&
		    refusals[i].start_time == current->group_leader->start_time)
			return &refusals[i];
	return NULL;
}

static void forget(struct refusal *r)
{
	r->tgid = 0;
	if (r->untold)
		WRITE_ONCE(num_untold, num_untold - 1);
	r->untold = NULL;
}

void report_begin(struct load_report *report)
{
	report->from = log_position();
}

void report_image(struct module_load *load, bool from_file)
{
	struct load_report *report = load->report;
	struct refusal *old;

	report->len = load->info.len;
	report->fingerprint = hash_bytes(0, load->info.image, load->info.len);
	report->compressed = image_compression(load->info.image, load->info.len);
	spin_lock(&refusals_lock);
	old = own_refusal();
	if (old) {
		forget(old);
		if (!from_file && old->len == load->info.len &&
		    old->fingerprint == report->fingerprint) {
			strscpy(report->file, old->file, sizeof(report->file));
			WRITE_ONCE(current->log_hush, &old->lines);
		}
	}
	spin_unlock(&refusals_lock);
}

void report_aside(struct module_load *load, u64 from)
{
	load->report->aside_from = from;
	load->report->aside_to = log_position();
}

void report_init(struct module_load *load)
{
	strscpy(load->report->module, load->mod->name, sizeof(load->report->module));
	load->report->hush = current->log_hush;
	WRITE_ONCE(current->log_hush, NULL);
}

void report_init_result(struct load_report *report, int ret)
{
	WRITE_ONCE(current->log_hush, report->hush);
	if (ret < 0)
		pr_warn("%s: its init returned %d (%pe)\n", report->module, ret, ERR_PTR(ret));
}

/* What is on its way to a terminal. */
struct shown {
	struct log_line line; /* scratch */
	struct log_lines lines;
	unsigned int left_out;
	size_t len;
	char text[SHOWN_MAX + 128];
};

/* One line as a terminal may have it: the text of a file can't steer it. */
static void add_text(struct shown *s, const char *text, size_t len)
{
	if (s->len + LINE_EXTRA + 4 * len > SHOWN_MAX) {
		s->left_out++;
		return;
	}
	s->len += sprintf(s->text + s->len, PREFIX);
	for (; len--; text++) {
		if ((u8)*text >= ' ' && (u8)*text < 0x7f)
			s->text[s->len++] = *text;
		else
			s->len += sprintf(s->text + s->len, "\\x%02x", (u8)*text);
	}
	s->len += sprintf(s->text + s->len, "\r\n");
}

static void add_record(struct shown *s)
{
	const char *text = s->line.text, *end = text + s->line.len;

	for (;;) {
		const char *newline = memchr(text, '\n', end - text);

		add_text(s, text, (newline ?: end) - text);
		if (!newline)
			return;
		text = newline + 1;
	}
}

static bool is_reason(const struct load_report *report, const struct log_line *line)
{
	return line->level <= LOGLEVEL_WARNING &&
	       !(line->seq >= report->aside_from && line->seq < report->aside_to);
}

/* The load's reasons: into s->lines all, as text those below no console's level have shown. */
static void collect(const struct load_report *report, const struct log_lines *said,
		    int console_level, struct shown *s)
{
	u64 seq = report->from;

	while (log_next_own(&seq, &s->line)) {
		if (!is_reason(report, &s->line))
			continue;
		log_lines_add(&s->lines, s->line.hash);
		if (s->line.level >= console_level && !(said && log_lines_have(said, s->line.hash)))
			add_record(s);
	}
	if (s->left_out)
		s->len += sprintf(s->text + s->len, PREFIX "%u more lines: see dmesg\r\n",
				  s->left_out);
}

static void remember(const struct load_report *report, const struct log_lines *lines)
{
	struct refusal *r;

	spin_lock(&refusals_lock);
	r = &refusals[next_refusal++ % REFUSALS_MAX];
	forget(r);
	r->tgid = current->tgid;
	r->start_time = current->group_leader->start_time;
	strscpy(r->file, report->file, sizeof(r->file));
	r->len = report->len;
	r->fingerprint = report->fingerprint;
	r->lines = *lines;
	r->untold = report->compressed;
	if (r->untold)
		WRITE_ONCE(num_untold, num_untold + 1);
	spin_unlock(&refusals_lock);
}

void report_end(struct load_report *report, bool from_file, int err)
{
	const struct log_lines *said = current->log_hush;
	struct tty_struct *tty;
	struct shown *s;

	WRITE_ONCE(current->log_hush, NULL);
	if (err >= 0 || log_position() == report->from)
		return;
	s = kzalloc(sizeof(*s), GFP_KERNEL | __GFP_NOWARN);
	if (!s)
		return; /* the log has it all */
	tty = get_current_tty();
	collect(report, said, tty ? console_level_on(tty->driver, tty->index) : 0, s);
	/* Who submits a compressed file may come again with the contents, or be told at its end. */
	if (from_file && report->compressed)
		memset(&s->lines, 0, sizeof(s->lines));
	else if (tty && s->len && READ_ONCE(module_explain))
		tty_message(tty, s->text, s->len);
	if (from_file)
		remember(report, &s->lines);
	tty_kref_put(tty);
	kfree(s);
}

/* The file that the calling process had refused and that was compressed; it is forgotten. */
static const struct compression *take_untold(char name[NAME_MAX + 1])
{
	const struct compression *c = NULL;
	struct refusal *r;

	spin_lock(&refusals_lock);
	r = own_refusal();
	if (r) {
		c = r->untold;
		strcpy(name, r->file);
		forget(r);
	}
	spin_unlock(&refusals_lock);
	return c;
}

void module_report_at_exit(void)
{
	const struct compression *c;
	char name[NAME_MAX + 1];
	struct tty_struct *tty;
	struct shown *s;

	if (!READ_ONCE(num_untold))
		return;
	c = take_untold(name);
	if (!c || !READ_ONCE(module_explain))
		return;
	tty = get_current_tty();
	s = tty ? kzalloc(sizeof(*s), GFP_KERNEL | __GFP_NOWARN) : NULL;
	if (s && LOGLEVEL_WARNING >= console_level_on(tty->driver, tty->index)) {
		s->line.len = scnprintf(s->line.text, sizeof(s->line.text),
					"%s is compressed by %s: unpack it by %s -d", name, c->name,
					c->program);
		add_record(s);
		tty_message(tty, s->text, s->len);
	}
	kfree(s);
	tty_kref_put(tty);
}

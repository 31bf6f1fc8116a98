/* SPDX-License-Identifier: MIT */
/*
 * The reason why a module was refused, to the person who asked for it (report.c).
 *
 * A system call that loads a module makes a report: begin, the image once it is there, the stages,
 * end. The report is the lines that the caller's own task logs in between, so a stage reports by
 * logging and nothing else.
 */
#ifndef MODULE_REPORT_H
#define MODULE_REPORT_H

#include <linux/limits.h>
#include <linux/module.h>
#include <linux/types.h>

struct compression;
struct log_lines;
struct module_load;

/* The system call's; the load, which ends before it, knows where it is. */
struct load_report {
	char file[NAME_MAX + 1];      /* what messages call the image until its name is known */
	u64 from;		      /* the log's record at which the load began */
	u64 aside_from, aside_to;     /* remarks on the kernel's taint: no reasons */
	u64 len, fingerprint;	      /* of the image as it was submitted */
	const struct log_lines *hush; /* while init runs: what the loader doesn't repeat */
	const struct compression *compressed; /* the image, and how; NULL: it is not */
	char module[MODULE_NAME_LEN];	      /* whose init runs */
};

void report_sysctl_init(void);
void report_begin(struct load_report *report);
/* The image is in load->info. Before load_module(). */
void report_image(struct module_load *load, bool from_file);
/* What was logged from record "from" on is no reason why the load fails. */
void report_aside(struct module_load *load, u64 from);
/* Before the module's init, which may print what it likes, and after it, with its result. */
void report_init(struct module_load *load);
void report_init_result(struct load_report *report, int ret);
/* The system call's result is err: if that is an error, the terminal gets the reason. Sleeps. */
void report_end(struct load_report *report, bool from_file, int err);

#endif

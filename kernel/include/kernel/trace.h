// SPDX-License-Identifier: MIT
/*
 * The trace buffer: short notes of what the kernel does, kept without a lock and without a console,
 * so that they can be made anywhere and often. trace_printk.c makes them, tracefs shows them.
 *
 * The newest NR_TRACE_RECORDS notes are kept. They are numbered from 0; a note goes into slot
 * number % NR_TRACE_RECORDS, whose `state` says which note it has and whether that is complete.
 */
#ifndef KERNEL_TRACE_H
#define KERNEL_TRACE_H

#include <linux/sched.h>
#include <linux/types.h>

#define NR_TRACE_RECORDS 1024
#define TRACE_TEXT_MAX	 352
#define TRACE_STACK_MAX	 32

enum trace_kind {
	TRACE_TEXT,
	TRACE_STACK, /* return addresses */
};

struct trace_record {
	u64 state; /* 2 * number + 1 while it is written, + 2 when it stands */
	u64 ts_nsec;
	pid_t pid;
	char comm[TASK_COMM_LEN];
	unsigned int preempt_count;
	u16 cpu;
	u16 len; /* bytes of text, or addresses */
	bool irqs_off;
	bool need_resched;
	enum trace_kind kind;
	char func[64]; /* who speaks; looked up at once, since modules and their __init go */
	union {
		char text[TRACE_TEXT_MAX];
		s32 stack[TRACE_STACK_MAX]; /* low halves: no pointers that keep a module */
	};
};

/*
 * A new record with all filled in but kind, len and what is said; trace_commit() shows it. NULL:
 * tracing is off, or the slot's last writer, whom we interrupted, isn't done. Any context; between
 * the two calls preemption is off.
 */
struct trace_record *trace_begin(unsigned long ip);
void trace_commit(struct trace_record *record);

/* What a read of a number finds. */
enum trace_found {
	TRACE_FOUND,
	TRACE_GONE,    /* newer ones have taken its place */
	TRACE_PENDING, /* is being written */
	TRACE_NONE,    /* not begun yet */
};

/* A copy of record `seq`. Any context. */
enum trace_found trace_read(u64 seq, struct trace_record *copy);
/* Numbers: the oldest that is kept and shown, the next, and the first since the last clearing. */
u64 trace_first(void);
u64 trace_next(void);
u64 trace_start(void);
/* All below `seq` are shown no more. */
void trace_consume(u64 seq);
void trace_clear(void);

/* The record as its line or lines of text, at most `size` bytes: their number. */
#define TRACE_LINES_MAX 2048
size_t trace_format(const struct trace_record *record, char *buf, size_t size);

/* For the poll() of who reads: woken by each record. */
struct file;
struct poll_table_struct;
void trace_poll_wait(struct file *file, struct poll_table_struct *wait);

/* Waits for a record with that number or a later one: 0 or -ERESTARTSYS. */
int trace_wait(u64 seq);

#endif

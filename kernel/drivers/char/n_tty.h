// SPDX-License-Identifier: MIT
/*
 * The standard line discipline from the inside.
 *
 *   n_tty.c         opening, settings, ioctl, poll, and reading
 *   n_tty_input.c   what each received character does
 *   n_tty_erase.c   editing the line that is being typed
 *   n_tty_output.c  what each written or echoed character becomes
 *
 * Lock order: tty->termios_rwsem, input_lock, output_lock. Nobody sleeps on a queue with one of the
 * last two held.
 */
#ifndef _DRIVERS_CHAR_N_TTY_H
#define _DRIVERS_CHAR_N_TTY_H

#include <linux/bitmap.h>
#include <linux/mutex.h>
#include <linux/tty.h>
#include <linux/types.h>
#include <linux/workqueue.h>

/* Powers of two: positions run freely and are masked. */
#define N_TTY_BUF_SIZE 4096
#define ECHO_BUF_SIZE  2048

struct n_tty_data {
	struct tty_struct *tty; /* constant */

	/*
	 * input_lock guards these. The input ring holds [tail, head). In canonical mode lines
	 * that can be read end at canon_head, and [canon_head, head) is being typed. A set bit
	 * in ends marks a character that ends a line.
	 */
	struct mutex input_lock;
	unsigned int head, canon_head, tail; /* written under the lock, read anywhere */
	bool lnext;			     /* the next character is taken literally */
	bool erasing;			     /* ECHOPRT: inside \.../ */
	unsigned char ring[N_TTY_BUF_SIZE];
	DECLARE_BITMAP(ends, N_TTY_BUF_SIZE);

	/*
	 * output_lock guards these: processed output that echoing made and the driver has not
	 * taken, and where the cursor is.
	 */
	struct mutex output_lock;
	unsigned int column;	   /* of the cursor */
	unsigned int canon_column; /* where the line that is being typed began */
	unsigned int echo_head, echo_tail;
	unsigned char echo[ECHO_BUF_SIZE];
	struct work_struct echo_work; /* goes on with echo when the driver has room again */

	struct mutex read_lock; /* one reader at a time, so that each gets whole lines */
};

static inline unsigned char ring_at(const struct n_tty_data *ld, unsigned int pos)
{
	return ld->ring[pos & (N_TTY_BUF_SIZE - 1)];
}

/* A byte of a UTF-8 character that is not its first: has no column of its own */
static inline bool is_continuation(unsigned char c, const struct tty_struct *tty)
{
	return I_IUTF8(tty) && (c & 0xc0) == 0x80;
}

/* --- n_tty.c --- */
void n_tty_reset_input(struct n_tty_data *ld); /* input_lock is held */
bool n_tty_input_available(const struct tty_struct *tty, bool poll);

/* --- n_tty_input.c --- */
int n_tty_receive_buf2(struct tty_struct *tty, const unsigned char *cp, const char *fp, int count);
void n_tty_receive_buf(struct tty_struct *tty, const unsigned char *cp, const char *fp, int count);

/* --- n_tty_erase.c; input_lock is held --- */
void n_tty_erase(struct n_tty_data *ld, unsigned char c);
void n_tty_reprint(struct n_tty_data *ld, unsigned char c);
void n_tty_finish_erasing(struct n_tty_data *ld);

/* --- n_tty_output.c --- */
ssize_t n_tty_write(struct tty_struct *tty, struct file *file, const unsigned char *buf, size_t nr);
void n_tty_flush_echo(struct tty_struct *tty);
void n_tty_drop_echo(struct n_tty_data *ld);
void n_tty_echo_work(struct work_struct *work);
void n_tty_write_wakeup(struct tty_struct *tty);

/* Echo c as it is to be seen, "^X" for control characters under ECHOCTL; exactly as it is. */
void n_tty_echo_char(struct n_tty_data *ld, unsigned char c);
void n_tty_echo_raw(struct n_tty_data *ld, unsigned char c);
/* The line that is being typed begins at the cursor. */
void n_tty_echo_mark_start(struct n_tty_data *ld);
/* Move the cursor n columns to the left. */
void n_tty_echo_back(struct n_tty_data *ld, unsigned int n);
/* As echoed: columns the cursor goes back over a tab that chars characters stand before */
void n_tty_echo_erase_tab(struct n_tty_data *ld, unsigned int chars, bool after_tab);

#endif

// SPDX-License-Identifier: MIT
/*
 * The input half of the standard line discipline: what each character that the terminal sends does.
 * termios(3), c_iflag and c_lflag; the order of the tests is POSIX.1-2017's 11.1 and 11.2.
 *
 * Runs in the worker that carries input up, never twice at once for a terminal, with termios_rwsem
 * held for reading and input_lock held. Signals are sent from here, so their senders' locks nest
 * inside input_lock.
 */
#include <linux/bitops.h>
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/poll.h>
#include <linux/printk.h>
#include <linux/sched/signal.h>
#include <linux/signal.h>
#include <linux/tty.h>
#include <kernel/tty.h>
#include "n_tty.h"

static unsigned int ring_free(const struct n_tty_data *ld)
{
	return N_TTY_BUF_SIZE - (ld->head - ld->tail);
}

static void ring_put(struct n_tty_data *ld, unsigned char c)
{
	unsigned int at = ld->head & (N_TTY_BUF_SIZE - 1);

	ld->ring[at] = c;
	clear_bit(at, ld->ends);
	/* A poller that sees the new head must see the character's marks, too. */
	smp_store_release(&ld->head, ld->head + 1);
}

/*
 * An ordinary character. In canonical mode two places are kept for a line's end (one, and one more
 * that PARMRK may take): a line that is too long loses what comes after, with a bell.
 */
static void put_char(struct n_tty_data *ld, unsigned char c)
{
	struct tty_struct *tty = ld->tty;

	if (ring_free(ld) > (L_ICANON(tty) ? 2 : 0))
		ring_put(ld, c);
	else if (I_IMAXBEL(tty))
		n_tty_echo_raw(ld, '\a');
}

/* With PARMRK a byte that could be taken for a mark is doubled. */
static void put_marked(struct n_tty_data *ld, unsigned char c)
{
	if (c == 0377 && I_PARMRK(ld->tty))
		put_char(ld, c);
	put_char(ld, c);
}

/* --- signals --- */

static void send_signal(struct tty_struct *tty, int sig)
{
	struct pid *pgrp = tty_get_pgrp(tty);

	if (pgrp) {
		kill_pgrp(pgrp, sig, 1);
		put_pid(pgrp);
	}
}

/* Signal the foreground; unless NOFLSH, drop what was typed and what is being shown. */
static void isig(struct n_tty_data *ld, int sig)
{
	struct tty_struct *tty = ld->tty;

	send_signal(tty, sig);
	if (L_NOFLSH(tty))
		return;
	n_tty_drop_echo(ld);
	tty_driver_flush_buffer(tty);
	n_tty_reset_input(ld);
}

static void receive_signal_char(struct n_tty_data *ld, int sig, unsigned char c)
{
	struct tty_struct *tty = ld->tty;

	isig(ld, sig);
	if (I_IXON(tty))
		start_tty(tty);
	if (L_ECHO(tty))
		n_tty_echo_char(ld, c);
}

/* --- errors on the line --- */

static void receive_break(struct n_tty_data *ld)
{
	struct tty_struct *tty = ld->tty;

	if (I_IGNBRK(tty))
		return;
	if (I_BRKINT(tty)) {
		isig(ld, SIGINT);
		return;
	}
	if (I_PARMRK(tty)) {
		put_char(ld, 0377);
		put_char(ld, '\0');
	}
	put_char(ld, '\0');
}

static void receive_parity_error(struct n_tty_data *ld, unsigned char c)
{
	struct tty_struct *tty = ld->tty;

	if (!I_INPCK(tty)) {
		put_char(ld, c);
	} else if (I_IGNPAR(tty)) {
		return;
	} else if (I_PARMRK(tty)) {
		put_char(ld, 0377);
		put_char(ld, '\0');
		put_char(ld, c);
	} else {
		put_char(ld, '\0');
	}
}

static void receive_flagged(struct n_tty_data *ld, unsigned char c, char flag)
{
	switch (flag) {
	case TTY_BREAK:
		receive_break(ld);
		break;
	case TTY_PARITY:
	case TTY_FRAME:
		receive_parity_error(ld, c);
		break;
	case TTY_OVERRUN:
		pr_warn_ratelimited("%s: input overrun\n", tty_name(ld->tty));
		break;
	}
}

/* --- canonical mode --- */

/* The line up to here can be read. c ends it: 0 for an end of file, which is not itself read. */
static void end_line(struct n_tty_data *ld, unsigned char c)
{
	struct tty_struct *tty = ld->tty;
	unsigned int at = ld->head & (N_TTY_BUF_SIZE - 1);

	if (!ring_free(ld))
		return;
	ring_put(ld, c);
	set_bit(at, ld->ends);
	smp_store_release(&ld->canon_head, ld->head);
	kill_fasync(&tty->fasync, SIGIO, POLL_IN);
	wake_up_interruptible_poll(&tty->read_wait, EPOLLIN | EPOLLRDNORM);
}

/* Whether c was one of canonical mode's special characters, and has done its work. */
static bool receive_canon_char(struct n_tty_data *ld, unsigned char c)
{
	struct tty_struct *tty = ld->tty;
	bool iexten = L_IEXTEN(tty);

	if (c == '\n') {
		if (L_ECHO(tty) || L_ECHONL(tty)) {
			n_tty_finish_erasing(ld);
			n_tty_echo_raw(ld, '\n');
		}
		end_line(ld, c);
		return true;
	}
	/* From here on a character that is switched off matches nothing. */
	if (c == __DISABLED_CHAR)
		return false;
	if (c == ERASE_CHAR(tty) || c == KILL_CHAR(tty) || (c == WERASE_CHAR(tty) && iexten)) {
		n_tty_erase(ld, c);
		return true;
	}
	if (c == LNEXT_CHAR(tty) && iexten) {
		ld->lnext = true;
		if (L_ECHO(tty)) {
			n_tty_finish_erasing(ld);
			if (L_ECHOCTL(tty)) {
				n_tty_echo_raw(ld, '^');
				n_tty_echo_back(ld, 1);
			}
		}
		return true;
	}
	if (c == REPRINT_CHAR(tty) && L_ECHO(tty) && iexten) {
		n_tty_reprint(ld, c);
		return true;
	}
	if (c == EOF_CHAR(tty)) {
		end_line(ld, __DISABLED_CHAR);
		return true;
	}
	if (c == EOL_CHAR(tty) || (c == EOL2_CHAR(tty) && iexten)) {
		if (L_ECHO(tty)) {
			if (ld->canon_head == ld->head)
				n_tty_echo_mark_start(ld);
			n_tty_echo_char(ld, c);
		}
		if (c == 0377 && I_PARMRK(tty))
			put_char(ld, c);
		end_line(ld, c);
		return true;
	}
	return false;
}

/* A character that stands for itself: echoed and kept */
static void receive_ordinary(struct n_tty_data *ld, unsigned char c)
{
	struct tty_struct *tty = ld->tty;

	if (L_ECHO(tty)) {
		n_tty_finish_erasing(ld);
		if (c == '\n') {
			n_tty_echo_raw(ld, '\n');
		} else {
			if (ld->canon_head == ld->head)
				n_tty_echo_mark_start(ld);
			n_tty_echo_char(ld, c);
		}
	}
	put_marked(ld, c);
}

/* --- all modes --- */

/* Whether c stopped or started output, or sent a signal. */
static bool receive_control_char(struct n_tty_data *ld, unsigned char c)
{
	struct tty_struct *tty = ld->tty;

	if (c == __DISABLED_CHAR)
		return false;
	if (I_IXON(tty)) {
		if (c == START_CHAR(tty)) {
			start_tty(tty);
			return true;
		}
		if (c == STOP_CHAR(tty)) {
			stop_tty(tty);
			return true;
		}
	}
	if (L_ISIG(tty)) {
		if (c == INTR_CHAR(tty))
			return receive_signal_char(ld, SIGINT, c), true;
		if (c == QUIT_CHAR(tty))
			return receive_signal_char(ld, SIGQUIT, c), true;
		if (c == SUSP_CHAR(tty))
			return receive_signal_char(ld, SIGTSTP, c), true;
	}
	return false;
}

/* Whether IXANY lets c start output that was stopped: any but those with a meaning of their own. */
static bool starts_output(struct n_tty_data *ld, unsigned char c)
{
	struct tty_struct *tty = ld->tty;

	return tty->flow.stopped && !tty->flow.tco_stopped && I_IXON(tty) && I_IXANY(tty) &&
	       c != START_CHAR(tty) && c != STOP_CHAR(tty) && c != INTR_CHAR(tty) &&
	       c != QUIT_CHAR(tty) && c != SUSP_CHAR(tty);
}

static void receive_char(struct n_tty_data *ld, unsigned char c)
{
	struct tty_struct *tty = ld->tty;

	if (I_ISTRIP(tty))
		c &= 0x7f;
	if (I_IUCLC(tty) && L_IEXTEN(tty))
		c = tolower(c);
	/* Whoever is at the other end has done all this already. */
	if (L_EXTPROC(tty)) {
		put_char(ld, c);
		return;
	}
	if (starts_output(ld, c))
		start_tty(tty);
	if (ld->lnext) {
		ld->lnext = false;
		receive_ordinary(ld, c);
		return;
	}
	if (receive_control_char(ld, c))
		return;

	if (c == '\r') {
		if (I_IGNCR(tty))
			return;
		if (I_ICRNL(tty))
			c = '\n';
	} else if (c == '\n' && I_INLCR(tty)) {
		c = '\r';
	}
	if (L_ICANON(tty) && receive_canon_char(ld, c))
		return;
	receive_ordinary(ld, c);
}

/* How many characters can be taken now without losing one that a reader would have got */
static unsigned int receive_room(const struct n_tty_data *ld)
{
	unsigned int room = ring_free(ld);
	unsigned int keep = L_ICANON(ld->tty) ? 2 : 0;

	/* PARMRK can turn one character into three. */
	if (I_PARMRK(ld->tty))
		room /= 3;
	if (room > keep)
		return room - keep;
	/*
	 * A line without an end fills the ring: nobody can read it, and only more input can end
	 * it. So input is taken, and lost but for what edits or ends the line.
	 */
	return L_ICANON(ld->tty) && ld->canon_head == ld->tail ? N_TTY_BUF_SIZE : 0;
}

/* In raw mode nobody waits for more than the reader of the moment asked for, so always tell. */
static void wake_raw_reader(struct n_tty_data *ld)
{
	struct tty_struct *tty = ld->tty;

	if (L_ICANON(tty) || ld->head == ld->tail)
		return;
	kill_fasync(&tty->fasync, SIGIO, POLL_IN);
	wake_up_interruptible_poll(&tty->read_wait, EPOLLIN | EPOLLRDNORM);
}

/* Room below which the sender is held back, if the driver can do that */
#define THROTTLE_ROOM 128

static bool must_throttle(const struct n_tty_data *ld)
{
	return N_TTY_BUF_SIZE - (READ_ONCE(ld->head) - READ_ONCE(ld->tail)) < THROTTLE_ROOM &&
	       n_tty_input_available(ld->tty, false);
}

/**
 * n_tty_receive_buf2() - input from the driver
 * @fp: a TTY_* flag a character, or NULL
 *
 * Returns how many were taken; the rest comes again when a reader has made room.
 */
int n_tty_receive_buf2(struct tty_struct *tty, const unsigned char *cp, const char *fp, int count)
{
	struct n_tty_data *ld = tty->disc_data;
	unsigned int room;
	int i = 0;

	down_read(&tty->termios_rwsem);
	mutex_lock(&ld->input_lock);
	while (i < count && (room = receive_room(ld))) {
		int end = i + min_t(unsigned int, count - i, room);

		for (; i < end; i++) {
			if (fp && fp[i] != TTY_NORMAL)
				receive_flagged(ld, cp[i], fp[i]);
			else
				receive_char(ld, cp[i]);
			if (ld->echo_head - ld->echo_tail > ECHO_BUF_SIZE / 2)
				n_tty_flush_echo(tty);
		}
	}
	wake_raw_reader(ld);
	mutex_unlock(&ld->input_lock);
	n_tty_flush_echo(tty);
	if (must_throttle(ld)) {
		tty_throttle(tty);
		/* A reader that emptied the ring just before it was marked would let it be. */
		if (!must_throttle(ld))
			tty_unthrottle(tty);
	}
	up_read(&tty->termios_rwsem);
	return i;
}

/* The older form: what there is no room for is lost. */
void n_tty_receive_buf(struct tty_struct *tty, const unsigned char *cp, const char *fp, int count)
{
	n_tty_receive_buf2(tty, cp, fp, count);
}

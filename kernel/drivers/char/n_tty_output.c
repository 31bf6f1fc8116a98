// SPDX-License-Identifier: MIT
/*
 * The output half of the standard line discipline: OPOST processing of what programs write, and the
 * echo of what people type. termios(3), c_oflag.
 *
 * Both go to the driver under output_lock, and both only as far as the driver says that it has
 * room, so that nothing is lost. Echo that finds no room waits in a ring of its own, ahead of
 * whatever is written next; echo that finds no room there is dropped, since typing can't be held
 * back.
 */
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/string.h>
#include <linux/tty.h>
#include <linux/wait.h>
#include <kernel/tty.h>
#include "n_tty.h"

/* Longest that one character can become: a tab of blanks */
#define OPOST_MAX 8

/* How many bytes opost() will make of c at most. */
static unsigned int opost_room(const struct n_tty_data *ld, unsigned char c)
{
	if (c == '\n' && O_ONLCR(ld->tty))
		return 2;
	if (c == '\t' && O_TABDLY(ld->tty) == XTABS)
		return OPOST_MAX - (ld->column & 7);
	return 1;
}

/*
 * What c becomes under OPOST, into out (OPOST_MAX bytes): the number of bytes, perhaps 0. Moves the
 * columns. output_lock is held.
 */
static unsigned int opost(struct n_tty_data *ld, unsigned char c, unsigned char *out)
{
	struct tty_struct *tty = ld->tty;
	unsigned int n;

	switch (c) {
	case '\n':
		if (O_ONLRET(tty))
			ld->column = 0;
		if (O_ONLCR(tty)) {
			ld->column = ld->canon_column = 0;
			out[0] = '\r';
			out[1] = '\n';
			return 2;
		}
		ld->canon_column = ld->column;
		break;
	case '\r':
		if (O_ONOCR(tty) && ld->column == 0)
			return 0;
		if (O_OCRNL(tty)) {
			c = '\n';
			if (O_ONLRET(tty))
				ld->canon_column = ld->column = 0;
			break;
		}
		ld->canon_column = ld->column = 0;
		break;
	case '\t':
		n = 8 - (ld->column & 7);
		ld->column += n;
		if (O_TABDLY(tty) == XTABS) {
			memset(out, ' ', n);
			return n;
		}
		break;
	case '\b':
		if (ld->column > 0)
			ld->column--;
		break;
	default:
		if (!iscntrl(c)) {
			if (O_OLCUC(tty))
				c = toupper(c);
			if (!is_continuation(c, tty))
				ld->column++;
		}
		break;
	}
	out[0] = c;
	return 1;
}

/* --- echo --- */

static void echo_put(struct n_tty_data *ld, unsigned char c)
{
	if (ld->echo_head - ld->echo_tail < ECHO_BUF_SIZE)
		ld->echo[ld->echo_head++ & (ECHO_BUF_SIZE - 1)] = c;
}

/* As a program's output would be */
static void echo_opost(struct n_tty_data *ld, unsigned char c)
{
	unsigned char out[OPOST_MAX];
	unsigned int i, n;

	if (!O_OPOST(ld->tty)) {
		echo_put(ld, c);
		return;
	}
	n = opost(ld, c, out);
	for (i = 0; i < n; i++)
		echo_put(ld, out[i]);
}

void n_tty_echo_raw(struct n_tty_data *ld, unsigned char c)
{
	mutex_lock(&ld->output_lock);
	echo_opost(ld, c);
	mutex_unlock(&ld->output_lock);
}

void n_tty_echo_char(struct n_tty_data *ld, unsigned char c)
{
	mutex_lock(&ld->output_lock);
	if (L_ECHOCTL(ld->tty) && iscntrl(c) && c != '\t') {
		echo_put(ld, '^');
		echo_put(ld, c ^ 0100);
		ld->column += 2;
	} else {
		echo_opost(ld, c);
	}
	mutex_unlock(&ld->output_lock);
}

void n_tty_echo_mark_start(struct n_tty_data *ld)
{
	mutex_lock(&ld->output_lock);
	ld->canon_column = ld->column;
	mutex_unlock(&ld->output_lock);
}

void n_tty_echo_back(struct n_tty_data *ld, unsigned int n)
{
	mutex_lock(&ld->output_lock);
	while (n--) {
		echo_put(ld, '\b');
		if (ld->column > 0)
			ld->column--;
	}
	mutex_unlock(&ld->output_lock);
}

void n_tty_echo_erase_tab(struct n_tty_data *ld, unsigned int chars, bool after_tab)
{
	mutex_lock(&ld->output_lock);
	/* Without a tab before it, the columns count from where the line began. */
	if (!after_tab)
		chars += ld->canon_column;
	mutex_unlock(&ld->output_lock);
	n_tty_echo_back(ld, 8 - (chars & 7));
}

/* Gives the driver as much of the ring as it takes. output_lock is held. */
static void echo_to_driver(struct n_tty_data *ld)
{
	struct tty_struct *tty = ld->tty;
	unsigned int sent = 0;

	while (ld->echo_head != ld->echo_tail) {
		unsigned int at = ld->echo_tail & (ECHO_BUF_SIZE - 1);
		unsigned int n = min(ld->echo_head - ld->echo_tail, ECHO_BUF_SIZE - at);
		int taken;

		n = min(n, tty_write_room(tty));
		taken = n ? tty->ops->write(tty, ld->echo + at, n) : 0;
		if (taken <= 0) {
			/*
			 * The driver's wakeup brings us back. Look once more after asking for it:
			 * room may have come, and gone unnoticed, just before.
			 */
			if (test_and_set_bit(TTY_DO_WRITE_WAKEUP, &tty->flags))
				break;
			continue;
		}
		ld->echo_tail += taken;
		sent += taken;
	}
	if (sent && tty->ops->flush_chars)
		tty->ops->flush_chars(tty);
}

void n_tty_flush_echo(struct tty_struct *tty)
{
	struct n_tty_data *ld = tty->disc_data;

	mutex_lock(&ld->output_lock);
	echo_to_driver(ld);
	mutex_unlock(&ld->output_lock);
}

void n_tty_drop_echo(struct n_tty_data *ld)
{
	mutex_lock(&ld->output_lock);
	ld->echo_tail = ld->echo_head;
	mutex_unlock(&ld->output_lock);
}

void n_tty_echo_work(struct work_struct *work)
{
	struct n_tty_data *ld = container_of(work, struct n_tty_data, echo_work);

	/* n_tty_close() waits for this work, so ld and its terminal are there. */
	mutex_lock(&ld->output_lock);
	echo_to_driver(ld);
	mutex_unlock(&ld->output_lock);
}

/* From the driver, in any context: the discipline is held by the caller. */
void n_tty_write_wakeup(struct tty_struct *tty)
{
	struct n_tty_data *ld = tty->disc_data;

	clear_bit(TTY_DO_WRITE_WAKEUP, &tty->flags);
	if (READ_ONCE(ld->echo_head) != READ_ONCE(ld->echo_tail))
		schedule_work(&ld->echo_work);
	kill_fasync(&tty->fasync, SIGIO, POLL_OUT);
}

/* --- write(2) --- */

/* Puts what fits of buf, processed; how many characters of it were used. output_lock is held. */
static size_t put_processed(struct n_tty_data *ld, const unsigned char *buf, size_t nr)
{
	struct tty_struct *tty = ld->tty;
	unsigned char out[256];
	size_t used = 0, before;

	do {
		unsigned int room = min_t(unsigned int, tty_write_room(tty), sizeof(out));
		unsigned int len = 0;

		before = used;
		while (used < nr && len + opost_room(ld, buf[used]) <= room)
			len += opost(ld, buf[used++], out + len);
		if (len)
			tty->ops->write(tty, out, len);
	} while (used < nr && used != before);
	return used;
}

static size_t put_raw(struct n_tty_data *ld, const unsigned char *buf, size_t nr)
{
	int taken = ld->tty->ops->write(ld->tty, buf, nr);

	return taken > 0 ? taken : 0;
}

/* One attempt: echo that waits goes first, as it was there first. */
static size_t put_some(struct n_tty_data *ld, const unsigned char *buf, size_t nr)
{
	struct tty_struct *tty = ld->tty;
	size_t used = 0;

	mutex_lock(&ld->output_lock);
	echo_to_driver(ld);
	if (ld->echo_head == ld->echo_tail) {
		used = O_OPOST(tty) ? put_processed(ld, buf, nr) : put_raw(ld, buf, nr);
		if (used && tty->ops->flush_chars)
			tty->ops->flush_chars(tty);
	}
	mutex_unlock(&ld->output_lock);
	return used;
}

/**
 * n_tty_write() - write to the terminal, sleeping for room unless the file is O_NONBLOCK
 *
 * Characters written, or -ERESTARTSYS, -EAGAIN, -EIO (hung up, or a background process that can't
 * be stopped).
 */
ssize_t n_tty_write(struct tty_struct *tty, struct file *file, const unsigned char *buf, size_t nr)
{
	struct n_tty_data *ld = tty->disc_data;
	DEFINE_WAIT_FUNC(wait, woken_wake_function);
	size_t done = 0;
	ssize_t ret = 0;

	/* The console's messages come through whoever is in front. */
	if (L_TOSTOP(tty) && file->f_op != &console_fops) {
		ret = tty_check_change(tty);
		if (ret)
			return ret;
	}

	down_read(&tty->termios_rwsem);
	add_wait_queue(&tty->write_wait, &wait);
	for (;;) {
		if (signal_pending(current)) {
			ret = -ERESTARTSYS;
			break;
		}
		if (tty_hung_up_p(file) || (tty->link && !tty->link->count)) {
			ret = -EIO;
			break;
		}
		done += put_some(ld, buf + done, nr - done);
		if (done == nr)
			break;
		if (tty_io_nonblock(file)) {
			ret = -EAGAIN;
			break;
		}
		up_read(&tty->termios_rwsem);
		wait_woken(&wait, TASK_INTERRUPTIBLE, MAX_SCHEDULE_TIMEOUT);
		down_read(&tty->termios_rwsem);
	}
	remove_wait_queue(&tty->write_wait, &wait);
	if (done < nr && tty->fasync)
		set_bit(TTY_DO_WRITE_WAKEUP, &tty->flags);
	up_read(&tty->termios_rwsem);
	return done ?: ret;
}

// SPDX-License-Identifier: MIT
/*
 * Between discipline and driver: output room, stopping and starting, throttling, waiting for the
 * line to be empty. Thin covers over tty_operations, most of which a driver may leave out.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/jiffies.h>
#include <linux/poll.h>
#include <linux/sched/signal.h>
#include <linux/tty.h>
#include <linux/wait.h>
#include <kernel/tty.h>

/* Characters that the driver holds and has not sent */
unsigned int tty_chars_in_buffer(struct tty_struct *tty)
{
	return tty->ops->chars_in_buffer ? tty->ops->chars_in_buffer(tty) : 0;
}
EXPORT_SYMBOL(tty_chars_in_buffer);

/* How many characters the driver would take now */
unsigned int tty_write_room(struct tty_struct *tty)
{
	return tty->ops->write_room ? tty->ops->write_room(tty) : 2048;
}
EXPORT_SYMBOL(tty_write_room);

/* Throw away what has not been sent. */
void tty_driver_flush_buffer(struct tty_struct *tty)
{
	if (tty->ops->flush_buffer)
		tty->ops->flush_buffer(tty);
}
EXPORT_SYMBOL(tty_driver_flush_buffer);

/* One character; how many were taken. */
int tty_put_char(struct tty_struct *tty, unsigned char c)
{
	if (tty->ops->put_char)
		return tty->ops->put_char(tty, c);
	return tty->ops->write(tty, &c, 1);
}
EXPORT_SYMBOL_GPL(tty_put_char);

/**
 * tty_wakeup() - the driver has room again, or is empty. Any context.
 */
void tty_wakeup(struct tty_struct *tty)
{
	if (test_bit(TTY_DO_WRITE_WAKEUP, &tty->flags)) {
		struct tty_ldisc *ld = tty_ldisc_ref(tty);

		if (ld) {
			if (ld->ops->write_wakeup)
				ld->ops->write_wakeup(tty);
			tty_ldisc_deref(ld);
		}
	}
	wake_up_interruptible_poll(&tty->write_wait, EPOLLOUT);
}
EXPORT_SYMBOL_GPL(tty_wakeup);

/**
 * tty_wait_until_sent() - until everything written is on the wire
 * @timeout: jiffies, 0 for as long as it takes
 *
 * Also returns when a signal comes; the caller looks.
 */
void tty_wait_until_sent(struct tty_struct *tty, long timeout)
{
	if (!timeout)
		timeout = MAX_SCHEDULE_TIMEOUT;
	timeout = wait_event_interruptible_timeout(tty->write_wait, !tty_chars_in_buffer(tty),
						   timeout);
	if (timeout <= 0)
		return;
	if (tty->ops->wait_until_sent)
		tty->ops->wait_until_sent(
			tty, timeout == MAX_SCHEDULE_TIMEOUT ? 0 : min_t(long, timeout, INT_MAX));
}
EXPORT_SYMBOL(tty_wait_until_sent);

/* --- output stopped by the user --- */

void __stop_tty(struct tty_struct *tty)
{
	if (tty->flow.stopped)
		return;
	tty->flow.stopped = true;
	if (tty->ops->stop)
		tty->ops->stop(tty);
}

void __start_tty(struct tty_struct *tty)
{
	if (!tty->flow.stopped || tty->flow.tco_stopped)
		return;
	tty->flow.stopped = false;
	if (tty->ops->start)
		tty->ops->start(tty);
	tty_wakeup(tty);
}

/**
 * stop_tty() - hold output back. Any context.
 */
void stop_tty(struct tty_struct *tty)
{
	unsigned long flags;

	spin_lock_irqsave(&tty->flow.lock, flags);
	__stop_tty(tty);
	spin_unlock_irqrestore(&tty->flow.lock, flags);
}
EXPORT_SYMBOL(stop_tty);

void start_tty(struct tty_struct *tty)
{
	unsigned long flags;

	spin_lock_irqsave(&tty->flow.lock, flags);
	__start_tty(tty);
	spin_unlock_irqrestore(&tty->flow.lock, flags);
}
EXPORT_SYMBOL(start_tty);

/* Sends a character past all that is waiting, even when output is stopped. -ERESTARTSYS. */
int tty_send_xchar(struct tty_struct *tty, char ch)
{
	unsigned char c = ch;
	bool stopped;

	if (tty->ops->send_xchar) {
		down_read(&tty->termios_rwsem);
		tty->ops->send_xchar(tty, ch);
		up_read(&tty->termios_rwsem);
		return 0;
	}
	if (tty_write_lock(tty, false))
		return -ERESTARTSYS;
	down_read(&tty->termios_rwsem);
	stopped = tty->flow.stopped;
	if (stopped)
		start_tty(tty);
	tty->ops->write(tty, &c, 1);
	if (stopped)
		stop_tty(tty);
	up_read(&tty->termios_rwsem);
	tty_write_unlock(tty);
	return 0;
}

/* --- input held back for want of room --- */

static void set_throttled(struct tty_struct *tty, bool on)
{
	mutex_lock(&tty->throttle_mutex);
	if (on && !test_and_set_bit(TTY_THROTTLED, &tty->flags)) {
		if (tty->ops->throttle)
			tty->ops->throttle(tty);
	} else if (!on && test_and_clear_bit(TTY_THROTTLED, &tty->flags)) {
		if (tty->ops->unthrottle)
			tty->ops->unthrottle(tty);
	}
	mutex_unlock(&tty->throttle_mutex);
}

void tty_throttle(struct tty_struct *tty)
{
	set_throttled(tty, true);
}

void tty_unthrottle(struct tty_struct *tty)
{
	set_throttled(tty, false);
}
EXPORT_SYMBOL(tty_unthrottle);

/* --- size --- */

/**
 * tty_do_resize() - the terminal has another size: the foreground learns by SIGWINCH
 */
int tty_do_resize(struct tty_struct *tty, struct winsize *ws)
{
	struct pid *pgrp;

	mutex_lock(&tty->winsize_mutex);
	if (memcmp(ws, &tty->winsize, sizeof(*ws))) {
		pgrp = tty_get_pgrp(tty);
		tty->winsize = *ws;
		if (pgrp)
			kill_pgrp(pgrp, SIGWINCH, 1);
		put_pid(pgrp);
	}
	mutex_unlock(&tty->winsize_mutex);
	return 0;
}
EXPORT_SYMBOL(tty_do_resize);

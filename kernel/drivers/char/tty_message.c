// SPDX-License-Identifier: MIT
/*
 * The kernel's own words on a terminal, addressed to the person at it, outside of what programs
 * write there.
 *
 * Whoever has something to say must not hang on a terminal that its user has stopped or that
 * another program keeps busy: what can't be said in a second is left unsaid.
 */
#include <linux/errno.h>
#include <linux/jiffies.h>
#include <linux/minmax.h>
#include <linux/mutex.h>
#include <linux/sched.h>
#include <linux/tty.h>
#include <linux/tty_ldisc.h>
#include <linux/wait.h>
#include <kernel/tty.h>

#define PATIENCE HZ

/* Under atomic_write_lock. 0, or -EAGAIN when the patience ends. */
static int write_all(struct tty_struct *tty, const char *text, size_t len, long patience)
{
	while (len) {
		int n;

		patience = wait_event_interruptible_timeout(tty->write_wait, tty_write_room(tty),
							    patience);
		if (patience <= 0)
			return -EAGAIN;
		n = tty->ops->write(tty, (const unsigned char *)text,
				    min_t(size_t, len, tty_write_room(tty)));
		if (n < 0)
			return n;
		text += n;
		len -= n;
	}
	return 0;
}

int tty_message(struct tty_struct *tty, const char *text, size_t len)
{
	/* Held, so that a hangup waits for us as it does for write(2). */
	struct tty_ldisc *ld = tty_ldisc_ref(tty);
	long patience = PATIENCE;
	int err = -EAGAIN;

	if (!ld)
		return -EIO;
	if (!tty->ops->write || tty_io_error(tty)) {
		err = -EIO;
		goto deref;
	}
	patience = wait_event_interruptible_timeout(
		tty->write_wait, mutex_trylock(&tty->atomic_write_lock), patience);
	if (patience <= 0)
		goto deref;
	err = write_all(tty, text, len, patience);
	tty_write_unlock(tty);
deref:
	tty_ldisc_deref(ld);
	return err;
}

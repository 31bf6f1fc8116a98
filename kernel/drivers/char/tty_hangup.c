// SPDX-License-Identifier: MIT
/*
 * Hangups: the line is gone, or the session on it has ended. Whoever has the terminal open finds
 * the end of a file from then on, its session's processes get SIGHUP, and the next open starts
 * afresh.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/list.h>
#include <linux/pid.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/tty.h>
#include <linux/uio.h>
#include <linux/workqueue.h>
#include <kernel/tty.h>

/*
 * Gives every open file the operations of a dead terminal. Files opened by way of /dev/console are
 * left alone: *console becomes one of them. Returns how many were changed.
 */
static int hang_up_files(struct tty_struct *tty, struct file **console)
{
	struct tty_file_private *priv;
	int changed = 0;

	*console = NULL;
	spin_lock(&tty->files_lock);
	list_for_each_entry (priv, &tty->tty_files, list) {
		if (priv->file->f_op == &console_fops) {
			*console = priv->file;
		} else if (priv->file->f_op == &tty_fops) {
			priv->file->f_op = &hung_up_tty_fops;
			changed++;
		}
	}
	spin_unlock(&tty->files_lock);
	return changed;
}

/* Nobody's controlling terminal any more. */
static void forget_session(struct tty_struct *tty)
{
	unsigned long flags;

	spin_lock_irqsave(&tty->ctrl.lock, flags);
	clear_bit(TTY_DO_WRITE_WAKEUP, &tty->flags);
	put_pid(tty->ctrl.session);
	put_pid(tty->ctrl.pgrp);
	tty->ctrl.session = NULL;
	tty->ctrl.pgrp = NULL;
	tty->ctrl.pktstatus = 0;
	spin_unlock_irqrestore(&tty->ctrl.lock, flags);
}

/*
 * exit_session: the session leader exits, so the foreground group gets SIGHUP as well. Process
 * context, without tty locks.
 */
static void do_hangup(struct tty_struct *tty, int exit_session)
{
	struct file *console;
	int closed, refs;

	if (!tty)
		return;
	tty_lock(tty);
	if (test_bit(TTY_HUPPED, &tty->flags)) {
		tty_unlock(tty);
		return;
	}
	/* Readers that wake up from here on see it, and leave. */
	set_bit(TTY_HUPPING, &tty->flags);
	closed = hang_up_files(tty, &console);

	refs = tty_signal_session_leader(tty, exit_session);
	while (refs--)
		tty_kref_put(tty);

	tty_ldisc_hangup(tty, console != NULL);
	forget_session(tty);

	/*
	 * The driver counts opens: those that are hung up will not come to its close() as such.
	 * With a console file left the line goes on working.
	 */
	if (console) {
		if (tty->ops->close)
			while (closed--)
				tty->ops->close(tty, console);
	} else if (tty->ops->hangup) {
		tty->ops->hangup(tty);
	}
	set_bit(TTY_HUPPED, &tty->flags);
	clear_bit(TTY_HUPPING, &tty->flags);
	tty_unlock(tty);
}

/**
 * tty_hangup() - have the terminal hung up soon. Any context.
 */
void tty_hangup(struct tty_struct *tty)
{
	schedule_work(&tty->hangup_work);
}
EXPORT_SYMBOL(tty_hangup);

/**
 * tty_vhangup() - hang the terminal up now. Sleeps.
 */
void tty_vhangup(struct tty_struct *tty)
{
	do_hangup(tty, 0);
}
EXPORT_SYMBOL(tty_vhangup);

/* The caller's controlling terminal: vhangup(2). */
void tty_vhangup_self(void)
{
	struct tty_struct *tty = get_current_tty();

	if (tty) {
		tty_vhangup(tty);
		tty_kref_put(tty);
	}
}

void tty_vhangup_session(struct tty_struct *tty)
{
	do_hangup(tty, 1);
}

/* --- what a file of a terminal that hung up answers --- */

static ssize_t hung_up_read(struct kiocb *iocb, struct iov_iter *to)
{
	return 0;
}

static ssize_t hung_up_write(struct kiocb *iocb, struct iov_iter *from)
{
	return -EIO;
}

static __poll_t hung_up_poll(struct file *filp, poll_table *wait)
{
	return EPOLLIN | EPOLLOUT | EPOLLERR | EPOLLHUP | EPOLLRDNORM | EPOLLWRNORM;
}

static long hung_up_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	return cmd == TIOCSPGRP ? -ENOTTY : -EIO;
}

static int hung_up_fasync(int fd, struct file *file, int on)
{
	return -ENOTTY;
}

bool tty_hung_up_p(struct file *filp)
{
	return filp && filp->f_op == &hung_up_tty_fops;
}
EXPORT_SYMBOL(tty_hung_up_p);

const struct file_operations hung_up_tty_fops = {
	.llseek = no_llseek,
	.read_iter = hung_up_read,
	.write_iter = hung_up_write,
	.poll = hung_up_poll,
	.unlocked_ioctl = hung_up_ioctl,
	.release = tty_release,
	.fasync = hung_up_fasync,
};

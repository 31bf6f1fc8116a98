// SPDX-License-Identifier: MIT
/*
 * ioctl(2) on terminals: what the core answers itself, then the driver, then the discipline.
 * ioctl_tty(2).
 */
#include <linux/capability.h>
#include <linux/delay.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/kdev_t.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/tty.h>
#include <linux/uaccess.h>
#include <kernel/tty.h>

/* --- requests that the discipline passes down: flow control and flushing --- */

static int flush_through(struct tty_struct *tty, struct tty_ldisc *ld, unsigned long arg)
{
	switch (arg) {
	case TCIFLUSH:
	case TCIOFLUSH:
		if (ld && ld->ops->flush_buffer) {
			ld->ops->flush_buffer(tty);
			tty_unthrottle(tty);
		}
		if (arg == TCIFLUSH)
			return 0;
		fallthrough;
	case TCOFLUSH:
		tty_driver_flush_buffer(tty);
		return 0;
	}
	return -EINVAL;
}

/**
 * tty_perform_flush() - TCFLSH's work, for a caller that does not hold the discipline
 */
int tty_perform_flush(struct tty_struct *tty, unsigned long arg)
{
	struct tty_ldisc *ld;
	int ret = tty_check_change(tty);

	if (ret)
		return ret;
	ld = tty_ldisc_ref_wait(tty);
	ret = flush_through(tty, ld, arg);
	if (ld)
		tty_ldisc_deref(ld);
	return ret;
}
EXPORT_SYMBOL_GPL(tty_perform_flush);

/* tcflow(3) */
static int flow_request(struct tty_struct *tty, unsigned long arg)
{
	int ret = tty_check_change(tty);

	if (ret)
		return ret;
	switch (arg) {
	case TCOOFF:
		spin_lock_irq(&tty->flow.lock);
		tty->flow.tco_stopped = true;
		__stop_tty(tty);
		spin_unlock_irq(&tty->flow.lock);
		return 0;
	case TCOON:
		spin_lock_irq(&tty->flow.lock);
		if (tty->flow.tco_stopped) {
			tty->flow.tco_stopped = false;
			__start_tty(tty);
		}
		spin_unlock_irq(&tty->flow.lock);
		return 0;
	case TCIOFF:
		return STOP_CHAR(tty) ? tty_send_xchar(tty, STOP_CHAR(tty)) : 0;
	case TCION:
		return START_CHAR(tty) ? tty_send_xchar(tty, START_CHAR(tty)) : 0;
	}
	return -EINVAL;
}

/**
 * n_tty_ioctl_helper() - what every discipline that behaves like a terminal answers alike
 *
 * Called with the discipline held. -ENOIOCTLCMD for the rest.
 */
int n_tty_ioctl_helper(struct tty_struct *tty, unsigned int cmd, unsigned long arg)
{
	int ret;

	switch (cmd) {
	case TCXONC:
		return flow_request(tty, arg);
	case TCFLSH:
		ret = tty_check_change(tty);
		return ret ?: flush_through(tty, tty->ldisc, arg);
	default:
		return tty_mode_ioctl(tty, cmd, arg);
	}
}
EXPORT_SYMBOL(n_tty_ioctl_helper);

/* --- requests of the core --- */

static int get_winsize(struct tty_struct *tty, struct winsize __user *arg)
{
	struct winsize ws;

	mutex_lock(&tty->winsize_mutex);
	ws = tty->winsize;
	mutex_unlock(&tty->winsize_mutex);
	return copy_to_user(arg, &ws, sizeof(ws)) ? -EFAULT : 0;
}

static int set_winsize(struct tty_struct *tty, struct winsize __user *arg)
{
	struct winsize ws;

	if (copy_from_user(&ws, arg, sizeof(ws)))
		return -EFAULT;
	return tty->ops->resize ? tty->ops->resize(tty, &ws) : tty_do_resize(tty, &ws);
}

static int set_exclusive(struct tty_struct *tty, bool on)
{
	if (on)
		set_bit(TTY_EXCLUSIVE, &tty->flags);
	else
		clear_bit(TTY_EXCLUSIVE, &tty->flags);
	return 0;
}

/* A break of so many milliseconds; one that takes no time has no effect. */
static int send_break(struct tty_struct *tty, unsigned int duration)
{
	int ret;

	if (!tty->ops->break_ctl)
		return 0;
	if (tty_write_lock(tty, false))
		return -EINTR;
	ret = tty->ops->break_ctl(tty, -1);
	if (!ret) {
		msleep_interruptible(duration);
		ret = tty->ops->break_ctl(tty, 0);
	}
	tty_write_unlock(tty);
	return signal_pending(current) ? -EINTR : ret;
}

static int break_on(struct tty_struct *tty, int state)
{
	return tty->ops->break_ctl ? tty->ops->break_ctl(tty, state) : 0;
}

static int modem_request(struct tty_struct *tty, unsigned int cmd, int __user *arg)
{
	unsigned int set, clear;
	int lines;

	if (cmd == TIOCMGET) {
		if (!tty->ops->tiocmget)
			return -ENOTTY;
		lines = tty->ops->tiocmget(tty);
		return lines < 0 ? lines : put_user(lines, arg);
	}
	if (!tty->ops->tiocmset)
		return -ENOTTY;
	if (get_user(lines, arg))
		return -EFAULT;
	set = cmd == TIOCMBIC ? 0 : lines;
	clear = cmd == TIOCMBIS ? 0 : cmd == TIOCMBIC ? lines : ~lines;
	set &= TIOCM_DTR | TIOCM_RTS | TIOCM_OUT1 | TIOCM_OUT2 | TIOCM_LOOP;
	clear &= TIOCM_DTR | TIOCM_RTS | TIOCM_OUT1 | TIOCM_OUT2 | TIOCM_LOOP;
	return tty->ops->tiocmset(tty, set, clear);
}

static int get_ldisc(struct tty_struct *tty, int __user *arg)
{
	struct tty_ldisc *ld = tty_ldisc_ref_wait(tty);
	int ret;

	if (!ld)
		return -EIO;
	ret = put_user(ld->ops->num, arg);
	tty_ldisc_deref(ld);
	return ret;
}

static int set_ldisc(struct tty_struct *tty, int __user *arg)
{
	int num;

	if (get_user(num, arg))
		return -EFAULT;
	return tty_set_ldisc(tty, num);
}

/* What changes the line waits for its turn, and for output on its way. */
static int prepare(struct tty_struct *tty, unsigned int cmd)
{
	int ret;

	switch (cmd) {
	case TIOCSETD:
	case TIOCSBRK:
	case TIOCCBRK:
	case TCSBRK:
	case TCSBRKP:
		ret = tty_check_change(tty);
		if (ret)
			return ret;
		if (cmd != TIOCCBRK) {
			tty_wait_until_sent(tty, 0);
			if (signal_pending(current))
				return -EINTR;
		}
	}
	return 0;
}

static int core_request(struct tty_struct *tty, struct tty_struct *real_tty, struct file *file,
			unsigned int cmd, unsigned long arg)
{
	void __user *p = (void __user *)arg;

	switch (cmd) {
	case TIOCSTI:
		/* Typing for others is how one user becomes another; nothing needs it here. */
		return -EIO;
	case TIOCGWINSZ:
		return get_winsize(real_tty, p);
	case TIOCSWINSZ:
		return set_winsize(real_tty, p);
	case TIOCEXCL:
	case TIOCNXCL:
		return set_exclusive(tty, cmd == TIOCEXCL);
	case TIOCGEXCL:
		return put_user(test_bit(TTY_EXCLUSIVE, &tty->flags), (int __user *)p);
	case TIOCGETD:
		return get_ldisc(tty, p);
	case TIOCSETD:
		return set_ldisc(tty, p);
	case TIOCVHANGUP:
		if (!capable(CAP_SYS_ADMIN))
			return -EPERM;
		tty_vhangup(tty);
		return 0;
	case TIOCGDEV:
		return put_user(new_encode_dev(tty_devnum(real_tty)), (unsigned int __user *)p);
	case TIOCSBRK:
		return break_on(tty, -1);
	case TIOCCBRK:
		return break_on(tty, 0);
	case TCSBRK:
		/* Nonzero: tcdrain(3), which prepare() did. */
		return arg ? 0 : send_break(tty, 250);
	case TCSBRKP:
		return send_break(tty, arg ? min_t(unsigned long, arg, 100) * 100 : 250);
	case TIOCMGET:
	case TIOCMSET:
	case TIOCMBIC:
	case TIOCMBIS:
		return modem_request(tty, cmd, p);
	case TCFLSH:
		/* What has not reached the discipline; it does the rest. */
		if (arg == TCIFLUSH || arg == TCIOFLUSH)
			tty_buffer_flush(tty);
		return -ENOIOCTLCMD;
	}
	return tty_jobctl_ioctl(tty, real_tty, file, cmd, arg);
}

long tty_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct tty_struct *tty = file_tty(file), *real_tty = tty;
	struct tty_ldisc *ld;
	int ret;

	/* On a pty's master, requests about the terminal mean the slave. */
	if (tty->driver->type == TTY_DRIVER_TYPE_PTY && tty->driver->subtype == PTY_TYPE_MASTER)
		real_tty = tty->link;
	ret = prepare(tty, cmd);
	if (ret)
		return ret;
	ret = core_request(tty, real_tty, file, cmd, arg);
	if (ret != -ENOIOCTLCMD)
		return ret;
	if (tty->ops->ioctl) {
		ret = tty->ops->ioctl(tty, cmd, arg);
		if (ret != -ENOIOCTLCMD)
			return ret;
	}
	ld = tty_ldisc_ref_wait(tty);
	if (!ld)
		return -EIO;
	ret = ld->ops->ioctl ? ld->ops->ioctl(tty, cmd, arg) : -EINVAL;
	tty_ldisc_deref(ld);
	return ret == -ENOIOCTLCMD ? -ENOTTY : ret;
}

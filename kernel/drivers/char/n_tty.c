// SPDX-License-Identifier: MIT
/*
 * N_TTY, the line discipline that makes a terminal of a line: its life, its settings, and read(2).
 * See n_tty.h for the parts and the locks, termios(3) for what it all means.
 */
#include <linux/bitmap.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/tty.h>
#include <linux/uaccess.h>
#include <linux/wait.h>
#include <kernel/tty.h>
#include "n_tty.h"

/* --- what there is to read --- */

/*
 * Whether a read would find something: a line, or in raw mode a character. For poll(2), raw mode
 * without a timer waits for as many as VMIN asks. Any context; a snapshot.
 */
bool n_tty_input_available(const struct tty_struct *tty, bool poll)
{
	const struct n_tty_data *ld = tty->disc_data;
	unsigned int least = 1;

	if (L_ICANON(tty) && !L_EXTPROC(tty))
		return smp_load_acquire(&ld->canon_head) != READ_ONCE(ld->tail);
	if (poll && !TIME_CHAR(tty) && MIN_CHAR(tty))
		least = MIN_CHAR(tty);
	return smp_load_acquire(&ld->head) - READ_ONCE(ld->tail) >= least;
}

void n_tty_reset_input(struct n_tty_data *ld)
{
	/* Back to the reader's place, in the order in which nobody sees input that is not there. */
	smp_store_release(&ld->canon_head, ld->tail);
	smp_store_release(&ld->head, ld->tail);
	ld->lnext = false;
	ld->erasing = false;
	bitmap_zero(ld->ends, N_TTY_BUF_SIZE);
}

/* A packet-mode master learns that its slave's buffers were flushed. */
static void tell_packet_reader(struct tty_struct *tty)
{
	unsigned long flags;

	if (!tty->link || !tty->link->ctrl.packet)
		return;
	spin_lock_irqsave(&tty->ctrl.lock, flags);
	tty->ctrl.pktstatus |= TIOCPKT_FLUSHREAD;
	spin_unlock_irqrestore(&tty->ctrl.lock, flags);
	wake_up_interruptible(&tty->link->read_wait);
}

/* TCIFLUSH: what was typed and not read is gone. */
static void n_tty_flush_buffer(struct tty_struct *tty)
{
	struct n_tty_data *ld = tty->disc_data;

	mutex_lock(&ld->input_lock);
	n_tty_reset_input(ld);
	mutex_unlock(&ld->input_lock);
	tty_unthrottle(tty);
	tell_packet_reader(tty);
}

/* FIONREAD: characters that reads would bring, the marks of an end of file not counted */
static unsigned int count_readable(struct n_tty_data *ld)
{
	struct tty_struct *tty = ld->tty;
	unsigned int n, pos;

	mutex_lock(&ld->input_lock);
	if (!L_ICANON(tty) || L_EXTPROC(tty)) {
		n = ld->head - ld->tail;
	} else {
		n = ld->canon_head - ld->tail;
		for (pos = ld->tail; pos != ld->canon_head; pos++)
			if (test_bit(pos & (N_TTY_BUF_SIZE - 1), ld->ends) &&
			    ring_at(ld, pos) == __DISABLED_CHAR)
				n--;
	}
	mutex_unlock(&ld->input_lock);
	return n;
}

/* --- read(2) --- */

/* Copies n characters from tail on, and takes them out. input_lock is held. */
static void take(struct n_tty_data *ld, unsigned char *to, unsigned int n)
{
	unsigned int at = ld->tail & (N_TTY_BUF_SIZE - 1);
	unsigned int first = min(n, N_TTY_BUF_SIZE - at);

	memcpy(to, ld->ring + at, first);
	memcpy(to + first, ld->ring, n - first);
	/* It may have been a password. */
	memset(ld->ring + at, 0, first);
	memset(ld->ring, 0, n - first);
	WRITE_ONCE(ld->tail, ld->tail + n);
}

/*
 * Canonical mode: the next line, or as much of it as nr allows. Returns the characters put, 0 for
 * an end of file; -1 when the line has been flushed since the caller saw it.
 */
static int take_line(struct n_tty_data *ld, unsigned char *to, unsigned int nr)
{
	unsigned int n = 0, avail, at;
	bool mark = false;

	mutex_lock(&ld->input_lock);
	avail = ld->canon_head - ld->tail;
	if (!avail) {
		mutex_unlock(&ld->input_lock);
		return -1;
	}
	/*
	 * One more than asked for is looked at: the mark of an end of file behind the last
	 * character goes with it, or else the next read would see the mark alone, and end.
	 */
	for (; n < avail && n <= nr; n++) {
		at = (ld->tail + n) & (N_TTY_BUF_SIZE - 1);
		if (!test_bit(at, ld->ends))
			continue;
		mark = ld->ring[at] == __DISABLED_CHAR;
		if (!mark)
			n++;
		break;
	}
	if (n > nr) {
		n = nr;
		mark = false;
	}
	take(ld, to, n);
	if (mark)
		WRITE_ONCE(ld->tail, ld->tail + 1);
	mutex_unlock(&ld->input_lock);
	return n;
}

static unsigned int take_raw(struct n_tty_data *ld, unsigned char *to, unsigned int nr)
{
	unsigned int n;

	mutex_lock(&ld->input_lock);
	n = min(nr, ld->head - ld->tail);
	take(ld, to, n);
	/* Without lines the place where one begins follows the reader. */
	if ((int)(ld->canon_head - ld->tail) < 0)
		ld->canon_head = ld->tail;
	mutex_unlock(&ld->input_lock);
	return n;
}

/*
 * A status byte that a packet-mode master reads instead of data: TIOCPKT. False when there is
 * nothing to tell.
 */
static bool take_packet_status(struct tty_struct *tty, unsigned char *to)
{
	struct tty_struct *slave = tty->link;
	bool any;

	if (!tty->ctrl.packet || !slave->ctrl.pktstatus)
		return false;
	spin_lock_irq(&slave->ctrl.lock);
	any = slave->ctrl.pktstatus;
	*to = slave->ctrl.pktstatus;
	slave->ctrl.pktstatus = 0;
	spin_unlock_irq(&slave->ctrl.lock);
	return any;
}

/* Why a reader that found nothing should stop, rather than sleep: 1 for the end of the file. */
static int why_stop(struct tty_struct *tty, struct file *file, long timeout)
{
	if (test_bit(TTY_OTHER_CLOSED, &tty->flags))
		return -EIO;
	if (tty_hung_up_p(file) || test_bit(TTY_HUPPING, &tty->flags))
		return 1;
	if (!timeout)
		return 1;
	if (tty_io_nonblock(file))
		return -EAGAIN;
	if (signal_pending(current))
		return -ERESTARTSYS;
	return 0;
}

/* Called with termios_rwsem held for reading, which is given up while it sleeps. */
static bool wait_for_input(struct tty_struct *tty, wait_queue_entry_t *wait, long *timeout)
{
	up_read(&tty->termios_rwsem);
	*timeout = wait_woken(wait, TASK_INTERRUPTIBLE, *timeout);
	down_read(&tty->termios_rwsem);
	return true;
}

/* Let what the worker has in hand arrive, before one says that there is nothing. */
static bool settle(struct tty_struct *tty)
{
	if (n_tty_input_available(tty, false))
		return true;
	up_read(&tty->termios_rwsem);
	tty_buffer_flush_work(tty->port);
	down_read(&tty->termios_rwsem);
	return n_tty_input_available(tty, false);
}

/*
 * The loop of n_tty_read(), with read_lock and termios_rwsem held, and the caller on read_wait.
 * minimum, time: VMIN and VTIME's, in raw mode; time in jiffies between characters.
 */
static ssize_t read_input(struct tty_struct *tty, struct file *file, unsigned char *buf, size_t nr,
			  wait_queue_entry_t *wait)
{
	struct n_tty_data *ld = tty->disc_data;
	long timeout = MAX_SCHEDULE_TIMEOUT, between = 0;
	unsigned int minimum = 1;
	size_t done = 0;

	if (!L_ICANON(tty)) {
		minimum = MIN_CHAR(tty);
		if (minimum) {
			between = TIME_CHAR(tty) * (HZ / 10);
		} else {
			timeout = TIME_CHAR(tty) * (HZ / 10);
			minimum = 1;
		}
	}
	while (done < nr) {
		if (!done && tty->link && take_packet_status(tty, buf))
			return 1;
		if (!settle(tty)) {
			int stop = why_stop(tty, file, timeout);

			if (stop)
				return done ?: (stop < 0 ? stop : 0);
			wait_for_input(tty, wait, &timeout);
			continue;
		}
		if (L_ICANON(tty) && !L_EXTPROC(tty)) {
			int n = take_line(ld, buf, nr);

			if (n >= 0)
				return n;
			continue;
		}

		/* A packet begins with a byte that says that data follows. */
		if (!done && tty->link && tty->ctrl.packet) {
			buf[0] = TIOCPKT_DATA;
			done = 1;
			if (nr == 1)
				return 1;
		}
		done += take_raw(ld, buf + done, nr - done);
		if (done >= minimum)
			break;
		if (between)
			timeout = between;
	}
	return done;
}

/* Reading is for the foreground: SIGTTIN for the others. */
static int check_foreground(struct tty_struct *tty, struct file *file)
{
	if (file->f_op == &console_fops)
		return 0;
	return __tty_check_change(tty, SIGTTIN);
}

/**
 * n_tty_read() - read a line, or in raw mode characters as VMIN and VTIME say
 *
 * Characters read, 0 at the end, or -EAGAIN, -ERESTARTSYS, -EIO.
 */
static ssize_t n_tty_read(struct tty_struct *tty, struct file *file, unsigned char *buf, size_t nr,
			  void **cookie, unsigned long offset)
{
	struct n_tty_data *ld = tty->disc_data;
	DEFINE_WAIT_FUNC(wait, woken_wake_function);
	ssize_t ret;

	if (!nr)
		return 0;
	ret = check_foreground(tty, file);
	if (ret)
		return ret;
	if (tty_io_nonblock(file)) {
		if (!mutex_trylock(&ld->read_lock))
			return -EAGAIN;
	} else if (mutex_lock_interruptible(&ld->read_lock)) {
		return -ERESTARTSYS;
	}

	down_read(&tty->termios_rwsem);
	add_wait_queue(&tty->read_wait, &wait);
	ret = read_input(tty, file, buf, nr, &wait);
	remove_wait_queue(&tty->read_wait, &wait);
	up_read(&tty->termios_rwsem);

	/* There is room again: for what the port's ring holds, and for the sender. */
	if (ret > 0 && tty->port) {
		if (tty_throttled(tty))
			tty_unthrottle(tty);
		tty_buffer_restart(tty->port);
	}
	mutex_unlock(&ld->read_lock);
	return ret;
}

/* --- poll(2), ioctl(2) --- */

/* Output is said to be possible when no more than this waits in the driver. */
#define WAKEUP_CHARS 256

static __poll_t n_tty_poll(struct tty_struct *tty, struct file *file, poll_table *wait)
{
	__poll_t mask = 0;

	poll_wait(file, &tty->read_wait, wait);
	poll_wait(file, &tty->write_wait, wait);
	if (!n_tty_input_available(tty, true))
		tty_buffer_flush_work(tty->port);
	if (n_tty_input_available(tty, true))
		mask |= EPOLLIN | EPOLLRDNORM;
	if (tty->ctrl.packet && tty->link->ctrl.pktstatus)
		mask |= EPOLLPRI | EPOLLIN | EPOLLRDNORM;
	if (test_bit(TTY_OTHER_CLOSED, &tty->flags) || tty_hung_up_p(file))
		mask |= EPOLLHUP;
	if (tty->ops->write && !mutex_is_locked(&tty->atomic_write_lock) &&
	    tty_chars_in_buffer(tty) < WAKEUP_CHARS && tty_write_room(tty) > 0)
		mask |= EPOLLOUT | EPOLLWRNORM;
	return mask;
}

static int n_tty_ioctl(struct tty_struct *tty, unsigned int cmd, unsigned long arg)
{
	struct n_tty_data *ld = tty->disc_data;

	switch (cmd) {
	case TIOCOUTQ:
		return put_user(tty_chars_in_buffer(tty), (int __user *)arg);
	case TIOCINQ:
		return put_user(count_readable(ld), (int __user *)arg);
	default:
		return n_tty_ioctl_helper(tty, cmd, arg);
	}
}

/* --- settings --- */

/*
 * Between lines and characters: what was typed so far is a line, when lines begin; and when they
 * end, all of it can be read.
 */
static void change_mode(struct n_tty_data *ld)
{
	bitmap_zero(ld->ends, N_TTY_BUF_SIZE);
	if (!L_ICANON(ld->tty) || ld->head == ld->tail) {
		ld->canon_head = ld->tail;
	} else {
		set_bit((ld->head - 1) & (N_TTY_BUF_SIZE - 1), ld->ends);
		ld->canon_head = ld->head;
	}
	ld->erasing = false;
	ld->lnext = false;
}

/* old NULL: these are the first settings. termios_rwsem is held for writing, or nobody else knows.
 */
static void n_tty_set_termios(struct tty_struct *tty, struct ktermios *old)
{
	struct n_tty_data *ld = tty->disc_data;

	if (!old || (old->c_lflag ^ tty->termios.c_lflag) & (ICANON | EXTPROC)) {
		mutex_lock(&ld->input_lock);
		change_mode(ld);
		mutex_unlock(&ld->input_lock);
	}
	/* Nobody could type ^Q any more. */
	if (old && (old->c_iflag & IXON) && !I_IXON(tty) && !tty->flow.tco_stopped) {
		start_tty(tty);
		n_tty_flush_echo(tty);
	}
	/* Whoever sleeps looks at the new rules. */
	wake_up_interruptible(&tty->write_wait);
	wake_up_interruptible(&tty->read_wait);
}

/* --- life --- */

static int n_tty_open(struct tty_struct *tty)
{
	struct n_tty_data *ld = kvzalloc(sizeof(*ld), GFP_KERNEL);

	if (!ld)
		return -ENOMEM;
	ld->tty = tty;
	mutex_init(&ld->input_lock);
	mutex_init(&ld->output_lock);
	mutex_init(&ld->read_lock);
	INIT_WORK(&ld->echo_work, n_tty_echo_work);
	tty->disc_data = ld;
	n_tty_set_termios(tty, NULL);
	tty_unthrottle(tty);
	return 0;
}

static void n_tty_close(struct tty_struct *tty)
{
	struct n_tty_data *ld = tty->disc_data;

	tell_packet_reader(tty);
	cancel_work_sync(&ld->echo_work);
	memzero_explicit(ld->ring, sizeof(ld->ring));
	kvfree(ld);
	tty->disc_data = NULL;
}

static struct tty_ldisc_ops n_tty_ops = {
	.num = N_TTY,
	.name = "n_tty",
	.open = n_tty_open,
	.close = n_tty_close,
	.flush_buffer = n_tty_flush_buffer,
	.read = n_tty_read,
	.write = n_tty_write,
	.ioctl = n_tty_ioctl,
	.set_termios = n_tty_set_termios,
	.poll = n_tty_poll,
	.receive_buf = n_tty_receive_buf,
	.receive_buf2 = n_tty_receive_buf2,
	.write_wakeup = n_tty_write_wakeup,
};

void __init n_tty_init(void)
{
	tty_register_ldisc(&n_tty_ops);
}

// SPDX-License-Identifier: MIT
/*
 * Terminals as files: open, close, read, write and poll. What a read or write means is the line
 * discipline's business; here it is found, held, and fed.
 *
 * The discipline is held (ldisc_sem for reading) for the length of a read or write, so it can't
 * change under a sleeper. A hangup first turns every open file's operations into
 * hung_up_tty_fops and wakes the sleepers, who notice by tty_hung_up_p().
 */
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/tty.h>
#include <linux/uaccess.h>
#include <linux/uio.h>
#include <kernel/tty.h>

/* --- which files are open on a terminal --- */

int tty_alloc_file(struct file *file)
{
	struct tty_file_private *priv = kzalloc(sizeof(*priv), GFP_KERNEL);

	if (!priv)
		return -ENOMEM;
	file->private_data = priv;
	return 0;
}

/* The file holds the terminal by being counted in tty->count, not by a reference. */
void tty_add_file(struct tty_struct *tty, struct file *file)
{
	struct tty_file_private *priv = file->private_data;

	priv->tty = tty;
	priv->file = file;
	spin_lock(&tty->files_lock);
	list_add(&priv->list, &tty->tty_files);
	spin_unlock(&tty->files_lock);
}

void tty_free_file(struct file *file)
{
	kfree(file->private_data);
	file->private_data = NULL;
}

static void tty_del_file(struct file *file)
{
	struct tty_file_private *priv = file->private_data;

	spin_lock(&priv->tty->files_lock);
	list_del(&priv->list);
	spin_unlock(&priv->tty->files_lock);
	tty_free_file(file);
}

/* --- read --- */

/* Bytes that one call of a discipline's read() may bring. A line is never longer. */
#define READ_CHUNK 4096

/*
 * Repeats the discipline's read while it says by its cookie that what it began isn't finished, so
 * that a packet of any size comes whole or is cut.
 */
static ssize_t read_through(struct tty_ldisc *ld, struct tty_struct *tty, struct file *file,
			    struct iov_iter *to)
{
	unsigned char *buf = kvmalloc(READ_CHUNK, GFP_KERNEL);
	unsigned long offset = 0;
	void *cookie = NULL;
	ssize_t ret = 0;

	if (!buf)
		return -ENOMEM;
	do {
		size_t want = min_t(size_t, iov_iter_count(to), READ_CHUNK);
		ssize_t size = ld->ops->read(tty, file, buf, want, &cookie, offset);

		if (size <= 0) {
			/* A finished packet, or nothing; an error only matters if nothing came. */
			if (!ret || size == -EOVERFLOW)
				ret = size;
			break;
		}
		if (copy_to_iter(buf, size, to) < size) {
			ret = -EFAULT;
			/* Let the discipline drop what it keeps for the cookie. */
			if (cookie)
				ld->ops->read(tty, file, buf, 0, &cookie, offset);
			break;
		}
		offset += size;
		ret = offset;
	} while (cookie);
	/* It may have held a password. */
	memzero_explicit(buf, READ_CHUNK);
	kvfree(buf);
	return ret;
}

static ssize_t tty_read(struct kiocb *iocb, struct iov_iter *to)
{
	struct file *file = iocb->ki_filp;
	struct tty_struct *tty = file_tty(file);
	struct tty_ldisc *ld;
	ssize_t ret = -EIO;

	if (tty_io_error(tty))
		return ret;
	ld = tty_ldisc_ref_wait(tty);
	if (!ld)
		return 0; /* hung up: the end of the file */
	if (ld->ops->read)
		ret = read_through(ld, tty, file, to);
	tty_ldisc_deref(ld);
	return ret;
}

/* --- write --- */

void tty_write_unlock(struct tty_struct *tty)
{
	mutex_unlock(&tty->atomic_write_lock);
	wake_up_interruptible_poll(&tty->write_wait, EPOLLOUT);
}

/* One write(2) at a time. -EAGAIN with ndelay, -ERESTARTSYS. */
int tty_write_lock(struct tty_struct *tty, bool ndelay)
{
	if (mutex_trylock(&tty->atomic_write_lock))
		return 0;
	if (ndelay)
		return -EAGAIN;
	return mutex_lock_interruptible(&tty->atomic_write_lock) ? -ERESTARTSYS : 0;
}

#define WRITE_CHUNK 2048

static ssize_t write_through(struct tty_ldisc *ld, struct tty_struct *tty, struct file *file,
			     struct iov_iter *from)
{
	ssize_t written = 0, ret = tty_write_lock(tty, tty_io_nonblock(file));

	if (ret)
		return ret;
	if (!tty->write_buf) {
		tty->write_buf = kvmalloc(WRITE_CHUNK, GFP_KERNEL);
		if (!tty->write_buf) {
			ret = -ENOMEM;
			goto out;
		}
		tty->write_cnt = WRITE_CHUNK;
	}
	while (iov_iter_count(from)) {
		size_t size = min_t(size_t, iov_iter_count(from), WRITE_CHUNK);

		ret = -EFAULT;
		if (copy_from_iter(tty->write_buf, size, from) != size)
			break;
		ret = ld->ops->write(tty, file, tty->write_buf, size);
		if (ret <= 0)
			break;
		written += ret;
		if (ret != size)
			break;
		ret = -ERESTARTSYS;
		if (signal_pending(current))
			break;
		cond_resched();
	}
	if (written)
		ret = written;
out:
	tty_write_unlock(tty);
	return ret;
}

static ssize_t tty_write(struct kiocb *iocb, struct iov_iter *from)
{
	struct file *file = iocb->ki_filp;
	struct tty_struct *tty = file_tty(file);
	struct tty_ldisc *ld;
	ssize_t ret = -EIO;

	if (!tty->ops->write || tty_io_error(tty))
		return ret;
	if (!iov_iter_count(from))
		return 0;
	ld = tty_ldisc_ref_wait(tty);
	if (!ld)
		return ret;
	if (ld->ops->write)
		ret = write_through(ld, tty, file, from);
	tty_ldisc_deref(ld);
	return ret;
}

/* --- poll, fasync --- */

static __poll_t tty_poll(struct file *file, poll_table *wait)
{
	struct tty_struct *tty = file_tty(file);
	struct tty_ldisc *ld = tty_ldisc_ref(tty);
	__poll_t ret = 0;

	/* None, or it is being changed: whoever changes it wakes both queues afterwards. */
	if (!ld) {
		poll_wait(file, &tty->read_wait, wait);
		return tty_hung_up_p(file) ? EPOLLIN | EPOLLOUT | EPOLLERR | EPOLLHUP : 0;
	}
	if (ld->ops->poll)
		ret = ld->ops->poll(tty, file, wait);
	tty_ldisc_deref(ld);
	return ret;
}

/* SIGIO: without an owner given by F_SETOWN it goes to the foreground group, else to the caller. */
static int tty_fasync(int fd, struct file *filp, int on)
{
	struct tty_struct *tty = file_tty(filp);
	int ret = fasync_helper(fd, filp, on, &tty->fasync);

	if (ret <= 0)
		return ret;
	if (on && !f_getown(filp)) {
		struct pid *pgrp = tty_get_pgrp(tty);

		f_setown(filp, pgrp ? -pid_nr(pgrp) : task_tgid_nr(current), 0);
		put_pid(pgrp);
	}
	return 0;
}

/* --- open --- */

/*
 * The driver behind a device number, referenced, and the line. Two numbers stand for whatever
 * terminal has a role at the moment. ERR_PTR(-ENODEV). tty_mutex is held.
 */
static struct tty_driver *lookup_driver(dev_t device, struct file *filp, int *index)
{
	struct tty_driver *driver;

	if (device == MKDEV(TTYAUX_MAJOR, 1)) {
		driver = console_device(index);
		/* Don't let the opener wait for a modem: this is where messages must go. */
		if (driver)
			filp->f_flags |= O_NONBLOCK;
		return driver ?: ERR_PTR(-ENODEV);
	}
	if (device == MKDEV(TTY_MAJOR, 0))
		driver = vt_foreground(index);
	else
		driver = tty_find_driver(device, index);
	return driver ?: ERR_PTR(-ENODEV);
}

/* /dev/tty: the caller's controlling terminal, locked, with one more open. ERR_PTR or NULL. */
static struct tty_struct *open_current_tty(dev_t device, struct file *filp)
{
	struct tty_struct *tty;
	int err;

	if (device != MKDEV(TTYAUX_MAJOR, 0))
		return NULL;
	tty = get_current_tty();
	if (!tty)
		return ERR_PTR(-ENXIO);
	filp->f_flags |= O_NONBLOCK;
	tty_lock(tty);
	err = tty_reopen(tty);
	if (err) {
		tty_unlock(tty);
		tty_kref_put(tty);
		return ERR_PTR(err);
	}
	tty_kref_put(tty);
	return tty;
}

/*
 * The terminal of a device number, made or found, locked, with one more open. ERR_PTR(-EAGAIN):
 * its last close is under way.
 */
static struct tty_struct *open_by_driver(dev_t device, struct file *filp)
{
	struct tty_driver *driver;
	struct tty_struct *tty;
	int index, err;

	mutex_lock(&tty_mutex);
	driver = lookup_driver(device, filp, &index);
	if (IS_ERR(driver)) {
		mutex_unlock(&tty_mutex);
		return ERR_CAST(driver);
	}
	tty = driver->ops->lookup ? driver->ops->lookup(driver, filp, index)
				  : (driver->ttys ? driver->ttys[index] : NULL);
	if (IS_ERR(tty)) {
		mutex_unlock(&tty_mutex);
		goto out;
	}
	if (tty) {
		tty_kref_get(tty);
		mutex_unlock(&tty_mutex);
		tty_lock(tty);
		err = tty_reopen(tty);
		if (err)
			tty_unlock(tty);
		tty_kref_put(tty);
		if (err)
			tty = ERR_PTR(err);
	} else {
		tty = tty_init_dev(driver, index);
		mutex_unlock(&tty_mutex);
	}
out:
	tty_driver_kref_put(driver);
	return tty;
}

static struct tty_struct *find_or_make(dev_t device, struct file *filp)
{
	for (;;) {
		struct tty_struct *tty = open_current_tty(device, filp);

		if (!tty)
			tty = open_by_driver(device, filp);
		if (tty != ERR_PTR(-EAGAIN))
			return tty;
		if (signal_pending(current))
			return ERR_PTR(-ERESTARTSYS);
		schedule_timeout_interruptible(1);
	}
}

/* Whether this open may make the terminal the caller's controlling one: not by these names. */
static bool may_become_ctty(dev_t device, const struct file *filp, const struct tty_struct *tty)
{
	if ((filp->f_flags & O_NOCTTY) || MAJOR(device) == TTYAUX_MAJOR)
		return false;
	return tty->driver->type != TTY_DRIVER_TYPE_PTY || tty->driver->subtype != PTY_TYPE_MASTER;
}

static int tty_open(struct inode *inode, struct file *filp)
{
	dev_t device = inode->i_rdev;
	unsigned int saved_flags = filp->f_flags;
	struct tty_struct *tty;
	int err;

	nonseekable_open(inode, filp);
again:
	err = tty_alloc_file(filp);
	if (err)
		return err;
	tty = find_or_make(device, filp);
	if (IS_ERR(tty)) {
		tty_free_file(filp);
		filp->f_flags = saved_flags;
		return PTR_ERR(tty);
	}
	/* By way of /dev/console a terminal outlives the sessions that come and go on it. */
	if (device == MKDEV(TTYAUX_MAJOR, 1))
		filp->f_op = &console_fops;
	tty_add_file(tty, filp);
	err = tty->ops->open ? tty->ops->open(tty, filp) : -ENODEV;
	filp->f_flags = saved_flags;
	if (err) {
		tty_unlock(tty);
		tty_release(inode, filp);
		if (err != -ERESTARTSYS || signal_pending(current))
			return err;
		schedule();
		/* It was hung up while the driver waited: try on the new one. */
		if (filp->f_op == &hung_up_tty_fops)
			filp->f_op = &tty_fops;
		goto again;
	}
	clear_bit(TTY_HUPPED, &tty->flags);
	if (may_become_ctty(device, filp, tty))
		tty_open_proc_set_tty(filp, tty);
	tty_unlock(tty);
	return 0;
}

/* --- close --- */

/* One open less on tty; with none left, its session must not keep it as controlling terminal. */
static void drop_open(struct tty_struct *tty)
{
	struct pid *session;

	if (WARN(--tty->count < 0, "tty %s: open count went below zero\n", tty_name(tty)))
		tty->count = 0;
	if (tty->count)
		return;
	session = tty_get_session(tty);
	session_clear_tty(session);
	put_pid(session);
}

/**
 * tty_release() - the last reference to an open file is gone
 *
 * Also what undoes a failed open, hence not static.
 */
int tty_release(struct inode *inode, struct file *filp)
{
	struct tty_struct *tty = file_tty(filp), *other = NULL;
	int idx = tty->index;
	bool final;

	tty_lock(tty);
	tty_fasync(-1, filp, 0);
	if (tty->ops->close)
		tty->ops->close(tty, filp);

	/*
	 * The slave of a pty counts its master as one open, so only the master's close looks at
	 * both sides: whichever of the two comes to zero last is the pair's end.
	 */
	if (tty->driver->type == TTY_DRIVER_TYPE_PTY && tty->driver->subtype == PTY_TYPE_MASTER)
		other = tty->link;
	if (other) {
		mutex_lock(&other->legacy_mutex);
		drop_open(other);
	}
	drop_open(tty);
	tty_del_file(filp);
	final = !tty->count && !(other && other->count);
	if (other)
		mutex_unlock(&other->legacy_mutex);
	tty_unlock(tty);

	if (final)
		tty_release_struct(tty, idx);
	return 0;
}

const struct file_operations tty_fops = {
	.llseek = no_llseek,
	.read_iter = tty_read,
	.write_iter = tty_write,
	.poll = tty_poll,
	.unlocked_ioctl = tty_ioctl,
	.open = tty_open,
	.release = tty_release,
	.fasync = tty_fasync,
};

/* The same operations under another address: see tty_open(). */
const struct file_operations console_fops = {
	.llseek = no_llseek,
	.read_iter = tty_read,
	.write_iter = tty_write,
	.poll = tty_poll,
	.unlocked_ioctl = tty_ioctl,
	.open = tty_open,
	.release = tty_release,
	.fasync = tty_fasync,
};

// SPDX-License-Identifier: MIT
/*
 * Pseudo terminals: pairs of terminals, each of which receives what the other sends. Opening
 * /dev/ptmx makes a pair and gives its master; the slave appears as /dev/pts/N. pty(7), ptmx(4).
 *
 * Each side is the other's link. The slave's count has one open for its master, so that the pair
 * ends when both have been closed. What one side writes goes straight into the other port's ring.
 */
#include <linux/bitmap.h>
#include <linux/cdev.h>
#include <linux/device.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kdev_t.h>
#include <linux/kernel.h>
#include <linux/major.h>
#include <linux/mutex.h>
#include <linux/pid.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/tty.h>
#include <linux/tty_flip.h>
#include <linux/uaccess.h>
#include <kernel/pty.h>
#include <kernel/tty.h>

static struct tty_driver *ptm_driver, *pts_driver;

/* By index: taken from the open of ptmx to the end of the pair, and the slave. tty_mutex. */
static DECLARE_BITMAP(taken, PTY_MAX);
static struct tty_struct *slaves[PTY_MAX];

static bool is_master(const struct tty_struct *tty)
{
	return tty->driver->subtype == PTY_TYPE_MASTER;
}

/* --- data --- */

static int pty_write(struct tty_struct *tty, const unsigned char *buf, int count)
{
	struct tty_port *to = tty->link->port;

	if (tty->flow.stopped || !count)
		return 0;
	count = tty_insert_flip_string(to, buf, count);
	if (count)
		tty_flip_buffer_push(to);
	return count;
}

static unsigned int pty_write_room(struct tty_struct *tty)
{
	return tty->flow.stopped ? 0 : tty_buffer_space_avail(tty->link->port);
}

/* Tell a packet-mode master what happened on its slave. */
static void packet_event(struct tty_struct *tty, u8 set, u8 clear)
{
	struct tty_struct *master = tty->link;
	unsigned long flags;

	if (is_master(tty) || !master->ctrl.packet)
		return;
	spin_lock_irqsave(&tty->ctrl.lock, flags);
	tty->ctrl.pktstatus = (tty->ctrl.pktstatus & ~clear) | set;
	spin_unlock_irqrestore(&tty->ctrl.lock, flags);
	wake_up_interruptible_poll(&master->read_wait, EPOLLIN | EPOLLPRI);
}

static void pty_flush_buffer(struct tty_struct *tty)
{
	tty_buffer_flush(tty->link);
	tty_wakeup(tty);
	packet_event(tty, TIOCPKT_FLUSHWRITE, 0);
}

static void pty_stop(struct tty_struct *tty)
{
	packet_event(tty, TIOCPKT_STOP, TIOCPKT_START);
}

static void pty_start(struct tty_struct *tty)
{
	packet_event(tty, TIOCPKT_START, TIOCPKT_STOP);
}

/* --- settings --- */

/* Whether ^S and ^Q mean stop and start */
static bool normal_flow(const struct ktermios *t)
{
	return (t->c_iflag & IXON) && t->c_cc[VSTOP] == ('S' & 037) &&
	       t->c_cc[VSTART] == ('Q' & 037);
}

static void pts_set_termios(struct tty_struct *tty, struct ktermios *old)
{
	bool flow = normal_flow(&tty->termios);

	if (tty->link->ctrl.packet) {
		if (flow != normal_flow(old))
			packet_event(tty, flow ? TIOCPKT_DOSTOP : TIOCPKT_NOSTOP,
				     flow ? TIOCPKT_NOSTOP : TIOCPKT_DOSTOP);
		if ((old->c_lflag ^ tty->termios.c_lflag) & EXTPROC || L_EXTPROC(tty))
			packet_event(tty, TIOCPKT_IOCTL, 0);
	}
	/* There is no line to set up: eight bits come through. */
	tty->termios.c_cflag &= ~(CSIZE | PARENB);
	tty->termios.c_cflag |= CS8 | CREAD;
}

/* The size is the pair's, and both sides' foreground learns of it. */
static int pty_resize(struct tty_struct *tty, struct winsize *ws)
{
	struct tty_struct *slave = is_master(tty) ? tty->link : tty;

	tty_do_resize(slave->link, ws);
	return tty_do_resize(slave, ws);
}

/* --- ioctl --- */

static int set_packet_mode(struct tty_struct *tty, int __user *arg)
{
	int on;

	if (get_user(on, arg))
		return -EFAULT;
	spin_lock_irq(&tty->ctrl.lock);
	if (on && !tty->ctrl.packet) {
		spin_lock(&tty->link->ctrl.lock);
		tty->link->ctrl.pktstatus = 0;
		spin_unlock(&tty->link->ctrl.lock);
	}
	tty->ctrl.packet = on;
	spin_unlock_irq(&tty->ctrl.lock);
	return 0;
}

static int set_lock(struct tty_struct *tty, int __user *arg)
{
	int on;

	if (get_user(on, arg))
		return -EFAULT;
	if (on)
		set_bit(TTY_PTY_LOCK, &tty->flags);
	else
		clear_bit(TTY_PTY_LOCK, &tty->flags);
	return 0;
}

static int signal_slave(struct tty_struct *tty, int sig)
{
	struct pid *pgrp;

	if (sig < 1 || sig >= _NSIG)
		return -EINVAL;
	pgrp = tty_get_pgrp(tty->link);
	if (pgrp)
		kill_pgrp(pgrp, sig, 1);
	put_pid(pgrp);
	return 0;
}

static int ptm_ioctl(struct tty_struct *tty, unsigned int cmd, unsigned long arg)
{
	int __user *p = (int __user *)arg;

	switch (cmd) {
	case TIOCSPTLCK:
		return set_lock(tty, p);
	case TIOCGPTLCK:
		return put_user(test_bit(TTY_PTY_LOCK, &tty->flags), p);
	case TIOCPKT:
		return set_packet_mode(tty, p);
	case TIOCGPKT:
		return put_user(tty->ctrl.packet, p);
	case TIOCGPTN:
		return put_user(tty->index, (unsigned int __user *)p);
	case TIOCSIG:
		return signal_slave(tty, arg);
	}
	return -ENOIOCTLCMD;
}

/* --- open, close --- */

/* A slave needs its master, unlocked (grantpt(3), unlockpt(3)). */
static int pty_open(struct tty_struct *tty, struct file *filp)
{
	if (test_bit(TTY_OTHER_CLOSED, &tty->flags))
		goto refuse;
	if (!is_master(tty) && (test_bit(TTY_PTY_LOCK, &tty->link->flags) || tty->link->count != 1))
		goto refuse;
	clear_bit(TTY_IO_ERROR, &tty->flags);
	clear_bit(TTY_OTHER_CLOSED, &tty->link->flags);
	return 0;
refuse:
	set_bit(TTY_IO_ERROR, &tty->flags);
	return -EIO;
}

static void wake_all(struct tty_struct *tty)
{
	wake_up_interruptible_all(&tty->read_wait);
	wake_up_interruptible_all(&tty->write_wait);
}

/*
 * The last open of a side: the other one reads the end. With the master the slave's node goes, and
 * whoever has the slave open is hung up. tty_lock() is held.
 */
static void pty_close(struct tty_struct *tty, struct file *filp)
{
	struct tty_struct *other = tty->link;

	if (!is_master(tty)) {
		if (tty_io_error(tty))
			return;
		/* One is this file's, one the master's. */
		if (tty->count > 2)
			return;
	}
	set_bit(TTY_IO_ERROR, &tty->flags);
	wake_all(tty);
	spin_lock_irq(&tty->ctrl.lock);
	tty->ctrl.packet = false;
	spin_unlock_irq(&tty->ctrl.lock);
	set_bit(TTY_OTHER_CLOSED, &other->flags);
	wake_all(other);
	if (is_master(tty)) {
		if (other->driver_data)
			devpts_remove(other->driver_data);
		other->driver_data = NULL;
		tty_vhangup(other);
	}
}

/* --- pairs --- */

static struct tty_struct *ptm_lookup(struct tty_driver *driver, struct file *filp, int idx)
{
	return ERR_PTR(-EIO); /* masters are made by ptmx, and not found by number */
}

static struct tty_struct *pts_lookup(struct tty_driver *driver, struct file *filp, int idx)
{
	return slaves[idx] ?: ERR_PTR(-EIO);
}

static struct tty_port *new_port(void)
{
	struct tty_port *port = kmalloc(sizeof(*port), GFP_KERNEL);

	if (!port)
		return NULL;
	tty_port_init(port);
	if (port->buf.chars)
		return port;
	tty_port_put(port);
	return NULL;
}

/* The master is there; make the slave. tty_mutex is held. */
static int ptm_install(struct tty_driver *driver, struct tty_struct *tty)
{
	struct tty_struct *slave = tty_alloc_struct(pts_driver, tty->index);

	if (!slave)
		return -ENOMEM;
	/* Both structures' cleanup() puts their port, whatever follows. */
	tty->port = new_port();
	slave->port = new_port();
	if (!tty->port || !slave->port) {
		tty_kref_put(slave);
		return -ENOMEM;
	}
	tty->termios = driver->init_termios;
	slave->termios = pts_driver->init_termios;
	tty->link = slave;
	slave->link = tty;
	slave->port->itty = slave;
	tty_driver_kref_get(driver);
	tty_driver_kref_get(pts_driver);
	tty->count++;
	slave->count++;
	slaves[tty->index] = slave;
	return 0;
}

static void ptm_remove(struct tty_driver *driver, struct tty_struct *tty)
{
	clear_bit(tty->index, taken);
}

static void pts_remove(struct tty_driver *driver, struct tty_struct *tty)
{
	slaves[tty->index] = NULL;
}

static void pty_cleanup(struct tty_struct *tty)
{
	tty_port_put(tty->port);
}

static int take_index(void)
{
	unsigned int index = find_first_zero_bit(taken, PTY_MAX);

	if (index >= PTY_MAX)
		return -ENOSPC;
	set_bit(index, taken);
	return index;
}

/* open(2) of /dev/ptmx */
static int ptmx_open(struct inode *inode, struct file *filp)
{
	struct tty_struct *tty;
	struct dentry *node;
	int index, err;

	nonseekable_open(inode, filp);
	err = tty_alloc_file(filp);
	if (err)
		return err;

	mutex_lock(&tty_mutex);
	index = take_index();
	tty = index < 0 ? ERR_PTR(index) : tty_init_dev(ptm_driver, index);
	if (IS_ERR(tty) && index >= 0)
		clear_bit(index, taken);
	mutex_unlock(&tty_mutex);
	if (IS_ERR(tty)) {
		tty_free_file(filp);
		return PTR_ERR(tty);
	}

	/* From here on tty_release() undoes everything. */
	filp->f_op = &tty_fops;
	set_bit(TTY_PTY_LOCK, &tty->flags);
	tty_add_file(tty, filp);
	node = devpts_add(index);
	err = PTR_ERR_OR_ZERO(node);
	if (!err) {
		tty->link->driver_data = node;
		err = tty->ops->open(tty, filp);
	}
	tty_unlock(tty);
	if (err)
		tty_release(inode, filp);
	return err;
}

/* --- registration --- */

static const struct tty_operations ptm_ops = {
	.lookup = ptm_lookup,
	.install = ptm_install,
	.remove = ptm_remove,
	.open = pty_open,
	.close = pty_close,
	.write = pty_write,
	.write_room = pty_write_room,
	.flush_buffer = pty_flush_buffer,
	.ioctl = ptm_ioctl,
	.cleanup = pty_cleanup,
	.resize = pty_resize,
};

static const struct tty_operations pts_ops = {
	.lookup = pts_lookup,
	.remove = pts_remove,
	.open = pty_open,
	.close = pty_close,
	.write = pty_write,
	.write_room = pty_write_room,
	.flush_buffer = pty_flush_buffer,
	.set_termios = pts_set_termios,
	.start = pty_start,
	.stop = pty_stop,
	.cleanup = pty_cleanup,
	.resize = pty_resize,
};

static struct tty_driver *__init make_driver(const char *driver_name, const char *name, int major,
					     short subtype, const struct tty_operations *ops)
{
	struct tty_driver *driver =
		tty_alloc_driver(PTY_MAX, TTY_DRIVER_RESET_TERMIOS | TTY_DRIVER_REAL_RAW |
						  TTY_DRIVER_DYNAMIC_DEV | TTY_DRIVER_DEVPTS_MEM);

	if (IS_ERR(driver))
		panic("pty: no memory");
	driver->driver_name = driver_name;
	driver->name = name;
	driver->major = major;
	driver->minor_start = 0;
	driver->type = TTY_DRIVER_TYPE_PTY;
	driver->subtype = subtype;
	driver->init_termios = tty_std_termios;
	driver->init_termios.c_cflag = B38400 | CS8 | CREAD;
	tty_set_operations(driver, ops);
	return driver;
}

static struct cdev ptmx_cdev;
static struct file_operations ptmx_fops;

void __init pty_init(void)
{
	dev_t ptmx = MKDEV(TTYAUX_MAJOR, 2);

	ptm_driver = make_driver("pty_master", "ptm", UNIX98_PTY_MASTER_MAJOR, PTY_TYPE_MASTER,
				 &ptm_ops);
	/* What goes through the master is the slave's to change. */
	ptm_driver->init_termios.c_iflag = 0;
	ptm_driver->init_termios.c_oflag = 0;
	ptm_driver->init_termios.c_lflag = 0;
	pts_driver =
		make_driver("pty_slave", "pts/", UNIX98_PTY_SLAVE_MAJOR, PTY_TYPE_SLAVE, &pts_ops);
	ptm_driver->other = pts_driver;
	pts_driver->other = ptm_driver;
	if (tty_register_driver(ptm_driver) || tty_register_driver(pts_driver))
		panic("pty: can't register the terminals");

	ptmx_fops = tty_fops;
	ptmx_fops.open = ptmx_open;
	cdev_init(&ptmx_cdev, &ptmx_fops);
	if (cdev_add(&ptmx_cdev, ptmx, 1) || register_chrdev_region(ptmx, 1, "/dev/ptmx") < 0)
		panic("pty: can't register /dev/ptmx");
	if (IS_ERR(device_create(&tty_class, NULL, ptmx, NULL, "ptmx")))
		panic("pty: can't make /dev/ptmx");
}

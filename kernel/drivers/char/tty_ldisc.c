// SPDX-License-Identifier: MIT
/*
 * Line disciplines: which there are, and which one a terminal has.
 *
 * A terminal's discipline changes only under ldisc_sem held for writing; everyone who calls into it
 * holds ldisc_sem for reading, through tty_ldisc_ref() (which does not wait, so any context may use
 * it) or tty_ldisc_ref_wait().
 */
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/tty.h>
#include <kernel/module.h>
#include <kernel/tty.h>

/* --- the registry --- */

static DEFINE_SPINLOCK(ldiscs_lock); /* guards these two */
static struct tty_ldisc_ops *ldiscs[NR_LDISCS];
static LIST_HEAD(ldiscs_in_use);

/**
 * tty_register_ldisc() - offer a discipline under new_ldisc->num
 *
 * -EINVAL for a number out of range, -EBUSY for one that is taken.
 */
int tty_register_ldisc(struct tty_ldisc_ops *new_ldisc)
{
	int err = 0;

	if (new_ldisc->num < N_TTY || new_ldisc->num >= NR_LDISCS)
		return -EINVAL;
	spin_lock(&ldiscs_lock);
	if (ldiscs[new_ldisc->num])
		err = -EBUSY;
	else
		ldiscs[new_ldisc->num] = new_ldisc;
	spin_unlock(&ldiscs_lock);
	return err;
}
EXPORT_SYMBOL(tty_register_ldisc);

/**
 * tty_unregister_ldisc() - take the offer back
 *
 * Terminals that have the discipline hold its module, so for a module's exit there is none.
 */
void tty_unregister_ldisc(struct tty_ldisc_ops *ldisc)
{
	spin_lock(&ldiscs_lock);
	ldiscs[ldisc->num] = NULL;
	spin_unlock(&ldiscs_lock);
}
EXPORT_SYMBOL(tty_unregister_ldisc);

static ssize_t dead_read(struct tty_struct *tty, struct file *file, unsigned char *buf, size_t nr,
			 void **cookie, unsigned long offset)
{
	return -EIO;
}

static ssize_t dead_write(struct tty_struct *tty, struct file *file, const unsigned char *buf,
			  size_t nr)
{
	return -EIO;
}

/* In place of one whose module has crashed: what comes is dropped. */
static struct tty_ldisc_ops dead_ldisc = {
	.name = "dead",
	.read = dead_read,
	.write = dead_write,
};

unsigned int ldiscs_forget_module(const struct module *mod)
{
	unsigned int forgotten = 0;
	struct tty_ldisc *ld;

	spin_lock(&ldiscs_lock);
	for (unsigned int i = 0; i < NR_LDISCS; i++) {
		if (ldiscs[i] && within_module((unsigned long)ldiscs[i], mod)) {
			ldiscs[i] = NULL;
			forgotten++;
		}
	}
	list_for_each_entry (ld, &ldiscs_in_use, node)
		if (within_module((unsigned long)ld->ops, mod))
			WRITE_ONCE(ld->ops, &dead_ldisc);
	spin_unlock(&ldiscs_lock);
	return forgotten;
}

/* A discipline for tty, with its module held. ERR_PTR(-EINVAL, -EAGAIN: module leaving, -ENOMEM) */
static struct tty_ldisc *ldisc_get(struct tty_struct *tty, int disc)
{
	struct tty_ldisc_ops *ops;
	struct tty_ldisc *ld;

	if (disc < N_TTY || disc >= NR_LDISCS)
		return ERR_PTR(-EINVAL);
	spin_lock(&ldiscs_lock);
	ops = ldiscs[disc];
	if (ops && !try_module_get(ops->owner))
		ops = ERR_PTR(-EAGAIN);
	spin_unlock(&ldiscs_lock);
	if (IS_ERR_OR_NULL(ops))
		return ops ? ERR_CAST(ops) : ERR_PTR(-EINVAL);

	ld = kmalloc(sizeof(*ld), GFP_KERNEL);
	if (!ld) {
		module_put(ops->owner);
		return ERR_PTR(-ENOMEM);
	}
	ld->ops = ops;
	ld->tty = tty;
	spin_lock(&ldiscs_lock);
	list_add(&ld->node, &ldiscs_in_use);
	spin_unlock(&ldiscs_lock);
	return ld;
}

static void ldisc_put(struct tty_ldisc *ld)
{
	if (ld) {
		spin_lock(&ldiscs_lock);
		list_del(&ld->node);
		spin_unlock(&ldiscs_lock);
		module_put(ld->ops->owner);
		kfree(ld);
	}
}

/* --- holding a terminal's discipline --- */

struct tty_ldisc *tty_ldisc_ref(struct tty_struct *tty)
{
	struct tty_ldisc *ld;

	if (!down_read_trylock(&tty->ldisc_sem))
		return NULL;
	ld = tty->ldisc;
	if (!ld)
		up_read(&tty->ldisc_sem);
	return ld;
}
EXPORT_SYMBOL_GPL(tty_ldisc_ref);

struct tty_ldisc *tty_ldisc_ref_wait(struct tty_struct *tty)
{
	struct tty_ldisc *ld;

	down_read(&tty->ldisc_sem);
	ld = tty->ldisc;
	if (!ld)
		up_read(&tty->ldisc_sem);
	return ld;
}
EXPORT_SYMBOL_GPL(tty_ldisc_ref_wait);

void tty_ldisc_deref(struct tty_ldisc *ld)
{
	up_read(&ld->tty->ldisc_sem);
}
EXPORT_SYMBOL_GPL(tty_ldisc_deref);

/**
 * tty_ldisc_flush() - throw away input that nobody has read, in the discipline and below it
 */
void tty_ldisc_flush(struct tty_struct *tty)
{
	struct tty_ldisc *ld = tty_ldisc_ref(tty);

	tty_buffer_flush(tty);
	if (ld) {
		if (ld->ops->flush_buffer)
			ld->ops->flush_buffer(tty);
		tty_ldisc_deref(ld);
	}
}
EXPORT_SYMBOL_GPL(tty_ldisc_flush);

/* --- changing it: ldisc_sem is held for writing, or nobody else has the terminal yet --- */

static int ldisc_open(struct tty_struct *tty, struct tty_ldisc *ld)
{
	int err = 0;

	WARN_ON(test_and_set_bit(TTY_LDISC_OPEN, &tty->flags));
	if (ld->ops->open)
		err = ld->ops->open(tty);
	if (err)
		clear_bit(TTY_LDISC_OPEN, &tty->flags);
	return err;
}

static void ldisc_close(struct tty_struct *tty, struct tty_ldisc *ld)
{
	WARN_ON(!test_and_clear_bit(TTY_LDISC_OPEN, &tty->flags));
	if (ld->ops->close)
		ld->ops->close(tty);
}

static void ldisc_kill(struct tty_struct *tty)
{
	if (!tty->ldisc)
		return;
	ldisc_close(tty, tty->ldisc);
	ldisc_put(tty->ldisc);
	tty->ldisc = NULL;
}

static void set_line(struct tty_struct *tty, int disc)
{
	down_write(&tty->termios_rwsem);
	tty->termios.c_line = disc;
	up_write(&tty->termios_rwsem);
	tty->disc_data = NULL;
	tty->receive_room = 0;
}

/* A fresh instance of disc in place of what there is, if anything. On failure there is none. */
int tty_ldisc_reinit(struct tty_struct *tty, int disc)
{
	struct tty_ldisc *ld = ldisc_get(tty, disc);
	int err;

	if (IS_ERR(ld)) {
		ldisc_kill(tty);
		return PTR_ERR(ld);
	}
	ldisc_kill(tty);
	tty->ldisc = ld;
	set_line(tty, disc);
	err = ldisc_open(tty, ld);
	if (err) {
		ldisc_put(ld);
		tty->ldisc = NULL;
	}
	return err;
}

/* How long TIOCSETD waits for readers and writers to leave, and how often it looks */
#define SET_LDISC_TIMEOUT (5 * HZ)
#define SET_LDISC_POLL	  (HZ / 20)

/*
 * Lock out everyone who holds the discipline. A waiting writer would stop new readers, the worker
 * that carries input up among them, and so perhaps the very input that lets an old one go: so try
 * again and again, rather than wait in line. -EBUSY, -EINTR.
 */
static int lock_ldisc(struct tty_struct *tty)
{
	unsigned long end = jiffies + SET_LDISC_TIMEOUT;

	while (!down_write_trylock(&tty->ldisc_sem)) {
		if (time_after(jiffies, end))
			return -EBUSY;
		if (signal_pending(current))
			return -EINTR;
		schedule_timeout_interruptible(SET_LDISC_POLL);
	}
	return 0;
}

/* What was there before, or the standard one, or none: something is always said. */
static void restore_ldisc(struct tty_struct *tty, int disc)
{
	if (!tty_ldisc_reinit(tty, disc))
		return;
	pr_warn("%s: falling back to the standard line discipline\n", tty_name(tty));
	if (tty_ldisc_reinit(tty, N_TTY))
		pr_err("%s: has no line discipline\n", tty_name(tty));
}

/**
 * tty_set_ldisc() - TIOCSETD
 *
 * -EINVAL: no such discipline; -EBUSY: it is in use; -EIO: the terminal hung up; or what its open
 * returned. Sleeps.
 */
int tty_set_ldisc(struct tty_struct *tty, int num)
{
	struct tty_ldisc *new = ldisc_get(tty, num);
	int old, err;

	if (IS_ERR(new))
		return PTR_ERR(new);
	tty_lock(tty);
	err = lock_ldisc(tty);
	if (err)
		goto put_new;
	err = -EIO;
	if (!tty->ldisc || test_bit(TTY_HUPPED, &tty->flags))
		goto unlock;
	err = 0;
	old = tty->ldisc->ops->num;
	if (old == num)
		goto unlock;

	ldisc_kill(tty);
	tty->ldisc = new;
	set_line(tty, num);
	err = ldisc_open(tty, new);
	if (err) {
		tty->ldisc = NULL;
		restore_ldisc(tty, old);
	} else {
		new = NULL;
	}
unlock:
	up_write(&tty->ldisc_sem);
	/* Input came while the worker could not get hold of a discipline. */
	tty_buffer_restart(tty->port);
	wake_up_interruptible_all(&tty->read_wait);
	wake_up_interruptible_all(&tty->write_wait);
put_new:
	ldisc_put(new);
	tty_unlock(tty);
	return err;
}

/* --- from the life of a terminal --- */

/* The standard discipline, not yet opened. */
int tty_ldisc_init(struct tty_struct *tty)
{
	struct tty_ldisc *ld = ldisc_get(tty, N_TTY);

	if (IS_ERR(ld))
		return PTR_ERR(ld);
	tty->ldisc = ld;
	return 0;
}

/* Of a terminal that is about to be freed. */
void tty_ldisc_deinit(struct tty_struct *tty)
{
	ldisc_put(tty->ldisc);
	tty->ldisc = NULL;
}

/* Open it, and the other side's of a pty. */
int tty_ldisc_setup(struct tty_struct *tty)
{
	int err = ldisc_open(tty, tty->ldisc);

	if (err || !tty->link)
		return err;
	err = ldisc_open(tty->link, tty->link->ldisc);
	if (err)
		ldisc_close(tty, tty->ldisc);
	return err;
}

static void release_one(struct tty_struct *tty)
{
	down_write(&tty->ldisc_sem);
	ldisc_kill(tty);
	up_write(&tty->ldisc_sem);
}

/* The last close: nobody reads or writes any more, only the worker may still be inside. */
void tty_ldisc_release(struct tty_struct *tty)
{
	release_one(tty);
	if (tty->link)
		release_one(tty->link);
}

/*
 * Everyone leaves the discipline, and it starts afresh (reinit: the terminal goes on for those who
 * have it as the console) or ends. tty_lock() is held, and TTY_HUPPING is set.
 */
void tty_ldisc_hangup(struct tty_struct *tty, bool reinit)
{
	struct tty_ldisc *ld = tty_ldisc_ref(tty);

	if (ld) {
		if (ld->ops->flush_buffer)
			ld->ops->flush_buffer(tty);
		tty_driver_flush_buffer(tty);
		if (test_bit(TTY_DO_WRITE_WAKEUP, &tty->flags) && ld->ops->write_wakeup)
			ld->ops->write_wakeup(tty);
		if (ld->ops->hangup)
			ld->ops->hangup(tty);
		tty_ldisc_deref(ld);
	}
	/* What the session that ends here held back, in or out, must not hold the next one. */
	tty_unthrottle(tty);
	spin_lock_irq(&tty->flow.lock);
	tty->flow.tco_stopped = false;
	__start_tty(tty);
	spin_unlock_irq(&tty->flow.lock);
	wake_up_interruptible_poll(&tty->write_wait, EPOLLOUT);
	wake_up_interruptible_poll(&tty->read_wait, EPOLLIN);

	down_write(&tty->ldisc_sem);
	if (tty->driver->flags & TTY_DRIVER_RESET_TERMIOS) {
		down_write(&tty->termios_rwsem);
		tty->termios = tty->driver->init_termios;
		up_write(&tty->termios_rwsem);
	}
	if (tty->ldisc) {
		if (reinit)
			restore_ldisc(tty, tty->termios.c_line);
		else
			ldisc_kill(tty);
	}
	up_write(&tty->ldisc_sem);
}

// SPDX-License-Identifier: MIT
/*
 * Terminal settings: changing them, and the ways in which the ioctls of three generations carry
 * them (TCSETA, TCSETS, TCSETS2). Speeds as numbers and as bits. termios(3), ioctl_tty(2).
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/sched/signal.h>
#include <linux/string.h>
#include <linux/tty.h>
#include <linux/uaccess.h>
#include <linux/wait.h>
#include <kernel/tty.h>

/* --- speeds --- */

/* By code: the low four bits, then those with CBAUDEX, which begin at B57600 */
static const speed_t bauds[] = {
	0,	 50,	  75,	   110,	    134,     150,     200,     300,
	600,	 1200,	  1800,	   2400,    4800,    9600,    19200,   38400,
	57600,	 115200,  230400,  460800,  500000,  576000,  921600,  1000000,
	1152000, 1500000, 2000000, 2500000, 3000000, 3500000, 4000000,
};

static speed_t code_to_baud(tcflag_t code, speed_t other)
{
	if (code == BOTHER)
		return other;
	if (code & CBAUDEX)
		code = (code & ~CBAUDEX) + 15;
	return code < ARRAY_SIZE(bauds) ? bauds[code] : 0;
}

static tcflag_t baud_to_code(speed_t baud)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(bauds); i++)
		if (bauds[i] == baud)
			return i <= 15 ? i : CBAUDEX | (i - 15);
	return BOTHER;
}

speed_t tty_termios_baud_rate(struct ktermios *termios)
{
	return code_to_baud(termios->c_cflag & CBAUD, termios->c_ospeed);
}
EXPORT_SYMBOL(tty_termios_baud_rate);

speed_t tty_termios_input_baud_rate(struct ktermios *termios)
{
	tcflag_t code = (termios->c_cflag >> IBSHIFT) & CBAUD;

	/* B0: as the output */
	return code == B0 ? tty_termios_baud_rate(termios) : code_to_baud(code, termios->c_ispeed);
}
EXPORT_SYMBOL(tty_termios_input_baud_rate);

/**
 * tty_termios_encode_baud_rate() - put speeds in, both as numbers and as bits
 */
void tty_termios_encode_baud_rate(struct ktermios *termios, speed_t ibaud, speed_t obaud)
{
	termios->c_ispeed = ibaud;
	termios->c_ospeed = obaud;
	termios->c_cflag &= ~(CBAUD | CIBAUD);
	termios->c_cflag |= baud_to_code(obaud);
	if (ibaud != obaud)
		termios->c_cflag |= baud_to_code(ibaud) << IBSHIFT;
}
EXPORT_SYMBOL_GPL(tty_termios_encode_baud_rate);

unsigned char tty_get_char_size(unsigned int cflag)
{
	return 5 + ((cflag & CSIZE) >> 4);
}
EXPORT_SYMBOL_GPL(tty_get_char_size);

/* --- changing them --- */

/* Bits of fields that are locked (TIOCSLCKTRMIOS) keep the old value. */
static void keep_locked(struct tty_struct *tty, const struct ktermios *old)
{
	struct ktermios *t = &tty->termios, *lock = &tty->termios_locked;
	int i;

	t->c_iflag = (t->c_iflag & ~lock->c_iflag) | (old->c_iflag & lock->c_iflag);
	t->c_oflag = (t->c_oflag & ~lock->c_oflag) | (old->c_oflag & lock->c_oflag);
	t->c_cflag = (t->c_cflag & ~lock->c_cflag) | (old->c_cflag & lock->c_cflag);
	t->c_lflag = (t->c_lflag & ~lock->c_lflag) | (old->c_lflag & lock->c_lflag);
	t->c_line = lock->c_line ? old->c_line : t->c_line;
	for (i = 0; i < NCCS; i++)
		t->c_cc[i] = lock->c_cc[i] ? old->c_cc[i] : t->c_cc[i];
}

/**
 * tty_set_termios() - put new settings into force
 *
 * The driver and the discipline are told, the driver first: it may correct what it can't do. 0.
 */
int tty_set_termios(struct tty_struct *tty, struct ktermios *kt)
{
	struct tty_ldisc *ld;
	struct ktermios old;

	down_write(&tty->termios_rwsem);
	old = tty->termios;
	tty->termios = *kt;
	/* The discipline is changed by TIOCSETD only. */
	tty->termios.c_line = old.c_line;
	keep_locked(tty, &old);
	if (tty->ops->set_termios) {
		tty->ops->set_termios(tty, &old);
	} else {
		/* A terminal without a line has no speed, parity or character size to change. */
		tty->termios.c_cflag = (old.c_cflag & ~(HUPCL | CREAD | CLOCAL)) |
				       (tty->termios.c_cflag & (HUPCL | CREAD | CLOCAL));
		tty->termios.c_ispeed = old.c_ispeed;
		tty->termios.c_ospeed = old.c_ospeed;
	}
	ld = tty_ldisc_ref(tty);
	if (ld) {
		if (ld->ops->set_termios)
			ld->ops->set_termios(tty, &old);
		tty_ldisc_deref(ld);
	}
	up_write(&tty->termios_rwsem);
	return 0;
}
EXPORT_SYMBOL_GPL(tty_set_termios);

/* --- the user's forms --- */

#define FORM_TERMIO   1 /* struct termio */
#define FORM_TERMIOS  2 /* struct termios */
#define FORM_TERMIOS2 3

static int get_form(struct ktermios *k, void __user *arg, int form)
{
	struct termio old;

	switch (form) {
	case FORM_TERMIO:
		if (copy_from_user(&old, arg, sizeof(old)))
			return -EFAULT;
		k->c_iflag = (k->c_iflag & 0xffff0000) | old.c_iflag;
		k->c_oflag = (k->c_oflag & 0xffff0000) | old.c_oflag;
		k->c_cflag = (k->c_cflag & 0xffff0000) | old.c_cflag;
		k->c_lflag = (k->c_lflag & 0xffff0000) | old.c_lflag;
		k->c_line = old.c_line;
		memcpy(k->c_cc, old.c_cc, NCC);
		break;
	case FORM_TERMIOS:
		/* The two larger structures begin alike. */
		static_assert(offsetof(struct ktermios, c_cc) == offsetof(struct termios, c_cc));
		if (copy_from_user(k, arg, sizeof(struct termios)))
			return -EFAULT;
		break;
	default:
		static_assert(sizeof(struct ktermios) == sizeof(struct termios2));
		if (copy_from_user(k, arg, sizeof(struct termios2)))
			return -EFAULT;
		break;
	}
	/* Where the bits name a speed they count; a number counts with BOTHER. */
	k->c_ispeed = tty_termios_input_baud_rate(k);
	k->c_ospeed = tty_termios_baud_rate(k);
	return 0;
}

static int put_form(struct tty_struct *tty, void __user *arg, int form)
{
	struct ktermios k;
	struct termio old = {};

	down_read(&tty->termios_rwsem);
	k = tty->termios;
	up_read(&tty->termios_rwsem);
	if (form == FORM_TERMIO) {
		old.c_iflag = k.c_iflag;
		old.c_oflag = k.c_oflag;
		old.c_cflag = k.c_cflag;
		old.c_lflag = k.c_lflag;
		old.c_line = k.c_line;
		memcpy(old.c_cc, k.c_cc, NCC);
		return copy_to_user(arg, &old, sizeof(old)) ? -EFAULT : 0;
	}
	return copy_to_user(arg, &k,
			    form == FORM_TERMIOS ? sizeof(struct termios) : sizeof(struct termios2))
		       ? -EFAULT
		       : 0;
}

/*
 * Waits until all output is out and no writer is in the middle of more, and returns with
 * tty_write_lock() held. -ERESTARTSYS.
 */
static int drain_and_lock(struct tty_struct *tty)
{
	for (;;) {
		if (wait_event_interruptible(tty->write_wait, !tty_chars_in_buffer(tty)))
			return -ERESTARTSYS;
		if (tty_write_lock(tty, false))
			return -ERESTARTSYS;
		if (!tty_chars_in_buffer(tty))
			return 0;
		tty_write_unlock(tty);
	}
}

/* wait: after output is out. flush: and with input that was not read thrown away. */
static int set_form(struct tty_struct *tty, void __user *arg, int form, bool wait, bool flush)
{
	struct ktermios k;
	int err = tty_check_change(tty);

	if (err)
		return err;
	down_read(&tty->termios_rwsem);
	k = tty->termios;
	up_read(&tty->termios_rwsem);
	err = get_form(&k, arg, form);
	if (err || !wait)
		return err ?: tty_set_termios(tty, &k);

	err = drain_and_lock(tty);
	if (err)
		return err;
	if (flush) {
		struct tty_ldisc *ld = tty_ldisc_ref(tty);

		tty_buffer_flush(tty);
		if (ld) {
			if (ld->ops->flush_buffer)
				ld->ops->flush_buffer(tty);
			tty_ldisc_deref(ld);
		}
	}
	if (tty->ops->wait_until_sent) {
		tty->ops->wait_until_sent(tty, 0);
		if (signal_pending(current)) {
			err = -ERESTARTSYS;
			goto unlock;
		}
	}
	err = tty_set_termios(tty, &k);
unlock:
	tty_write_unlock(tty);
	return err;
}

static int get_locked(struct tty_struct *tty, void __user *arg)
{
	struct ktermios k;

	down_read(&tty->termios_rwsem);
	k = tty->termios_locked;
	up_read(&tty->termios_rwsem);
	return copy_to_user(arg, &k, sizeof(struct termios)) ? -EFAULT : 0;
}

static int set_locked(struct tty_struct *tty, void __user *arg)
{
	struct ktermios k = {};

	if (!capable(CAP_SYS_ADMIN))
		return -EPERM;
	if (copy_from_user(&k, arg, sizeof(struct termios)))
		return -EFAULT;
	down_write(&tty->termios_rwsem);
	tty->termios_locked = k;
	up_write(&tty->termios_rwsem);
	return 0;
}

/* Whether carrier matters is a bit of c_cflag with an ioctl of its own. */
static int change_softcar(struct tty_struct *tty, int __user *arg)
{
	struct ktermios k;
	int on;

	if (get_user(on, arg))
		return -EFAULT;
	down_read(&tty->termios_rwsem);
	k = tty->termios;
	up_read(&tty->termios_rwsem);
	k.c_cflag = on ? k.c_cflag | CLOCAL : k.c_cflag & ~CLOCAL;
	return tty_set_termios(tty, &k);
}

/**
 * tty_mode_ioctl() - requests about settings
 *
 * On a pty's master they mean the slave's. -ENOIOCTLCMD for any other request.
 */
int tty_mode_ioctl(struct tty_struct *tty, unsigned int cmd, unsigned long arg)
{
	struct tty_struct *real = tty;
	void __user *p = (void __user *)arg;

	if (tty->driver->type == TTY_DRIVER_TYPE_PTY && tty->driver->subtype == PTY_TYPE_MASTER)
		real = tty->link;

	switch (cmd) {
	case TCGETA:
		return put_form(real, p, FORM_TERMIO);
	case TCSETA:
	case TCSETAW:
	case TCSETAF:
		return set_form(real, p, FORM_TERMIO, cmd != TCSETA, cmd == TCSETAF);
	case TCGETS:
		return put_form(real, p, FORM_TERMIOS);
	case TCSETS:
	case TCSETSW:
	case TCSETSF:
		return set_form(real, p, FORM_TERMIOS, cmd != TCSETS, cmd == TCSETSF);
	case TCGETS2:
		return put_form(real, p, FORM_TERMIOS2);
	case TCSETS2:
	case TCSETSW2:
	case TCSETSF2:
		return set_form(real, p, FORM_TERMIOS2, cmd != TCSETS2, cmd == TCSETSF2);
	case TIOCGLCKTRMIOS:
		return get_locked(real, p);
	case TIOCSLCKTRMIOS:
		return set_locked(real, p);
	case TIOCGSOFTCAR:
		return put_user(C_CLOCAL(real) ? 1 : 0, (int __user *)p);
	case TIOCSSOFTCAR:
		return change_softcar(real, p);
	}
	return -ENOIOCTLCMD;
}
EXPORT_SYMBOL_GPL(tty_mode_ioctl);

// SPDX-License-Identifier: MIT
/*
 * ttyS0 and ttyS1: serial lines as terminals. The chip is serial_8250.c's.
 */
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/jiffies.h>
#include <linux/ioport.h>
#include <linux/kernel.h>
#include <linux/major.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/tty.h>
#include <linux/tty_driver.h>
#include <kernel/tty.h>
#include <uapi/linux/serial_reg.h>
#include "serial_8250.h"

struct tty_driver *serial_driver;

static struct uart *tty_uart(struct tty_struct *tty)
{
	return &uarts[tty->index];
}

static struct uart *port_uart(struct tty_port *port)
{
	return container_of(port, struct uart, port);
}

/* --- the first open and the last close --- */

static int serial_activate(struct tty_port *port, struct tty_struct *tty)
{
	struct uart *u = port_uart(port);
	unsigned char *xmit;
	int err;

	if (!u->present)
		return -ENXIO;
	xmit = kmalloc(UART_XMIT_SIZE, GFP_KERNEL);
	if (!xmit)
		return -ENOMEM;
	err = request_irq(u->irq, uart_interrupt, IRQF_SHARED, tty->name, u);
	if (err) {
		kfree(xmit);
		return err;
	}
	down_write(&tty->termios_rwsem);
	spin_lock_irq(&u->lock);
	u->xmit = xmit;
	uart_startup(u);
	uart_program(u, &tty->termios);
	spin_unlock_irq(&u->lock);
	up_write(&tty->termios_rwsem);
	return 0;
}

static void serial_port_shutdown(struct tty_port *port)
{
	struct uart *u = port_uart(port);
	struct tty_struct *tty = tty_port_tty_get(port);
	unsigned char *xmit;

	spin_lock_irq(&u->lock);
	uart_shutdown(u);
	if (!tty || C_HUPCL(tty))
		uart_set_mcr(u, 0, UART_MCR_DTR | UART_MCR_RTS);
	spin_unlock_irq(&u->lock);
	tty_kref_put(tty);
	cancel_delayed_work_sync(&u->rx_retry);

	/* Waits for a handler that is running; only then may the ring go. */
	free_irq(u->irq, u);
	spin_lock_irq(&u->lock);
	xmit = u->xmit;
	u->xmit = NULL;
	u->head = u->tail = 0;
	spin_unlock_irq(&u->lock);
	kfree(xmit);
}

static const struct tty_port_operations serial_port_ops = {
	.activate = serial_activate,
	.shutdown = serial_port_shutdown,
};

static int serial_open(struct tty_struct *tty, struct file *filp)
{
	return tty_port_open(tty->port, tty, filp);
}

static void serial_close(struct tty_struct *tty, struct file *filp)
{
	tty_port_close(tty->port, tty, filp);
}

static void serial_hangup(struct tty_struct *tty)
{
	tty_port_hangup(tty->port);
}

/* --- output --- */

static int serial_write(struct tty_struct *tty, const unsigned char *buf, int count)
{
	struct uart *u = tty_uart(tty);
	unsigned long flags;
	int done = 0;

	spin_lock_irqsave(&u->lock, flags);
	if (u->xmit) {
		while (done < count && uart_pending(u) < UART_XMIT_SIZE)
			u->xmit[u->head++ & (UART_XMIT_SIZE - 1)] = buf[done++];
		uart_start_tx(u);
	}
	spin_unlock_irqrestore(&u->lock, flags);
	return done;
}

static unsigned int serial_write_room(struct tty_struct *tty)
{
	struct uart *u = tty_uart(tty);
	unsigned long flags;
	unsigned int room;

	spin_lock_irqsave(&u->lock, flags);
	room = u->xmit ? UART_XMIT_SIZE - uart_pending(u) : 0;
	spin_unlock_irqrestore(&u->lock, flags);
	return room;
}

static unsigned int serial_chars_in_buffer(struct tty_struct *tty)
{
	struct uart *u = tty_uart(tty);
	unsigned long flags;
	unsigned int n;

	spin_lock_irqsave(&u->lock, flags);
	n = uart_pending(u);
	spin_unlock_irqrestore(&u->lock, flags);
	return n;
}

static void serial_flush_buffer(struct tty_struct *tty)
{
	struct uart *u = tty_uart(tty);
	unsigned long flags;

	spin_lock_irqsave(&u->lock, flags);
	u->tail = u->head;
	spin_unlock_irqrestore(&u->lock, flags);
	tty_wakeup(tty);
}

static void serial_stop(struct tty_struct *tty)
{
	struct uart *u = tty_uart(tty);
	unsigned long flags;

	spin_lock_irqsave(&u->lock, flags);
	u->stopped = true;
	uart_stop_tx(u);
	spin_unlock_irqrestore(&u->lock, flags);
}

static void serial_start(struct tty_struct *tty)
{
	struct uart *u = tty_uart(tty);
	unsigned long flags;

	spin_lock_irqsave(&u->lock, flags);
	u->stopped = false;
	if (u->xmit)
		uart_start_tx(u);
	spin_unlock_irqrestore(&u->lock, flags);
}

static void serial_send_xchar(struct tty_struct *tty, char ch)
{
	struct uart *u = tty_uart(tty);
	unsigned long flags;

	spin_lock_irqsave(&u->lock, flags);
	u->x_char = ch;
	if (u->xmit)
		uart_start_tx(u);
	spin_unlock_irqrestore(&u->lock, flags);
}

/* The ring is empty; wait for the FIFO and the shift register. timeout in jiffies, 0: none. */
static void serial_wait_until_sent(struct tty_struct *tty, int timeout)
{
	struct uart *u = tty_uart(tty);
	unsigned long end = jiffies + timeout;
	bool empty;

	for (;;) {
		spin_lock_irq(&u->lock);
		empty = !u->xmit || uart_tx_empty(u);
		spin_unlock_irq(&u->lock);
		if (empty || signal_pending(current))
			return;
		if (timeout && time_after(jiffies, end))
			return;
		schedule_timeout_interruptible(1);
	}
}

/* --- input held back --- */

static void serial_throttle(struct tty_struct *tty)
{
	struct uart *u = tty_uart(tty);

	if (I_IXOFF(tty))
		serial_send_xchar(tty, STOP_CHAR(tty));
	if (C_CRTSCTS(tty)) {
		spin_lock_irq(&u->lock);
		uart_set_mcr(u, 0, UART_MCR_RTS);
		spin_unlock_irq(&u->lock);
	}
	spin_lock_irq(&u->lock);
	u->throttled = true;
	uart_update_rx(u);
	spin_unlock_irq(&u->lock);
}

static void serial_unthrottle(struct tty_struct *tty)
{
	struct uart *u = tty_uart(tty);

	if (I_IXOFF(tty))
		serial_send_xchar(tty, START_CHAR(tty));
	if (C_CRTSCTS(tty)) {
		spin_lock_irq(&u->lock);
		uart_set_mcr(u, UART_MCR_RTS, 0);
		spin_unlock_irq(&u->lock);
	}
	spin_lock_irq(&u->lock);
	u->throttled = false;
	if (u->xmit)
		uart_update_rx(u);
	spin_unlock_irq(&u->lock);
}

/* --- settings --- */

static void serial_set_termios(struct tty_struct *tty, struct ktermios *old)
{
	struct uart *u = tty_uart(tty);

	spin_lock_irq(&u->lock);
	uart_program(u, &tty->termios);
	if (u->xmit)
		uart_start_tx(u);
	spin_unlock_irq(&u->lock);
}

static int serial_break_ctl(struct tty_struct *tty, int state)
{
	struct uart *u = tty_uart(tty);

	spin_lock_irq(&u->lock);
	uart_set_break(u, state == -1);
	spin_unlock_irq(&u->lock);
	return 0;
}

/* Modem lines, as TIOCM_* bits and as the chip's */
static const struct {
	unsigned int tiocm;
	u8 bit;
} mcr_bits[] =
	{
		{TIOCM_DTR, UART_MCR_DTR},   {TIOCM_RTS, UART_MCR_RTS},
		{TIOCM_OUT1, UART_MCR_OUT1}, {TIOCM_OUT2, UART_MCR_OUT2},
		{TIOCM_LOOP, UART_MCR_LOOP},
},
  msr_bits[] = {
	  {TIOCM_CAR, UART_MSR_DCD},
	  {TIOCM_RNG, UART_MSR_RI},
	  {TIOCM_DSR, UART_MSR_DSR},
	  {TIOCM_CTS, UART_MSR_CTS},
};

static int serial_tiocmget(struct tty_struct *tty)
{
	struct uart *u = tty_uart(tty);
	unsigned int i;
	int lines = 0;
	u8 mcr, msr;

	spin_lock_irq(&u->lock);
	mcr = u->mcr;
	msr = uart_msr(u);
	spin_unlock_irq(&u->lock);
	for (i = 0; i < ARRAY_SIZE(mcr_bits); i++)
		if (mcr & mcr_bits[i].bit)
			lines |= mcr_bits[i].tiocm;
	for (i = 0; i < ARRAY_SIZE(msr_bits); i++)
		if (msr & msr_bits[i].bit)
			lines |= msr_bits[i].tiocm;
	return lines;
}

static int serial_tiocmset(struct tty_struct *tty, unsigned int set, unsigned int clear)
{
	struct uart *u = tty_uart(tty);
	u8 on = 0, off = 0;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(mcr_bits); i++) {
		/* OUT2 lets the interrupt through: not the user's to switch. */
		if (mcr_bits[i].bit == UART_MCR_OUT2)
			continue;
		if (set & mcr_bits[i].tiocm)
			on |= mcr_bits[i].bit;
		if (clear & mcr_bits[i].tiocm)
			off |= mcr_bits[i].bit;
	}
	spin_lock_irq(&u->lock);
	uart_set_mcr(u, on, off);
	spin_unlock_irq(&u->lock);
	return 0;
}

/* --- registration --- */

static const struct tty_operations serial_ops = {
	.open = serial_open,
	.close = serial_close,
	.hangup = serial_hangup,
	.write = serial_write,
	.write_room = serial_write_room,
	.chars_in_buffer = serial_chars_in_buffer,
	.flush_buffer = serial_flush_buffer,
	.stop = serial_stop,
	.start = serial_start,
	.send_xchar = serial_send_xchar,
	.wait_until_sent = serial_wait_until_sent,
	.throttle = serial_throttle,
	.unthrottle = serial_unthrottle,
	.set_termios = serial_set_termios,
	.break_ctl = serial_break_ctl,
	.tiocmget = serial_tiocmget,
	.tiocmset = serial_tiocmset,
};

/* A line that is the console begins with the console's settings. */
static void __init inherit_console_settings(struct tty_driver *driver, unsigned int i)
{
	struct ktermios *t;

	if (!serial_console_termios[i].c_cflag)
		return;
	t = kmalloc(sizeof(*t), GFP_KERNEL);
	if (!t)
		return;
	*t = driver->init_termios;
	t->c_cflag = serial_console_termios[i].c_cflag;
	t->c_ispeed = serial_console_termios[i].c_ispeed;
	t->c_ospeed = serial_console_termios[i].c_ospeed;
	driver->termios[i] = t;
}

void __init serial_init(void)
{
	struct tty_driver *driver = tty_alloc_driver(NR_UARTS, TTY_DRIVER_DYNAMIC_DEV);
	unsigned int i;

	if (IS_ERR(driver))
		panic("serial: no memory");
	driver->driver_name = "serial";
	driver->name = "ttyS";
	driver->major = TTY_MAJOR;
	driver->minor_start = 64;
	driver->type = TTY_DRIVER_TYPE_SERIAL;
	driver->subtype = SERIAL_TYPE_NORMAL;
	driver->init_termios = tty_std_termios;
	driver->init_termios.c_cflag = B9600 | CS8 | CREAD | HUPCL | CLOCAL;
	driver->init_termios.c_ispeed = driver->init_termios.c_ospeed = 9600;
	tty_set_operations(driver, &serial_ops);
	for (i = 0; i < NR_UARTS; i++) {
		tty_port_init(&uarts[i].port);
		INIT_DELAYED_WORK(&uarts[i].rx_retry, uart_rx_retry);
		uarts[i].port.ops = &serial_port_ops;
		tty_port_link_device(&uarts[i].port, driver, i);
		inherit_console_settings(driver, i);
		if (uarts[i].present)
			request_region(uarts[i].base, 8, "serial");
	}
	if (tty_register_driver(driver))
		panic("serial: can't register the terminals");
	serial_driver = driver;

	uart_probe_all();
	for (i = 0; i < NR_UARTS; i++) {
		if (!uarts[i].present)
			continue;
		pr_info("ttyS%u at I/O 0x%x (irq = %u) is a %s\n", i, uarts[i].base, uarts[i].irq,
			uarts[i].fifo > 1 ? "16550A" : "8250");
		if (IS_ERR(tty_register_device(driver, i, NULL)))
			pr_err("ttyS%d: can't make its device\n", i);
	}
}

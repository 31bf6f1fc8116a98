// SPDX-License-Identifier: MIT
/*
 * Ports: what a terminal driver has for each line for as long as the hardware is there.
 *
 * open, close and hangup here do for most drivers all that their tty_operations of these names have
 * to: count the opens, and start and stop the hardware at the first and the last.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/tty.h>
#include <linux/tty_port.h>
#include <kernel/tty.h>

/**
 * tty_port_init() - initialise a port, with one reference
 *
 * The caller sets port->ops. Without memory for the input ring the port can't be opened.
 */
void tty_port_init(struct tty_port *port)
{
	memset(port, 0, sizeof(*port));
	spin_lock_init(&port->lock);
	mutex_init(&port->mutex);
	kref_init(&port->kref);
	tty_buffer_init(port);
}
EXPORT_SYMBOL(tty_port_init);

/* For a port inside a structure of the driver's own: what tty_port_put() would do but free it. */
void tty_port_destroy(struct tty_port *port)
{
	tty_buffer_free(port);
}
EXPORT_SYMBOL(tty_port_destroy);

static void destruct_port(struct kref *kref)
{
	struct tty_port *port = container_of(kref, struct tty_port, kref);

	if (WARN_ON(port->itty))
		return;
	tty_port_destroy(port);
	if (port->ops && port->ops->destruct)
		port->ops->destruct(port);
	else
		kfree(port);
}

struct tty_port *tty_port_get(struct tty_port *port)
{
	return port && kref_get_unless_zero(&port->kref) ? port : NULL;
}
EXPORT_SYMBOL(tty_port_get);

void tty_port_put(struct tty_port *port)
{
	if (port)
		kref_put(&port->kref, destruct_port);
}
EXPORT_SYMBOL(tty_port_put);

void tty_port_link_device(struct tty_port *port, struct tty_driver *driver, unsigned int index)
{
	if (!WARN_ON(index >= driver->num))
		driver->ports[index] = port;
}
EXPORT_SYMBOL_GPL(tty_port_link_device);

/* --- the terminal that is open on it --- */

struct tty_struct *tty_port_tty_get(struct tty_port *port)
{
	struct tty_struct *tty;
	unsigned long flags;

	spin_lock_irqsave(&port->lock, flags);
	tty = tty_kref_get(port->tty);
	spin_unlock_irqrestore(&port->lock, flags);
	return tty;
}
EXPORT_SYMBOL(tty_port_tty_get);

void tty_port_tty_set(struct tty_port *port, struct tty_struct *tty)
{
	struct tty_struct *old;
	unsigned long flags;

	spin_lock_irqsave(&port->lock, flags);
	old = port->tty;
	port->tty = tty_kref_get(tty);
	spin_unlock_irqrestore(&port->lock, flags);
	tty_kref_put(old);
}
EXPORT_SYMBOL(tty_port_tty_set);

/* There is room for output again. Any context. */
void tty_port_tty_wakeup(struct tty_port *port)
{
	struct tty_struct *tty = tty_port_tty_get(port);

	if (tty) {
		tty_wakeup(tty);
		tty_kref_put(tty);
	}
}
EXPORT_SYMBOL_GPL(tty_port_tty_wakeup);

/* The line was lost; with check_clocal, that doesn't matter to a local one. Any context. */
void tty_port_tty_hangup(struct tty_port *port, bool check_clocal)
{
	struct tty_struct *tty = tty_port_tty_get(port);

	if (tty && (!check_clocal || !C_CLOCAL(tty)))
		tty_hangup(tty);
	tty_kref_put(tty);
}
EXPORT_SYMBOL_GPL(tty_port_tty_hangup);

/* --- opens, closes --- */

static void stop_hardware(struct tty_port *port)
{
	mutex_lock(&port->mutex);
	if (test_and_clear_bit(TTY_PORT_INITIALIZED, &port->iflags) && port->ops->shutdown)
		port->ops->shutdown(port);
	mutex_unlock(&port->mutex);
}

/**
 * tty_port_open() - for tty_operations.open
 *
 * What activate() returns, else 0. A failed open is closed all the same, so the count is kept.
 */
int tty_port_open(struct tty_port *port, struct tty_struct *tty, struct file *filp)
{
	int err = 0;

	spin_lock_irq(&port->lock);
	port->count++;
	spin_unlock_irq(&port->lock);
	tty_port_tty_set(port, tty);

	mutex_lock(&port->mutex);
	if (!test_bit(TTY_PORT_INITIALIZED, &port->iflags)) {
		clear_bit(TTY_IO_ERROR, &tty->flags);
		err = port->buf.chars ? 0 : -ENOMEM;
		if (!err && port->ops->activate)
			err = port->ops->activate(port, tty);
		if (!err)
			set_bit(TTY_PORT_INITIALIZED, &port->iflags);
	}
	mutex_unlock(&port->mutex);
	if (!err)
		set_bit(TTY_PORT_ACTIVE, &port->iflags);
	return err;
}
EXPORT_SYMBOL(tty_port_open);

/* Output that is still on its way when the last file is closed has this long to get out. */
#define CLOSE_TIMEOUT (30 * HZ)

/**
 * tty_port_close() - for tty_operations.close
 */
void tty_port_close(struct tty_port *port, struct tty_struct *tty, struct file *filp)
{
	bool last;

	if (tty_hung_up_p(filp))
		return; /* tty_port_hangup() has counted it */
	spin_lock_irq(&port->lock);
	last = port->count > 0 && --port->count == 0;
	spin_unlock_irq(&port->lock);
	if (!last)
		return;

	if (test_bit(TTY_PORT_INITIALIZED, &port->iflags)) {
		/* Stopped output would not get out in any time. */
		if (tty->flow.stopped)
			tty_driver_flush_buffer(tty);
		tty_wait_until_sent(tty, CLOSE_TIMEOUT);
	}
	tty_ldisc_flush(tty);
	clear_bit(TTY_PORT_ACTIVE, &port->iflags);
	stop_hardware(port);
	tty_port_tty_set(port, NULL);
}
EXPORT_SYMBOL(tty_port_close);

/**
 * tty_port_hangup() - for tty_operations.hangup
 */
void tty_port_hangup(struct tty_port *port)
{
	spin_lock_irq(&port->lock);
	port->count = 0;
	spin_unlock_irq(&port->lock);
	clear_bit(TTY_PORT_ACTIVE, &port->iflags);
	stop_hardware(port);
	tty_port_tty_set(port, NULL);
}
EXPORT_SYMBOL(tty_port_hangup);

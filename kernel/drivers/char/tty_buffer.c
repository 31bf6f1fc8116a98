// SPDX-License-Identifier: MIT
/*
 * From interrupt to line discipline: a ring of characters a port, and the work item that carries
 * them up.
 *
 * Handlers add at head under the ring's lock. The worker alone moves tail, under flush_lock, and it
 * reads the characters in between without the ring's lock: nobody writes there until tail has
 * passed. So no interrupt waits for a discipline.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/tty.h>
#include <linux/tty_flip.h>
#include <linux/workqueue.h>
#include <kernel/tty.h>

#define MASK (TTY_FLIP_SIZE - 1)
static_assert((TTY_FLIP_SIZE & MASK) == 0);

/* --- putting in --- */

int tty_buffer_space_avail(struct tty_port *port)
{
	unsigned long flags;
	int room;

	spin_lock_irqsave(&port->buf.lock, flags);
	room = TTY_FLIP_SIZE - (port->buf.head - port->buf.tail);
	spin_unlock_irqrestore(&port->buf.lock, flags);
	return room;
}
EXPORT_SYMBOL_GPL(tty_buffer_space_avail);

/* flags NULL: each has flag. Returns how many fitted. */
static int insert(struct tty_port *port, const unsigned char *chars, const char *flags, char flag,
		  size_t size)
{
	struct tty_bufhead *buf = &port->buf;
	unsigned long irqflags;
	size_t i;

	if (!buf->chars)
		return 0;
	spin_lock_irqsave(&buf->lock, irqflags);
	size = min_t(size_t, size, TTY_FLIP_SIZE - (buf->head - buf->tail));
	for (i = 0; i < size; i++, buf->head++) {
		buf->chars[buf->head & MASK] = chars[i];
		buf->flags[buf->head & MASK] = flags ? flags[i] : flag;
	}
	spin_unlock_irqrestore(&buf->lock, irqflags);
	return size;
}

int tty_insert_flip_string_fixed_flag(struct tty_port *port, const unsigned char *chars, char flag,
				      size_t size)
{
	return insert(port, chars, NULL, flag, size);
}
EXPORT_SYMBOL(tty_insert_flip_string_fixed_flag);

int tty_insert_flip_string_flags(struct tty_port *port, const unsigned char *chars,
				 const char *flags, size_t size)
{
	return insert(port, chars, flags, TTY_NORMAL, size);
}
EXPORT_SYMBOL(tty_insert_flip_string_flags);

int tty_insert_flip_char(struct tty_port *port, unsigned char ch, char flag)
{
	return insert(port, &ch, NULL, flag, 1);
}
EXPORT_SYMBOL(tty_insert_flip_char);

void tty_flip_buffer_push(struct tty_port *port)
{
	queue_work(system_unbound_wq, &port->buf.work);
}
EXPORT_SYMBOL(tty_flip_buffer_push);

void tty_buffer_restart(struct tty_port *port)
{
	queue_work(system_unbound_wq, &port->buf.work);
}

/* --- carrying up --- */

/* Gives count characters to the discipline; returns how many it took, 0 when there is none. */
static int receive(struct tty_port *port, const unsigned char *chars, const char *flags, int count)
{
	struct tty_struct *tty = READ_ONCE(port->itty);
	struct tty_ldisc *ld;

	if (!tty)
		return 0;
	ld = tty_ldisc_ref(tty);
	if (!ld)
		return 0;
	if (ld->ops->receive_buf2) {
		count = ld->ops->receive_buf2(tty, chars, flags, count);
	} else if (ld->ops->receive_buf) {
		count = min_t(int, count, tty->receive_room);
		if (count)
			ld->ops->receive_buf(tty, chars, flags, count);
	}
	tty_ldisc_deref(ld);
	/* A pty's other side writes into this ring, and waits for room in it. */
	if (count > 0 && tty->link)
		tty_wakeup(tty->link);
	return count;
}

/* The oldest characters that lie together in memory: how many, and where. */
static unsigned int next_run(struct tty_bufhead *buf, unsigned int *at)
{
	unsigned int count;

	spin_lock_irq(&buf->lock);
	*at = buf->tail & MASK;
	count = min_t(unsigned int, buf->head - buf->tail, TTY_FLIP_SIZE - *at);
	spin_unlock_irq(&buf->lock);
	return count;
}

static void flush_to_ldisc(struct work_struct *work)
{
	struct tty_port *port = container_of(work, struct tty_port, buf.work);
	struct tty_bufhead *buf = &port->buf;
	unsigned int at, count;

	mutex_lock(&buf->flush_lock);
	while ((count = next_run(buf, &at))) {
		int taken = receive(port, buf->chars + at, buf->flags + at, count);

		if (!taken)
			break;
		/* It may have held a password. */
		memset(buf->chars + at, 0, taken);
		spin_lock_irq(&buf->lock);
		buf->tail += taken;
		spin_unlock_irq(&buf->lock);
		cond_resched();
	}
	mutex_unlock(&buf->flush_lock);
}

void tty_buffer_flush_work(struct tty_port *port)
{
	flush_work(&port->buf.work);
}

void tty_buffer_flush(struct tty_struct *tty)
{
	struct tty_bufhead *buf = &tty->port->buf;

	mutex_lock(&buf->flush_lock);
	spin_lock_irq(&buf->lock);
	buf->tail = buf->head;
	spin_unlock_irq(&buf->lock);
	mutex_unlock(&buf->flush_lock);
	if (tty->link)
		tty_wakeup(tty->link);
}

void tty_buffer_cancel(struct tty_port *port)
{
	cancel_work_sync(&port->buf.work);
	/* What is left was meant for a terminal that is gone. */
	spin_lock_irq(&port->buf.lock);
	port->buf.tail = port->buf.head;
	spin_unlock_irq(&port->buf.lock);
}

/* --- with the port --- */

/* Without memory there is no ring, and what is inserted is lost: see tty_port_open(). */
void tty_buffer_init(struct tty_port *port)
{
	struct tty_bufhead *buf = &port->buf;

	spin_lock_init(&buf->lock);
	mutex_init(&buf->flush_lock);
	INIT_WORK(&buf->work, flush_to_ldisc);
	buf->chars = kvmalloc(2 * TTY_FLIP_SIZE, GFP_KERNEL);
	if (buf->chars)
		buf->flags = (char *)buf->chars + TTY_FLIP_SIZE;
}

void tty_buffer_free(struct tty_port *port)
{
	cancel_work_sync(&port->buf.work);
	kvfree(port->buf.chars);
	port->buf.chars = NULL;
}

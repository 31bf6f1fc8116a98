// SPDX-License-Identifier: MIT
/*
 * The 8250 family of serial chips, between serial_8250.c (registers, interrupts, output polled by
 * the console) and serial_tty.c (the terminals).
 */
#ifndef _DRIVERS_CHAR_SERIAL_8250_H
#define _DRIVERS_CHAR_SERIAL_8250_H

#include <linux/irqreturn.h>
#include <linux/spinlock.h>
#include <linux/termios.h>
#include <linux/tty_port.h>
#include <linux/types.h>
#include <linux/workqueue.h>

/* Output that waits for the line; a power of two */
#define UART_XMIT_SIZE 4096

struct uart {
	struct tty_port port;
	struct delayed_work rx_retry; /* pending while rx_full */
	u16 base;		      /* constant: its I/O ports */
	unsigned int irq;	      /* constant */
	bool present;		      /* constant after uart_probe_all() */
	unsigned int fifo; /* characters that the transmitter takes at once; constant likewise */

	/* Guards the registers and all below. Taken in hard interrupts, and by the console. */
	spinlock_t lock;
	u8 ier, lcr, mcr;	 /* as last written */
	unsigned char *xmit;	 /* ring of UART_XMIT_SIZE while the line is open, or NULL */
	unsigned int head, tail; /* free-running */
	u8 x_char;		 /* to go out before all else, or 0 */
	bool stopped;		 /* by the user: nothing but x_char goes out */
	bool cts_wait;		 /* CRTSCTS, and the other side is not ready */
	bool crtscts;		 /* look at CTS */
	bool ignore_input;	 /* CREAD is off */
	bool throttled;		 /* the discipline's buffer is full: don't receive */
	bool rx_full;		 /* the port's ring is: rx_retry looks again */
	u8 report;		 /* errors of UART_LSR to pass on with their character */
};

#define NR_UARTS 2
extern struct uart uarts[NR_UARTS];
extern struct tty_driver *serial_driver; /* NULL until serial_init() */
extern struct ktermios serial_console_termios[NR_UARTS];

/* Finds out which are there. Once, before any other function; any context. */
void uart_probe_all(void);

/* The line's interrupt handler; dev_id is the struct uart. */
irqreturn_t uart_interrupt(int irq, void *dev_id);

void uart_rx_retry(struct work_struct *work);

/* uart->lock is held in these: */
/* Receive interrupts as throttled and rx_full say. What is not read stays in the chip's FIFO, and
 * a sender that looks at it waits. */
void uart_update_rx(struct uart *u);
void uart_start_tx(struct uart *u);
void uart_stop_tx(struct uart *u);
void uart_set_mcr(struct uart *u, u8 set, u8 clear);
void uart_set_break(struct uart *u, bool on);
/* Clear what may be left over, and let the chip interrupt */
void uart_startup(struct uart *u);
void uart_shutdown(struct uart *u);
/* Frame and speed; what the chip can't do is corrected in *termios. */
void uart_program(struct uart *u, struct ktermios *termios);
u8 uart_msr(struct uart *u);
bool uart_tx_empty(struct uart *u);

static inline unsigned int uart_pending(const struct uart *u)
{
	return u->head - u->tail;
}

#endif

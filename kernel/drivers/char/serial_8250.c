// SPDX-License-Identifier: MIT
/*
 * The 8250, 16450 and 16550A: registers, the interrupt handler, and a console that polls.
 *
 * Reading is driven by interrupts; so is writing: a line with something to send has the
 * transmitter's interrupt on, and the handler fills the chip's FIFO each time it is empty. The
 * console does without interrupts, as it must speak at any time: it turns them off, waits for the
 * transmitter and puts its characters between those of the terminal.
 *
 * Chip: National Semiconductor PC16550D data sheet. Addresses: the PC's COM1 and COM2.
 */
#include <linux/console.h>
#include <linux/errno.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/kstrtox.h>
#include <linux/panic.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/tty.h>
#include <linux/tty_flip.h>
#include <kernel/tty.h>
#include <uapi/linux/serial_reg.h>
#include "serial_8250.h"

#define UART_CLOCK 115200 /* the chip's clock over 16: the divisor's 1 */

struct uart uarts[NR_UARTS] = {
	{.base = 0x3f8, .irq = 4, .lock = __SPIN_LOCK_UNLOCKED(uarts[0].lock)},
	{.base = 0x2f8, .irq = 3, .lock = __SPIN_LOCK_UNLOCKED(uarts[1].lock)},
};

static u8 reg_in(const struct uart *u, unsigned int reg)
{
	return inb(u->base + reg);
}

static void reg_out(const struct uart *u, unsigned int reg, u8 value)
{
	outb(value, u->base + reg);
}

/* --- probing --- */

/* Nothing there reads as all ones; a chip has four interrupt enables, and keeps them. */
static bool uart_is_there(const struct uart *u)
{
	u8 none, all;

	reg_out(u, UART_IER, 0);
	none = reg_in(u, UART_IER);
	reg_out(u, UART_IER, 0x0f);
	all = reg_in(u, UART_IER);
	reg_out(u, UART_IER, 0);
	return (none & 0x0f) == 0 && (all & 0x0f) == 0x0f && (all & 0xf0) == 0;
}

static void uart_probe(struct uart *u)
{
	u->present = uart_is_there(u);
	if (!u->present)
		return;
	reg_out(u, UART_FCR,
		UART_FCR_ENABLE_FIFO | UART_FCR_CLEAR_RCVR | UART_FCR_CLEAR_XMIT |
			UART_FCR_TRIGGER_8);
	/* Both bits: a 16550A, whose FIFOs work */
	u->fifo = (reg_in(u, UART_IIR) & 0xc0) == 0xc0 ? 16 : 1;
}

void uart_probe_all(void)
{
	unsigned int i;

	for (i = 0; i < NR_UARTS; i++)
		if (!uarts[i].present)
			uart_probe(&uarts[i]);
}

/* --- settings --- */

static void set_divisor(struct uart *u, unsigned int divisor)
{
	reg_out(u, UART_LCR, u->lcr | UART_LCR_DLAB);
	reg_out(u, UART_DLL, divisor & 0xff);
	reg_out(u, UART_DLM, divisor >> 8);
	reg_out(u, UART_LCR, u->lcr);
}

void uart_set_mcr(struct uart *u, u8 set, u8 clear)
{
	u->mcr = (u->mcr & ~clear) | set;
	reg_out(u, UART_MCR, u->mcr);
}

void uart_set_break(struct uart *u, bool on)
{
	u->lcr = on ? u->lcr | UART_LCR_SBC : u->lcr & ~UART_LCR_SBC;
	reg_out(u, UART_LCR, u->lcr);
}

static u8 frame_bits(tcflag_t cflag)
{
	/* CSIZE counts from CS5 as the chip's word length does. */
	u8 lcr = (cflag & CSIZE) >> 4;

	if (cflag & CSTOPB)
		lcr |= UART_LCR_STOP;
	if (cflag & PARENB)
		lcr |= UART_LCR_PARITY;
	if (!(cflag & PARODD))
		lcr |= UART_LCR_EPAR;
	if (cflag & CMSPAR)
		lcr |= UART_LCR_SPAR;
	return lcr;
}

void uart_program(struct uart *u, struct ktermios *termios)
{
	speed_t baud = tty_termios_baud_rate(termios);
	unsigned int divisor;

	if (!baud) {
		/* B0 hangs the line up; the speed stays. */
		uart_set_mcr(u, 0, UART_MCR_DTR | UART_MCR_RTS);
		baud = 9600;
	} else {
		uart_set_mcr(u, UART_MCR_DTR | UART_MCR_RTS, 0);
		baud = clamp_t(speed_t, baud, 2, UART_CLOCK);
		if (baud != tty_termios_baud_rate(termios))
			tty_termios_encode_baud_rate(termios, baud, baud);
	}
	divisor = clamp_t(unsigned int, DIV_ROUND_CLOSEST(UART_CLOCK, baud), 1, 0xffff);
	u->lcr = frame_bits(termios->c_cflag) | (u->lcr & UART_LCR_SBC);
	set_divisor(u, divisor);

	u->ignore_input = !(termios->c_cflag & CREAD);
	u->report = UART_LSR_OE;
	if (termios->c_iflag & INPCK)
		u->report |= UART_LSR_PE | UART_LSR_FE;
	if (termios->c_iflag & (BRKINT | PARMRK))
		u->report |= UART_LSR_BI;
	u->crtscts = termios->c_cflag & CRTSCTS;
	u->cts_wait = u->crtscts && !(reg_in(u, UART_MSR) & UART_MSR_CTS);
	u->ier = u->crtscts ? u->ier | UART_IER_MSI : u->ier & ~UART_IER_MSI;
	reg_out(u, UART_IER, u->ier);
}

void uart_startup(struct uart *u)
{
	reg_out(u, UART_FCR,
		UART_FCR_ENABLE_FIFO | UART_FCR_CLEAR_RCVR | UART_FCR_CLEAR_XMIT |
			UART_FCR_TRIGGER_8);
	/* Reading them clears what they report. */
	reg_in(u, UART_LSR);
	reg_in(u, UART_RX);
	reg_in(u, UART_IIR);
	reg_in(u, UART_MSR);
	u->head = u->tail = 0;
	u->x_char = 0;
	u->stopped = false;
	u->throttled = false;
	u->rx_full = false;
	uart_set_mcr(u, UART_MCR_OUT2, 0);
	uart_update_rx(u);
}

void uart_shutdown(struct uart *u)
{
	u->ier = 0;
	reg_out(u, UART_IER, 0);
	uart_set_break(u, false);
	uart_set_mcr(u, 0, UART_MCR_OUT2);
}

u8 uart_msr(struct uart *u)
{
	return reg_in(u, UART_MSR);
}

bool uart_tx_empty(struct uart *u)
{
	return reg_in(u, UART_LSR) & UART_LSR_TEMT;
}

/* --- sending --- */

static bool may_send(const struct uart *u)
{
	return uart_pending(u) && !u->stopped && !u->cts_wait;
}

/* Turning the interrupt on while the transmitter is empty makes it come at once. */
void uart_start_tx(struct uart *u)
{
	if (!(u->ier & UART_IER_THRI) && (u->x_char || may_send(u))) {
		u->ier |= UART_IER_THRI;
		reg_out(u, UART_IER, u->ier);
	}
}

void uart_stop_tx(struct uart *u)
{
	if (u->ier & UART_IER_THRI) {
		u->ier &= ~UART_IER_THRI;
		reg_out(u, UART_IER, u->ier);
	}
}

/* The transmitter is empty: give it what it takes. */
static void transmit(struct uart *u)
{
	unsigned int room = u->fifo;

	if (u->x_char) {
		reg_out(u, UART_TX, u->x_char);
		u->x_char = 0;
		room--;
	}
	while (room-- && may_send(u))
		reg_out(u, UART_TX, u->xmit[u->tail++ & (UART_XMIT_SIZE - 1)]);
	if (!may_send(u))
		uart_stop_tx(u);
}

/* --- receiving --- */

static void receive_one(struct uart *u, u8 lsr)
{
	u8 c = reg_in(u, UART_RX);
	char flag = TTY_NORMAL;

	if (u->ignore_input)
		return;
	if (lsr & u->report & UART_LSR_BI)
		flag = TTY_BREAK;
	else if (lsr & u->report & UART_LSR_PE)
		flag = TTY_PARITY;
	else if (lsr & u->report & UART_LSR_FE)
		flag = TTY_FRAME;
	else if (lsr & UART_LSR_BI)
		flag = TTY_BREAK;
	tty_insert_flip_char(&u->port, c, flag);
	/* An overrun is of the characters after this one. */
	if (lsr & u->report & UART_LSR_OE)
		tty_insert_flip_char(&u->port, 0, TTY_OVERRUN);
}

void uart_update_rx(struct uart *u)
{
	if (u->throttled || u->rx_full)
		u->ier &= ~(UART_IER_RDI | UART_IER_RLSI);
	else
		u->ier |= UART_IER_RDI | UART_IER_RLSI;
	reg_out(u, UART_IER, u->ier);
}

/* Whether the ring has room for what the chip may have; if not, look again in a while. */
static bool ring_has_room(struct uart *u)
{
	/* Two entries for one character: it, and the overrun behind it */
	bool full = tty_buffer_space_avail(&u->port) < 2 * 16;

	if (full && !u->rx_full)
		schedule_delayed_work(&u->rx_retry, 1);
	if (full != u->rx_full) {
		u->rx_full = full;
		uart_update_rx(u);
	}
	return !full;
}

void uart_rx_retry(struct work_struct *work)
{
	struct uart *u = container_of(to_delayed_work(work), struct uart, rx_retry);
	bool full;

	spin_lock_irq(&u->lock);
	u->rx_full = false;
	full = !ring_has_room(u);
	if (!full && u->xmit)
		uart_update_rx(u);
	spin_unlock_irq(&u->lock);
}

/* A chip that always has a character is broken: give up after so many. */
#define RX_LIMIT 256

/* Returns the line's status after the last character. */
static u8 receive(struct uart *u, u8 lsr, bool *any)
{
	int limit = RX_LIMIT;

	while ((lsr & (UART_LSR_DR | UART_LSR_BI)) && limit--) {
		if (u->throttled || !ring_has_room(u))
			break;
		receive_one(u, lsr);
		*any = true;
		lsr = reg_in(u, UART_LSR);
	}
	return lsr;
}

static void check_modem(struct uart *u)
{
	u8 msr = reg_in(u, UART_MSR);

	if (u->crtscts && (msr & UART_MSR_DCTS)) {
		u->cts_wait = !(msr & UART_MSR_CTS);
		if (!u->cts_wait)
			uart_start_tx(u);
	}
}

/* Writers are woken when no more than this waits to be sent. */
#define WAKEUP_CHARS 256

/* Rounds of the handler before others get their turn: a fast line could keep it here for ever. */
#define IRQ_LIMIT 64

/*
 * The controller sees edges: the handler may only return when the chip asks for nothing, or the
 * line would stay up and never be seen again. If it returns earlier, this makes a new edge.
 */
static void renew_interrupt(struct uart *u)
{
	reg_out(u, UART_IER, 0);
	reg_out(u, UART_IER, u->ier);
}

irqreturn_t uart_interrupt(int irq, void *dev_id)
{
	struct uart *u = dev_id;
	irqreturn_t ret = IRQ_NONE;
	bool received = false, sent = false;
	int limit = IRQ_LIMIT;

	spin_lock(&u->lock);
	while (!(reg_in(u, UART_IIR) & UART_IIR_NO_INT) && limit--) {
		u8 lsr = receive(u, reg_in(u, UART_LSR), &received);

		check_modem(u);
		if ((lsr & UART_LSR_THRE) && (u->ier & UART_IER_THRI)) {
			transmit(u);
			sent = true;
		}
		ret = IRQ_HANDLED;
	}
	if (limit < 0)
		renew_interrupt(u);
	sent = sent && uart_pending(u) < WAKEUP_CHARS;
	spin_unlock(&u->lock);

	if (received)
		tty_flip_buffer_push(&u->port);
	if (sent)
		tty_port_tty_wakeup(&u->port);
	return ret;
}

/* --- the console --- */

/*
 * Waits for bits of LSR, but not for ever: a line that is held up, or a chip that is gone, must not
 * stop the kernel. A character takes 87 us at 115200 baud, a look at the register about one.
 */
static void wait_lsr(struct uart *u, u8 bits)
{
	unsigned int spins = 20000;

	while ((reg_in(u, UART_LSR) & bits) != bits && --spins)
		cpu_relax();
}

static void console_put(struct uart *u, char c)
{
	wait_lsr(u, UART_LSR_THRE);
	reg_out(u, UART_TX, c);
}

static void serial_console_write(struct console *con, const char *s, unsigned int n)
{
	struct uart *u = &uarts[con->index];
	unsigned long flags;
	bool locked = true;

	/* A crash with the lock held must still be told. */
	if (oops_in_progress)
		locked = spin_trylock_irqsave(&u->lock, flags);
	else
		spin_lock_irqsave(&u->lock, flags);
	if (!locked)
		local_irq_save(flags);

	reg_out(u, UART_IER, 0);
	for (; n--; s++) {
		if (*s == '\n')
			console_put(u, '\r');
		console_put(u, *s);
	}
	wait_lsr(u, UART_LSR_TEMT | UART_LSR_THRE);
	reg_out(u, UART_IER, u->ier);

	if (locked)
		spin_unlock_irqrestore(&u->lock, flags);
	else
		local_irq_restore(flags);
}

/* "115200n8r": speed, parity n/o/e, bits, r for hardware flow control */
static void parse_options(const char *options, struct ktermios *t)
{
	char *end;
	unsigned long baud = simple_strtoul(options, &end, 10);

	if (!baud)
		return;
	tty_termios_encode_baud_rate(t, baud, baud);
	if (*end == 'o' || *end == 'O')
		t->c_cflag |= PARENB | PARODD;
	else if (*end == 'e' || *end == 'E')
		t->c_cflag |= PARENB;
	if (*end)
		end++;
	if (*end == '7')
		t->c_cflag = (t->c_cflag & ~CSIZE) | CS7;
	if (*end && end[1] == 'r')
		t->c_cflag |= CRTSCTS;
}

/* What the console was set to; the terminal of the line begins with it. */
struct ktermios serial_console_termios[NR_UARTS];

static int serial_console_setup(struct console *con, char *options)
{
	struct ktermios t = {.c_cflag = B115200 | CS8 | CREAD | HUPCL | CLOCAL};
	struct uart *u;
	unsigned long flags;

	if (con->index < 0)
		con->index = 0;
	if (con->index >= NR_UARTS || !uarts[con->index].present)
		return -ENODEV;
	u = &uarts[con->index];
	if (options)
		parse_options(options, &t);
	spin_lock_irqsave(&u->lock, flags);
	uart_program(u, &t);
	/* Without a handshake: it would hold up the kernel. */
	u->cts_wait = false;
	spin_unlock_irqrestore(&u->lock, flags);
	t.c_ispeed = t.c_ospeed = tty_termios_baud_rate(&t);
	serial_console_termios[con->index] = t;
	return 0;
}

static struct tty_driver *serial_console_device(struct console *con, int *index)
{
	*index = con->index;
	return serial_driver;
}

static struct console serial_console = {
	.name = "ttyS",
	.write = serial_console_write,
	.device = serial_console_device,
	.setup = serial_console_setup,
	.flags = CON_PRINTBUFFER,
	.index = -1,
};

void __init serial_console_init(void)
{
	uart_probe_all();
	register_console(&serial_console);
}

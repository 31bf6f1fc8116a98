// SPDX-License-Identifier: MIT
/*
 * Registers of the 8250 family of serial chips (8250, 16450, 16550A): offsets from the base port
 * and the bits in each. National Semiconductor PC16550D data sheet, section 8.
 */
#ifndef _UAPI_LINUX_SERIAL_REG_H
#define _UAPI_LINUX_SERIAL_REG_H

/* DLAB = 0 */
#define UART_RX 0 /* in: receive buffer */
#define UART_TX 0 /* out: transmit buffer */

#define UART_IER      1	   /* interrupt enable */
#define UART_IER_RDI  0x01 /* a character came */
#define UART_IER_THRI 0x02 /* the transmitter can take more */
#define UART_IER_RLSI 0x04 /* line status: errors, break */
#define UART_IER_MSI  0x08 /* modem lines changed */

#define UART_IIR	    2 /* in: interrupt identification */
#define UART_IIR_NO_INT	    0x01
#define UART_IIR_ID	    0x0e
#define UART_IIR_MSI	    0x00
#define UART_IIR_THRI	    0x02
#define UART_IIR_RDI	    0x04
#define UART_IIR_RLSI	    0x06
#define UART_IIR_RX_TIMEOUT 0x0c

#define UART_FCR	     2 /* out: FIFO control */
#define UART_FCR_ENABLE_FIFO 0x01
#define UART_FCR_CLEAR_RCVR  0x02
#define UART_FCR_CLEAR_XMIT  0x04
#define UART_FCR_TRIGGER_1   0x00
#define UART_FCR_TRIGGER_4   0x40
#define UART_FCR_TRIGGER_8   0x80
#define UART_FCR_TRIGGER_14  0xc0

#define UART_LCR	3 /* line control */
#define UART_LCR_DLAB	0x80
#define UART_LCR_SBC	0x40 /* send a break */
#define UART_LCR_SPAR	0x20
#define UART_LCR_EPAR	0x10
#define UART_LCR_PARITY 0x08
#define UART_LCR_STOP	0x04
#define UART_LCR_WLEN5	0x00
#define UART_LCR_WLEN6	0x01
#define UART_LCR_WLEN7	0x02
#define UART_LCR_WLEN8	0x03

#define UART_MCR      4 /* modem control */
#define UART_MCR_LOOP 0x10
#define UART_MCR_OUT2 0x08 /* on a PC: lets the chip's interrupt through */
#define UART_MCR_OUT1 0x04
#define UART_MCR_RTS  0x02
#define UART_MCR_DTR  0x01

#define UART_LSR		5 /* line status */
#define UART_LSR_FIFOE		0x80
#define UART_LSR_TEMT		0x40 /* everything is on the wire */
#define UART_LSR_THRE		0x20 /* the transmit buffer is empty */
#define UART_LSR_BI		0x10
#define UART_LSR_FE		0x08
#define UART_LSR_PE		0x04
#define UART_LSR_OE		0x02
#define UART_LSR_DR		0x01 /* a character waits */
#define UART_LSR_BRK_ERROR_BITS (UART_LSR_BI | UART_LSR_FE | UART_LSR_PE | UART_LSR_OE)

#define UART_MSR      6 /* modem status */
#define UART_MSR_DCD  0x80
#define UART_MSR_RI   0x40
#define UART_MSR_DSR  0x20
#define UART_MSR_CTS  0x10
#define UART_MSR_DDCD 0x08
#define UART_MSR_TERI 0x04
#define UART_MSR_DDSR 0x02
#define UART_MSR_DCTS 0x01

#define UART_SCR 7 /* scratch */

/* DLAB = 1: the divisor of 115200 */
#define UART_DLL 0
#define UART_DLM 1

#endif

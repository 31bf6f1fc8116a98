/* SPDX-License-Identifier: MIT */
/* QEMU's device for teaching (docs/specs/edu in QEMU's sources): its ids and registers. */
#ifndef EDU_H
#define EDU_H

#define EDU_VENDOR     0x1234
#define EDU_DEVICE     0x11e8
#define EDU_ID	       0x00
#define EDU_LIVENESS   0x04 /* reads as what was written, inverted */
#define EDU_FACTORIAL  0x08
#define EDU_STATUS     0x20
#define EDU_STATUS_IRQ 0x80 /* interrupt when the factorial is there */
#define EDU_IRQ_STATUS 0x24
#define EDU_IRQ_RAISE  0x60
#define EDU_IRQ_ACK    0x64

/* Moves bytes between memory and its own, which is at EDU_BUFFER for it */
#define EDU_DMA_SRC	0x80
#define EDU_DMA_DST	0x88
#define EDU_DMA_COUNT	0x90
#define EDU_DMA_CMD	0x98
#define EDU_DMA_RUN	0x1
#define EDU_DMA_TO_MEM	0x2
#define EDU_DMA_IRQ	0x4
#define EDU_BUFFER	0x40000
#define EDU_BUFFER_SIZE 4096

#endif

// SPDX-License-Identifier: MIT
/*
 * Queues in rings that a device fills or empties: <linux/kfifo.h>, kfifo_dma_. The free or the used
 * part of the ring is one piece of memory or two.
 */
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/kfifo.h>
#include <linux/scatterlist.h>

/* len elements from place `pos` on, as entries; how many. 0 if nents are too few. */
static unsigned int describe(struct __kfifo *fifo, unsigned int pos, unsigned int len,
			     struct scatterlist *sgl, int nents)
{
	unsigned int off = pos & fifo->mask, head = min(len, fifo->mask + 1 - off);
	int used = len > head ? 2 : 1;

	if (!len || nents < used)
		return 0;
	sg_set_buf(&sgl[0], fifo->data + (size_t)off * fifo->esize, head * fifo->esize);
	if (used == 2)
		sg_set_buf(&sgl[1], fifo->data, (len - head) * fifo->esize);
	sg_unmark_end(&sgl[0]);
	sg_mark_end(&sgl[used - 1]);
	return used;
}

unsigned int __kfifo_dma_in_prepare(struct __kfifo *fifo, struct scatterlist *sgl, int nents,
				    unsigned int len)
{
	unsigned int room = fifo->mask + 1 - (fifo->in - smp_load_acquire(&fifo->out));

	return describe(fifo, fifo->in, min(len, room), sgl, nents);
}
EXPORT_SYMBOL(__kfifo_dma_in_prepare);

unsigned int __kfifo_dma_out_prepare(struct __kfifo *fifo, struct scatterlist *sgl, int nents,
				     unsigned int len)
{
	unsigned int used = smp_load_acquire(&fifo->in) - fifo->out;

	return describe(fifo, fifo->out, min(len, used), sgl, nents);
}
EXPORT_SYMBOL(__kfifo_dma_out_prepare);

// SPDX-License-Identifier: MIT
/*
 * Queues in rings: the functions behind <linux/kfifo.h>'s macros.
 *
 * Who puts writes the data, then in (a release); who takes reads in (an acquire), then the data,
 * and gives the room back by writing out. So one of each may run at the same time. A record is its
 * length in recsize bytes, little-endian, then its bytes.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/kfifo.h>
#include <linux/log2.h>
#include <linux/minmax.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>

int __kfifo_alloc(struct __kfifo *fifo, unsigned int size, size_t esize, gfp_t gfp_mask)
{
	void *data;

	*fifo = (struct __kfifo){.esize = esize};
	if (size < 2 || size > 1U << 31)
		return -EINVAL;
	size = roundup_pow_of_two(size);
	data = kmalloc_array(size, esize, gfp_mask);
	if (!data)
		return -ENOMEM;
	fifo->data = data;
	fifo->mask = size - 1;
	return 0;
}
EXPORT_SYMBOL(__kfifo_alloc);

void __kfifo_free(struct __kfifo *fifo)
{
	kfree(fifo->data);
	*fifo = (struct __kfifo){.esize = fifo->esize};
}
EXPORT_SYMBOL(__kfifo_free);

int __kfifo_init(struct __kfifo *fifo, void *buffer, unsigned int size, size_t esize)
{
	size /= esize;
	*fifo = (struct __kfifo){.esize = esize, .data = buffer};
	if (size < 2)
		return -EINVAL;
	fifo->mask = rounddown_pow_of_two(size) - 1;
	return 0;
}
EXPORT_SYMBOL(__kfifo_init);

/* Free elements, for who puts; used ones, for who takes. */
static unsigned int room(const struct __kfifo *fifo)
{
	return fifo->mask + 1 - (fifo->in - smp_load_acquire(&fifo->out));
}

static unsigned int used(const struct __kfifo *fifo)
{
	return smp_load_acquire(&fifo->in) - fifo->out;
}

/* The two stretches that len elements from place `pos` on take in the ring, in bytes. */
struct stretches {
	void *first;
	size_t first_len, rest_len; /* the rest lies at data */
};

static struct stretches locate(const struct __kfifo *fifo, unsigned int pos, unsigned int len)
{
	unsigned int off = pos & fifo->mask, head = min(len, fifo->mask + 1 - off);

	return (struct stretches){
		.first = fifo->data + (size_t)off * fifo->esize,
		.first_len = (size_t)head * fifo->esize,
		.rest_len = (size_t)(len - head) * fifo->esize,
	};
}

static void copy_in(struct __kfifo *fifo, const void *src, unsigned int len, unsigned int pos)
{
	struct stretches s = locate(fifo, pos, len);

	memcpy(s.first, src, s.first_len);
	memcpy(fifo->data, src + s.first_len, s.rest_len);
}

static void copy_out(const struct __kfifo *fifo, void *dst, unsigned int len, unsigned int pos)
{
	struct stretches s = locate(fifo, pos, len);

	memcpy(dst, s.first, s.first_len);
	memcpy(dst + s.first_len, fifo->data, s.rest_len);
}

/* Bytes that could not be copied. */
static size_t copy_in_user(struct __kfifo *fifo, const void __user *src, unsigned int len,
			   unsigned int pos)
{
	struct stretches s = locate(fifo, pos, len);
	size_t left = copy_from_user(s.first, src, s.first_len);

	if (left)
		return left + s.rest_len;
	return copy_from_user(fifo->data, src + s.first_len, s.rest_len);
}

static size_t copy_out_user(const struct __kfifo *fifo, void __user *dst, unsigned int len,
			    unsigned int pos)
{
	struct stretches s = locate(fifo, pos, len);
	size_t left = copy_to_user(dst, s.first, s.first_len);

	if (left)
		return left + s.rest_len;
	return copy_to_user(dst + s.first_len, fifo->data, s.rest_len);
}

static void advance_in(struct __kfifo *fifo, unsigned int n)
{
	smp_store_release(&fifo->in, fifo->in + n);
}

static void advance_out(struct __kfifo *fifo, unsigned int n)
{
	smp_store_release(&fifo->out, fifo->out + n);
}

unsigned int __kfifo_in(struct __kfifo *fifo, const void *buf, unsigned int len)
{
	len = min(len, room(fifo));
	copy_in(fifo, buf, len, fifo->in);
	advance_in(fifo, len);
	return len;
}
EXPORT_SYMBOL(__kfifo_in);

unsigned int __kfifo_out_peek(struct __kfifo *fifo, void *buf, unsigned int len)
{
	len = min(len, used(fifo));
	copy_out(fifo, buf, len, fifo->out);
	return len;
}
EXPORT_SYMBOL(__kfifo_out_peek);

unsigned int __kfifo_out(struct __kfifo *fifo, void *buf, unsigned int len)
{
	len = __kfifo_out_peek(fifo, buf, len);
	advance_out(fifo, len);
	return len;
}
EXPORT_SYMBOL(__kfifo_out);

/* len and *copied in bytes; whole elements only. After a fault what came over whole is kept. */
int __kfifo_from_user(struct __kfifo *fifo, const void __user *from, unsigned long len,
		      unsigned int *copied)
{
	unsigned int n = min_t(unsigned long, len / fifo->esize, room(fifo));
	size_t left = copy_in_user(fifo, from, n, fifo->in);

	n -= DIV_ROUND_UP(left, fifo->esize);
	advance_in(fifo, n);
	*copied = n * fifo->esize;
	return left ? -EFAULT : 0;
}
EXPORT_SYMBOL(__kfifo_from_user);

int __kfifo_to_user(struct __kfifo *fifo, void __user *to, unsigned long len, unsigned int *copied)
{
	unsigned int n = min_t(unsigned long, len / fifo->esize, used(fifo));
	size_t left = copy_out_user(fifo, to, n, fifo->out);

	n -= DIV_ROUND_UP(left, fifo->esize);
	advance_out(fifo, n);
	*copied = n * fifo->esize;
	return left ? -EFAULT : 0;
}
EXPORT_SYMBOL(__kfifo_to_user);

/* Records, in fifos of bytes. The longest that a length field of recsize bytes allows. */
unsigned int __kfifo_max_r(unsigned int len, size_t recsize)
{
	return min(len, (1U << (recsize * 8)) - 1);
}
EXPORT_SYMBOL(__kfifo_max_r);

/* Length of the oldest record, which must be there. */
static unsigned int record_len(const struct __kfifo *fifo, size_t recsize)
{
	u8 field[2] = {0};

	copy_out(fifo, field, recsize, fifo->out);
	return field[0] | field[1] << 8;
}

static void put_record_len(struct __kfifo *fifo, unsigned int len, size_t recsize)
{
	u8 field[2] = {len, len >> 8};

	copy_in(fifo, field, recsize, fifo->in);
}

static bool record_fits(const struct __kfifo *fifo, unsigned long len, size_t recsize)
{
	unsigned int free = room(fifo);

	return len == __kfifo_max_r(min_t(unsigned long, len, UINT_MAX), recsize) &&
	       free >= recsize && len <= free - recsize;
}

unsigned int __kfifo_len_r(struct __kfifo *fifo, size_t recsize)
{
	return used(fifo) ? record_len(fifo, recsize) : 0;
}
EXPORT_SYMBOL(__kfifo_len_r);

void __kfifo_skip_r(struct __kfifo *fifo, size_t recsize)
{
	if (used(fifo))
		advance_out(fifo, recsize + record_len(fifo, recsize));
}
EXPORT_SYMBOL(__kfifo_skip_r);

unsigned int __kfifo_in_r(struct __kfifo *fifo, const void *buf, unsigned int len, size_t recsize)
{
	if (!record_fits(fifo, len, recsize))
		return 0;
	put_record_len(fifo, len, recsize);
	copy_in(fifo, buf, len, fifo->in + recsize);
	advance_in(fifo, recsize + len);
	return len;
}
EXPORT_SYMBOL(__kfifo_in_r);

unsigned int __kfifo_out_peek_r(struct __kfifo *fifo, void *buf, unsigned int len, size_t recsize)
{
	if (!used(fifo))
		return 0;
	len = min(len, record_len(fifo, recsize));
	copy_out(fifo, buf, len, fifo->out + recsize);
	return len;
}
EXPORT_SYMBOL(__kfifo_out_peek_r);

unsigned int __kfifo_out_r(struct __kfifo *fifo, void *buf, unsigned int len, size_t recsize)
{
	len = __kfifo_out_peek_r(fifo, buf, len, recsize);
	__kfifo_skip_r(fifo, recsize);
	return len;
}
EXPORT_SYMBOL(__kfifo_out_r);

/* All of it or nothing. */
int __kfifo_from_user_r(struct __kfifo *fifo, const void __user *from, unsigned long len,
			unsigned int *copied, size_t recsize)
{
	*copied = 0;
	if (!record_fits(fifo, len, recsize))
		return 0;
	if (copy_in_user(fifo, from, len, fifo->in + recsize))
		return -EFAULT;
	put_record_len(fifo, len, recsize);
	advance_in(fifo, recsize + len);
	*copied = len;
	return 0;
}
EXPORT_SYMBOL(__kfifo_from_user_r);

/* After a fault the record is still there. */
int __kfifo_to_user_r(struct __kfifo *fifo, void __user *to, unsigned long len,
		      unsigned int *copied, size_t recsize)
{
	*copied = 0;
	if (!used(fifo))
		return 0;
	len = min_t(unsigned long, len, record_len(fifo, recsize));
	if (copy_out_user(fifo, to, len, fifo->out + recsize))
		return -EFAULT;
	__kfifo_skip_r(fifo, recsize);
	*copied = len;
	return 0;
}
EXPORT_SYMBOL(__kfifo_to_user_r);

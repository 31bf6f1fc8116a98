// SPDX-License-Identifier: MIT
/*
 * Queues of bytes, of elements of one type, or of records of varying length, in a ring whose size
 * is a power of two.
 *
 * One who puts and one who takes need no lock between them. Several on one side need one among
 * themselves (the _spinlocked forms take it); the functions that reset need both sides quiet.
 *
 *	DEFINE_KFIFO(events, struct event, 16);       // storage inside
 *	DECLARE_KFIFO_PTR(bytes, unsigned char);      // kfifo_alloc(&bytes, 4096, GFP_KERNEL)
 *	struct kfifo f;                               // bytes
 *	struct kfifo_rec_ptr_1 r;                     // records of up to 255 bytes
 *
 * Lengths count elements (bytes, for records). In a fifo of records a put is one record and a get
 * is the oldest one, of which only what fits is copied.
 */
#ifndef LINUX_KFIFO_H
#define LINUX_KFIFO_H

#include <linux/array_size.h>
#include <linux/build_bug.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/scatterlist.h>
#include <linux/spinlock.h>
#include <linux/stddef.h>

/* in and out only grow, and wrap; their low bits are places in the ring. */
struct __kfifo {
	unsigned int in;    /* written by who puts */
	unsigned int out;   /* written by who takes */
	unsigned int mask;  /* elements that fit, less one */
	unsigned int esize; /* bytes of an element */
	void *data;
};

/*
 * The queue, and what the macros must know of its type: the element, the size of a record's length
 * field, and what a buffer is given as. Nothing is ever stored in the last three.
 */
#define __KFIFO_HEAD(type, recsize, ptrtype)                                                       \
	union {                                                                                    \
		struct __kfifo kfifo;                                                              \
		type *elem;                                                                        \
		char (*rec)[recsize];                                                              \
		ptrtype *ptr;                                                                      \
	}
#define __STRUCT_KFIFO(type, size, recsize, ptrtype)                                               \
	{                                                                                          \
		__KFIFO_HEAD(type, recsize, ptrtype);                                              \
		type buf[((size) < 2 || ((size) & ((size)-1))) ? -1 : (size)];                     \
	}
#define __STRUCT_KFIFO_PTR(type, recsize, ptrtype)                                                 \
	{                                                                                          \
		__KFIFO_HEAD(type, recsize, ptrtype);                                              \
		type buf[0];                                                                       \
	}

#define STRUCT_KFIFO(type, size) struct __STRUCT_KFIFO(type, size, 0, type)
#define STRUCT_KFIFO_PTR(type)	 struct __STRUCT_KFIFO_PTR(type, 0, type)
#define STRUCT_KFIFO_REC_1(size) struct __STRUCT_KFIFO(unsigned char, size, 1, void)
#define STRUCT_KFIFO_REC_2(size) struct __STRUCT_KFIFO(unsigned char, size, 2, void)

struct kfifo __STRUCT_KFIFO_PTR(unsigned char, 0, void);
struct kfifo_rec_ptr_1 __STRUCT_KFIFO_PTR(unsigned char, 1, void);
struct kfifo_rec_ptr_2 __STRUCT_KFIFO_PTR(unsigned char, 2, void);

#define DECLARE_KFIFO(fifo, type, size) STRUCT_KFIFO(type, size) fifo
#define DECLARE_KFIFO_PTR(fifo, type)	STRUCT_KFIFO_PTR(type) fifo

/* Has it storage of its own? Sizes in bytes of an element and of a record's length field. */
#define __kfifo_is_ptr(f) (sizeof(*(f)) == sizeof(struct __kfifo))
#define kfifo_esize(f)	  ((f)->kfifo.esize)
#define kfifo_recsize(f)  (sizeof(*(f)->rec))

#define INIT_KFIFO(f)                                                                              \
	do {                                                                                       \
		typeof(&(f)) __f = &(f);                                                           \
		__f->kfifo = (struct __kfifo){                                                     \
			.mask = __kfifo_is_ptr(__f) ? 0 : ARRAY_SIZE(__f->buf) - 1,                \
			.esize = sizeof(*__f->buf),                                                \
			.data = __kfifo_is_ptr(__f) ? NULL : __f->buf,                             \
		};                                                                                 \
	} while (0)

#define DEFINE_KFIFO(fifo, type, size)                                                             \
	DECLARE_KFIFO(fifo, type, size) = {                                                        \
		.kfifo =                                                                           \
			{                                                                          \
				.mask = (size)-1,                                                  \
				.esize = sizeof(type),                                             \
				.data = (fifo).buf,                                                \
			},                                                                         \
	}

int __kfifo_alloc(struct __kfifo *fifo, unsigned int size, size_t esize, gfp_t gfp_mask);
void __kfifo_free(struct __kfifo *fifo);
int __kfifo_init(struct __kfifo *fifo, void *buffer, unsigned int size, size_t esize);
unsigned int __kfifo_in(struct __kfifo *fifo, const void *buf, unsigned int len);
unsigned int __kfifo_out(struct __kfifo *fifo, void *buf, unsigned int len);
unsigned int __kfifo_out_peek(struct __kfifo *fifo, void *buf, unsigned int len);
int __kfifo_from_user(struct __kfifo *fifo, const void __user *from, unsigned long len,
		      unsigned int *copied);
int __kfifo_to_user(struct __kfifo *fifo, void __user *to, unsigned long len, unsigned int *copied);
unsigned int __kfifo_max_r(unsigned int len, size_t recsize);
unsigned int __kfifo_len_r(struct __kfifo *fifo, size_t recsize);
void __kfifo_skip_r(struct __kfifo *fifo, size_t recsize);
unsigned int __kfifo_in_r(struct __kfifo *fifo, const void *buf, unsigned int len, size_t recsize);
unsigned int __kfifo_out_r(struct __kfifo *fifo, void *buf, unsigned int len, size_t recsize);
unsigned int __kfifo_out_peek_r(struct __kfifo *fifo, void *buf, unsigned int len, size_t recsize);
int __kfifo_from_user_r(struct __kfifo *fifo, const void __user *from, unsigned long len,
			unsigned int *copied, size_t recsize);
int __kfifo_to_user_r(struct __kfifo *fifo, void __user *to, unsigned long len,
		      unsigned int *copied, size_t recsize);

#define kfifo_initialized(f) ((f)->kfifo.mask != 0)
#define kfifo_size(f)	     ((f)->kfifo.mask + 1)
#define kfifo_len(f)	     (READ_ONCE((f)->kfifo.in) - READ_ONCE((f)->kfifo.out))
#define kfifo_is_empty(f)    (kfifo_len(f) == 0)
#define kfifo_is_full(f)     (kfifo_len(f) > (f)->kfifo.mask)
/* What can be put: elements, or bytes of one record. */
#define kfifo_avail(f)                                                                             \
	__kfifo_uint_must_check_helper(({                                                          \
		typeof((f) + 0) __a = (f);                                                         \
		unsigned int __room = kfifo_size(__a) - kfifo_len(__a);                            \
		kfifo_recsize(__a) ? (__room <= kfifo_recsize(__a)                                 \
					      ? 0                                                  \
					      : __kfifo_max_r(__room - kfifo_recsize(__a),         \
							      kfifo_recsize(__a)))                 \
				   : __room;                                                       \
	}))

static inline unsigned int __must_check __kfifo_uint_must_check_helper(unsigned int val)
{
	return val;
}

static inline int __must_check __kfifo_int_must_check_helper(int val)
{
	return val;
}

#define kfifo_reset(f)                                                                             \
	do {                                                                                       \
		(f)->kfifo.in = (f)->kfifo.out = 0;                                                \
	} while (0)
/* For the side that takes: forget everything. */
#define kfifo_reset_out(f)                                                                         \
	do {                                                                                       \
		WRITE_ONCE((f)->kfifo.out, READ_ONCE((f)->kfifo.in));                              \
	} while (0)

/* Storage for size elements, rounded up to a power of two: 0, -ENOMEM, -EINVAL. kfifo_free() it. */
#define kfifo_alloc(f, size, gfp_mask)                                                             \
	__kfifo_int_must_check_helper(({                                                           \
		typeof((f) + 0) __f = (f);                                                         \
		__kfifo_is_ptr(__f)                                                                \
			? __kfifo_alloc(&__f->kfifo, size, sizeof(*__f->buf), gfp_mask)            \
			: -EINVAL;                                                                 \
	}))
#define kfifo_free(f)                                                                              \
	do {                                                                                       \
		typeof((f) + 0) __f = (f);                                                         \
		if (__kfifo_is_ptr(__f))                                                           \
			__kfifo_free(&__f->kfifo);                                                 \
	} while (0)
/* The caller's storage of size bytes, rounded down to a power of two of elements. */
#define kfifo_init(f, buffer, size)                                                                \
	({                                                                                         \
		typeof((f) + 0) __f = (f);                                                         \
		__kfifo_is_ptr(__f) ? __kfifo_init(&__f->kfifo, buffer, size, sizeof(*__f->buf))   \
				    : -EINVAL;                                                     \
	})

/* n elements, or one record of n bytes; how many went in (out), 0 if a record did not fit. */
#define kfifo_in(f, buf, n)                                                                        \
	({                                                                                         \
		typeof((f) + 0) __f = (f);                                                         \
		const typeof(*__f->ptr) *__b = (buf);                                              \
		kfifo_recsize(__f) ? __kfifo_in_r(&__f->kfifo, __b, n, kfifo_recsize(__f))         \
				   : __kfifo_in(&__f->kfifo, __b, n);                              \
	})
#define kfifo_out(f, buf, n)                                                                       \
	__kfifo_uint_must_check_helper(({                                                          \
		typeof((f) + 0) __f = (f);                                                         \
		typeof(*__f->ptr) *__b = (buf);                                                    \
		kfifo_recsize(__f) ? __kfifo_out_r(&__f->kfifo, __b, n, kfifo_recsize(__f))        \
				   : __kfifo_out(&__f->kfifo, __b, n);                             \
	}))
#define kfifo_out_peek(f, buf, n)                                                                  \
	__kfifo_uint_must_check_helper(({                                                          \
		typeof((f) + 0) __f = (f);                                                         \
		typeof(*__f->ptr) *__b = (buf);                                                    \
		kfifo_recsize(__f) ? __kfifo_out_peek_r(&__f->kfifo, __b, n, kfifo_recsize(__f))   \
				   : __kfifo_out_peek(&__f->kfifo, __b, n);                        \
	}))

/* One element; 0 if there is no room (nothing there). */
#define kfifo_put(f, val)                                                                          \
	({                                                                                         \
		typeof((f) + 0) __p = (f);                                                         \
		typeof(*__p->elem) __v = (val);                                                    \
		kfifo_in(__p, &__v, kfifo_recsize(__p) ? sizeof(__v) : 1);                         \
	})
#define kfifo_get(f, val)                                                                          \
	__kfifo_uint_must_check_helper(({                                                          \
		typeof((f) + 0) __g = (f);                                                         \
		kfifo_out(__g, val, kfifo_recsize(__g) ? sizeof(*__g->elem) : 1);                  \
	}))
#define kfifo_peek(f, val)                                                                         \
	__kfifo_uint_must_check_helper(({                                                          \
		typeof((f) + 0) __g = (f);                                                         \
		kfifo_out_peek(__g, val, kfifo_recsize(__g) ? sizeof(*__g->elem) : 1);             \
	}))
/* Bytes of the next record; for elements, as kfifo_len() in bytes. */
#define kfifo_peek_len(f)                                                                          \
	__kfifo_uint_must_check_helper(({                                                          \
		typeof((f) + 0) __f = (f);                                                         \
		!kfifo_recsize(__f) ? kfifo_len(__f) * sizeof(*__f->elem)                          \
				    : __kfifo_len_r(&__f->kfifo, kfifo_recsize(__f));              \
	}))
/* Drop the oldest; there must be one. */
#define kfifo_skip(f)                                                                              \
	do {                                                                                       \
		typeof((f) + 0) __f = (f);                                                         \
		if (kfifo_recsize(__f))                                                            \
			__kfifo_skip_r(&__f->kfifo, kfifo_recsize(__f));                           \
		else                                                                               \
			WRITE_ONCE(__f->kfifo.out, __f->kfifo.out + 1);                            \
	} while (0)

#define kfifo_in_spinlocked(f, buf, n, lock)                                                       \
	({                                                                                         \
		unsigned long __flags;                                                             \
		unsigned int __ret;                                                                \
		spin_lock_irqsave(lock, __flags);                                                  \
		__ret = kfifo_in(f, buf, n);                                                       \
		spin_unlock_irqrestore(lock, __flags);                                             \
		__ret;                                                                             \
	})
#define kfifo_out_spinlocked(f, buf, n, lock)                                                      \
	__kfifo_uint_must_check_helper(({                                                          \
		unsigned long __flags;                                                             \
		unsigned int __ret;                                                                \
		spin_lock_irqsave(lock, __flags);                                                  \
		__ret = kfifo_out(f, buf, n);                                                      \
		spin_unlock_irqrestore(lock, __flags);                                             \
		__ret;                                                                             \
	}))
#define kfifo_in_locked(f, buf, n, lock)  kfifo_in_spinlocked(f, buf, n, lock)
#define kfifo_out_locked(f, buf, n, lock) kfifo_out_spinlocked(f, buf, n, lock)

/* User memory: up to len bytes, *copied tells how many. 0 or -EFAULT. May sleep. */
#define kfifo_from_user(f, from, len, copied)                                                      \
	__kfifo_int_must_check_helper(({                                                           \
		typeof((f) + 0) __f = (f);                                                         \
		kfifo_recsize(__f)                                                                 \
			? __kfifo_from_user_r(&__f->kfifo, from, len, copied, kfifo_recsize(__f))  \
			: __kfifo_from_user(&__f->kfifo, from, len, copied);                       \
	}))
#define kfifo_to_user(f, to, len, copied)                                                          \
	__kfifo_int_must_check_helper(({                                                           \
		typeof((f) + 0) __f = (f);                                                         \
		kfifo_recsize(__f)                                                                 \
			? __kfifo_to_user_r(&__f->kfifo, to, len, copied, kfifo_recsize(__f))      \
			: __kfifo_to_user(&__f->kfifo, to, len, copied);                           \
	}))

/*
 * A device fills or empties the ring: _prepare() fills in entries of sgl, which has nents of them,
 * for at most len elements, and returns how many entries; 0: no room, nothing there, too few
 * entries. Then _finish() says how many elements it were. Not for records.
 */
unsigned int __kfifo_dma_in_prepare(struct __kfifo *fifo, struct scatterlist *sgl, int nents,
				    unsigned int len);
unsigned int __kfifo_dma_out_prepare(struct __kfifo *fifo, struct scatterlist *sgl, int nents,
				     unsigned int len);

#define kfifo_dma_in_prepare(f, sgl, nents, len)                                                   \
	__kfifo_dma_in_prepare(&(f)->kfifo, sgl, nents, len)
#define kfifo_dma_in_finish(f, len)                                                                \
	do {                                                                                       \
		smp_store_release(&(f)->kfifo.in, (f)->kfifo.in + (len));                          \
	} while (0)
#define kfifo_dma_out_prepare(f, sgl, nents, len)                                                  \
	__kfifo_dma_out_prepare(&(f)->kfifo, sgl, nents, len)
#define kfifo_dma_out_finish(f, len)                                                               \
	do {                                                                                       \
		smp_store_release(&(f)->kfifo.out, (f)->kfifo.out + (len));                        \
	} while (0)

#endif

// SPDX-License-Identifier: MIT
/*
 * struct iov_iter: a position in memory that is scattered, in user space or in the kernel.
 *
 * One loop in the reader or writer serves read, readv, kernel_read and sendfile. Each copy moves
 * the iterator on by what it copied; a short copy means a fault in user memory (or the end).
 * Direction: ITER_SOURCE (WRITE) means data comes out of the memory described.
 */
#ifndef _LINUX_UIO_H
#define _LINUX_UIO_H

#include <linux/kernel.h>
#include <linux/types.h>
#include <uapi/linux/uio.h>

struct page;

struct kvec {
	void *iov_base; /* kernel memory */
	size_t iov_len;
};

enum iter_type {
	ITER_IOVEC,
	ITER_KVEC,
	ITER_UBUF,
	ITER_DISCARD, /* what is copied to it is thrown away */
};

#define ITER_SOURCE 1 /* == WRITE */
#define ITER_DEST   0 /* == READ */

struct iov_iter {
	u8 iter_type;
	bool nofault; /* fail rather than fault user pages in */
	bool data_source;
	bool user_backed;
	size_t iov_offset; /* into the current segment, or into ubuf */
	size_t count;	   /* bytes left */
	union {
		const struct iovec *iov; /* current segment */
		const struct kvec *kvec;
		void __user *ubuf;
	};
	unsigned long nr_segs; /* segments left, the current one included */
};

static inline enum iter_type iov_iter_type(const struct iov_iter *i)
{
	return i->iter_type;
}

static inline bool iter_is_ubuf(const struct iov_iter *i)
{
	return iov_iter_type(i) == ITER_UBUF;
}

static inline bool iter_is_iovec(const struct iov_iter *i)
{
	return iov_iter_type(i) == ITER_IOVEC;
}

static inline bool iov_iter_is_kvec(const struct iov_iter *i)
{
	return iov_iter_type(i) == ITER_KVEC;
}

static inline bool iov_iter_is_discard(const struct iov_iter *i)
{
	return iov_iter_type(i) == ITER_DISCARD;
}

static inline unsigned char iov_iter_rw(const struct iov_iter *i)
{
	return i->data_source ? 1 : 0;
}

static inline bool user_backed_iter(const struct iov_iter *i)
{
	return i->user_backed;
}

static inline size_t iov_iter_count(const struct iov_iter *i)
{
	return i->count;
}

/* Let the iterator end after count bytes, if it would go on further. */
static inline void iov_iter_truncate(struct iov_iter *i, u64 count)
{
	if (i->count > count)
		i->count = count;
}

/* Undo iov_iter_truncate(); count is what is left of the original. */
static inline void iov_iter_reexpand(struct iov_iter *i, size_t count)
{
	i->count = count;
}

/* Where an iterator is, to come back to after reads or writes that were only tried. */
struct iov_iter_state {
	size_t iov_offset;
	size_t count;
	unsigned long nr_segs;
};

static inline void iov_iter_save_state(struct iov_iter *iter, struct iov_iter_state *state)
{
	state->iov_offset = iter->iov_offset;
	state->count = iter->count;
	state->nr_segs = iter->nr_segs;
}

void iov_iter_restore(struct iov_iter *i, struct iov_iter_state *state);

/* Bytes in an array of segments. */
static inline size_t iov_length(const struct iovec *iov, unsigned long nr_segs)
{
	size_t length = 0;

	for (unsigned long seg = 0; seg < nr_segs; seg++)
		length += iov[seg].iov_len;
	return length;
}

/* What is left of the current segment, of an ITER_IOVEC. */
static inline struct iovec iov_iter_iovec(const struct iov_iter *iter)
{
	size_t left = iter->iov->iov_len - iter->iov_offset;

	return (struct iovec){
		.iov_base = iter->iov->iov_base + iter->iov_offset,
		.iov_len = left < iter->count ? left : iter->count,
	};
}

void iov_iter_init(struct iov_iter *i, unsigned int direction, const struct iovec *iov,
		   unsigned long nr_segs, size_t count);
void iov_iter_kvec(struct iov_iter *i, unsigned int direction, const struct kvec *kvec,
		   unsigned long nr_segs, size_t count);
void iov_iter_ubuf(struct iov_iter *i, unsigned int direction, void __user *buf, size_t count);
void iov_iter_discard(struct iov_iter *i, unsigned int direction, size_t count);
/* A second iterator over the same memory: its own array of segments, to kfree(); NULL. */
const void *dup_iter(struct iov_iter *new, struct iov_iter *old, gfp_t flags);
/* The bits that are set in any address or length of it: ORed. */
unsigned long iov_iter_alignment(const struct iov_iter *i);
/* How many pages the rest of it touches, maxpages at most. */
int iov_iter_npages(const struct iov_iter *i, int maxpages);
void iov_iter_advance(struct iov_iter *i, size_t bytes);
void iov_iter_revert(struct iov_iter *i, size_t bytes);
size_t iov_iter_single_seg_count(const struct iov_iter *i);

size_t _copy_to_iter(const void *addr, size_t bytes, struct iov_iter *i);
size_t _copy_from_iter(void *addr, size_t bytes, struct iov_iter *i);
size_t copy_page_to_iter(struct page *page, size_t offset, size_t bytes, struct iov_iter *i);
size_t copy_page_from_iter(struct page *page, size_t offset, size_t bytes, struct iov_iter *i);
size_t iov_iter_zero(size_t bytes, struct iov_iter *i);
/* With page faults off: what isn't there now ends the copy. */
size_t copy_page_from_iter_atomic(struct page *page, unsigned int offset, size_t bytes,
				  struct iov_iter *i);
size_t fault_in_iov_iter_writeable(const struct iov_iter *i, size_t bytes);
/* Bytes at the start that can NOT be read without a fault that fails; 0 is success. */
size_t fault_in_iov_iter_readable(const struct iov_iter *i, size_t bytes);

static inline __must_check size_t copy_to_iter(const void *addr, size_t bytes, struct iov_iter *i)
{
	return _copy_to_iter(addr, bytes, i);
}

static inline __must_check size_t copy_from_iter(void *addr, size_t bytes, struct iov_iter *i)
{
	return _copy_from_iter(addr, bytes, i);
}

/* For data that nobody reads soon. */
static inline __must_check size_t copy_from_iter_nocache(void *addr, size_t bytes,
							 struct iov_iter *i)
{
	return _copy_from_iter(addr, bytes, i);
}

/* All or nothing: on a short copy the iterator is put back and false returned. */
static inline __must_check bool copy_to_iter_full(const void *addr, size_t bytes,
						  struct iov_iter *i)
{
	size_t copied = _copy_to_iter(addr, bytes, i);

	if (likely(copied == bytes))
		return true;
	iov_iter_revert(i, copied);
	return false;
}

static inline __must_check bool copy_from_iter_full(void *addr, size_t bytes, struct iov_iter *i)
{
	size_t copied = _copy_from_iter(addr, bytes, i);

	if (likely(copied == bytes))
		return true;
	iov_iter_revert(i, copied);
	return false;
}

/*
 * A user's iovec array, copied in and checked. *iovp points at fast_segs entries on entry; on
 * return it is NULL, or memory to kfree(). Returns the bytes described, or -EINVAL, -EFAULT,
 * -ENOMEM. The total is cut to MAX_RW_COUNT.
 */
ssize_t import_iovec(int type, const struct iovec __user *uvec, unsigned int nr_segs,
		     unsigned int fast_segs, struct iovec **iovp, struct iov_iter *i);
int import_single_range(int type, void __user *buf, size_t len, struct iovec *iov,
			struct iov_iter *i);

#endif

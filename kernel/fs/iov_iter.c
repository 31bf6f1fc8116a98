// SPDX-License-Identifier: MIT
/*
 * struct iov_iter: walking over scattered memory, and the copies to and from it (<linux/uio.h>).
 *
 * Every copy is iterate(): it hands a step function one contiguous piece after the other, in user
 * or kernel memory, and moves the iterator on by what the steps did. A step that could not do all
 * of its piece (a fault) ends the copy.
 */
#include <linux/bug.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include <linux/uio.h>

/* So that one pointer serves both, whatever kind of memory the segments are in. */
static_assert(sizeof(struct kvec) == sizeof(struct iovec));
static_assert(offsetof(struct kvec, iov_len) == offsetof(struct iovec, iov_len));

void iov_iter_init(struct iov_iter *i, unsigned int direction, const struct iovec *iov,
		   unsigned long nr_segs, size_t count)
{
	*i = (struct iov_iter){
		.iter_type = ITER_IOVEC,
		.user_backed = true,
		.data_source = direction,
		.iov = iov,
		.nr_segs = nr_segs,
		.count = count,
	};
}
EXPORT_SYMBOL(iov_iter_init);

void iov_iter_kvec(struct iov_iter *i, unsigned int direction, const struct kvec *kvec,
		   unsigned long nr_segs, size_t count)
{
	*i = (struct iov_iter){
		.iter_type = ITER_KVEC,
		.data_source = direction,
		.kvec = kvec,
		.nr_segs = nr_segs,
		.count = count,
	};
}
EXPORT_SYMBOL(iov_iter_kvec);

/* One plain user buffer. */
void iov_iter_ubuf(struct iov_iter *i, unsigned int direction, void __user *buf, size_t count)
{
	*i = (struct iov_iter){
		.iter_type = ITER_UBUF,
		.user_backed = true,
		.data_source = direction,
		.ubuf = buf,
		.nr_segs = 1,
		.count = count,
	};
}

/* Nowhere: for a reader that is to move on, and whose data nobody wants. */
void iov_iter_discard(struct iov_iter *i, unsigned int direction, size_t count)
{
	WARN_ON_ONCE(direction != ITER_DEST);
	*i = (struct iov_iter){.iter_type = ITER_DISCARD, .count = count};
}
EXPORT_SYMBOL(iov_iter_discard);

/* Has it no segments? */
static bool is_one_piece(const struct iov_iter *i)
{
	return iter_is_ubuf(i) || iov_iter_is_discard(i);
}

/* Bytes that lie in one piece from here on, not more than are left. */
size_t iov_iter_single_seg_count(const struct iov_iter *i)
{
	if (is_one_piece(i) || !i->nr_segs)
		return i->count;
	return min(i->count, i->iov->iov_len - i->iov_offset);
}
EXPORT_SYMBOL(iov_iter_single_seg_count);

/* Go over segments that are used up, empty ones too. */
static void skip_empty(struct iov_iter *i)
{
	if (is_one_piece(i))
		return;
	while (i->count && i->iov_offset >= i->iov->iov_len) {
		i->iov_offset -= i->iov->iov_len;
		i->iov++;
		i->nr_segs--;
	}
}

/* Move on; at most to the end. */
void iov_iter_advance(struct iov_iter *i, size_t bytes)
{
	bytes = min(bytes, i->count);
	i->count -= bytes;
	i->iov_offset += bytes;
	if (is_one_piece(i))
		return;
	while (i->nr_segs && i->iov_offset >= i->iov->iov_len) {
		/* Stay in the last segment, where revert can start from. */
		if (i->iov_offset == i->iov->iov_len && !i->count)
			break;
		i->iov_offset -= i->iov->iov_len;
		i->iov++;
		i->nr_segs--;
	}
}
EXPORT_SYMBOL(iov_iter_advance);

/* Move back over bytes that were advanced over since the iterator was made. */
void iov_iter_revert(struct iov_iter *i, size_t bytes)
{
	i->count += bytes;
	while (!is_one_piece(i) && bytes > i->iov_offset) {
		bytes -= i->iov_offset;
		i->iov--;
		i->nr_segs++;
		i->iov_offset = i->iov->iov_len;
	}
	i->iov_offset -= bytes;
}
EXPORT_SYMBOL(iov_iter_revert);

/* Do one piece; returns the bytes NOT done. addr is in user memory if the iterator's is. */
typedef size_t (*step_fn)(void *addr, void *buf, size_t len, bool user);

static size_t iterate(struct iov_iter *i, void *buf, size_t bytes, step_fn step)
{
	size_t done = 0;

	bytes = min(bytes, i->count);
	if (iov_iter_is_discard(i)) {
		iov_iter_advance(i, bytes);
		return bytes;
	}
	while (done < bytes) {
		size_t len, left;
		void *addr;

		skip_empty(i);
		len = min(bytes - done, iov_iter_single_seg_count(i));
		addr = (__force void *)(iter_is_ubuf(i) ? i->ubuf : i->iov->iov_base);
		left = step(addr + i->iov_offset, buf ? buf + done : NULL, len, i->user_backed);
		done += len - left;
		iov_iter_advance(i, len - left);
		if (left)
			break;
	}
	return done;
}

static size_t step_to(void *addr, void *buf, size_t len, bool user)
{
	if (user)
		return copy_to_user((__force void __user *)addr, buf, len);
	memcpy(addr, buf, len);
	return 0;
}

static size_t step_from(void *addr, void *buf, size_t len, bool user)
{
	if (user)
		return copy_from_user(buf, (__force void __user *)addr, len);
	memcpy(buf, addr, len);
	return 0;
}

static size_t step_zero(void *addr, void *buf, size_t len, bool user)
{
	if (user)
		return clear_user((__force void __user *)addr, len);
	memset(addr, 0, len);
	return 0;
}

/* Returns the bytes copied. */
size_t _copy_to_iter(const void *addr, size_t bytes, struct iov_iter *i)
{
	WARN_ON_ONCE(i->data_source);
	return iterate(i, (void *)addr, bytes, step_to);
}
EXPORT_SYMBOL(_copy_to_iter);

size_t _copy_from_iter(void *addr, size_t bytes, struct iov_iter *i)
{
	WARN_ON_ONCE(!i->data_source);
	return iterate(i, addr, bytes, step_from);
}
EXPORT_SYMBOL(_copy_from_iter);

size_t iov_iter_zero(size_t bytes, struct iov_iter *i)
{
	return iterate(i, NULL, bytes, step_zero);
}
EXPORT_SYMBOL(iov_iter_zero);

size_t copy_page_to_iter(struct page *page, size_t offset, size_t bytes, struct iov_iter *i)
{
	return _copy_to_iter(page_address(page) + offset, bytes, i);
}
EXPORT_SYMBOL(copy_page_to_iter);

size_t copy_page_from_iter(struct page *page, size_t offset, size_t bytes, struct iov_iter *i)
{
	return _copy_from_iter(page_address(page) + offset, bytes, i);
}
EXPORT_SYMBOL(copy_page_from_iter);

size_t copy_page_from_iter_atomic(struct page *page, unsigned int offset, size_t bytes,
				  struct iov_iter *i)
{
	size_t copied;

	pagefault_disable();
	copied = _copy_from_iter(page_address(page) + offset, bytes, i);
	pagefault_enable();
	return copied;
}
EXPORT_SYMBOL(copy_page_from_iter_atomic);

/* One byte, read or also written as it is. Non-zero: it can't be. */
static int touch(char __user *at, bool write)
{
	char c;

	return get_user(c, at) || (write && put_user(c, at));
}

/* Touch one byte of each page of a user range. Returns the bytes from the first bad page on. */
static size_t fault_in(char __user *addr, size_t len, bool write)
{
	char __user *at = addr, *end = addr + len;

	while (at < end) {
		if (touch(at, write))
			return end - at;
		at = (char __user *)(((unsigned long)at & PAGE_MASK) + PAGE_SIZE);
	}
	return 0;
}

static size_t fault_in_iov_iter(const struct iov_iter *i, size_t bytes, bool write)
{
	struct iov_iter at = *i;

	bytes = min(bytes, i->count);
	while (i->user_backed && bytes) {
		size_t len, left;

		skip_empty(&at);
		len = min(bytes, iov_iter_single_seg_count(&at));
		left = fault_in((iter_is_ubuf(&at) ? at.ubuf : at.iov->iov_base) + at.iov_offset,
				len, write);
		if (left)
			return bytes - (len - left);
		bytes -= len;
		iov_iter_advance(&at, len);
	}
	return 0;
}

size_t fault_in_iov_iter_readable(const struct iov_iter *i, size_t bytes)
{
	return fault_in_iov_iter(i, bytes, false);
}
EXPORT_SYMBOL(fault_in_iov_iter_readable);

size_t fault_in_iov_iter_writeable(const struct iov_iter *i, size_t bytes)
{
	return fault_in_iov_iter(i, bytes, true);
}
EXPORT_SYMBOL(fault_in_iov_iter_writeable);

/* Check the segments and cut their total to MAX_RW_COUNT. Returns it, or -EINVAL, -EFAULT. */
static ssize_t check_segments(struct iovec *iov, unsigned int nr_segs)
{
	size_t total = 0;
	unsigned int seg;

	for (seg = 0; seg < nr_segs; seg++) {
		if ((ssize_t)iov[seg].iov_len < 0)
			return -EINVAL;
		if (!access_ok(iov[seg].iov_base, iov[seg].iov_len))
			return -EFAULT;
		if (iov[seg].iov_len > MAX_RW_COUNT - total)
			iov[seg].iov_len = MAX_RW_COUNT - total;
		total += iov[seg].iov_len;
	}
	return total;
}

ssize_t import_iovec(int type, const struct iovec __user *uvec, unsigned int nr_segs,
		     unsigned int fast_segs, struct iovec **iovp, struct iov_iter *i)
{
	struct iovec *iov = *iovp, *allocated = NULL;
	ssize_t total = -EINVAL;

	*iovp = NULL;
	if (nr_segs > UIO_MAXIOV)
		return -EINVAL;
	if (nr_segs > fast_segs) {
		iov = allocated = kmalloc_array(nr_segs, sizeof(*iov), GFP_KERNEL);
		if (!iov)
			return -ENOMEM;
	}
	total = -EFAULT;
	if (!copy_from_user(iov, uvec, nr_segs * sizeof(*iov)))
		total = check_segments(iov, nr_segs);
	if (total < 0) {
		kfree(allocated);
		return total;
	}
	*iovp = allocated;
	iov_iter_init(i, type, iov, nr_segs, total);
	return total;
}
EXPORT_SYMBOL(import_iovec);

int import_single_range(int type, void __user *buf, size_t len, struct iovec *iov,
			struct iov_iter *i)
{
	len = min_t(size_t, len, MAX_RW_COUNT);
	if (!access_ok(buf, len))
		return -EFAULT;
	iov->iov_base = buf;
	iov->iov_len = len;
	iov_iter_init(i, type, iov, 1, len);
	return 0;
}
EXPORT_SYMBOL(import_single_range);

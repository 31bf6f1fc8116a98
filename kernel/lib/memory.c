// SPDX-License-Identifier: MIT
/*
 * Copying, filling, comparing and searching memory.
 *
 * The compiler may emit calls to memcpy(), memmove(), memset() and memcmp() from any C code, these
 * functions included; so the first three are assembly, in which it can find no loop to replace by a
 * call to the function it stands in.
 */
#define LIB_STRING_IMPLEMENTATION
#include <linux/export.h>
#include <linux/string.h>

/*
 * The string instructions do whole cache lines at a time in microcode on every CPU of the last
 * decade (CPUID's ERMS), and QEMU translates them to one loop; no SSE may be used in the kernel.
 * The direction flag is clear, by the ABI and by the entry code.
 */
void *memcpy(void *dest, const void *src, size_t n)
{
	void *d = dest;

	asm volatile("rep movsb" : "+D"(d), "+S"(src), "+c"(n) : : "memory");
	return dest;
}
EXPORT_SYMBOL(memcpy);

void *memset(void *s, int c, size_t n)
{
	void *d = s;

	asm volatile("rep stosb" : "+D"(d), "+c"(n) : "a"(c) : "memory");
	return s;
}
EXPORT_SYMBOL(memset);

/*
 * Upwards unless dest lies inside src; then downwards, by words: with the direction flag set, the
 * string instructions go byte by byte on every CPU.
 */
void *memmove(void *dest, const void *src, size_t n)
{
	unsigned long word;

	if ((unsigned long)dest - (unsigned long)src >= n)
		return memcpy(dest, src, n);
	while (n >= sizeof(word)) {
		n -= sizeof(word);
		asm volatile("movq (%1,%3), %0; movq %0, (%2,%3)"
			     : "=&r"(word)
			     : "r"(src), "r"(dest), "r"(n)
			     : "memory");
	}
	while (n) {
		n--;
		asm volatile("movb (%1,%3), %b0; movb %b0, (%2,%3)"
			     : "=&q"(word)
			     : "r"(src), "r"(dest), "r"(n)
			     : "memory");
	}
	return dest;
}
EXPORT_SYMBOL(memmove);

void *memset16(uint16_t *s, uint16_t v, size_t count)
{
	void *d = s;

	asm volatile("rep stosw" : "+D"(d), "+c"(count) : "a"(v) : "memory");
	return s;
}
EXPORT_SYMBOL(memset16);

void *memset32(uint32_t *s, uint32_t v, size_t count)
{
	void *d = s;

	asm volatile("rep stosl" : "+D"(d), "+c"(count) : "a"(v) : "memory");
	return s;
}
EXPORT_SYMBOL(memset32);

void *memset64(uint64_t *s, uint64_t v, size_t count)
{
	void *d = s;

	asm volatile("rep stosq" : "+D"(d), "+c"(count) : "a"(v) : "memory");
	return s;
}
EXPORT_SYMBOL(memset64);

int memcmp(const void *a, const void *b, size_t n)
{
	const unsigned char *p = a, *q = b;

	for (; n; n--, p++, q++)
		if (*p != *q)
			return *p - *q;
	return 0;
}
EXPORT_SYMBOL(memcmp);

int bcmp(const void *a, const void *b, size_t n)
{
	return memcmp(a, b, n);
}
EXPORT_SYMBOL(bcmp);

void *memchr(const void *s, int c, size_t n)
{
	const unsigned char *p = s;

	for (; n; n--, p++)
		if (*p == (unsigned char)c)
			return (void *)p;
	return NULL;
}
EXPORT_SYMBOL(memchr);

/* The end of the area where memchr() gives NULL. */
void *memscan(void *s, int c, size_t size)
{
	void *found = memchr(s, c, size);

	return found ? found : s + size;
}
EXPORT_SYMBOL(memscan);

void *memchr_inv(const void *s, int c, size_t n)
{
	const unsigned char *p = s;

	for (; n; n--, p++)
		if (*p != (unsigned char)c)
			return (void *)p;
	return NULL;
}
EXPORT_SYMBOL(memchr_inv);

void memzero_explicit(void *s, size_t count)
{
	memset(s, 0, count);
	barrier_data(s);
}
EXPORT_SYMBOL(memzero_explicit);

/*
 * The read function of a file whose contents lie in memory: copy from `from`, of `available` bytes,
 * at *ppos. The bytes copied, with *ppos advanced, or -EINVAL for a negative position.
 */
ssize_t memory_read_from_buffer(void *to, size_t count, loff_t *ppos, const void *from,
				size_t available)
{
	loff_t pos = *ppos;

	if (pos < 0)
		return -EINVAL;
	if ((size_t)pos >= available)
		return 0;
	count = min_t(size_t, count, available - pos);
	memcpy(to, from + pos, count);
	*ppos = pos + count;
	return count;
}
EXPORT_SYMBOL(memory_read_from_buffer);

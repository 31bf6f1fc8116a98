// SPDX-License-Identifier: MIT
/*
 * Strings and memory, as string(3) has them, and the kernel's safer relatives.
 *
 * To copy a string into a buffer use strscpy(): it always terminates and says if it had to cut.
 * strcpy() and strncpy() are here for code that comes with them.
 */
#ifndef LINUX_STRING_H
#define LINUX_STRING_H

#include <linux/compiler.h>
#include <linux/types.h>
#include <linux/stddef.h>
#include <linux/errno.h>
#include <linux/stdarg.h>

/* Copies from user space, ERR_PTR on failure; free with kfree() (vmemdup_user(): kvfree()). */
char *strndup_user(const char __user *s, long n);
void *memdup_user(const void __user *src, size_t len);
void *vmemdup_user(const void __user *src, size_t len);
void *memdup_user_nul(const void __user *src, size_t len);

char *strcpy(char *dest, const char *src);
char *strncpy(char *dest, const char *src, size_t count);
size_t strlcpy(char *dest, const char *src, size_t size);
/* The length copied, or -E2BIG if src was cut. count 0 is -E2BIG, too. */
ssize_t strscpy(char *dest, const char *src, size_t count);
/* The same, and the rest of dest is zeroed, so nothing old leaks. */
ssize_t strscpy_pad(char *dest, const char *src, size_t count);
char *stpcpy(char *__restrict__ dest, const char *__restrict__ src);
char *strcat(char *dest, const char *src);
char *strncat(char *dest, const char *src, size_t count);
size_t strlcat(char *dest, const char *src, size_t count);

int strcmp(const char *a, const char *b);
int strncmp(const char *a, const char *b, size_t count);
int strcasecmp(const char *a, const char *b);
int strncasecmp(const char *a, const char *b, size_t len);
char *strchr(const char *s, int c);
/* These three give the end of the string where strchr() gives NULL. */
char *strchrnul(const char *s, int c);
char *strnchrnul(const char *s, size_t count, int c);
char *strnchr(const char *s, size_t count, int c);
char *strrchr(const char *s, int c);
/* Past leading white space; with trailing white space cut off, too. */
char *__must_check skip_spaces(const char *s);
char *strim(char *s);
static inline __must_check char *strstrip(char *str)
{
	return strim(str);
}
char *strstr(const char *haystack, const char *needle);
char *strnstr(const char *haystack, const char *needle, size_t len);
size_t strlen(const char *s);
size_t strnlen(const char *s, size_t count);
char *strpbrk(const char *s, const char *accept);
char *strsep(char **s, const char *delims);
size_t strspn(const char *s, const char *accept);
size_t strcspn(const char *s, const char *reject);
char *strreplace(char *s, char old, char new);

void *memset(void *s, int c, size_t n);
/* Fill with a wider pattern; count is in elements. */
void *memset16(uint16_t *s, uint16_t v, size_t count);
void *memset32(uint32_t *s, uint32_t v, size_t count);
void *memset64(uint64_t *s, uint64_t v, size_t count);
static inline void *memset_l(unsigned long *p, unsigned long v, size_t n)
{
	return memset64((uint64_t *)p, v, n);
}
static inline void *memset_p(void **p, void *v, size_t n)
{
	return memset64((uint64_t *)p, (uintptr_t)v, n);
}
/* Two arrays that end in NULL as a new one (kfree()), or NULL without memory. */
void **__memcat_p(void **a, void **b);
#define memcat_p(a, b)                                                                             \
	({                                                                                         \
		BUILD_BUG_ON_MSG(!__same_type(*(a), *(b)), "type mismatch in memcat_p()");         \
		(typeof(*(a)) *)__memcat_p((void **)(a), (void **)(b));                            \
	})
void *memcpy(void *dest, const void *src, size_t n);
void *memmove(void *dest, const void *src, size_t n);
void *memscan(void *s, int c, size_t size);
int memcmp(const void *a, const void *b, size_t n);
int bcmp(const void *a, const void *b, size_t n);
void *memchr(const void *s, int c, size_t n);
/* The first byte that is not c, or NULL if all are. */
void *memchr_inv(const void *s, int c, size_t n);
/* Clears for good: the compiler can't drop it as a dead store. */
void memzero_explicit(void *s, size_t count);

/*
 * In a freestanding build the plain names are no builtins; through these macros the compiler can
 * still expand small copies in place. Taking a function's address gets the function.
 */
#ifndef LIB_STRING_IMPLEMENTATION
#define memcpy(d, s, n)	 __builtin_memcpy(d, s, n)
#define memmove(d, s, n) __builtin_memmove(d, s, n)
#define memset(d, c, n)	 __builtin_memset(d, c, n)
#define memcmp(a, b, n)	 __builtin_memcmp(a, b, n)
#define strlen(s)	 __builtin_strlen(s)
#endif

static inline void *memcpy_and_pad_impl(void *dest, size_t dest_len, const void *src, size_t count,
					int pad)
{
	if (dest_len > count) {
		memcpy(dest, src, count);
		memset(dest + count, pad, dest_len - count);
	} else {
		memcpy(dest, src, dest_len);
	}
	return dest;
}
#define memcpy_and_pad(d, dl, s, n, pad) ((void)memcpy_and_pad_impl(d, dl, s, n, pad))

/* src, not necessarily terminated, to an array that is not terminated either. */
#define strtomem(dest, src)                                                                        \
	do {                                                                                       \
		const size_t _dest_len = __builtin_object_size(dest, 1);                           \
		BUILD_BUG_ON(!__builtin_constant_p(_dest_len) || _dest_len == (size_t)-1);         \
		memcpy(dest, src, min_t(size_t, _dest_len, strnlen(src, _dest_len)));              \
	} while (0)
#define strtomem_pad(dest, src, pad)                                                               \
	do {                                                                                       \
		const size_t _dest_len = __builtin_object_size(dest, 1);                           \
		BUILD_BUG_ON(!__builtin_constant_p(_dest_len) || _dest_len == (size_t)-1);         \
		memcpy_and_pad(dest, _dest_len, src, strnlen(src, _dest_len), pad);                \
	} while (0)

/* Set the part of *obj behind a member, or from a member on. */
#define memset_after(obj, v, member)                                                               \
	({                                                                                         \
		u8 *__ptr = (u8 *)(obj);                                                           \
		typeof(v) __val = (v);                                                             \
		memset(__ptr + offsetofend(typeof(*(obj)), member), __val,                         \
		       sizeof(*(obj)) - offsetofend(typeof(*(obj)), member));                      \
	})
#define memset_startat(obj, v, member)                                                             \
	({                                                                                         \
		u8 *__ptr = (u8 *)(obj);                                                           \
		typeof(v) __val = (v);                                                             \
		memset(__ptr + offsetof(typeof(*(obj)), member), __val,                            \
		       sizeof(*(obj)) - offsetof(typeof(*(obj)), member));                         \
	})

/* In freshly allocated memory, NULL if there is none; the caller frees with kfree(). */
extern char *kstrdup(const char *s, gfp_t gfp) __malloc;
extern char *kstrndup(const char *s, size_t len, gfp_t gfp);
extern void *kmemdup(const void *src, size_t len, gfp_t gfp);
extern char *kmemdup_nul(const char *s, size_t len, gfp_t gfp);
/* As kstrdup(), but a string of the kernel's own read-only data is not copied: kfree_const(). */
extern const char *kstrdup_const(const char *s, gfp_t gfp);
extern void kfree_const(const void *x);

/* Text into words at white space: a NULL-terminated array, for argv_free(). */
extern char **argv_split(gfp_t gfp, const char *str, int *argcp);
extern void argv_free(char **argv);

/* Equal, a trailing newline of either not counting. */
bool sysfs_streq(const char *s1, const char *s2);
/* Index in array of n strings, or until a NULL if n is -1; -EINVAL if it is in none. */
int match_string(const char *const *array, size_t n, const char *string);
int __sysfs_match_string(const char *const *array, size_t n, const char *s);
#define sysfs_match_string(_a, _s) __sysfs_match_string(_a, ARRAY_SIZE(_a), _s)

static inline bool strstarts(const char *str, const char *prefix)
{
	return strncmp(str, prefix, strlen(prefix)) == 0;
}

/* The prefix's length if str starts with it, else 0. */
static __always_inline size_t str_has_prefix(const char *str, const char *prefix)
{
	size_t len = strlen(prefix);

	return strncmp(str, prefix, len) == 0 ? len : 0;
}

/* The last component of a path. */
static inline const char *kbasename(const char *path)
{
	const char *tail = strrchr(path, '/');

	return tail ? tail + 1 : path;
}

ssize_t memory_read_from_buffer(void *to, size_t count, loff_t *ppos, const void *from,
				size_t available);

#include <linux/build_bug.h>
#include <linux/array_size.h>
#include <linux/minmax.h>

#endif

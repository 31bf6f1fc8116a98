// SPDX-License-Identifier: MIT
/*
 * Between the files of the formatter: vsprintf.c reads the format and prints numbers and strings,
 * vsprintf_ptr.c what stands behind %p, vsprintf_addr.c addresses of networks, vsprintf_dentry.c
 * names of files, vsprintf_text.c escapes and times, vsprintf_resource.c ranges.
 */
#ifndef LIB_VSPRINTF_H
#define LIB_VSPRINTF_H

#include <linux/types.h>

/*
 * Where text goes. pos runs on beyond end, so that the length of the whole text comes out; nothing
 * is stored there.
 */
struct printbuf {
	char *pos;
	char *end;
};

enum {
	SPEC_LEFT = 1 << 0,  /* - : pad on the right */
	SPEC_PLUS = 1 << 1,  /* + */
	SPEC_SPACE = 1 << 2, /* blank */
	SPEC_HASH = 1 << 3,  /* # */
	SPEC_ZERO = 1 << 4,  /* 0 : pad with zeros */
	SPEC_SIGN = 1 << 5,  /* the number is signed */
	SPEC_UPPER = 1 << 6, /* digits and x in capitals */
};

/* One conversion, read from the format. */
struct printf_spec {
	unsigned char flags;
	unsigned char base;
	int width;     /* -1: none */
	int precision; /* -1: none */
};

static inline void pb_putc(struct printbuf *b, char c)
{
	if (b->pos < b->end)
		*b->pos = c;
	b->pos++;
}

void pb_write(struct printbuf *b, const char *s, size_t n);
/* n bytes of s under the width and flags of spec; its precision is not looked at. */
void pb_padded(struct printbuf *b, const char *s, size_t n, struct printf_spec spec);
/* A string under spec, or a word in parentheses for a pointer that can't be one. */
void pb_string(struct printbuf *b, const char *s, struct printf_spec spec);
void pb_number(struct printbuf *b, unsigned long long num, struct printf_spec spec);
/* Pointers that can't be followed: prints (null) or (efault) and returns true. */
bool pb_bad_pointer(struct printbuf *b, const void *ptr, struct printf_spec spec);

/* What %p and the letters at fmt make of ptr. */
void pb_pointer(struct printbuf *b, const char *fmt, const void *ptr, struct printf_spec spec);
/* A pointer's value in hexadecimal. */
void pb_raw_pointer(struct printbuf *b, const void *ptr, struct printf_spec spec);

void pb_mac_address(struct printbuf *b, const u8 *addr, struct printf_spec spec, const char *fmt);
void pb_ip_address(struct printbuf *b, const u8 *addr, struct printf_spec spec, const char *fmt);
void pb_uuid(struct printbuf *b, const u8 *addr, struct printf_spec spec, const char *fmt);
void pb_escaped(struct printbuf *b, const void *ptr, struct printf_spec spec, const char *fmt);
void pb_time(struct printbuf *b, const void *ptr, struct printf_spec spec, const char *fmt);
void pb_resource(struct printbuf *b, const void *ptr, struct printf_spec spec, const char *fmt);
void pb_fourcc(struct printbuf *b, const void *ptr, struct printf_spec spec, const char *fmt);
void pb_dentry(struct printbuf *b, const void *ptr, struct printf_spec spec, const char *fmt);
void pb_file(struct printbuf *b, const void *ptr, struct printf_spec spec, const char *fmt);

#endif

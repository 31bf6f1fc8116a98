// SPDX-License-Identifier: MIT
/*
 * Reporting, memory and files for modpost. The wording of what it prints is Linux's, because
 * people search for it.
 */
#define _GNU_SOURCE
#include "modpost.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "elffile.h"

unsigned int errors;

static void report(const char *kind, const char *fmt, va_list ap)
{
	fprintf(stderr, "%s: modpost: ", kind);
	vfprintf(stderr, fmt, ap);
	fputc('\n', stderr);
}

void error(const char *fmt, ...)
{
	va_list ap;

	errors++;
	va_start(ap, fmt);
	report("ERROR", fmt, ap);
	va_end(ap);
}

void warning(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	report("WARNING", fmt, ap);
	va_end(ap);
}

void *allocate(size_t size)
{
	void *p = calloc(1, size);

	if (!p)
		die("out of memory");
	return p;
}

char *format(const char *fmt, ...)
{
	va_list ap;
	char *text;

	va_start(ap, fmt);
	if (vasprintf(&text, fmt, ap) < 0)
		die("out of memory");
	va_end(ap);
	return text;
}

bool ends_with(const char *s, const char *end)
{
	size_t len = strlen(s), end_len = strlen(end);

	return len >= end_len && strcmp(s + len - end_len, end) == 0;
}

static bool holds(const char *path, const char *text, size_t len)
{
	FILE *file = fopen(path, "r");
	bool same = false;
	struct stat st;
	char *now;

	if (!file)
		return false;
	if (fstat(fileno(file), &st) == 0 && (size_t)st.st_size == len) {
		now = allocate(len + 1);
		same = fread(now, 1, len, file) == len && memcmp(now, text, len) == 0;
		free(now);
	}
	fclose(file);
	return same;
}

void write_if_changed(const char *path, const char *text, size_t len, bool touch)
{
	FILE *file;

	if (holds(path, text, len)) {
		if (touch && utimensat(AT_FDCWD, path, NULL, 0) != 0)
			die("%s: %s", path, strerror(errno));
		return;
	}
	file = fopen(path, "w");
	if (!file || fwrite(text, 1, len, file) != len || fclose(file) != 0)
		die("%s: %s", path, strerror(errno));
}

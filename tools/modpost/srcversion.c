// SPDX-License-Identifier: MIT
/*
 * srcversion: a sum over the sources of a module that has a MODULE_VERSION, so that two builds of
 * one version from different sources can be told apart. It is made as Linux makes it, and gives the
 * same for the same sources: the MD4 digest of the files of each of the module's objects, the
 * source first and then the headers beside it, without white space and comments in the manner of C;
 * of the digest, the first 23 hexadecimal digits.
 *
 * Which objects, NAME.mod says; which files, .OBJECT.d.cmd, as the compiler wrote it for make.
 */
#define _GNU_SOURCE
#include "modpost.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "elffile.h"
#include "md4.h"

#define DIGITS 23

static char *read_text(const char *path)
{
	FILE *file = fopen(path, "r");
	char *text = NULL;
	size_t size = 0;

	if (!file)
		die("%s: %s", path, strerror(errno));
	/* A text holds no NUL, so this is all of it. */
	if (getdelim(&text, &size, '\0', file) < 0) {
		free(text);
		text = allocate(1);
	}
	fclose(file);
	return text;
}

/* The last character of the string constant, or of the comment, that begins at S. */
static const char *end_of_string(const char *s)
{
	for (s++; *s && !(s[0] == '"' && s[-1] != '\\'); s++)
		;
	return *s ? s : s - 1;
}

static const char *end_of_comment(const char *s)
{
	const char *end = strstr(s + 2, "*/");

	return end ? end + 1 : s + strlen(s) - 1;
}

static void add_file(struct md4 *md, const char *path)
{
	char *text = read_text(path);

	for (const char *s = text; *s; s++) {
		const char *end = s;

		if (isspace((unsigned char)*s))
			continue;
		if (s[0] == '\\' && s[1] == '\n')
			continue;
		if (s[0] == '/' && s[1] == '*') {
			s = end_of_comment(s);
			continue;
		}
		if (*s == '"')
			end = end_of_string(s);
		for (; s < end; s++)
			md4_add(md, *s);
		md4_add(md, *s);
	}
	free(text);
}

static size_t folder_length(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 - path : 0;
}

static bool lies_beside(const char *path, const char *other)
{
	size_t len = folder_length(path);

	return len == folder_length(other) && memcmp(path, other, len) == 0;
}

/* "foo.o: foo.c a.h \<newline> b.h", and after that line rules that say nothing of the object. */
static void add_object(struct md4 *md, const char *object)
{
	size_t len = folder_length(object);
	char *path = format("%.*s.%s.d.cmd", (int)len, object, object + len);
	char *text = read_text(path), *at = strchr(text, ':'), *file;
	const char *source = NULL;

	if (!at)
		die("%s: not a list of what %s is made from", path, object);
	for (char *end = strchr(at, '\n'); end; end = strchr(end, '\n')) {
		if (end[-1] != '\\') {
			*end = '\0';
			break;
		}
		end[-1] = *end = ' ';
	}
	for (at++; (file = strsep(&at, " "));) {
		if (!*file)
			continue;
		if (!source)
			source = file;
		if (lies_beside(file, source))
			add_file(md, file);
	}
	free(text);
	free(path);
}

char *srcversion(const struct module *mod)
{
	char *path = format("%s.mod", mod->path), *text = read_text(path), *at = text, *object,
	     *sum;
	struct md4 md;

	md4_begin(&md);
	while ((object = strsep(&at, "\n"))) {
		if (*object)
			add_object(&md, object);
	}
	md4_end(&md);
	sum = format("%08X%08X%08X%08X", md.state[0], md.state[1], md.state[2], md.state[3]);
	sum[DIGITS] = '\0';
	free(text);
	free(path);
	return sum;
}

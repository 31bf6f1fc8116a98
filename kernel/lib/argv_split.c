// SPDX-License-Identifier: MIT
/*
 * A string into words at white space, as a NULL-terminated array.
 *
 * One allocation holds a copy of the text, another the array; the copy's address is kept in front
 * of the array's first word, for argv_free().
 */
#include <linux/ctype.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>

static unsigned int count_words(const char *s)
{
	unsigned int n = 0;
	bool in_word = false;

	for (; *s; s++) {
		if (!isspace(*s) && !in_word)
			n++;
		in_word = !isspace(*s);
	}
	return n;
}

void argv_free(char **argv)
{
	argv--;
	kfree(argv[0]);
	kfree(argv);
}
EXPORT_SYMBOL(argv_free);

/* NULL if there is no memory. *argcp, if asked for, is the number of words. */
char **argv_split(gfp_t gfp, const char *str, int *argcp)
{
	unsigned int argc;
	bool in_word = false;
	char **argv, **next, *copy, *s;

	copy = kstrndup(str, KMALLOC_MAX_SIZE - 1, gfp);
	if (!copy)
		return NULL;
	argc = count_words(copy);
	argv = kmalloc_array(argc + 2, sizeof(*argv), gfp);
	if (!argv) {
		kfree(copy);
		return NULL;
	}
	argv[0] = copy;
	next = ++argv;
	for (s = copy; *s; s++) {
		if (isspace(*s)) {
			in_word = false;
			*s = '\0';
		} else if (!in_word) {
			in_word = true;
			*next++ = s;
		}
	}
	*next = NULL;
	if (argcp)
		*argcp = argc;
	return argv;
}
EXPORT_SYMBOL(argv_split);

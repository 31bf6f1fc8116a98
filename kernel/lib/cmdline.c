// SPDX-License-Identifier: MIT
/*
 * The kernel's command line: <kernel/cmdline.h> has its grammar.
 *
 * It is cut into words once, before anything else runs, and constant from then on; so no locks.
 */
#include <linux/cache.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kstrtox.h>
#include <linux/string.h>
#include <kernel/cmdline.h>

#define WORDS_MAX 128

char saved_command_line[COMMAND_LINE_SIZE] __ro_after_init;

/* The copy that the words point into, and the words. */
static char text[COMMAND_LINE_SIZE] __ro_after_init;
static struct {
	const char *key;
	const char *val; /* NULL for a bare word */
} words[WORDS_MAX] __ro_after_init;
static unsigned int nr_words __ro_after_init;

void __init cmdline_init(const char *line)
{
	char *p, *key, *val;

	strscpy(saved_command_line, line, sizeof(saved_command_line));
	strscpy(text, line, sizeof(text));
	p = skip_spaces(text);
	while (*p && nr_words < WORDS_MAX) {
		p = next_arg(p, &key, &val);
		if (!val && !strcmp(key, "--"))
			break;
		words[nr_words].key = key;
		words[nr_words].val = val;
		nr_words++;
	}
}

/* Names are the same if they differ only in dashes and underscores. */
static bool same_key(const char *a, const char *b)
{
	for (; *a || *b; a++, b++) {
		char c = *a == '-' ? '_' : *a, d = *b == '-' ? '_' : *b;

		if (c != d)
			return false;
	}
	return true;
}

const char *cmdline_get(const char *key)
{
	for (unsigned int i = nr_words; i-- > 0;)
		if (same_key(words[i].key, key))
			return words[i].val ? words[i].val : "";
	return NULL;
}

bool cmdline_flag(const char *key)
{
	const char *val = cmdline_get(key);
	bool on;

	if (!val)
		return false;
	return !*val || kstrtobool(val, &on) || on;
}

long cmdline_long(const char *key, long fallback)
{
	const char *val = cmdline_get(key);
	long n;

	return val && !kstrtol(val, 0, &n) ? n : fallback;
}

bool cmdline_next(unsigned int *pos, const char **key, const char **val)
{
	if (*pos >= nr_words)
		return false;
	*key = words[*pos].key;
	*val = words[*pos].val;
	(*pos)++;
	return true;
}

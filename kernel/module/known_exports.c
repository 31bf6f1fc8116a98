// SPDX-License-Identifier: MIT
/*
 * Which module exports a symbol that nobody exports now: what depmod(8) has found out about the
 * files that are installed, and what was seen of modules that are not loaded any more.
 *
 * modules.symbols has lines "alias symbol:NAME MODULE", and comments that begin with #: see
 * modprobe(8)'s files in depmod(8). What is none of these is skipped: the file is user space's.
 *
 * Compiled for the host as well.
 */
#include <linux/string.h>
#include "known_exports.h"

#define KEYWORD "alias symbol:"

/* Is the line, len bytes, about the symbol? Then its module, which is not empty. */
static const char *module_of_line(const char *line, size_t len, const char *symbol,
				  size_t *name_len)
{
	size_t prefix = sizeof(KEYWORD) - 1, symbol_len = strlen(symbol);
	size_t at = prefix + symbol_len + 1;

	if (len <= at || memcmp(line, KEYWORD, prefix) ||
	    memcmp(line + prefix, symbol, symbol_len) || line[at - 1] != ' ')
		return NULL;
	*name_len = len - at;
	return line + at;
}

const char *modules_symbols_find(const char *text, size_t len, const char *symbol, size_t *name_len)
{
	const char *end = text + len;

	while (text < end) {
		const char *newline = memchr(text, '\n', end - text);
		const char *stop = newline ? newline : end;
		const char *name = module_of_line(text, stop - text, symbol, name_len);

		if (name)
			return name;
		text = stop + 1;
	}
	return NULL;
}

static const char *next_string(const char *s)
{
	return s + strlen(s) + 1;
}

const char *known_exports_find(const struct known_exports *known, const char *symbol)
{
	const char *end = known->text + known->len, *found = NULL;

	for (const char *s = known->text; s < end; s = next_string(next_string(s)))
		if (!strcmp(s, symbol))
			found = next_string(s);
	return found;
}

static void drop_oldest(struct known_exports *known)
{
	size_t len = next_string(next_string(known->text)) - known->text;

	known->len -= len;
	memmove(known->text, known->text + len, known->len);
}

/* A pair that is known stays where it is, however often its module comes and goes. */
void known_exports_add(struct known_exports *known, const char *symbol, const char *module)
{
	size_t symbol_size = strlen(symbol) + 1, module_size = strlen(module) + 1;
	const char *owner = known_exports_find(known, symbol);

	if (symbol_size + module_size > KNOWN_EXPORTS_SIZE || (owner && !strcmp(owner, module)))
		return;
	while (KNOWN_EXPORTS_SIZE - known->len < symbol_size + module_size)
		drop_oldest(known);
	memcpy(known->text + known->len, symbol, symbol_size);
	memcpy(known->text + known->len + symbol_size, module, module_size);
	known->len += symbol_size + module_size;
}

/* SPDX-License-Identifier: MIT */
/*
 * Which module exports a symbol that nobody exports now (known_exports.c): for messages only.
 * Compiled for the host as well.
 */
#ifndef MODULE_KNOWN_EXPORTS_H
#define MODULE_KNOWN_EXPORTS_H

#include <linux/types.h>

/*
 * In depmod's modules.symbols, len bytes at text, not terminated: the name of the module that
 * exports the symbol, *name_len bytes, not terminated; NULL if the file names none.
 */
const char *modules_symbols_find(const char *text, size_t len, const char *symbol,
				 size_t *name_len);

#define KNOWN_EXPORTS_SIZE 8192
/* Symbols and their modules, so many as fit, the latest. All zeroes: none. The owner locks it. */
struct known_exports {
	size_t len;
	char text[KNOWN_EXPORTS_SIZE]; /* pairs: symbol, NUL, module, NUL; the oldest first */
};
void known_exports_add(struct known_exports *known, const char *symbol, const char *module);
/* The module that was last known to export it; NULL. Valid until the next known_exports_add(). */
const char *known_exports_find(const struct known_exports *known, const char *symbol);

#endif

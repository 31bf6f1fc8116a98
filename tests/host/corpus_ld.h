/* SPDX-License-Identifier: MIT */
/*
 * The linker as a second opinion on a load: GNU ld, given the same object, the same addresses of
 * sections and imports, must put the same bytes there.
 *
 * ld gets a copy of the object in which each loaded section has a name of its own ("s" and its
 * number) and is not mergeable, and a script that places each in an output section of its own, at
 * the address that the core chose; all other sections are discarded. So ld has nothing to merge, to
 * sort or to drop: what is left of its work is relocation. Bytes, symbols and relocations of the
 * copy are the object's.
 */
#ifndef CORPUS_LD_H
#define CORPUS_LD_H

#include <stddef.h>
#include "bare_env.h"

struct ld_verdict {
	bool linked;	      /* ld made a file; if not, it refused the object */
	bool agrees;	      /* ... and all loaded sections are as the core made them */
	double seconds;	      /* of CPU time that ld took */
	char difference[512]; /* in words: the first difference, or ld's first message */
};

/*
 * Links load's image as load has it: with its sections' addresses, that is after
 * layout_and_allocate(), and if bytes are to be compared, after apply_relocations(). Files go to
 * dir, which must exist. ld: the linker's name.
 * The program is ended if files can't be written or ld can't be started.
 */
void ld_ask(const struct bare_load *load, const char *ld, const char *dir, struct ld_verdict *v);

#endif

// SPDX-License-Identifier: MIT
/* See malloc_fails.h. */
#include <stddef.h>
#include "malloc_fails.h"

int malloc_fails;

/* The linker's names for the two: ld(1), --wrap. */
void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);

void *__wrap_malloc(size_t size)
{
	return malloc_fails ? NULL : __real_malloc(size);
}

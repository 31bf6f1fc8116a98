// SPDX-License-Identifier: MIT
/*
 * A position-independent program without an interpreter: it floats, and still has a heap that can
 * grow, which keeps away from the stack and the mappings.
 */
#include "check.h"

int main(void)
{
	unsigned long here = (unsigned long)main, heap = (unsigned long)sbrk(0);
	size_t size = 32 << 20;
	char *p;

	CHECK(heap < here && here - heap > 1UL << 40);
	p = sbrk(size);
	CHECK(p != (void *)-1);
	memset(p, 1, size);
	CHECK(sbrk(-(long)size) == p + size);
	return 0;
}

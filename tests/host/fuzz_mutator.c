// SPDX-License-Identifier: MIT
/* How libFuzzer changes an object: by elf_damage.h most of the time, in its own way else. */
#include "elf_damage.h"
#include "fuzz.h"

size_t LLVMFuzzerCustomMutator(u8 *data, size_t size, size_t max_size, unsigned int seed)
{
	elf_damage_seed(seed);
	if (!elf_damage_pick(5))
		return LLVMFuzzerMutate(data, size, max_size);
	do {
		if (!elf_damage(data, size))
			return LLVMFuzzerMutate(data, size, max_size);
	} while (elf_damage_pick(2));
	return size;
}

/* SPDX-License-Identifier: MIT */
/*
 * Damage to ELF objects, the same for the same seed (elf_damage.c). One stream of numbers for all:
 * not for several threads.
 */
#ifndef ELF_DAMAGE_H
#define ELF_DAMAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

void elf_damage_seed(uint64_t seed);
/* A number below n, which is not 0. */
uint64_t elf_damage_pick(uint64_t n);
/*
 * Damages one field or entry of the object of that size, wherever its headers say that it is;
 * false, and nothing done, if it isn't enough of an object for that.
 */
bool elf_damage(uint8_t *data, size_t size);

#endif

/* SPDX-License-Identifier: MIT */
/*
 * libFuzzer's interface, as far as it is used: https://llvm.org/docs/LibFuzzer.html. It calls the
 * first two and provides the third.
 */
#ifndef FUZZ_H
#define FUZZ_H

#include <linux/types.h>

/* Tries one input; returns 0. */
int LLVMFuzzerTestOneInput(const u8 *data, size_t size);
/* Changes data, of size bytes in a buffer of max_size, depending on seed alone; the new size. */
size_t LLVMFuzzerCustomMutator(u8 *data, size_t size, size_t max_size, unsigned int seed);
/* libFuzzer's own way to change it. */
size_t LLVMFuzzerMutate(u8 *data, size_t size, size_t max_size);

#endif

// SPDX-License-Identifier: MIT
#include <asm-generic/statfs.h>

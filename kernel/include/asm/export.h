/* SPDX-License-Identifier: MIT */
#include <asm-generic/export.h>

// SPDX-License-Identifier: MIT
/* Page tables: the entries, their protections, and the way down to them. */
#ifndef _LINUX_PGTABLE_H
#define _LINUX_PGTABLE_H

#include <asm/pgtable.h>
#include <asm/pgtable_walk.h>

#endif

// SPDX-License-Identifier: MIT
/*
 * Change the protection of whole pages of the vmalloc or module area.
 *
 * `addr` is page aligned; all `numpages` pages must be mapped. The TLB is flushed. A page that
 * would be both writable and executable is refused: make it read-only before executable, and not
 * executable before writable. A page's alias in the direct map is as writable as the page, until
 * that is unmapped. 0, -EINVAL (address), -ENOENT (a page not mapped), -EPERM (W^X), -ENOMEM (for
 * the direct map; not for memory of module_alloc(), which is prepared for this).
 * Pages before the refused one stay changed. May be called in any context but NMI.
 */
#ifndef _ASM_SET_MEMORY_H
#define _ASM_SET_MEMORY_H

int set_memory_ro(unsigned long addr, int numpages);
int set_memory_rw(unsigned long addr, int numpages);
int set_memory_x(unsigned long addr, int numpages);
int set_memory_nx(unsigned long addr, int numpages);

#endif

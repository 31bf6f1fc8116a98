/* SPDX-License-Identifier: MIT */
/*
 * A malloc() that fails when a test says so; it is what kmalloc() is on the host. For programs that
 * are linked with --wrap=malloc: then all calls from our objects go through here, but none of the C
 * library's own.
 */
#ifndef MALLOC_FAILS_H
#define MALLOC_FAILS_H

/* While it is set every malloc() returns NULL. */
extern int malloc_fails;

#endif

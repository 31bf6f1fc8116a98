// SPDX-License-Identifier: MIT
/* Names of error numbers. */
#ifndef LINUX_ERRNAME_H
#define LINUX_ERRNAME_H

/* "EIO" for 5, "-EIO" for -5, NULL for a number that has no name. */
const char *errname(int err);

#endif

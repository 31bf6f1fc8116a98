// SPDX-License-Identifier: MIT
/* Major numbers with a fixed meaning. */
#ifndef _LINUX_MAJOR_H
#define _LINUX_MAJOR_H

#include <uapi/linux/major.h>

#endif

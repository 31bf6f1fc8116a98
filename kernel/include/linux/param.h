// SPDX-License-Identifier: MIT
/* HZ and its relatives. */
#ifndef LINUX_PARAM_H
#define LINUX_PARAM_H

#include <asm/param.h>

#endif

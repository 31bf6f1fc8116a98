// SPDX-License-Identifier: MIT
/* Access to devices: ports, ioremap(), readl() and their kin. */
#ifndef _LINUX_IO_H
#define _LINUX_IO_H

#include <asm/io.h>

#endif

// SPDX-License-Identifier: MIT
/* Terminal settings, sizes and request numbers. */
#ifndef _UAPI_LINUX_TERMIOS_H
#define _UAPI_LINUX_TERMIOS_H

#include <asm/termios.h>

#endif

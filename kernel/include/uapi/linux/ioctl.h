// SPDX-License-Identifier: MIT
/* ioctl request numbers: _IO, _IOR, _IOW, _IOWR and what takes them apart. */
#ifndef _UAPI_LINUX_IOCTL_H
#define _UAPI_LINUX_IOCTL_H

#include <asm/ioctl.h>

#endif

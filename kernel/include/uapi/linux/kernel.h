// SPDX-License-Identifier: MIT
/* Rounding helpers that the user-space interface's macros use. */
#ifndef UAPI_LINUX_KERNEL_H
#define UAPI_LINUX_KERNEL_H

#include <linux/const.h>

#endif

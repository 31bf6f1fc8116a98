// SPDX-License-Identifier: MIT
/* ioctl(2) on a virtual console, for its keyboard. */
#ifndef __LINUX_KD_H
#define __LINUX_KD_H

#include <uapi/linux/kd.h>

#endif

// SPDX-License-Identifier: MIT
/* LINUX_VERSION_CODE, for code that serves several versions. */
#ifndef LINUX_VERSION_H
#define LINUX_VERSION_H

#include <generated/uapi/linux/version.h>

#endif

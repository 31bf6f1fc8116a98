// SPDX-License-Identifier: MIT
#ifndef _LINUX_PRCTL_H
#define _LINUX_PRCTL_H

#include <uapi/linux/prctl.h>

#endif /* _LINUX_PRCTL_H */

/* SPDX-License-Identifier: MIT */
/* How many virtual consoles there can be */
#ifndef _UAPI_LINUX_VT_H
#define _UAPI_LINUX_VT_H

#define MIN_NR_CONSOLES 1
#define MAX_NR_CONSOLES 63

#endif

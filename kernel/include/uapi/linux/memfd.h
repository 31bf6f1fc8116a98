// SPDX-License-Identifier: MIT
/* memfd_create(2) flags. ABI. */
#ifndef _UAPI_LINUX_MEMFD_H
#define _UAPI_LINUX_MEMFD_H

#define MFD_CLOEXEC 0x0001U

#endif

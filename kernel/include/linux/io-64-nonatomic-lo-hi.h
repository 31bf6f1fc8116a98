// SPDX-License-Identifier: MIT
/* ioread64() and iowrite64() that access a register's low half first, if not both at once. */
#ifndef _LINUX_IO_64_NONATOMIC_LO_HI_H_
#define _LINUX_IO_64_NONATOMIC_LO_HI_H_

#include <linux/io.h>

#ifndef ioread64
#define ioread64_is_nonatomic
#define ioread64 ioread64_lo_hi
#endif
#ifndef iowrite64
#define iowrite64_is_nonatomic
#define iowrite64 iowrite64_lo_hi
#endif
#ifndef ioread64be
#define ioread64be_is_nonatomic
#define ioread64be ioread64be_lo_hi
#endif
#ifndef iowrite64be
#define iowrite64be_is_nonatomic
#define iowrite64be iowrite64be_lo_hi
#endif

#endif

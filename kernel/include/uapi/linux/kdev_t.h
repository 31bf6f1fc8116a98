// SPDX-License-Identifier: MIT
/* A device number as old interfaces carry it: 8 bits of major, 8 of minor. */
#ifndef _UAPI_LINUX_KDEV_T_H
#define _UAPI_LINUX_KDEV_T_H

#ifndef __KERNEL__
#define MAJOR(dev)    ((dev) >> 8)
#define MINOR(dev)    ((dev)&0xff)
#define MKDEV(ma, mi) ((ma) << 8 | (mi))
#endif

#endif

// SPDX-License-Identifier: MIT
/* The flags of finit_module(2). */
#ifndef UAPI_LINUX_MODULE_H
#define UAPI_LINUX_MODULE_H

#define MODULE_INIT_IGNORE_MODVERSIONS 1 /* take the module's word for its symbol versions */
#define MODULE_INIT_IGNORE_VERMAGIC    2 /* load what was built for another release */
#define MODULE_INIT_COMPRESSED_FILE    4 /* the kernel is to decompress the file */

#endif

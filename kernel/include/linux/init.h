// SPDX-License-Identifier: MIT
/*
 * Code and data that is needed only while starting (or only while stopping).
 *
 * A module's __init sections are freed when its init function has returned. The kernel's own are
 * gathered between __init_begin and __init_end. Nothing outside __init may point into them.
 */
#ifndef LINUX_INIT_H
#define LINUX_INIT_H

#include <linux/compiler.h>
#include <linux/types.h>

#define __init	    __section(".init.text") __cold __latent_entropy
#define __initdata  __section(".init.data")
#define __initconst __section(".init.rodata")
#define __exitdata  __section(".exit.data")
#define __exit_call __used __section(".exitcall.exit")
#define __exit	    __section(".exit.text") __exitused __cold
/* Code of the kernel that may use __init things because it checked that they are still there. */
#define __ref	      __section(".ref.text") noinline
#define __refdata     __section(".ref.data")
#define __refconst    __section(".ref.rodata")
#define __meminit     __section(".meminit.text") __cold
#define __meminitdata __section(".meminit.data")

/* clang-format off */
#define __HEAD       .section ".head.text", "ax"
#define __INIT       .section ".init.text", "ax"
#define __FINIT      .previous
#define __INITDATA   .section ".init.data", "aw", %progbits
#define __INITRODATA .section ".init.rodata", "a", %progbits
/* clang-format on */

#ifdef MODULE
#define __exitused
#else
#define __exitused __used
#endif

#ifndef __ASSEMBLY__

typedef int (*initcall_t)(void);
typedef void (*exitcall_t)(void);

extern char __init_begin[], __init_end[];

#endif
#endif

// SPDX-License-Identifier: MIT
/*
 * The configuration of this kernel, as the CONFIG_ names that Linux code asks about.
 *
 * Graft has one configuration, so this file is written by hand and not generated; the path is
 * Linux's, which modules and their makefiles know. A name stands here only if what it promises is
 * true of this kernel. Test a name with #ifdef or IS_ENABLED() from <linux/kconfig.h>.
 */
#ifndef GENERATED_AUTOCONF_H
#define GENERATED_AUTOCONF_H

#define CONFIG_64BIT			     1
#define CONFIG_X86			     1
#define CONFIG_X86_64			     1
#define CONFIG_MMU			     1
#define CONFIG_SMP			     1
#define CONFIG_NR_CPUS			     64
#define CONFIG_HZ			     250
#define CONFIG_HZ_250			     1
#define CONFIG_PREEMPT_VOLUNTARY	     1
#define CONFIG_PREEMPT_COUNT		     1
#define CONFIG_MODULES			     1
#define CONFIG_MODULE_UNLOAD		     1
#define CONFIG_MODULE_FORCE_UNLOAD	     1
#define CONFIG_MODVERSIONS		     1
#define CONFIG_ARCH_HAS_SYSCALL_WRAPPER	     1
#define CONFIG_JUMP_LABEL		     1
#define CONFIG_KPROBES			     1
#define CONFIG_KRETPROBES		     1
#define CONFIG_HIGH_RES_TIMERS		     1
#define CONFIG_KALLSYMS			     1
#define CONFIG_KALLSYMS_ALL		     1
#define CONFIG_PRINTK			     1
#define CONFIG_PRINTK_TIME		     1
#define CONFIG_BUG			     1
#define CONFIG_GENERIC_BUG		     1
#define CONFIG_GENERIC_BUG_RELATIVE_POINTERS 1
#define CONFIG_DEBUG_BUGVERBOSE		     1
#define CONFIG_DEBUG_INFO		     1
#define CONFIG_FRAME_POINTER		     1
#define CONFIG_UNWINDER_FRAME_POINTER	     1
#define CONFIG_KUNIT			     1
#define CONFIG_KUNIT_DEBUGFS		     1
#define CONFIG_BINFMT_ELF		     1
#define CONFIG_BINFMT_SCRIPT		     1
#define CONFIG_DEBUG_FS			     1
#define CONFIG_PROC_FS			     1
#define CONFIG_PROC_SYSCTL		     1
#define CONFIG_SYSFS			     1
#define CONFIG_SYSCTL			     1
#define CONFIG_TTY			     1
#define CONFIG_DEVTMPFS			     1
#define CONFIG_BLK_DEV_INITRD		     1
#define CONFIG_PHYS_ADDR_T_64BIT	     1
#define CONFIG_XARRAY_MULTI		     1
#define CONFIG_ARCH_DMA_ADDR_T_64BIT	     1
#define CONFIG_PGTABLE_LEVELS		     4
#define CONFIG_X86_L1_CACHE_SHIFT	     6
#define CONFIG_LOG_BUF_SHIFT		     18
#define CONFIG_CONSOLE_LOGLEVEL_DEFAULT	     7
#define CONFIG_CONSOLE_LOGLEVEL_QUIET	     4
#define CONFIG_MESSAGE_LOGLEVEL_DEFAULT	     4
#define CONFIG_PANIC_TIMEOUT		     0
#define CONFIG_DEFAULT_HOSTNAME		     "graft"
#define CONFIG_LOCALVERSION		     "-graft"

#endif

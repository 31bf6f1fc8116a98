// SPDX-License-Identifier: MIT
/*
 * The text that says which kernel a module was built for.
 *
 * The release, then a word for each option that changes what a module and the kernel must agree
 * on, each followed by a space. The loader compares it whole. Only the loader and the .mod.c file
 * that the build writes for every module may include this; both define INCLUDE_VERMAGIC.
 */
#ifndef LINUX_VERMAGIC_H
#define LINUX_VERMAGIC_H

#ifndef INCLUDE_VERMAGIC
#error "Only a module's .mod.c file and the loader may use VERMAGIC_STRING"
#endif

#include <generated/utsrelease.h>

#ifdef CONFIG_SMP
#define MODULE_VERMAGIC_SMP "SMP "
#else
#define MODULE_VERMAGIC_SMP ""
#endif

#ifdef CONFIG_MODULE_UNLOAD
#define MODULE_VERMAGIC_MODULE_UNLOAD "mod_unload "
#else
#define MODULE_VERMAGIC_MODULE_UNLOAD ""
#endif

#ifdef CONFIG_MODVERSIONS
#define MODULE_VERMAGIC_MODVERSIONS "modversions "
#else
#define MODULE_VERMAGIC_MODVERSIONS ""
#endif

#define VERMAGIC_STRING                                                                            \
	UTS_RELEASE                                                                                \
	" " MODULE_VERMAGIC_SMP MODULE_VERMAGIC_MODULE_UNLOAD MODULE_VERMAGIC_MODVERSIONS

#endif

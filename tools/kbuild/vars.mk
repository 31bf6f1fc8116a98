# SPDX-License-Identifier: MIT
#
# What a module's Makefile may read, by Linux's names: the release, the configuration, where it
# is, and the functions that ask the compiler.

KERNELRELEASE := $(shell sed -n 's/^\#define UTS_RELEASE "\(.*\)"$$/\1/p' \
	kernel/include/generated/utsrelease.h)
KERNELVERSION := $(firstword $(subst -, ,$(KERNELRELEASE)))
VERSION := $(word 1,$(subst ., ,$(KERNELVERSION)))
PATCHLEVEL := $(word 2,$(subst ., ,$(KERNELVERSION)))
SUBLEVEL := $(word 3,$(subst ., ,$(KERNELVERSION)))
export KERNELRELEASE KERNELVERSION VERSION PATCHLEVEL SUBLEVEL

ARCH := x86
SRCARCH := x86
srctree := .
objtree := .
KBUILD_EXTMOD := $(M)
export ARCH SRCARCH srctree objtree KBUILD_EXTMOD

$(foreach c,$(shell sed -n 's/^\#define \(CONFIG_[A-Z0-9_]*\) 1$$/\1/p' \
	kernel/include/generated/autoconf.h),$(eval $(c) := y))

# $(call cc-option,-Wthis,-Wthat): the first if the compiler knows it, else the second.
cc-option = $(shell if $(CC) -Werror $(1) -c -x c /dev/null -o /dev/null 2>/dev/null; \
	then echo '$(1)'; else echo '$(2)'; fi)
cc-disable-warning = $(if $(call cc-option,-W$(strip $(1))),-Wno-$(strip $(1)))

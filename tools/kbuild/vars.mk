# SPDX-License-Identifier: MIT
#
# What a module's Makefile may read, by Linux's names: the release, the configuration, where it
# is, and the flags that it may add to.

KERNELRELEASE := $(shell sed -n 's/^\#define UTS_RELEASE "\(.*\)"$$/\1/p' \
	$(KBUILD_HEADERS)/generated/utsrelease.h)
KERNELVERSION := $(firstword $(subst -, ,$(KERNELRELEASE)))
VERSION := $(word 1,$(subst ., ,$(KERNELVERSION)))
PATCHLEVEL := $(word 2,$(subst ., ,$(KERNELVERSION)))
SUBLEVEL := $(word 3,$(subst ., ,$(KERNELVERSION)))
export KERNELRELEASE KERNELVERSION VERSION PATCHLEVEL SUBLEVEL

ARCH := x86
SRCARCH := x86
UTS_MACHINE := x86_64
BITS := 64
srctree := .
objtree := .
abs_srctree := $(CURDIR)
abs_objtree := $(CURDIR)
MODLIB = $(INSTALL_MOD_PATH)/lib/modules/$(KERNELRELEASE)
KBUILD_EXTMOD ?= $(M)
CONFIG_SHELL := sh
AWK := awk
export ARCH SRCARCH UTS_MACHINE BITS srctree objtree abs_srctree abs_objtree KBUILD_EXTMOD CONFIG_SHELL
export CC LD AR NM STRIP OBJCOPY OBJDUMP HOSTCC AWK

# The options of the kernel, as makefiles have them: y, a number or a text in quotation marks. A sed
# of its own for each line would cost more than all the rest.
define kb_configuration
$(subst |,$(kb_newline),$(shell sed -n 's/^\#define \(CONFIG_[A-Z0-9_]*\)[[:space:]][[:space:]]*\([^[:space:]].*\)$$/\1 := \2|/p' \
	$(KBUILD_HEADERS)/generated/autoconf.h | sed 's/ := 1|$$/ := y|/'))
endef
define kb_newline


endef
$(eval $(kb_configuration))

# What the flags of a module begin with. Its Makefile may change them.
NOSTDINC_FLAGS := -nostdinc
LINUXINCLUDE := -include $(KBUILD_HEADERS)/linux/kconfig.h -I$(KBUILD_HEADERS) \
	-I$(KBUILD_HEADERS)/uapi
KBUILD_CPPFLAGS := -D__KERNEL__ $(KBUILD_PATHS) $(KCPPFLAGS)
KBUILD_CFLAGS := $(KERNEL_CFLAGS) $(or $(WARNINGS),$(MODULE_WARNINGS)) $(KCFLAGS)
KBUILD_AFLAGS := $(KERNEL_AFLAGS) $(KAFLAGS)
KBUILD_CFLAGS_MODULE := -DMODULE
KBUILD_AFLAGS_MODULE := -DMODULE
KBUILD_LDFLAGS := -m elf_x86_64 -z noexecstack
KBUILD_LDFLAGS_MODULE := --build-id=sha1
KBUILD_HOSTCFLAGS := -Wall -Wmissing-prototypes -Wstrict-prototypes -O2 -fomit-frame-pointer -std=gnu11 \
	$(HOSTCFLAGS)
KBUILD_HOSTLDFLAGS := $(HOSTLDFLAGS)
KBUILD_HOSTLDLIBS := $(HOSTLDLIBS)
KBUILD_USERCFLAGS := -Wall -Wmissing-prototypes -Wstrict-prototypes -O2 -fomit-frame-pointer -std=gnu11 \
	$(USERCFLAGS)
KBUILD_USERLDFLAGS := $(USERLDFLAGS)

include $(KBUILD_MK)/warnings.mk

# SPDX-License-Identifier: MIT
#
# The toolchain, the flags and a few words of make, shared by the kernel, its modules and
# external modules: one truth, so that a module is always compiled for the kernel it will be
# linked into. Every path is relative to the project's root, where each make of ours runs.
#
# From the command line or the environment: CROSS_COMPILE (default: x86_64-linux-gnu- or
# x86_64-elf-, whichever is installed), HOSTCC, V.

ifndef CROSS_COMPILE
CROSS_COMPILE := $(shell for p in x86_64-linux-gnu- x86_64-elf-; do \
	command -v $${p}gcc >/dev/null && echo $$p && break; done)
# None is installed: let the first command that fails name what is missing.
CROSS_COMPILE := $(or $(CROSS_COMPILE),x86_64-linux-gnu-)
endif
export CROSS_COMPILE

CC := $(CROSS_COMPILE)gcc
LD := $(CROSS_COMPILE)ld
AR := $(CROSS_COMPILE)ar
NM := $(CROSS_COMPILE)nm
STRIP := $(CROSS_COMPILE)strip
OBJCOPY := $(CROSS_COMPILE)objcopy
OBJDUMP := $(CROSS_COMPILE)objdump
HOSTCC ?= gcc

# Code generation, the psABI's kernel code model: the kernel and every module lie in the top
# 2 GiB; interrupts may use the stack below rsp; user programs own the vector registers. Every
# function keeps its frame, so that a backtrace misses none; signed counters may wrap, as jiffies do.
KERNEL_CFLAGS := -std=gnu11 -O2 -g -ffreestanding -nostdinc \
	-m64 -mcmodel=kernel -mno-red-zone -mno-sse -mno-mmx -mno-sse2 -mno-3dnow -mno-avx \
	-mno-80387 -fcf-protection=none \
	-fno-pic -fno-pie -fno-omit-frame-pointer -mno-omit-leaf-frame-pointer \
	-fno-optimize-sibling-calls -fno-strict-aliasing -fno-strict-overflow -fno-common \
	-fno-stack-protector -fno-delete-null-pointer-checks -fno-asynchronous-unwind-tables
KERNEL_AFLAGS := -D__ASSEMBLY__ -nostdinc -m64 -g -fno-pic -fno-pie -Wa,--noexecstack

# What our own sources are held to, and what is asked of other people's modules: what Linux asks.
KERNEL_WARNINGS := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla -Werror \
	-Wno-unused-parameter -Wno-sign-compare
MODULE_WARNINGS := -Wall -Wundef -Wvla -Wcast-function-type -Wimplicit-fallthrough \
	-Wframe-larger-than=2048 -Werror=strict-prototypes -Werror=implicit-function-declaration \
	-Werror=implicit-int -Werror=return-type -Werror=date-time \
	-Werror=incompatible-pointer-types -Wno-trigraphs -Wno-format-security \
	-Wno-sign-compare -Wno-frame-address -Wno-address-of-packed-member -Wno-main \
	-Wno-unused-but-set-variable -Wno-unused-const-variable -Wno-pointer-sign \
	-Wno-array-bounds

# What only one of the compilers knows. A module may be built by clang, the kernel isn't.
CC_IS_CLANG := $(if $(findstring clang,$(notdir $(CC))),y)
ifeq ($(CC_IS_CLANG),)
MODULE_WARNINGS += -Werror=designated-init -Wno-format-truncation -Wno-format-overflow \
	-Wno-stringop-truncation -Wno-stringop-overflow -Wno-restrict -Wno-maybe-uninitialized \
	-Wno-dangling-pointer -Wno-alloc-size-larger-than -Wno-packed-not-aligned
else
MODULE_WARNINGS += -Wno-gnu -Wno-format -Wno-initializer-overrides \
	-Wno-tautological-constant-out-of-range-compare
endif

# KBUILD_MODNAME and its relatives, for the object $(1) of the module (or built-in file) $(2).
c_name = $(subst -,_,$(basename $(notdir $(1))))
name_flags = -DKBUILD_BASENAME='"$(call c_name,$(1))"' -DKBUILD_MODNAME='"$(call c_name,$(2))"' \
	-D__KBUILD_MODNAME=kmod_$(call c_name,$(2))

# `make V=1` shows the commands; otherwise each step is a line: $(call say,CC,path). V=2 adds why
# there is a step, -s leaves it out.
ifneq ($(V),)
KBUILD_VERBOSE := $(V)
endif
quiet := $(if $(findstring s,$(firstword -$(MAKEFLAGS))),silent_,$(if $(filter 1,$(KBUILD_VERBOSE)),,quiet_))
Q := $(if $(filter 1,$(KBUILD_VERBOSE)),,@)
say = $(if $(filter quiet_,$(quiet)),printf '  %-7s %s\n' '$(1)' '$(2)$(why)',:)
why = $(if $(filter 2,$(KBUILD_VERBOSE)), - due to$(reason))
reason = $(if $(wildcard $@),$(if $(newer),: $(newer), command line change), target missing)
newer = $(strip $(filter-out FORCE %.cmd,$?))
export KBUILD_VERBOSE quiet Q

# The file $(1), holding the text $(2), written now if it held another. As a prerequisite it
# rebuilds its target when a command or a list of files has changed. Its folder must exist.
record = $(if $(and $(wildcard $(1)),$(call same,$(file <$(1)),$(2))),,$(file >$(1),$(2)))$(1)
# But for white space: some versions of make keep the end of the last line of a long file.
same = $(call equal,$(strip $(1)),$(strip $(2)))
equal = $(and $(findstring x$(1)x,x$(2)x),$(findstring x$(2)x,x$(1)x))

# $(call odd,PATH): what in a path make or the shell would take for its own; nothing, as a rule.
hash := \#
odd_characters := : % ' " ; & * ? , $$ $(hash) \ ` < > | [ ] ( ) =
odd = $(if $(filter 1,$(words $(1))),$(strip $(foreach c,$(odd_characters),\
	$(findstring $(c),$(1)))),space)

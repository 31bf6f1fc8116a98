# SPDX-License-Identifier: MIT
#
# The external module build, as Linux has it:
#
#	make -C <root> M=DIR [modules]		build DIR's modules (its Kbuild or Makefile: obj-m)
#	make -C <root> M=DIR modules_install	put them in INSTALL_MOD_PATH/lib/modules/RELEASE
#	make -C <root> M=DIR clean		remove what the build made in DIR
#	make -C <root> M=DIR foo.ko		one module; or foo.o, foo.i (preprocessed), foo.s
#						(assembly), foo.lst (both, mixed), sub/
#	make -C <root> M=DIR compile_commands.json	for editors and clang's tools
#
# also KBUILD_EXTRA_SYMBOLS (the Module.symvers files of other builds), KBUILD_MODPOST_WARN=1
# (load-time surprises instead of errors), KBUILD_MODPOST_NOFINAL=1 (no .ko), INSTALL_MOD_PATH,
# INSTALL_MOD_DIR, INSTALL_MOD_STRIP, KCFLAGS, KCPPFLAGS, KAFLAGS, W=1, V=1, -j; KBUILD_EXTMOD=DIR in
# the environment is M. DIR's Makefile is read with KERNELRELEASE set, and src, obj, srctree, M and
# the CONFIG_ names as Linux sets them.
#
# Included by the Makefile of the kernel's tree, and by that of a header package. The work is done by
# build.mk, a make for each folder, then by modpost.mk, which needs to see all the objects.

EXTMOD := $(patsubst %/,%,$(KBUILD_EXTMOD))
GIVEN := $(if $(filter command,$(origin M)),$(value M),$(value KBUILD_EXTMOD))

ifeq ($(EXTMOD),)
$(error SUBDIRS was removed in Linux 5.3: use M= or KBUILD_EXTMOD=)
endif
ifneq ($(words $(EXTMOD)),1)
$(error building multiple external modules is not supported, nor one with spaces in its path: M is \
	'$(GIVEN)')
endif
ifneq ($(call odd,$(GIVEN)),)
$(error the path '$(GIVEN)' holds a character that make or the shell would take for its own: \
	$(call odd,$(GIVEN)))
endif
ifeq ($(wildcard $(EXTMOD)/Kbuild $(EXTMOD)/Makefile),)
$(error there is no Kbuild and no Makefile in $(EXTMOD)$(if $(wildcard $(EXTMOD)\ *),: \
	a module can't be built in a path with spaces))
endif
ifeq ($(realpath $(EXTMOD)),$(realpath .))
$(error M is '$(GIVEN)', where the build itself lies, and not a module. In a Makefile $$(PWD) is the \
	folder that the shell is in: go to the module's with cd, make -C is not enough)
endif
ifneq ($(filter-out 0,$(if $(filter command,$(origin C)),$(C),$(KBUILD_CHECKSRC))),)
$(error C=$(C): Graft's headers are not annotated for sparse; W=1 asks the compiler for more)
endif

# PWD is the caller's: module Makefiles use it for paths, and a shell on the way would reset it.
KBUILD := --no-print-directory PWD='$(PWD)' obj=$(EXTMOD)

.PHONY: modules modules_install clean prepare help kernelrelease kernelversion compile_commands.json

modules: prepare
	$(Q)$(MAKE) $(KBUILD) -f $(KBUILD_MK)/build.mk
	$(Q)$(MAKE) $(KBUILD) -f $(KBUILD_MK)/modpost.mk

include $(KBUILD_MK)/places.mk
CC_VERSION := $(shell $(CC) --version 2>/dev/null | head -n 1)

prepare: modules_prepare
	@built_by="$$(cat $(KBUILD_COMPILER))"; [ '$(CC_VERSION)' = "$$built_by" ] || printf '%s\n' >&2 \
		'warning: the compiler differs from the one used to build the kernel' \
		"  The kernel was built by: $$built_by" \
		'  You are using:           $(CC_VERSION)'

# One file, and for foo.ko all that it needs, or a folder.
single := $(filter %.i %.ko %.lst %.mod %.o %.s %/,$(MAKECMDGOALS))
ifneq ($(single),)
single_ko := $(filter %.ko,$(single))
.PHONY: $(single) __single
$(single): __single
	@:
__single: prepare
	$(Q)$(MAKE) $(KBUILD) -f $(KBUILD_MK)/build.mk $(addprefix $(EXTMOD)/,\
		$(filter-out %.ko,$(single)) $(single_ko:.ko=.o))
ifneq ($(single_ko),)
	@printf '%s\n' $(addprefix $(EXTMOD)/,$(single_ko)) >$(EXTMOD)/modules.order
	$(Q)$(MAKE) $(KBUILD) -f $(KBUILD_MK)/modpost.mk; status=$$?; \
		rm -f $(EXTMOD)/modules.order; exit $$status
endif
endif

modules_install:
	$(Q)$(MAKE) $(KBUILD) -f $(KBUILD_MK)/install.mk

compile_commands.json: modules
	@$(call say,GEN,$(EXTMOD)/$@)
	$(Q)$(KBUILD_MK)/compile_commands $(EXTMOD) >$(EXTMOD)/$@

LISTS := $(wildcard $(addprefix $(EXTMOD)/,Module.symvers compile_commands.json))

clean:
	$(Q)$(MAKE) $(KBUILD) -f $(KBUILD_MK)/clean.mk
	$(if $(LISTS),@$(call say,CLEAN,$(LISTS)) && rm -f $(LISTS))
	$(Q)find $(EXTMOD) -type f \( -name '*.[aios]' -o -name '*.ko' -o -name '*.ko.*' -o \
		-name '*.mod' -o -name '*.mod.c' -o -name '*.lst' -o -name '*.su' -o -name '*.dwo' -o \
		-name '.*.cmd' -o -name '.*.d' -o -name '.*.tmp' -o -name '.tmp_*' -o \
		-name '*.gcno' -o -name '*.symtypes' -o -name modules.order \) -delete

help:
	@echo '  Building external modules.'
	@echo '  Syntax: make -C path/to/kernel/src M=$$PWD target'
	@echo
	@echo '  modules         - default target, build the module(s)'
	@echo '  modules_install - install the module'
	@echo '  clean           - remove generated files in module directory only'
	@echo '  NAME.ko, NAME.o, NAME.i, NAME.s, NAME.lst, sub/ - only that'
	@echo '  compile_commands.json - the commands, for editors and clang'\''s tools'
	@echo

RELEASE = $(shell sed -n 's/^\#define UTS_RELEASE "\(.*\)"$$/\1/p' $(KBUILD_HEADERS)/generated/utsrelease.h)
kernelrelease: modules_prepare
	@echo $(RELEASE)
kernelversion: modules_prepare
	@echo $(firstword $(subst -, ,$(RELEASE)))

.DEFAULT_GOAL := modules

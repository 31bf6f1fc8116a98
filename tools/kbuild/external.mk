# SPDX-License-Identifier: MIT
#
# The external module build, as Linux has it:
#
#	make -C <root> M=DIR [modules]		build DIR's modules (its Kbuild or Makefile: obj-m)
#	make -C <root> M=DIR modules_install	put them in INSTALL_MOD_PATH/lib/modules/RELEASE
#	make -C <root> M=DIR clean		remove what the build made in DIR
#
# also KBUILD_EXTRA_SYMBOLS (the Module.symvers files of other builds), KBUILD_MODPOST_WARN=1
# (load-time surprises instead of errors), INSTALL_MOD_PATH, INSTALL_MOD_DIR, INSTALL_MOD_STRIP,
# KCFLAGS, V=1, -j. DIR's Makefile is read with KERNELRELEASE set, and src, obj, srctree, M and
# the CONFIG_ names as Linux sets them.
#
# Included by the project's Makefile. The work is done by build.mk, a make for each folder, then
# by modpost.mk, which needs to see all the objects.

EXTMOD := $(patsubst %/,%,$(M))

ifneq ($(words $(EXTMOD)),1)
$(error M must name one folder, with no spaces in its path; it is '$(M)')
endif
ifneq ($(call odd,$(value M)),)
$(error the path '$(value M)' holds a character that make or the shell would take for its own: \
	$(call odd,$(value M)))
endif
ifeq ($(wildcard $(EXTMOD)/Kbuild $(EXTMOD)/Makefile),)
$(error there is no Kbuild and no Makefile in $(EXTMOD))
endif

# PWD is the caller's: module Makefiles use it for paths, and a shell on the way would reset it.
KBUILD := --no-print-directory PWD='$(PWD)' src=$(EXTMOD) obj=$(EXTMOD)

.PHONY: modules modules_install clean prepare

modules: prepare
	$(Q)$(MAKE) $(KBUILD) -f tools/kbuild/build.mk
	$(Q)$(MAKE) $(KBUILD) -f tools/kbuild/modpost.mk

prepare:
	$(Q)$(MAKE) --no-print-directory M= modules_prepare

modules_install:
	$(Q)$(MAKE) $(KBUILD) -f tools/kbuild/install.mk

clean:
	@$(call say,CLEAN,$(EXTMOD))
	$(Q)find $(EXTMOD) -type f \( -name '*.o' -o -name '*.ko' -o -name '*.mod' -o \
		-name '*.mod.c' -o -name '.*.cmd' -o -name modules.order -o \
		-name Module.symvers \) -delete

.DEFAULT_GOAL := modules

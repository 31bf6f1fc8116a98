# SPDX-License-Identifier: MIT
#
# Installs the modules of a folder where modprobe looks, and runs depmod:
#
#	make -f tools/kbuild/install.mk obj=FOLDER [INSTALL_MOD_PATH=ROOT] [INSTALL_MOD_DIR=extra]
#
# They go to ROOT/lib/modules/RELEASE/extra, a module from a folder within FOLDER to the same
# folder there. INSTALL_MOD_STRIP=1 leaves their debugging information out. depmod wants to read
# what a kernel's own installation lists (modules.order, modules.builtin): empty, if there is none.
# It warns of modules that need what neither the kernel nor another installed one exports, or exports
# in another version.

include tools/kbuild/flags.mk
include tools/kbuild/vars.mk

INSTALL_MOD_DIR ?= extra
root := $(INSTALL_MOD_PATH)/lib/modules/$(KERNELRELEASE)
modules := $(shell cat $(obj)/modules.order)
strip := $(if $(filter-out 0 n,$(INSTALL_MOD_STRIP)),$(OBJCOPY) --strip-debug,cp)
installed := $(patsubst $(obj)/%,$(root)/$(INSTALL_MOD_DIR)/%,$(modules))

.PHONY: __install $(installed)
__install: $(installed)
	@$(call say,DEPMOD,$(root))
	$(Q)touch $(addprefix $(root)/modules.,order builtin builtin.modinfo)
	$(Q)PATH="$$PATH:/usr/sbin:/sbin" depmod -b '$(INSTALL_MOD_PATH)/' \
		-e -E build/Module.symvers $(KERNELRELEASE)

$(installed): $(root)/$(INSTALL_MOD_DIR)/%: $(obj)/%
	@$(call say,INSTALL,$@)
	$(Q)mkdir -p $(@D)
	$(Q)$(strip) $< $@

.DEFAULT_GOAL := __install

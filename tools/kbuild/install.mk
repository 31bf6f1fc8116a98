# SPDX-License-Identifier: MIT
#
# Installs the modules of a folder where modprobe looks, and runs depmod:
#
#	make -f tools/kbuild/install.mk obj=FOLDER [INSTALL_MOD_PATH=ROOT] [INSTALL_MOD_DIR=extra]
#
# They go to ROOT/lib/modules/RELEASE/extra, a module from a folder within FOLDER to the same
# folder there. INSTALL_MOD_STRIP=1 leaves their debugging information out; other values are options
# of strip. depmod wants to read what a kernel's own installation lists (modules.order,
# modules.builtin): empty, if there is none. INSTALL_MOD_DIR=kernel is for the
# kernel's own modules, whose order it then is. It warns of modules that need what neither the kernel nor
# another installed one exports, or exports in another version.

KBUILD_MK := $(patsubst %/,%,$(dir $(lastword $(MAKEFILE_LIST))))
include $(KBUILD_MK)/begin.mk

INSTALL_MOD_DIR ?= extra
DEPMOD ?= depmod
destination := $(MODLIB)/$(INSTALL_MOD_DIR)
modules := $(sort $(shell cat $(obj)/modules.order))
installed := $(patsubst $(obj)/%,$(destination)/%,$(modules))
strip_option := $(if $(filter 1,$(INSTALL_MOD_STRIP)),--strip-debug,$(INSTALL_MOD_STRIP))

$(foreach c,% :,$(if $(findstring $(c),$(destination)),\
	$(error module installation path cannot contain '$(c)')))

.PHONY: __install $(installed)
__install: $(installed)
	@if ! PATH="$$PATH:/usr/sbin:/sbin" command -v $(DEPMOD) >/dev/null; then printf '%s\n' \
		"Warning: 'make modules_install' requires $(DEPMOD). Please install it." \
		'This is probably in the kmod package.' >&2; exit; fi; \
	$(call say,DEPMOD,$(MODLIB)); mkdir -p $(MODLIB) && \
	$(if $(filter kernel,$(INSTALL_MOD_DIR)),sed 's|^$(obj)/|kernel/|' $(obj)/modules.order \
		>$(MODLIB)/modules.order &&) \
	touch $(addprefix $(MODLIB)/modules.,order builtin builtin.modinfo) && \
	PATH="$$PATH:/usr/sbin:/sbin" $(DEPMOD) $(if $(INSTALL_MOD_PATH),-b '$(INSTALL_MOD_PATH)') \
		-ae -E $(KBUILD_SYMVERS) $(KERNELRELEASE)

$(installed): $(destination)/%: $(obj)/%
	@$(call say,INSTALL,$@)
	$(Q)mkdir -p $(@D) && cp $< $@
ifneq ($(strip_option),)
	@$(call say,STRIP,$@)
	$(Q)$(STRIP) $(strip_option) $@
endif

.DEFAULT_GOAL := __install

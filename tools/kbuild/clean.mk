# SPDX-License-Identifier: MIT
#
# Removes what a module's Makefile says that it makes, in one folder and those that it names:
#
#	make -f tools/kbuild/clean.mk obj=FOLDER
#
# clean-files, targets, always-y, extra-y, hostprogs and userprogs, unless in no-clean-files. What
# every build makes, external.mk finds by itself.

KBUILD_MK := $(patsubst %/,%,$(dir $(lastword $(MAKEFILE_LIST))))
include $(KBUILD_MK)/folder.mk

kb_folders := $(addprefix $(obj)/,$(sort $(foreach v,subdir obj,$(foreach y,y m,$(patsubst %/,%,$(if \
	$(filter subdir,$(v)),$($(v)-$(y)),$(filter %/,$($(v)-$(y)))))) $(patsubst %/,%,$(subdir-) \
	$(filter %/,$(obj-))))))
kb_made := $(clean-files) $(targets) $(hostprogs) $(userprogs) $(foreach v,extra always \
	hostprogs-always userprogs-always,$($(v)-y) $($(v)-m) $($(v)-))
kb_made := $(wildcard $(addprefix $(obj)/,$(filter-out $(no-clean-files),$(kb_made))))

.PHONY: __clean $(kb_folders)
__clean: $(kb_folders)
	$(if $(kb_made),@$(call say,CLEAN,$(obj)) && rm -rf $(kb_made),@:)
$(kb_folders):
	$(Q)$(MAKE) --no-print-directory -f $(KBUILD_MK)/clean.mk obj=$@

.DEFAULT_GOAL := __clean

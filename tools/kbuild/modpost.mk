# SPDX-License-Identifier: MIT
#
# Checks the modules that build.mk compiled and finishes them:
#
#	make -f tools/kbuild/modpost.mk obj=FOLDER
#
# modpost sees all of them at once: it refuses names that nothing exports, writes Module.symvers
# (what they export) and, for each, NAME.mod.c (its struct module, and what the loader must know
# of it). Then each is linked into NAME.ko: still relocatable, the sections in the order and
# under the names that the loader looks for.

MAKEFLAGS += -r
.SUFFIXES:
.DELETE_ON_ERROR:

include tools/kbuild/flags.mk
include tools/kbuild/module.mk

modules := $(shell cat $(obj)/modules.order)
symvers := $(obj)/Module.symvers
extra := $(strip $(KBUILD_EXTRA_SYMBOLS))

modpost := build/bin/modpost $(if $(filter-out 0 n,$(KBUILD_MODPOST_WARN)),--warn) \
	$(addprefix -i ,build/Module.symvers $(extra)) -o $(symvers)
final_ld := $(LD) -m elf_x86_64 -r --build-id=sha1 -z noexecstack -T tools/kbuild/module.lds

.PHONY: __modpost
__modpost: $(modules) $(if $(modules),$(obj)/.modules.cmd)
	@:

# Newer than the newest module: what others depend on.
$(obj)/.modules.cmd: $(modules)
	@touch $@

$(symvers): $(modules:.ko=.o) build/Module.symvers $(extra) build/bin/modpost \
		$(call record,$(call hidden,$(symvers)),$(modpost) $(modules))
	@$(call say,MODPOST,$@)
	$(Q)$(modpost) $(modules:.ko=.o)

# modpost leaves a NAME.mod.c alone that already says what it would say.
$(modules:.ko=.mod.c): $(symvers) ;

$(foreach m,$(modules:.ko=),$(eval $(call compile,$(m).mod.o,$(m).mod.c,$(strip $(CC) \
	$(MODULE_CPPFLAGS) $(KERNEL_CFLAGS) $(MODULE_WARNINGS) $(KCFLAGS) \
	$(call name_flags,$(m).mod,$(m))))))

define final
$(1): $(1:.ko=.o) $(1:.ko=.mod.o) tools/kbuild/module.lds \
		$$(call record,$$(call hidden,$(1)),$$(final_ld))
	@$$(call say,LD [M],$$@)
	$$(Q)$$(final_ld) -o $$@ $$(filter %.o,$$^)
endef
$(foreach m,$(modules),$(eval $(call final,$(m))))

.DEFAULT_GOAL := __modpost

# SPDX-License-Identifier: MIT
#
# Checks the modules that build.mk compiled and finishes them:
#
#	make -f tools/kbuild/modpost.mk obj=FOLDER
#
# modpost sees all of them at once: it refuses names that nothing exports, writes Module.symvers
# (what they export) and, for each, NAME.mod.c (its struct module, and what the loader must know
# of it). Then each is linked into NAME.ko: still relocatable, the sections in the order and
# under the names that the loader looks for. The folder's Makefile may set KBUILD_EXTRA_SYMBOLS.

KBUILD_MK := $(patsubst %/,%,$(dir $(lastword $(MAKEFILE_LIST))))
include $(KBUILD_MK)/begin.mk
include $(KBUILD_MK)/module.mk

modules := $(sort $(shell cat $(obj)/modules.order))
symvers := $(obj)/Module.symvers
extra := $(file <$(obj)/.extra_symbols.cmd)
warn := $(or $(filter-out 0 n,$(KBUILD_MODPOST_WARN)),$(if $(wildcard $(KBUILD_SYMVERS)),,missing) \
	$(findstring i,$(filter-out --%,$(firstword -$(MAKEFLAGS)))))

modpost := $(KBUILD_MODPOST) $(if $(strip $(warn)),--warn) \
	$(addprefix -i ,$(wildcard $(KBUILD_SYMVERS)) $(extra)) -o $(symvers)
final_ld := $(LD) -r $(KBUILD_LDFLAGS) $(KBUILD_LDFLAGS_MODULE) $(LDFLAGS_MODULE) -T $(KBUILD_MK)/module.lds

.PHONY: __modpost
__modpost: $(symvers) $(if $(filter 1,$(KBUILD_MODPOST_NOFINAL)),,$(modules) $(obj)/.modules.cmd)
	@:

# Newer than the newest module, and than the list of them, which may lack one: what others depend on.
$(obj)/.modules.cmd: $(modules) $(symvers)
	@touch $@

$(symvers): $(modules:.ko=.o) $(wildcard $(KBUILD_SYMVERS) $(extra)) $(KBUILD_MODPOST) \
		$(call record,$(call hidden,$(symvers)),$(modpost) $(modules))
	@$(call say,MODPOST,$@)
	$(Q)$(if $(wildcard $(KBUILD_SYMVERS)),,printf '%s\n' 'WARNING: Module.symvers is missing.' \
		'         Modules may not have dependencies or modversions.' \
		'         You may get many unresolved symbol warnings.' >&2;) $(modpost) $(modules:.ko=.o)

# modpost leaves a NAME.mod.c alone that already says what it would say.
$(modules:.ko=.mod.c): $(symvers) ;

$(foreach m,$(modules:.ko=),$(eval $(call compile,$(m).mod.o,$(m).mod.c,$(call cc,$(notdir \
	$(m)).mod.o,$(notdir $(m))),CC [M])))

define final
$(1): $(1:.ko=.o) $(1:.ko=.mod.o) $(KBUILD_MK)/module.lds \
		$$(call record,$$(call hidden,$(1)),$$(final_ld))
	@$$(call say,LD [M],$$@)
	$$(Q)$$(final_ld) -o $$@ $$(filter %.o,$$^)
endef
$(foreach m,$(modules),$(eval $(call final,$(m))))

.DEFAULT_GOAL := __modpost

# SPDX-License-Identifier: MIT
#
# Compiles the modules of one folder, and of the folders that it names:
#
#	make -f tools/kbuild/build.mk src=FOLDER obj=FOLDER
#
# Sources lie in src, results go to obj (the same for an external module). src's Kbuild, else
# its Makefile, says what to build:
#
#	obj-m := foo.o bar/	foo.ko from foo.c, or from foo-objs or foo-y; then folder bar
#	ccflags-y, asflags-y	flags for every file here; subdir-ccflags-y: below, too
#	CFLAGS_foo.o, AFLAGS_foo.o, CFLAGS_REMOVE_foo.o		for one file
#
# Makes, for each module, NAME.o with everything of it but the part that modpost writes, NAME.mod
# with the list of its objects; and modules.order, every .ko to come, folders' included.

MAKEFLAGS += -r
.SUFFIXES:
.DELETE_ON_ERROR:

include tools/kbuild/flags.mk
include tools/kbuild/module.mk
include tools/kbuild/vars.mk

obj-m :=
obj-y :=
include $(firstword $(wildcard $(src)/Kbuild $(src)/Makefile))

folders := $(patsubst %/,%,$(filter %/,$(obj-y) $(obj-m)))
modules := $(patsubst %.o,%,$(filter %.o,$(obj-m)))
parts = $(strip $($(1)-objs) $($(1)-y) $($(1)-m))

$(foreach o,$(filter-out %/,$(obj-y)),\
	$(error $(src): obj-y has $(o), but nothing here can be built into the kernel: use obj-m))

export KBUILD_SUBDIR_CCFLAGS := $(KBUILD_SUBDIR_CCFLAGS) $(subdir-ccflags-y)
export KBUILD_SUBDIR_ASFLAGS := $(KBUILD_SUBDIR_ASFLAGS) $(subdir-asflags-y)

WARNINGS ?= $(MODULE_WARNINGS)

# The commands for the object $(1), relative to obj, of the module $(2).
cc = $(strip $(CC) $(MODULE_CPPFLAGS) $(filter-out $(CFLAGS_REMOVE_$(1)) $(ccflags-remove-y),\
	$(KERNEL_CFLAGS) $(WARNINGS) $(KCFLAGS) $(KBUILD_SUBDIR_CCFLAGS) $(ccflags-y) \
	$(ccflags-m) $(EXTRA_CFLAGS)) $(CFLAGS_$(1)) $(CFLAGS_MODULE) $(call name_flags,$(1),$(2)))
as = $(strip $(CC) $(MODULE_CPPFLAGS) $(KERNEL_AFLAGS) $(KBUILD_SUBDIR_ASFLAGS) $(asflags-y) \
	$(EXTRA_AFLAGS) $(AFLAGS_$(1)) $(call name_flags,$(1),$(2)))

# $(call object,OBJECT,MODULE), both relative to obj: a .S file where there is one, else a .c.
define object
$(if $(wildcard $(src)/$(1:.o=.S)),$(call compile,$(obj)/$(1),$(src)/$(1:.o=.S),$(call as,$(1),$(2))),\
	$(call compile,$(obj)/$(1),$(src)/$(1:.o=.c),$(call cc,$(1),$(2))))
endef

# $(call joined,MODULE): several objects made one.
define joined
$$(obj)/$(1).o: $$(addprefix $$(obj)/,$(call parts,$(1))) \
		$$(call record,$$(call hidden,$$(obj)/$(1).o),$$(call parts,$(1)))
	@$$(call say,LD [M],$$@)
	$$(Q)$$(LD) -m elf_x86_64 -r -o $$@ $$(filter %.o,$$^)
endef

objects = $(or $(call parts,$(1)),$(1).o)
made := $(sort $(foreach m,$(modules),$(dir $(addprefix $(obj)/,$(call objects,$(m))))))
$(if $(made),$(shell mkdir -p $(made)))
$(foreach m,$(modules),$(if $(filter $(m).o,$(call parts,$(m))),\
	$(error $(src): $(m).o is made from its parts, so it can't be one of them: rename one)))

$(foreach m,$(modules),$(eval $(if $(call parts,$(m)),$(call joined,$(m)))))
$(foreach m,$(modules),$(foreach o,$(sort $(call objects,$(m))),\
	$(if $(filter $(o),$(seen)),,$(eval seen += $(o))$(eval $(call object,$(o),$(m))))))

define newline


endef
lines = $(subst $() ,$(newline),$(strip $(1)))
$(foreach m,$(modules),$(eval ignored := $(call record,$(obj)/$(m).mod,$(call \
	lines,$(addprefix $(obj)/,$(call objects,$(m)))))))

.PHONY: __build $(addprefix __folder/,$(folders))
__build: $(addprefix $(obj)/,$(modules:=.o)) $(addprefix __folder/,$(folders))
	@mkdir -p $(obj)
	@{ $(foreach m,$(obj-m) $(filter %/,$(obj-y)),$(if $(filter %/,$(m)),\
		cat $(obj)/$(m)modules.order;,echo $(obj)/$(m:.o=.ko);)) :; } >$(obj)/.order.cmd
	@cmp -s $(obj)/.order.cmd $(obj)/modules.order || cp $(obj)/.order.cmd $(obj)/modules.order

$(addprefix __folder/,$(folders)): __folder/%:
	$(Q)$(MAKE) --no-print-directory -f tools/kbuild/build.mk src=$(src)/$* obj=$(obj)/$*

.DEFAULT_GOAL := __build

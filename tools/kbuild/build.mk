# SPDX-License-Identifier: MIT
#
# Compiles the modules of one folder, and of the folders that it names:
#
#	make -f tools/kbuild/build.mk obj=FOLDER [kbuild_src=FOLDER] [GOAL...]
#
# Results go to obj; sources lie there, too, unless kbuild_src says where. The Kbuild of the folder,
# else its Makefile, says what to build, as Linux's manual (kbuild/makefiles) has it:
#
#	obj-m := foo.o bar/	foo.ko from foo.c, or from foo-objs or foo-y; and folder bar
#	ccflags-y, asflags-y	flags for every file here; subdir-ccflags-y: and below
#	ldflags-y, LDFLAGS_foo.o	for joining several objects
#	CFLAGS_foo.o, AFLAGS_foo.o, CFLAGS_REMOVE_foo.o, ccflags-remove-y
#	hostprogs, userprogs, always-y, extra-y, targets, subdir-y, clean-files
#	rules of its own for files in $(obj), with the functions of words.mk
#
# Makes, for each module, NAME.o with everything of it but the part that modpost writes, NAME.mod
# with the list of its objects; and modules.order, every .ko to come, folders' included. GOALs are
# files to make instead: the .o, .i, .s, .lst or .mod of a source, or a folder, with obj before it.

KBUILD_MK := $(patsubst %/,%,$(dir $(lastword $(MAKEFILE_LIST))))
include $(KBUILD_MK)/folder.mk
include $(KBUILD_MK)/module.mk
include $(KBUILD_MK)/programs.mk

.PHONY: __build $(PHONY)

once = $(if $(1),$(firstword $(1)) $(call once,$(filter-out $(firstword $(1)),$(1))))

# The folders that obj-m and others name, and the modules. Nothing twice.
folders := $(sort $(subdir-y) $(subdir-m) $(patsubst %/,%,$(filter %/,$(obj-y) $(obj-m))))
ordered := $(strip $(call once,$(filter %/,$(obj-y)) $(filter-out $(obj-y),$(obj-m))))
modules := $(call once,$(patsubst %.o,%,$(filter %.o,$(filter-out $(obj-y),$(obj-m)))))
parts = $(strip $($(1)-objs) $($(1)-y) $($(1)-m))
composite = $(strip $(parts) $($(1)-))
objects = $(if $(composite),$(parts),$(1).o)
# The module that has this object. In several, it is compiled once, and has all their names.
owners = $(subst $(space),:,$(strip $(foreach m,$(modules),$(if $(and $(call composite,$(m)),\
	$(filter $(1),$(call parts,$(m)))),$(m)))))
owner = $(or $(owners),$(basename $(notdir $(1))))

ifeq ($(and $(modules),$(unordered)),1)
$(warning $(patsubst %,'$(obj)/%.ko',$(modules)) will not be built even though obj-m is specified.)
$(warning You cannot use subdir-y/m to visit a module Makefile. Use obj-y/m instead.)
endif
$(foreach m,$(modules),$(if $(filter $(m).o,$(call parts,$(m))),\
	$(error $(src): $(m).o is made from its parts, so it can't be one of them: rename one)))

export KBUILD_SUBDIR_CCFLAGS := $(KBUILD_SUBDIR_CCFLAGS) $(subdir-ccflags-y)
export KBUILD_SUBDIR_ASFLAGS := $(KBUILD_SUBDIR_ASFLAGS) $(subdir-asflags-y)

# What there is to make, relative to obj: all of it, or the goals that lie here.
goals := $(patsubst $(obj)/%,%,$(filter $(obj)/%,$(MAKECMDGOALS)))
goals_below = $(foreach g,$(goals),$(if $(filter $(1)/%,$(g)),$(g)))
goals_here := $(filter-out $(foreach f,$(folders),$(call goals_below,$(f))),$(goals))
of_modules := $(sort $(foreach m,$(modules),$(call objects,$(m))))
compiled := $(sort $(of_modules) $(filter-out $(modules:=.o),$(filter %.o,$(goals_here))))
kb_dirs := $(sort $(obj) $(dir $(addprefix $(obj)/,$(compiled) $(always-y) $(programs) $(targets))))
$(shell mkdir -p $(kb_dirs))

# $(call source,STEM): its C file if there is one, or one can be made; else what assembly or a binary
# that came with the sources makes of it.
source = $(or $(strip $(foreach s,.c .S .o_shipped,$(wildcard $(addsuffix /$(1)$(s),$(src) $(obj))))),\
	$(addprefix $(obj)/,$(filter $(1).S,$(targets) $(clean-files))),$(src)/$(1).c)
first_source = $(firstword $(source))
tag = $(if $(filter $(1),$(of_modules)),[M],   )

# $(call object,OBJECT): how it is made.
define object
$(if $(filter %_shipped,$(2)),$(call copied,$(obj)/$(1),$(2)),$(if $(filter %.S,$(2)),\
	$(call compile,$(obj)/$(1),$(2),$(call as,$(1),$(call owner,$(1))),AS $(call tag,$(1))),\
	$(call compile,$(obj)/$(1),$(2),$(call cc,$(1),$(call owner,$(1))),CC $(call tag,$(1)))))
endef
define copied
$(1): $(2)
	@$$(call say,COPY,$$@)
	$$(Q)cat $$< >$$@
endef

# $(call joined,MODULE): several objects made one.
define joined
$$(obj)/$(1).o: $$(addprefix $$(obj)/,$(parts)) $$(call record,$$(call hidden,$$(obj)/$(1).o),\
		$(call as_argument,$(join)))
	@$$(call say,LD [M],$$@)
	$$(Q)$(join) -o $$@ $$(filter-out FORCE %.cmd,$$^)
endef
join = $(LD) $(KBUILD_LDFLAGS) $(ldflags-y) $(EXTRA_LDFLAGS) $(LDFLAGS_$(notdir $(1)).o) -r

$(foreach o,$(filter-out $(foreach m,$(modules),$(if $(call composite,$(m)),$(m).o)),$(compiled)),\
	$(eval $(call object,$(o),$(call first_source,$(o:.o=)))))
$(foreach m,$(modules),$(if $(call composite,$(m)),$(eval $(call joined,$(m)))))

# The compiler's views of a source, if asked for.
shown_flags = $(call $(if $(filter %.S,$(2)),as,cc),$(1).o,$(call owner,$(1).o))
view_i = -E -o $$@ $$<
view_s = -fverbose-asm -S -o $$@ $$<
view_lst = -g -c -o $$(@:.lst=.o) $$< && $(OBJDUMP) -d -S --no-show-raw-insn $$(@:.lst=.o) >$$@
define view
$(obj)/$(1).$(3): $(2) FORCE
	@$$(call say,$(if $(filter i,$(3)),CPP,$(if $(filter lst,$(3)),MKLST,CC)) $(call tag,$(1).o),$$@)
	$$(Q)$(if $(filter s,$(3)),$(filter-out -g,$(shown_flags)),$(shown_flags)) $(view_$(3))
endef
$(foreach v,i s lst,$(foreach g,$(patsubst %.$(v),%,$(filter %.$(v),$(goals_here))),\
	$(eval $(call view,$(g),$(call first_source,$(g)),$(v)))))

# NAME.mod, written now if it held another list.
lines = $(subst $() ,$(kb_newline),$(strip $(1)))
$(foreach m,$(modules),$(eval ignored := $(call record,$(obj)/$(m).mod,$(call \
	lines,$(addprefix $(obj)/,$(call objects,$(m)))))))
$(addprefix $(obj)/,$(modules:=.mod)):
	@:

# For modpost.mk, which does not read the folder's Makefile: its rules are for this make.
ignored := $(call record,$(obj)/.extra_symbols.cmd,$(strip $(KBUILD_EXTRA_SYMBOLS)))

__build: $(addprefix $(obj)/,$(folders) $(modules:=.o) $(always-y))
	@{ $(foreach m,$(ordered),$(if $(filter %/,$(m)),\
		cat $(obj)/$(m)modules.order;,echo $(obj)/$(m:.o=.ko);)) :; } >$(obj)/.order.cmd
	@cmp -s $(obj)/.order.cmd $(obj)/modules.order || cp $(obj)/.order.cmd $(obj)/modules.order

# A folder that comes with obj-m or obj-y has its modules in the order; one of subdir-y is just made.
.PHONY: $(addprefix $(obj)/,$(folders)) $(filter %/,$(MAKECMDGOALS))
$(addprefix $(obj)/,$(folders)): $(obj)/%:
	$(Q)$(MAKE) --no-print-directory -f $(KBUILD_MK)/build.mk obj=$(obj)/$* \
		kbuild_src=$(if $(kbuild_src),$(src)/$*) \
		unordered=$(if $(filter $*/,$(ordered)),,1) \
		$(addprefix $(obj)/,$(filter-out $*/,$(call goals_below,$*)))
$(foreach f,$(folders),$(foreach g,$(call goals_below,$(f)),$(eval $(obj)/$(g): $(obj)/$(f) ; @:)))

.DEFAULT_GOAL := __build

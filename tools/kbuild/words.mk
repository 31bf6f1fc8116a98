# SPDX-License-Identifier: MIT
#
# The functions that a module's Kbuild may call, by the names that Linux's manual (kbuild/makefiles)
# gives them: for rules of its own, and to ask the compiler. Included by build.mk after flags.mk.
#
#	quiet_cmd_gen = GEN     $@
#	      cmd_gen = $(obj)/gen > $@
#	$(obj)/table.h: $(obj)/gen FORCE
#		$(call if_changed,gen)		runs cmd_gen if a prerequisite is newer or cmd_gen
#						is not what it was
#	$(call cmd,gen)				runs it
#	$(call if_changed_dep,gen)		the same, if cmd_gen lists in $(depfile) what it read
#	$(call if_changed_rule,gen)		as if_changed, with the recipe rule_gen
#	$(call filechk,gen)			$@ becomes what filechk_gen prints, if it is another

comma := ,
quote := "
squote := '
empty :=
space := $(empty) $(empty)
pound := \#

dot-target = $(dir $@).$(notdir $@)
tmp-target = $(dir $@).tmp_$(notdir $@)
depfile = $(subst $(comma),_,$(dot-target).d)
basetarget = $(basename $(notdir $@))
real-prereqs = $(filter-out $(PHONY) FORCE,$^)
escsq = $(subst $(squote),'\$(squote)',$1)
stringify = $(squote)$(quote)$1$(quote)$(squote)
kecho := $(if $(filter quiet_,$(quiet)),echo,:)
build := -f $(KBUILD_MK)/build.mk obj

cmd = @set -e; $(if $($(quiet)cmd_$(1)),\
	printf '%s\n' '  $(call escsq,$($(quiet)cmd_$(1))$(why))';) $(cmd_$(1))

# The text of the command that made $@ is in .NAME.cmd, as for the objects of a module.
if_changed = $(if $(call kb_changed,$(1)),$(call cmd,$(1)); $(call kb_save,$(1)),@:)
if_changed_dep = $(if_changed)
if_changed_rule = $(if $(call kb_changed,$(1)),$(rule_$(1)),@:)
kb_changed = $(strip $(filter-out $(PHONY) FORCE,$?)$(filter-out $(wildcard $@),$@)$(if \
	$(call same,$(file <$(dot-target).cmd),$(cmd_$(1))),,command)$(if $(filter FORCE,$^),,$(warning \
	FORCE prerequisite is missing)))
kb_save = printf '%s\n' '$(call escsq,$(cmd_$(1)))' >$(dot-target).cmd

define filechk
	$(Q)set -e; mkdir -p $(@D); trap 'rm -f $(dot-target).tmp' EXIT; \
	{ $(filechk_$(1)); } >$(dot-target).tmp; \
	if ! cmp -s $@ $(dot-target).tmp; then \
		$(kecho) '  UPD     $@'; mv -f $(dot-target).tmp $@; \
	fi
endef

# $(call try-run,COMMAND,THIS,THAT): THIS if it succeeds. It may write to "$$TMP".
try-run = $(shell tmp=$$(mktemp -d); TMP=$$tmp/tmp; \
	if ($(1)) >/dev/null 2>&1; then echo "$(2)"; else echo "$(3)"; fi; rm -rf "$$tmp")

# $(call cc-option,-Wthis,-Wthat): the first if the compiler knows it, else the second.
kb_try_cc = $(call try-run,$(CC) -Werror $(KBUILD_CPPFLAGS) $(KBUILD_CFLAGS) $(1) -c -x c /dev/null \
	-o "$$TMP",$(2),$(3))
cc-option = $(call kb_try_cc,$(1),$(1),$(2))
cc-option-yn = $(call kb_try_cc,$(1),y,n)
cc-disable-warning = $(call kb_try_cc,-W$(strip $(1)),-Wno-$(strip $(1)))
as-option = $(call try-run,$(CC) -Werror $(KBUILD_CPPFLAGS) $(KBUILD_AFLAGS) $(1) -c \
	-x assembler-with-cpp /dev/null -o "$$TMP",$(1),$(2))
as-instr = $(call try-run,printf '%b\n' '$(1)' | $(CC) -Werror $(KBUILD_AFLAGS) -c \
	-x assembler-with-cpp -o "$$TMP" -,$(2),$(3))
ld-option = $(call try-run,$(LD) $(KBUILD_LDFLAGS) $(1) -v,$(1),$(2))
gcc-min-version = $(if $(CC_IS_CLANG),,$(shell [ "$$($(CC) -dumpfullversion | \
	awk -F. '{ print $$1 * 10000 + $$2 * 100 + $$3 }')" -ge $(1) ] && echo y))
cc-cross-prefix = $(firstword $(foreach p,$(1),$(if $(shell command -v $(p)gcc),$(p))))

# SPDX-License-Identifier: MIT
#
# What the makes of a module build share: how an object of a module is compiled. Included by
# build.mk and modpost.mk after the module's own Makefile, which can define none of this.

# The hidden files beside an object: the command that made it, and what it read. Their names end
# in .cmd so that a module's own `rm .*.cmd` removes them, as it does with Linux's.
hidden = $(dir $(1)).$(notdir $(1))$(2).cmd

# A command as the text of a recipe, and as an argument, in what eval is given.
as_recipe = $(subst $$,$$$$,$(1))
as_argument = $(subst $(comma),$$(comma),$(as_recipe))

# $(call compile,OBJECT,SOURCE,COMMAND,NAME): the rule for one object; COMMAND lacks -c and its
# files, and is shown as NAME.
define compile
$(1): $(2) $$(call record,$$(call hidden,$(1)),$(call as_argument,$(3)))
	@$$(call say,$(4),$$@)
	$$(Q)$(call as_recipe,$(3)) -MMD -MP -MF $$(call hidden,$(1),.d) -c -o $$@ $$<
-include $$(call hidden,$(1),.d)
endef

# The commands for the object $(1), relative to obj, of the module $(2).
cc = $(strip $(CC) $(NOSTDINC_FLAGS) $(LINUXINCLUDE) $(filter-out $(CFLAGS_REMOVE_$(1)),\
	$(filter-out $(ccflags-remove-y),$(KBUILD_CPPFLAGS) $(KBUILD_CFLAGS) \
	$(KBUILD_SUBDIR_CCFLAGS) $(ccflags-y) $(EXTRA_CFLAGS)) $(CFLAGS_$(1))) \
	$(KBUILD_CFLAGS_MODULE) $(CFLAGS_MODULE) $(call name_flags,$(1),$(2)))
as = $(strip $(CC) $(NOSTDINC_FLAGS) $(LINUXINCLUDE) $(filter-out $(AFLAGS_REMOVE_$(1)),\
	$(filter-out $(asflags-remove-y),$(KBUILD_CPPFLAGS) $(KBUILD_AFLAGS) \
	$(KBUILD_SUBDIR_ASFLAGS) $(asflags-y) $(EXTRA_AFLAGS)) $(AFLAGS_$(1))) \
	$(KBUILD_AFLAGS_MODULE) $(AFLAGS_MODULE))

# SPDX-License-Identifier: MIT
#
# What the makes of a module build share: how an object of a module is compiled. Included by
# build.mk and modpost.mk after flags.mk.

# A module sees the public headers only: build/include has links to them, and not to
# kernel/include/kernel.
MODULE_CPPFLAGS := -D__KERNEL__ -DMODULE -include build/include/linux/kconfig.h \
	-Ibuild/include -Ibuild/include/uapi

# The hidden files beside an object: the command that made it, and what it read. Their names end
# in .cmd so that a module's own `rm .*.cmd` removes them, as it does with Linux's.
hidden = $(dir $(1)).$(notdir $(1))$(2).cmd

# $(call compile,OBJECT,SOURCE,COMMAND): the rule for one object; COMMAND lacks -c and its files.
define compile
$(1): $(2) $$(call record,$$(call hidden,$(1)),$(3))
	@$$(call say,$(if $(filter %.S,$(2)),AS,CC) [M],$$@)
	$$(Q)$(3) -MMD -MP -MF $$(call hidden,$(1),.d) -c -o $$@ $$<
-include $$(call hidden,$(1),.d)
endef

# SPDX-License-Identifier: MIT
#
# Programs in a module's folder, by Linux's names: those that the build itself runs (hostprogs), and
# those for the machine that the module is for (userprogs).
#
#	hostprogs := gen			gen from gen.c, when something needs it
#	gen-objs := a.o b.o			from these
#	HOSTCFLAGS_a.o, HOSTLDLIBS_gen		flags for one file, libraries for one program
#	hostprogs-always-y := gen		whether needed or not
#	userprogs, userprogs-always-y		the same, with gen-userccflags and gen-userldflags
#
# Included by build.mk after module.mk.

hostprogs := $(sort $(hostprogs) $(hostprogs-always-y) $(hostprogs-always-m))
userprogs := $(sort $(userprogs) $(userprogs-always-y) $(userprogs-always-m))
always-y += $(always-m) $(foreach k,hostprogs userprogs,$($(k)-always-y) $($(k)-always-m))

# How an object $(1) of a program is compiled; the flags and libraries of the link of program $(1).
host_compiler = $(HOSTCC)
host_ccflags = $(KBUILD_HOSTCFLAGS) $(HOST_EXTRACFLAGS) $(HOSTCFLAGS_$(1))
host_ldflags = $(KBUILD_HOSTLDFLAGS)
host_libs = $(KBUILD_HOSTLDLIBS) $(HOSTLDLIBS_$(1))
host_words = HOSTCC HOSTLD
user_compiler = $(CC)
user_ccflags = $(KBUILD_USERCFLAGS) $(userccflags) $($(1:.o=)-userccflags)
user_ldflags = $(KBUILD_USERLDFLAGS) $(userldflags) $($(1)-userldflags)
user_libs = $($(1)-userldlibs)
user_words = CC[U] LD[U]
word_of = $(subst [, [,$(word $(2),$($(1)_words)))

# $(call linked,host|user,PROGRAM) from its objects, $(call single,...) from the source of its name.
define linked
$(obj)/$(2): $(addprefix $(obj)/,$($(2)-objs)) $$(call record,$$(call hidden,$(obj)/$(2)),\
		$(call as_argument,$(link_command)))
	@$$(call say,$(call word_of,$(1),2),$$@)
	$$(Q)$(call as_recipe,$(link_command))
endef
link_command = $(strip $($(1)_compiler) $(call $(1)_ldflags,$(2)) -o $(obj)/$(2) \
	$(addprefix $(obj)/,$($(2)-objs)) $(call $(1)_libs,$(2)))

define single
$(obj)/$(2): $(src)/$(2).c $$(call record,$$(call hidden,$(obj)/$(2)),\
		$(call as_argument,$(single_command)))
	@$$(call say,$(call word_of,$(1),1),$$@)
	$$(Q)$(call as_recipe,$(single_command))
-include $$(call hidden,$(obj)/$(2),.d)
endef
single_command = $(strip $($(1)_compiler) $(call $(1)_ccflags,$(2).o) $(call $(1)_ldflags,$(2)) -MMD -MP \
	-MF $(call hidden,$(obj)/$(2),.d) -o $(obj)/$(2) $(src)/$(2).c $(call $(1)_libs,$(2)))

$(foreach k,host user,$(foreach p,$($(k)progs),$(eval $(call $(if $($(p)-objs),linked,single),$(k),$(p)))))
$(foreach k,host user,$(foreach o,$(sort $(foreach p,$($(k)progs),$($(p)-objs))),$(eval $(call \
	compile,$(obj)/$(o),$(src)/$(o:.o=.c),$($(k)_compiler) $(call $(k)_ccflags,$(o)),$(call \
	word_of,$(k),1)))))

programs := $(hostprogs) $(userprogs) $(foreach p,$(hostprogs) $(userprogs),$($(p)-objs))

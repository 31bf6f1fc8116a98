# SPDX-License-Identifier: MIT
#
# Reads the Kbuild of a folder, else its Makefile, with all around it that Linux's has: for build.mk
# and clean.mk, which say what becomes of it. They set KBUILD_MK, where these files are; the
# command line sets obj, and kbuild_src if the sources lie elsewhere.

include $(KBUILD_MK)/begin.mk

src := $(or $(kbuild_src),$(obj))

# Of this folder alone, whatever the environment has.
$(foreach v,obj lib subdir always extra hostprogs userprogs asflags ccflags ldflags subdir-asflags \
	subdir-ccflags hostprogs-always userprogs-always,$(foreach y,y m,$(eval $(v)-$(y) :=)))
$(foreach v,hostprogs userprogs targets clean-files EXTRA_CFLAGS EXTRA_AFLAGS EXTRA_LDFLAGS PHONY,\
	$(eval $(v) :=))

# No rule of the folder's own is what make begins with.
.PHONY: FORCE
FORCE:

include $(firstword $(wildcard $(src)/Kbuild $(src)/Makefile) $(src)/Makefile)

# SPDX-License-Identifier: MIT
#
# What the makes of a module build begin with. They set KBUILD_MK, where these files are.

MAKEFLAGS += -rR
.SUFFIXES:
.DELETE_ON_ERROR:
.SECONDARY:

include $(KBUILD_MK)/flags.mk
include $(KBUILD_MK)/places.mk
include $(KBUILD_MK)/vars.mk
include $(KBUILD_MK)/words.mk

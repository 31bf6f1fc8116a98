# SPDX-License-Identifier: MIT
#
# Where the makes of a module build find what they need of the kernel. This is the file for the
# kernel's own tree; a header package (headers.mk) has another in its place.

KBUILD_HEADERS := build/include
KBUILD_MODPOST := build/bin/modpost
KBUILD_SYMVERS := build/Module.symvers
KBUILD_COMPILER := build/.compiler

# How the headers' paths are to look where a module names its files: the same in the tree and in a
# package, so that both make the same module, wherever they lie. The debugger's are relative to the
# kernel's tree, those that __FILE__ gives are Linux's.
KBUILD_PATHS := -fdebug-prefix-map=$(CURDIR)=. -fmacro-prefix-map=$(KBUILD_HEADERS)/=include/

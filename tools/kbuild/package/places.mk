# SPDX-License-Identifier: MIT
#
# Where the makes of a module build find what they need of the kernel: this is a header package, with
# no kernel sources around.

KBUILD_HEADERS := include
KBUILD_MODPOST := tools/modpost
KBUILD_SYMVERS := Module.symvers
KBUILD_COMPILER := tools/compiler

# What a module says of its files is what it says when it is built in the kernel's tree.
KBUILD_PATHS := -fdebug-prefix-map=$(CURDIR)=. -fdebug-prefix-map=include/=build/include/

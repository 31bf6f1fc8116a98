# SPDX-License-Identifier: MIT
#
# make W=1: more warnings of the compiler, those that Linux asks for at each level: 1, those that may
# matter; 2, those that come often; 3, the rest; e, and all of them are errors. W=12 is 1 and 2.
# Included by vars.mk.

ifneq ($(and $(filter command,$(origin W)),$(W)),)
KBUILD_EXTRA_WARN := $(W)
endif
export KBUILD_EXTRA_WARN

WARNINGS_1 := -Wextra -Wunused -Wno-unused-parameter -Wmissing-declarations \
	-Wmissing-format-attribute -Wmissing-prototypes -Wold-style-definition \
	-Wmissing-include-dirs -Wunused-but-set-variable -Wunused-const-variable \
	-Wno-missing-field-initializers -Wno-sign-compare -Wno-type-limits -Wno-shift-negative-value \
	$(if $(CC_IS_CLANG),,-Wpacked-not-aligned -Wstringop-truncation)
WARNINGS_2 := -Wdisabled-optimization -Wshadow -Wmissing-field-initializers -Wtype-limits \
	-Wunused-macros $(if $(CC_IS_CLANG),,-Wlogical-op -Wmaybe-uninitialized)
WARNINGS_3 := -Wbad-function-cast -Wcast-align -Wcast-qual -Wconversion -Wpacked -Wpadded \
	-Wpointer-arith -Wredundant-decls -Wsign-compare -Wswitch-default
WARNINGS_e := -Werror

KBUILD_CFLAGS += $(foreach level,1 2 3 e,$(if $(findstring $(level),$(KBUILD_EXTRA_WARN)),\
	$(WARNINGS_$(level))))
KBUILD_CPPFLAGS += $(foreach level,1 2 3,$(if $(findstring $(level),$(KBUILD_EXTRA_WARN)),\
	-DKBUILD_EXTRA_WARN$(level)))

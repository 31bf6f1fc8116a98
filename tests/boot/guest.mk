# SPDX-License-Identifier: MIT
#
# What the boot tests put into the guest beside the system itself, under /test: each
# programs/NAME.c as a static program NAME, each modules/NAME.c as NAME.ko. Included by the
# project's Makefile; the result is the folder build/tests/root, an overlay of the root
# filesystem.

TEST_PROGRAMS := $(patsubst tests/boot/programs/%.c,build/tests/root/test/%,\
	$(wildcard tests/boot/programs/*.c))
TEST_MODULES := $(wildcard tests/boot/modules/*)
TEST_CFLAGS := -std=gnu11 -O1 -static -Wall -Wextra -Werror -Wno-unused-parameter

# musl's compiler where it is, so that the C library under the tests is not busybox's.
TEST_CC := $(or $(shell command -v musl-gcc),$(CC))

$(TEST_PROGRAMS): build/tests/root/test/%: tests/boot/programs/%.c $(wildcard tests/boot/programs/*.h) \
		$(call record,build/.testflags,$(TEST_CC) $(TEST_CFLAGS))
	@mkdir -p $(@D)
	@$(call say,CC,$<)
	$(Q)$(TEST_CC) $(TEST_CFLAGS) -o $@ $(filter %.c,$^)

# A program with more than one source.
build/tests/root/test/mutated_modules: tests/host/elf_damage.c

# This one is about how such programs are loaded; musl's compiler makes none.
build/tests/root/test/static_pie: TEST_CC = $(CC)
build/tests/root/test/static_pie: TEST_CFLAGS := $(filter-out -static,$(TEST_CFLAGS)) -fPIE -static-pie

# These are built with Linux's own headers; musl's compiler doesn't see them.
build/tests/root/test/evdev build/tests/root/test/console_lights: TEST_CC = $(CC)

# Some of these modules use symbols that no kernel has: missing.symvers says the opposite.
KBUILD_TEST := --no-print-directory kbuild_src=tests/boot/modules obj=build/tests/modules \
	KBUILD_EXTRA_SYMBOLS=tests/boot/modules/missing.symvers

build/tests/modules/.modules.cmd: build/Module.symvers build/bin/modpost build/include \
		$(TEST_MODULES) FORCE
	$(Q)$(MAKE) $(KBUILD_TEST) -f tools/kbuild/build.mk
	$(Q)$(MAKE) $(KBUILD_TEST) -f tools/kbuild/modpost.mk

# busybox unpacks xz, but doesn't pack it.
build/tests/root/test/hello.ko.xz: build/modules/.modules.cmd
	@mkdir -p $(@D)
	@$(call say,XZ,$@)
	$(Q)python3 -c 'import lzma, sys; \
		open(sys.argv[2], "wb").write(lzma.compress(open(sys.argv[1], "rb").read()))' build/modules/hello.ko $@

build/tests/root/.made: $(TEST_PROGRAMS) build/tests/root/test/hello.ko.xz \
		build/tests/modules/.modules.cmd
	@mkdir -p $(@D)/test
	$(Q)cp $$(cat build/tests/modules/modules.order) $(@D)/test
	@touch $@

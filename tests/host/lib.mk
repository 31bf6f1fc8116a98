# SPDX-License-Identifier: MIT
#
# Host tests of kernel/lib, test_lib_NAME.c: how they are linked; the Makefile includes this.
#
# The sources are compiled as in the kernel, against its headers alone, but under the sanitisers.
# Their names are those of the C library; so all of them are linked into one object, whose own
# symbols then get the prefix k_. What it wants of other rooms is in lib_stubs.c.

LIB := argv_split bitmap bitmap_map bitmap_str bsearch chacha cmdline console crc16 crc32 crc64 crc_small \
	ctype errname find gcd glob hexdump hweight ida idr interval_tree kasprintf kfifo kmsg \
	kstrtox list_sort llist log_own log_store log_text math memcat_p memory options parser plist \
	prandom printk radix_tree rational rbtree reciprocal_div siphash sort spinlock sscanf \
	string string_escape string_helpers time_convert uuid vsprintf vsprintf_addr vsprintf_ptr \
	vsprintf_resource vsprintf_text xarray xarray_api xarray_find xarray_marks xarray_node \
	xarray_range xxhash

LIB_CFLAGS := -std=gnu11 -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all \
	-fno-omit-frame-pointer -ffreestanding -nostdinc -fno-pie -mno-red-zone -fno-strict-aliasing \
	-fno-common -D__KERNEL__ -D__DISABLE_EXPORTS \
	-include $(ROOT)/kernel/include/linux/kconfig.h -Ilib_include -I$(ROOT)/kernel/include \
	-I$(ROOT)/kernel/include/uapi -Wall -Wextra -Werror -Wno-unused-parameter -Wno-sign-compare

$(OUT)/test_lib_%: $(OUT)/test_lib_%.o $(OUT)/lib_stubs.o $(OUT)/lib/kernel.o
	@$(HOSTCC) $(CFLAGS) -no-pie -o $@ $^ -lcmocka

$(OUT)/lib/kernel.o: $(LIB:%=$(OUT)/lib/%.o) $(OUT)/lib/lockdep_off.o lib.mk
	@ld -r -o $@ $(filter %.o,$^)
	@nm --defined-only -g $@ | awk '{ print $$3, "k_" $$3 }' >$@.names
	@objcopy --redefine-syms=$@.names $@

$(OUT)/lib/%.o: $(ROOT)/kernel/lib/%.c
	@mkdir -p $(@D)
	@$(HOSTCC) $(LIB_CFLAGS) -DKBUILD_MODNAME='"$*"' -MMD -MP -c $< -o $@

$(OUT)/lib/lockdep_off.o: lockdep_off.c
	@mkdir -p $(@D)
	@$(HOSTCC) $(LIB_CFLAGS) -DKBUILD_MODNAME='"$*"' -MMD -MP -c $< -o $@

# The test modules of kernel/lib run here, too, as one program.
LIB_KUNIT := $(wildcard $(ROOT)/modules/tests/lib/*.c)

$(OUT)/lib/kunit.o: $(LIB:%=$(OUT)/lib/%.o) $(OUT)/lib/lockdep_off.o \
		$(LIB_KUNIT:$(ROOT)/%.c=$(OUT)/lib/%.o) lib.mk
	@ld -r -o $@ $(filter %.o,$^)
	@nm --defined-only -g $@ | awk '{ print $$3, "k_" $$3 }' >$@.names
	@objcopy --redefine-syms=$@.names $@

$(OUT)/lib/modules/%.o: $(ROOT)/modules/%.c
	@mkdir -p $(@D)
	@$(HOSTCC) $(LIB_CFLAGS) -DMODULE -DKBUILD_MODNAME='"$(*F)"' -MMD -MP -c $< -o $@

$(OUT)/test_lib_kunit: $(OUT)/test_lib_kunit.o $(OUT)/lib_stubs.o $(OUT)/lib/kunit.o
	@$(HOSTCC) $(CFLAGS) -no-pie -o $@ $^ -lcmocka

-include $(wildcard $(OUT)/lib/*.d $(OUT)/lib/modules/*/*/*.d)

# SPDX-License-Identifier: MIT
#
# `make bench`: instructions per relocation, per import and per byte, counted by callgrind. What
# runs is the kernel's own objects, as compiled for build/graft.elf, linked into a program. The
# large modules of `make corpus` are measured too, if they are there. tests/host/Makefile includes
# this file; paths are from there.

BENCH := ../bench
BENCH_OUT := $(abspath $(ROOT))/build/tests/bench
BENCH_KERNEL := $(addprefix module/,core elf_validity elf_validity_tables \
	elf_validity_relocations layout symbols relocate \
	modinfo versions symtab exports policy refs) arch/x86_64/relocate \
	lib/string lib/sort lib/might_sleep proc/mutex
BENCH_API := elf_validity layout_and_allocate simplify_symbols apply_relocations build_symtabs \
	load_info_release resolve_symbol kernel_side_load kernel_side_init kernel_side_name_export
BENCH_MODULES = $(foreach m,drivers/gpu/drm/amd/amdgpu/amdgpu fs/ext4/ext4 lib/test_bpf, \
	$(firstword $(wildcard $(CORPUS_DIR)/linux-image-*/lib/modules/*/kernel/$(m).ko)))

$(BENCH_OUT)/%.o: $(BENCH)/%.c
	@mkdir -p $(@D)
	@$(HOSTCC) $(CPPFLAGS) $(BARE_CFLAGS) -MMD -MP -c $< -o $@

# The top Makefile knows how kernel code is compiled.
.PHONY: bench_kernel
bench_kernel:
	@$(MAKE) --no-print-directory -s -C $(ROOT) $(BENCH_KERNEL:%=build/kernel/%.o) \
		build/tests/bench/kernel_side.o

$(BENCH_OUT)/kernel.o: bench_kernel
	@$(CROSS_COMPILE)ld -r -o $@ $(BENCH_OUT)/kernel_side.o \
		$(BENCH_KERNEL:%=$(ROOT)/build/kernel/%.o)
	@objcopy --redefine-sym memcpy=bench_memcpy $(BENCH_API:%=--keep-global-symbol=%) $@

$(BENCH_OUT)/bench: $(BENCH_OUT)/bench.o $(BENCH_OUT)/image.o $(BENCH_OUT)/kernel.o
	@$(HOSTCC) -no-pie -Wl,-z,noexecstack,--unresolved-symbols=ignore-all -o $@ $^

.PHONY: bench
bench: $(BENCH_OUT)/bench
	@python3 $(BENCH)/bench.py $< $(BENCH_OUT) $(BENCH_MODULES)

-include $(wildcard $(BENCH_OUT)/*.d)

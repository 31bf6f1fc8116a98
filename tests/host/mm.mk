# SPDX-License-Identifier: MIT
#
# The host test of kernel/mm, test_mm.c: how it is linked; the Makefile includes this.
#
# The memory manager and the page tables run as they are, in a program, on made-up physical memory:
# the address map (asm/page_types.h) is moved to where a program may have memory, by sed. The tests
# themselves, mm_*.c, are compiled as the kernel is, since they look at its structures. All of it
# becomes one object, whose symbols get the prefix k_ so that none meets the C library's; only
# test_mm.c is an ordinary program.

MM := $(filter-out finish init_memory meminfo mempool oom ioremap pointers,$(patsubst $(ROOT)/kernel/mm/%.c,%,\
	$(wildcard $(ROOT)/kernel/mm/*.c)))
MM_TESTS := $(patsubst %.c,%,$(wildcard mm_*.c))

# Those who define an allocator; all others call it through mm_world.c, which can make it fail.
MM_ALLOCATORS := page_alloc slab kmalloc
MM_FAILING := -Dalloc_pages=failing_alloc_pages -Dget_zeroed_page=failing_get_zeroed_page \
	-Dkmem_cache_alloc=failing_kmem_cache_alloc -D__kmalloc=failing_kmalloc

MM_OBJS := $(MM:%=$(OUT)/mm/%.o) $(OUT)/mm/paging.o $(MM_TESTS:%=$(OUT)/mm/%.o) \
	$(addprefix $(OUT)/lib/,rbtree.o memory.o math.o llist.o lockdep_off.o)

MM_CFLAGS := -std=gnu11 -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all \
	-fno-sanitize=alignment -fno-omit-frame-pointer -ffreestanding -nostdinc -fno-pie \
	-mno-red-zone -fno-strict-aliasing -fno-common -D__KERNEL__ -D__DISABLE_EXPORTS \
	-include $(ROOT)/kernel/include/linux/kconfig.h -I$(OUT)/mm/include -Ilib_include \
	-I$(ROOT)/kernel/include -I$(ROOT)/kernel/include/uapi -I$(ROOT)/kernel/mm \
	-Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Werror \
	-Wno-unused-parameter -Wno-sign-compare

$(OUT)/test_mm: $(OUT)/test_mm.o $(OUT)/mm/kernel.o
	@$(HOSTCC) $(CFLAGS) -no-pie -o $@ $^ -lcmocka

$(OUT)/mm/kernel.o: $(MM_OBJS)
	@ld -r -o $@ $^
	@nm --defined-only -g $@ | awk '{ print $$3, "k_" $$3 }' >$@.names
	@objcopy --redefine-syms=$@.names $@

# User space is left where it is; the rest lies above the sanitiser's own memory.
$(OUT)/mm/include/asm/page_types.h: $(ROOT)/kernel/include/asm/page_types.h
	@mkdir -p $(@D)
	@sed -e '/define PAGE_OFFSET/s/0xffff888000000000/0x200000000000/' \
		-e '/define DIRECT_MAP_SIZE/s/64, UL) << 40/1, UL) << 32/' \
		-e '/define VMALLOC_START/s/0xffffc90000000000/0x210000000000/' \
		-e '/define VMALLOC_END/s/0xffffe8ffffffffff/0x2100ffffffff/' \
		-e '/define VMEMMAP_START/s/0xffffea0000000000/0x220000000000/' \
		-e '/define KERNEL_IMAGE_BASE/s/0xffffffff80000000/0x7ff000000000/' \
		-e '/define MODULES_VADDR/s/0xffffffffc0000000/0x7ff040000000/' \
		-e '/define MODULES_END/s/0xffffffffff000000/0x7ff07f000000/' $< >$@

# This program's own variables stand for the kernel image; mm_test.h says what their frames are.
$(OUT)/mm/include/asm/page.h: $(ROOT)/kernel/include/asm/page.h
	@mkdir -p $(@D)
	@sed -e 's/^	return va >= KERNEL_IMAGE_BASE/	if (va < 0x10000000)\n		return 0x3ff0000 + (va \& 0xffff);\n&/' $< >$@

$(MM_OBJS): $(OUT)/mm/include/asm/page_types.h $(OUT)/mm/include/asm/page.h

$(MM_ALLOCATORS:%=$(OUT)/mm/%.o) $(OUT)/mm/mm_world.o: MM_FAILING :=

$(OUT)/mm/%.o: $(ROOT)/kernel/mm/%.c
	@mkdir -p $(@D)
	@$(HOSTCC) $(MM_CFLAGS) $(MM_FAILING) -MMD -MP -c $< -o $@

$(OUT)/mm/paging.o: $(ROOT)/kernel/arch/x86_64/paging.c
	@mkdir -p $(@D)
	@$(HOSTCC) $(MM_CFLAGS) $(MM_FAILING) -MMD -MP -c $< -o $@

$(OUT)/mm/mm_%.o: mm_%.c
	@mkdir -p $(@D)
	@$(HOSTCC) $(MM_CFLAGS) $(MM_FAILING) -MMD -MP -c $< -o $@

-include $(wildcard $(OUT)/mm/*.d)

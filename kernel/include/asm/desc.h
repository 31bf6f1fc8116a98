// SPDX-License-Identifier: MIT
/*
 * Descriptor tables and the task-state segment (Intel SDM vol. 3A, chapters 3.5, 6.14 and 8.7).
 *
 * One GDT and one TSS a CPU, in its per-CPU area; one IDT for all, read-only after traps_init().
 */
#ifndef _ASM_X86_DESC_H
#define _ASM_X86_DESC_H

#include <linux/types.h>
#include <asm/segment.h>
#include <asm/page_types.h>
#include <linux/percpu-defs.h>

struct desc_ptr {
	unsigned short size;
	unsigned long address;
} __attribute__((packed));

struct gate_desc {
	u16 offset_low;
	u16 segment;
	u8 ist;	 /* 0: the current stack, or sp0 from user mode; 1..7: TSS.ist[] */
	u8 type; /* type, DPL and present bit */
	u16 offset_middle;
	u32 offset_high;
	u32 reserved;
};

#define GATE_INTERRUPT 0x8e /* present, DPL 0, interrupts off on entry */
#define GATE_USER      0x60 /* DPL 3: user code may raise it by an INT instruction */

/* IST slots; 0 in a gate means none. */
#define IST_INDEX_DF	   1
#define IST_INDEX_NMI	   2
#define IST_INDEX_DB	   3
#define IST_INDEX_MCE	   4
#define N_EXCEPTION_STACKS 4

struct tss_struct {
	u32 reserved1;
	u64 sp0; /* top of the running task's kernel stack */
	u64 sp1;
	u64 sp2;
	u64 reserved2;
	u64 ist[7];
	u64 reserved3;
	u16 reserved4;
	u16 io_bitmap_base; /* at the segment's end: no port is open to user mode */
} __attribute__((packed));

_Static_assert(sizeof(struct tss_struct) == 104, "hardware's TSS size");
_Static_assert(sizeof(struct gate_desc) == 16, "hardware's gate size");

/*
 * The stacks that exceptions switch to whatever rsp holds. Each lies above a page that paging_init
 * leaves unmapped, and is aligned to its size, so that the entry code finds the slot at its top:
 * there lies this CPU's per-CPU base (see the paranoid entry in entry.S).
 */
struct exception_stack {
	u8 guard[EXCEPTION_STKSZ];
	u8 stack[EXCEPTION_STKSZ];
};

DECLARE_PER_CPU_ALIGNED(struct tss_struct, cpu_tss);
/* N_EXCEPTION_STACKS of them; IST n uses element n - 1. */
DECLARE_PER_CPU(struct exception_stack *, cpu_exception_stacks);

/* Build and load this CPU's GDT and TSS. Interrupts off; per-CPU data valid. */
void gdt_init(void);

/* Store the per-CPU base at the top of this CPU's exception stacks; on every change of it. */
void exception_stacks_set_base(unsigned long gs_base);

/* From now on entries from user mode start at `sp0`. Interrupts off. */
void load_sp0(unsigned long sp0);

/* Name of the IST stack that holds `sp` and its bounds; NULL when none of this CPU's does. */
const char *exception_stack_of(unsigned long sp, unsigned long *begin, unsigned long *end);

/* Is the page at `addr` below one of the boot CPU's static stacks? paging_init() leaves it out. */
bool is_boot_stack_guard(unsigned long addr);

#endif

// SPDX-License-Identifier: MIT
/*
 * The interrupt table: which entry of entry.S takes which vector (Intel SDM vol. 3A, 6.14).
 *
 * Every gate is an interrupt gate, so interrupts are off when an entry begins. User code may raise
 * only #BP and #OF by an INT instruction; any other INT from it is a general protection fault.
 */
#include <linux/cache.h>
#include <linux/extable.h>
#include <linux/init.h>
#include <linux/linkage.h>
#include <asm/desc.h>
#include <asm/irq_vectors.h>
#include <asm/page_types.h>
#include <asm/segment.h>
#include <kernel/traps.h>
#include "entry.h"

struct exception_gate {
	void (*entry)(void);
	u8 ist;
	u8 flags;
};

static const struct exception_gate exception_gates[NUM_EXCEPTION_VECTORS] __initconst = {
	[X86_TRAP_DE] = {asm_divide_error, 0, 0},
	[X86_TRAP_DB] = {asm_debug, IST_INDEX_DB, 0},
	[X86_TRAP_NMI] = {asm_nmi, IST_INDEX_NMI, 0},
	[X86_TRAP_BP] = {asm_int3, 0, GATE_USER},
	[X86_TRAP_OF] = {asm_overflow, 0, GATE_USER},
	[X86_TRAP_BR] = {asm_bounds, 0, 0},
	[X86_TRAP_UD] = {asm_invalid_op, 0, 0},
	[X86_TRAP_NM] = {asm_device_not_available, 0, 0},
	[X86_TRAP_DF] = {asm_double_fault, IST_INDEX_DF, 0},
	[X86_TRAP_OLD_MF] = {asm_coproc_segment_overrun, 0, 0},
	[X86_TRAP_TS] = {asm_invalid_tss, 0, 0},
	[X86_TRAP_NP] = {asm_segment_not_present, 0, 0},
	[X86_TRAP_SS] = {asm_stack_segment, 0, 0},
	[X86_TRAP_GP] = {asm_general_protection, 0, 0},
	[X86_TRAP_PF] = {asm_page_fault, 0, 0},
	[X86_TRAP_MF] = {asm_coprocessor_error, 0, 0},
	[X86_TRAP_AC] = {asm_alignment_check, 0, 0},
	[X86_TRAP_MC] = {asm_machine_check, IST_INDEX_MCE, 0},
	[X86_TRAP_XF] = {asm_simd_error, 0, 0},
	[X86_TRAP_CP] = {asm_control_protection, 0, 0},
};

/* Page aligned, so that no other data shares the pages that become read-only. */
static struct gate_desc idt[NR_VECTORS] __aligned(PAGE_SIZE) __ro_after_init;

static void __init set_gate(unsigned int vector, unsigned long entry, u8 ist, u8 flags)
{
	idt[vector] = (struct gate_desc){
		.offset_low = (u16)entry,
		.segment = __KERNEL_CS,
		.ist = ist,
		.type = GATE_INTERRUPT | flags,
		.offset_middle = (u16)(entry >> 16),
		.offset_high = (u32)(entry >> 32),
	};
}

void __init traps_init(void)
{
	struct desc_ptr idt_ptr = {.size = sizeof(idt) - 1, .address = (unsigned long)idt};
	unsigned int i;

	/* Exceptions look into the table from here on; rodata isn't write-protected yet. */
	sort_main_extable();

	for (i = 0; i < NUM_EXCEPTION_VECTORS; i++) {
		const struct exception_gate *gate = &exception_gates[i];

		if (gate->entry)
			set_gate(i, (unsigned long)gate->entry, gate->ist, gate->flags);
		else
			set_gate(i, (unsigned long)asm_unexpected_exception, 0, 0);
	}
	for (; i < NR_VECTORS; i++)
		set_gate(i,
			 (unsigned long)asm_interrupt_entries +
				 (i - FIRST_EXTERNAL_VECTOR) * INTERRUPT_ENTRY_SIZE,
			 0, 0);
	asm volatile("lidt %0" : : "m"(idt_ptr));
}

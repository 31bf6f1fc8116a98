// SPDX-License-Identifier: MIT
/*
 * From the boot loader to C: 32-bit protected mode without paging, to long mode in the higher half.
 *
 * On entry (Multiboot2 Specification 2.0, 3.3): eax holds the loader's magic number, ebx the
 * physical address of its information, interrupts are off, segments are flat, there is no stack.
 * The code is linked high and runs low until paging is on: until then, a symbol is used as PHYS(it).
 *
 * The tables built here map the first 4 GiB three times, writable and executable: at 0, for this
 * code; at PAGE_OFFSET, so that __va() works at once; and (1 GiB of them) at KERNEL_IMAGE_BASE.
 * paging_init() replaces them.
 */
#include <linux/linkage.h>
#include <asm/msr-index.h>
#include <asm/page_types.h>
#include <asm/pgtable_types.h>
#include <asm/processor-flags.h>
#include <asm/segment.h>

#define PHYS(sym) ((sym) - KERNEL_IMAGE_BASE)

#define CPUID_EXT_NX (1 << 20)
#define CPUID_EXT_LM (1 << 29)

#define COM1		0x3f8
#define COM1_LINE_STATUS (COM1 + 5)
#define COM1_TX_EMPTY	0x20
#define VGA_TEXT	0xb8000
#define VGA_WHITE_ON_RED 0x4f

	.section .head.text, "ax", @progbits
	.code32
SYM_CODE_START(_start)
	cli
	cld
	movl	%eax, %edi
	movl	%ebx, %esi
	movl	$PHYS(init_stack + THREAD_SIZE), %esp

	/* Does it have CPUID (EFLAGS.ID can be changed), and long mode and no-execute in it? */
	pushfl
	popl	%eax
	movl	%eax, %ecx
	xorl	$X86_EFLAGS_ID, %eax
	pushl	%eax
	popfl
	pushfl
	popl	%eax
	cmpl	%eax, %ecx
	je	.Lunfit
	movl	$0x80000000, %eax
	cpuid
	cmpl	$0x80000001, %eax
	jb	.Lunfit
	movl	$0x80000001, %eax
	cpuid
	andl	$(CPUID_EXT_NX | CPUID_EXT_LM), %edx
	cmpl	$(CPUID_EXT_NX | CPUID_EXT_LM), %edx
	jne	.Lunfit

	/* Long mode is entered with paging (Intel SDM vol. 3A, 9.8.5). */
	movl	%cr4, %eax
	orl	$X86_CR4_PAE, %eax
	movl	%eax, %cr4
	movl	$PHYS(boot_pgd), %eax
	movl	%eax, %cr3
	movl	$MSR_EFER, %ecx
	rdmsr
	orl	$(EFER_LME | EFER_NX), %eax
	wrmsr
	movl	%cr0, %eax
	orl	$(X86_CR0_PG | X86_CR0_WP), %eax
	movl	%eax, %cr0
	lgdt	PHYS(boot_gdt_ptr)
	ljmp	$__KERNEL_CS, $PHYS(.Lstart64)

	/* Says why on the screen and the serial port, and stops. */
.Lunfit:
	movl	$PHYS(unfit_message), %esi
	movl	$VGA_TEXT, %edi
.Lnext_char:
	lodsb
	testb	%al, %al
	jz	.Lstop
	movb	%al, %bl
	movb	$VGA_WHITE_ON_RED, %ah
	stosw
	/* A port without a chip behind it reads as all ones: the wait ends then, too. */
	movw	$COM1_LINE_STATUS, %dx
1:	inb	%dx, %al
	testb	$COM1_TX_EMPTY, %al
	jz	1b
	movb	%bl, %al
	movw	$COM1, %dx
	outb	%al, %dx
	jmp	.Lnext_char
.Lstop:
	hlt
	jmp	.Lstop

	.code64
.Lstart64:
	movabsq	$.Lstart_high, %rax
	jmp	*%rax
.Lstart_high:
	lgdt	boot_gdt_ptr64(%rip)
	xorl	%eax, %eax
	movl	%eax, %ds
	movl	%eax, %es
	movl	%eax, %ss
	movl	%eax, %fs
	movl	%eax, %gs
	movq	$init_stack + THREAD_SIZE, %rsp

	/* %gs's base 0: per-CPU variables are the template itself until setup_per_cpu_areas(). */
	movl	$MSR_GS_BASE, %ecx
	xorl	%edx, %edx
	wrmsr

	/* Frame pointer 0 ends backtraces. edi and esi are as the loader left them. */
	xorl	%ebp, %ebp
	movl	%edi, %edi
	movl	%esi, %esi
	call	multiboot2_parse
	call	start_kernel
	ud2
SYM_CODE_END(_start)

	.section .init.rodata, "a", @progbits
unfit_message:
	.asciz	"Graft needs a 64-bit CPU with the no-execute feature."

	/* Slots as in <asm/segment.h>, as far as the kernel's own. cpu_init() loads the real one. */
	.section .init.data, "aw", @progbits
	.balign 8
boot_gdt:
	.quad	0, 0
	.quad	0x00af9b000000ffff /* __KERNEL_CS: 64-bit code, DPL 0 */
	.quad	0x00cf93000000ffff /* __KERNEL_DS: data, DPL 0 */
boot_gdt_end:
boot_gdt_ptr:
	.word	boot_gdt_end - boot_gdt - 1
	.long	PHYS(boot_gdt)
	.balign 8
boot_gdt_ptr64:
	.word	boot_gdt_end - boot_gdt - 1
	.quad	boot_gdt

#define TABLE (_PAGE_PRESENT | _PAGE_RW)
#define LARGE (_PAGE_PRESENT | _PAGE_RW | _PAGE_PSE)

	.balign 4096
boot_pgd:
	.quad	PHYS(boot_pud_low) + TABLE
	.fill	((PAGE_OFFSET >> PGDIR_SHIFT) & 511) - 1, 8, 0
	.quad	PHYS(boot_pud_low) + TABLE
	.fill	511 - ((PAGE_OFFSET >> PGDIR_SHIFT) & 511) - 1, 8, 0
	.quad	PHYS(boot_pud_high) + TABLE
boot_pud_low:
	.quad	PHYS(boot_pmd) + 0 * PAGE_SIZE + TABLE
	.quad	PHYS(boot_pmd) + 1 * PAGE_SIZE + TABLE
	.quad	PHYS(boot_pmd) + 2 * PAGE_SIZE + TABLE
	.quad	PHYS(boot_pmd) + 3 * PAGE_SIZE + TABLE
	.fill	508, 8, 0
boot_pud_high:
	.fill	510, 8, 0
	.quad	PHYS(boot_pmd) + TABLE
	.quad	0
boot_pmd:
	.set	frame, 0
	.rept	4 * 512
	.quad	(frame << PMD_SHIFT) + LARGE
	.set	frame, frame + 1
	.endr

	/* The stack of init_task, which boots; paging_init() unmaps the page below it. */
	.section .bss..page_aligned, "aw", @nobits
	.balign 4096
	.globl	init_stack_guard, init_stack
init_stack_guard:
	.skip	PAGE_SIZE
init_stack:
	.skip	THREAD_SIZE

	.section .note.GNU-stack, "", @progbits

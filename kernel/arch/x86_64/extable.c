// SPDX-License-Identifier: MIT
/*
 * Exception tables: from an instruction that faulted to where its code wants to go on.
 *
 * The tables are sorted by instruction address, the kernel's at boot and a module's when it is
 * loaded, and never change afterwards: no lock.
 */
#include <linux/bug.h>
#include <linux/extable.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/printk.h>
#include <linux/sort.h>
#include <asm/irq_vectors.h>
#include <asm/page_types.h>
#include <asm/ptrace.h>
#include <asm/sections.h>
#include <kernel/paging.h>

extern struct exception_table_entry __start___ex_table[], __stop___ex_table[];

static unsigned long ex_insn_addr(const struct exception_table_entry *entry)
{
	return (unsigned long)&entry->insn + entry->insn;
}

static unsigned long ex_fixup_addr(const struct exception_table_entry *entry)
{
	return (unsigned long)&entry->fixup + entry->fixup;
}

static int compare_entries(const void *a, const void *b)
{
	unsigned long x = ex_insn_addr(a), y = ex_insn_addr(b);

	return x < y ? -1 : x > y;
}

/* The distances count from where the entry lies: moving it by `delta` shortens them by as much. */
static void swap_entries(void *a, void *b, int size)
{
	struct exception_table_entry *x = a, *y = b, tmp = *x;
	int delta = (int)((char *)b - (char *)a);

	x->insn = y->insn + delta;
	x->fixup = y->fixup + delta;
	x->data = y->data;
	y->insn = tmp.insn - delta;
	y->fixup = tmp.fixup - delta;
	y->data = tmp.data;
}

void sort_extable(struct exception_table_entry *start, struct exception_table_entry *finish)
{
	sort(start, finish - start, sizeof(*start), compare_entries, swap_entries);
}

void __init sort_main_extable(void)
{
	sort_extable(__start___ex_table, __stop___ex_table);
}

const struct exception_table_entry *search_extable(const struct exception_table_entry *base,
						   const size_t num, unsigned long value)
{
	size_t low = 0, high = num;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		unsigned long addr = ex_insn_addr(&base[mid]);

		if (addr == value)
			return &base[mid];
		if (addr < value)
			low = mid + 1;
		else
			high = mid;
	}
	return NULL;
}

const struct exception_table_entry *search_kernel_exception_table(unsigned long addr)
{
	return search_extable(__start___ex_table, __stop___ex_table - __start___ex_table, addr);
}

const struct exception_table_entry *search_exception_tables(unsigned long addr)
{
	const struct exception_table_entry *entry = search_kernel_exception_table(addr);

	return entry ? entry : search_module_extables(addr);
}

/* A user access may fault on user memory only: with any other address the kernel is at fault. */
static void check_user_access(const struct pt_regs *regs, int trapnr, unsigned long fault_addr)
{
	if (trapnr == X86_TRAP_PF && fault_addr < TASK_SIZE_MAX)
		return;
	/* A non-canonical address raises #GP, and the address isn't told. access_ok() was skipped.
	 */
	WARN_ONCE(1, "user access at %pS to an address outside of user space (%#lx)\n",
		  (void *)regs->ip, trapnr == X86_TRAP_PF ? fault_addr : 0);
}

bool fixup_exception(struct pt_regs *regs, int trapnr, unsigned long error_code,
		     unsigned long fault_addr)
{
	const struct exception_table_entry *entry = search_exception_tables(regs->ip);

	if (!entry)
		return false;
	switch (entry->data) {
	case EX_TYPE_UACCESS:
		check_user_access(regs, trapnr, fault_addr);
		break;
	case EX_TYPE_MSR_SAFE:
		regs->si = (unsigned long)(long)-EIO;
		break;
	case EX_TYPE_DEFAULT:
		break;
	default:
		return false;
	}
	regs->ip = ex_fixup_addr(entry);
	return true;
}

int core_kernel_text(unsigned long addr)
{
	return is_kernel_text(addr) || (is_kernel_inittext(addr) && !initmem_freed);
}

int __kernel_text_address(unsigned long addr)
{
	return core_kernel_text(addr) || is_module_text_address(addr);
}

int kernel_text_address(unsigned long addr)
{
	return __kernel_text_address(addr);
}

int func_ptr_is_kernel_text(void *ptr)
{
	return kernel_text_address((unsigned long)ptr);
}

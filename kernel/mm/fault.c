// SPDX-License-Identifier: MIT
/*
 * The page fault exception: whose fault is it, and what follows. What to do about a good one is in
 * memory.c.
 *
 *   a kernel address           from the program: SIGSEGV; from the kernel: fixup or oops
 *   a user address             in a mapping that allows the access: the page is made present
 *   … from the kernel          only at instructions that have a fixup, as copies from and to user
 *                              space do: anything else is a bug, mapped or not
 *   … where we may not sleep   the fixup, without a look
 */
#include <linux/extable.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/mmap_lock.h>
#include <linux/printk.h>
#include <linux/ratelimit.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/signal.h>
#include <linux/uaccess.h>
#include <asm/irq_vectors.h>
#include <asm/processor.h>
#include <asm/ptrace.h>
#include <asm/trap_pf.h>
#include <kernel/mm.h>
#include <kernel/traps.h>
#include "vma.h"

/* One fault. */
struct fault {
	struct pt_regs *regs;
	unsigned long addr;
	unsigned long error_code;
	unsigned int flags; /* FAULT_FLAG_* */
};

/* ---- The unhappy ends ---- */

/* " in /bin/busybox[400000+a0000]", for the line in the log. */
static void print_vma_addr(unsigned long ip)
{
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *vma;

	if (!mmap_read_trylock(mm))
		return;
	vma = vma_lookup(mm, ip);
	if (vma && vma->vm_file)
		pr_cont(" in %pD[%lx+%lx]", vma->vm_file, vma->vm_start,
			vma->vm_end - vma->vm_start);
	mmap_read_unlock(mm);
}

/* A signal that ends the program is worth a line. */
static void log_segfault(const struct fault *f)
{
	static DEFINE_RATELIMIT_STATE(rs, DEFAULT_RATELIMIT_INTERVAL, DEFAULT_RATELIMIT_BURST);
	const char *level = task_pid_nr(current) > 1 ? KERN_INFO : KERN_EMERG;

	if (!unhandled_signal(current, SIGSEGV) || !__ratelimit(&rs))
		return;
	printk("%s%s[%d]: segfault at %lx ip %lx sp %lx error %lx", level, current->comm,
	       task_pid_nr(current), f->addr, f->regs->ip, f->regs->sp, f->error_code);
	print_vma_addr(f->regs->ip);
	pr_cont("\n");
}

/*
 * The access can't be allowed. A program is told by signal `sig`, with `code` in si_code; the
 * kernel by its fixup. No lock is held.
 */
static void bad_access(struct fault *f, int sig, int code)
{
	struct task_struct *tsk = current;

	if (!user_mode(f->regs)) {
		kernel_page_fault(f->regs, f->addr, f->error_code);
		return;
	}
	/* Whether a kernel address is mapped is not the program's business. */
	if (f->addr >= TASK_SIZE_MAX)
		f->error_code |= X86_PF_PROT;
	tsk->thread.cr2 = f->addr;
	tsk->thread.trap_nr = X86_TRAP_PF;
	tsk->thread.error_code = f->error_code | X86_PF_USER;
	if (sig == SIGSEGV)
		log_segfault(f);
	force_sig_fault(sig, code, (void __user *)f->addr);
}

/* ---- The fault itself ---- */

static bool access_allowed(const struct vm_area_struct *vma, unsigned long error_code)
{
	if (error_code & X86_PF_INSTR)
		return vma->vm_flags & VM_EXEC;
	if (error_code & X86_PF_WRITE)
		return vma->vm_flags & VM_WRITE;
	/* A read that failed though something is mapped: no page of ours would do that. */
	if (error_code & X86_PF_PROT)
		return false;
	return vma->vm_flags & VM_ACCESS_FLAGS;
}

/* One attempt, with mmap_lock held for reading. Sets *code for a SIGSEGV. */
static vm_fault_t try_fault(struct fault *f, struct mm_struct *mm, int *code)
{
	struct vm_area_struct *vma = find_vma_grow(mm, f->addr);

	*code = SEGV_MAPERR;
	if (!vma)
		return VM_FAULT_SIGSEGV;
	*code = SEGV_ACCERR;
	if (!access_allowed(vma, f->error_code))
		return VM_FAULT_SIGSEGV;
	return handle_mm_fault(vma, f->addr, f->flags, f->regs);
}

static void count_fault(vm_fault_t ret)
{
	if (ret & VM_FAULT_MAJOR)
		current->maj_flt++;
	else
		current->min_flt++;
}

/* A user address, where sleeping is allowed. */
static void user_address_fault(struct fault *f, struct mm_struct *mm)
{
	vm_fault_t ret;
	int code;

	for (;;) {
		mmap_read_lock(mm);
		ret = try_fault(f, mm, &code);
		mmap_read_unlock(mm);
		if (!(ret & VM_FAULT_OOM))
			break;
		/*
		 * Memory has ended. Somebody dies, perhaps we: then a program gets its signal on
		 * the way out, and the kernel must give up what it was doing.
		 */
		out_of_memory(GFP_HIGHUSER, 0);
		if (user_mode(f->regs))
			return;
		if (fatal_signal_pending(current)) {
			kernel_page_fault(f->regs, f->addr, f->error_code);
			return;
		}
	}
	if (ret & VM_FAULT_SIGSEGV)
		bad_access(f, SIGSEGV, code);
	else if (ret & (VM_FAULT_SIGBUS | VM_FAULT_HWPOISON))
		bad_access(f, SIGBUS, BUS_ADRERR);
	else
		count_fault(ret);
}

void handle_page_fault(struct pt_regs *regs, unsigned long addr, unsigned long error_code)
{
	struct fault f = {.regs = regs, .addr = addr, .error_code = error_code};
	struct mm_struct *mm = current->mm;

	if (addr >= TASK_SIZE_MAX) {
		bad_access(&f, SIGSEGV, SEGV_MAPERR);
		return;
	}
	if (!user_mode(regs)) {
		/* A fault at any other instruction is a bug that a page would only hide. */
		if (faulthandler_disabled() || !mm || !search_exception_tables(regs->ip)) {
			kernel_page_fault(regs, addr, error_code);
			return;
		}
	} else {
		f.flags |= FAULT_FLAG_USER;
	}
	if (error_code & X86_PF_WRITE)
		f.flags |= FAULT_FLAG_WRITE;
	if (error_code & X86_PF_INSTR)
		f.flags |= FAULT_FLAG_INSTRUCTION;
	user_address_fault(&f, mm);
}

/* ---- Stacks that grow ---- */

int expand_stack(struct vm_area_struct *vma, unsigned long addr)
{
	struct vm_area_struct *prev = vma_prev_in_mm(vma);
	struct mm_struct *mm = vma->vm_mm;
	unsigned long grow, size;
	int err;

	addr &= PAGE_MASK;
	if (addr >= vma->vm_start)
		return 0;
	if (addr < MMAP_MIN_ADDR)
		return -EPERM;
	/* Room below it, unless what is there is a stack as well. */
	if (prev && !(prev->vm_flags & VM_GROWSDOWN) && prev->vm_flags & VM_ACCESS_FLAGS &&
	    (addr < prev->vm_end || addr - prev->vm_end < STACK_GUARD_GAP))
		return -ENOMEM;
	if (prev && addr < prev->vm_end)
		return -ENOMEM;

	size = vma->vm_end - addr;
	grow = (vma->vm_start - addr) >> PAGE_SHIFT;
	if (size > rlimit(RLIMIT_STACK) || !may_expand_vm(mm, vma->vm_flags, grow))
		return -ENOMEM;
	if (mlock_allowed(mm, vma->vm_flags, grow << PAGE_SHIFT) || vma->vm_pgoff < grow)
		return -ENOMEM;
	if (vma->vm_flags & VM_ACCOUNT) {
		err = vm_charge(grow);
		if (err)
			return err;
	}
	vm_stat_account(mm, vma->vm_flags, grow);
	vma_resize(vma, addr, vma->vm_end, vma->vm_pgoff - grow);
	return 0;
}

struct vm_area_struct *find_vma_grow(struct mm_struct *mm, unsigned long addr)
{
	struct vm_area_struct *vma = find_vma(mm, addr);

	if (!vma || addr >= vma->vm_start)
		return vma;
	if (!(vma->vm_flags & VM_GROWSDOWN))
		return NULL;
	/* Borders change under the lock for writing only; what was found may be gone by then. */
	mmap_read_unlock(mm);
	mmap_write_lock(mm);
	vma = find_vma(mm, addr);
	if (vma && addr < vma->vm_start &&
	    (!(vma->vm_flags & VM_GROWSDOWN) || expand_stack(vma, addr)))
		vma = NULL;
	mmap_write_downgrade(mm);
	return vma;
}

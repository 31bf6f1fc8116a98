// SPDX-License-Identifier: MIT
/*
 * Signal frames: how a handler is entered on the user's stack, and how rt_sigreturn(2) comes back.
 *
 *	high	what the stack held; 128 bytes of red zone are left alone (psABI 3.2.2)
 *		FXSAVE/XSAVE area, 64-byte aligned
 *		siginfo, ucontext
 *	low	return address: SA_RESTORER's, which calls rt_sigreturn	<- rsp, 8 modulo 16
 *
 * A frame is user memory: nothing in it is trusted when it comes back. Segments, IOPL and the
 * interrupt flag are never taken from it.
 */
#include <linux/compiler.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/signal.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <asm/fpu.h>
#include <asm/processor-flags.h>
#include <asm/ptrace.h>
#include <asm/segment.h>
#include <asm/ucontext.h>
#include <uapi/asm/unistd_64.h>
#include <kernel/signal.h>

#define RED_ZONE 128

/* The flags that a program may set for itself; the others stay as they are. */
#define USER_EFLAGS                                                                                \
	(X86_EFLAGS_AC | X86_EFLAGS_OF | X86_EFLAGS_DF | X86_EFLAGS_TF | X86_EFLAGS_SF |           \
	 X86_EFLAGS_ZF | X86_EFLAGS_AF | X86_EFLAGS_PF | X86_EFLAGS_CF | X86_EFLAGS_RF)

struct rt_sigframe {
	void __user *pretcode;
	struct ucontext uc;
	struct siginfo info;
};

unsigned int signal_frame_size(void)
{
	return sizeof(struct rt_sigframe) + fpu_user_size() + RED_ZONE + 64 + 16;
}

/* Every register of the interrupted program but the FPU's, as the frame holds them. */
static void sigcontext_fill(struct sigcontext *sc, const struct pt_regs *regs, unsigned long mask)
{
	*sc = (struct sigcontext){
		.r8 = regs->r8,
		.r9 = regs->r9,
		.r10 = regs->r10,
		.r11 = regs->r11,
		.r12 = regs->r12,
		.r13 = regs->r13,
		.r14 = regs->r14,
		.r15 = regs->r15,
		.di = regs->di,
		.si = regs->si,
		.bp = regs->bp,
		.bx = regs->bx,
		.dx = regs->dx,
		.ax = regs->ax,
		.cx = regs->cx,
		.sp = regs->sp,
		.ip = regs->ip,
		.flags = regs->flags,
		.cs = regs->cs,
		.ss = regs->ss,
		.err = current->thread.error_code,
		.trapno = current->thread.trap_nr,
		.cr2 = current->thread.cr2,
		.oldmask = mask,
	};
}

static void sigcontext_restore(struct pt_regs *regs, const struct sigcontext *sc)
{
	regs->r8 = sc->r8;
	regs->r9 = sc->r9;
	regs->r10 = sc->r10;
	regs->r11 = sc->r11;
	regs->r12 = sc->r12;
	regs->r13 = sc->r13;
	regs->r14 = sc->r14;
	regs->r15 = sc->r15;
	regs->di = sc->di;
	regs->si = sc->si;
	regs->bp = sc->bp;
	regs->bx = sc->bx;
	regs->dx = sc->dx;
	regs->ax = sc->ax;
	regs->cx = sc->cx;
	regs->sp = sc->sp;
	regs->ip = sc->ip;
	regs->cs = __USER_CS;
	regs->ss = __USER_DS;
	regs->flags = (regs->flags & ~USER_EFLAGS) | (sc->flags & USER_EFLAGS);
	/* The interrupted call is not to be restarted a second time. */
	regs->orig_ax = -1;
	current->restart_block.fn = do_no_restart_syscall;
}

/* Where the frame goes, and above it *fpstate. NULL when it would overflow the alternate stack. */
static struct rt_sigframe __user *place_frame(const struct ksignal *ksig,
					      const struct pt_regs *regs, unsigned long *fpstate)
{
	unsigned long sp = regs->sp - RED_ZONE;
	bool alternate = on_sig_stack(regs->sp);

	if (ksig->ka.sa.sa_flags & SA_ONSTACK && sas_ss_flags(sp) == 0) {
		sp = current->sas_ss_sp + current->sas_ss_size;
		alternate = true;
	}
	sp = ALIGN_DOWN(sp - fpu_user_size(), 64);
	*fpstate = sp;
	/* As if the handler had been called: the return address stands 8 below a multiple of 16. */
	sp = ALIGN_DOWN(sp - sizeof(struct rt_sigframe), 16) - 8;
	return alternate && !__on_sig_stack(sp) ? NULL : (void __user *)sp;
}

int setup_rt_frame(const struct ksignal *ksig, struct pt_regs *regs)
{
	const sigset_t *mask = sigmask_to_save();
	struct rt_sigframe __user *frame;
	struct rt_sigframe f = {};
	unsigned long fpstate;

	/* x86-64 has no other way back: the C library always gives a restorer. */
	if (!(ksig->ka.sa.sa_flags & SA_RESTORER))
		return -EFAULT;
	frame = place_frame(ksig, regs, &fpstate);
	if (!frame || !access_ok(frame, sizeof(*frame)))
		return -EFAULT;
	if (copy_fpstate_to_user((void __user *)fpstate))
		return -EFAULT;

	f.pretcode = ksig->ka.sa.sa_restorer;
	f.uc.uc_flags = UC_FP_XSTATE | UC_SIGCONTEXT_SS | UC_STRICT_RESTORE_SS;
	f.uc.uc_stack = current_sigaltstack(regs->sp);
	sigcontext_fill(&f.uc.uc_mcontext, regs, mask->sig[0]);
	f.uc.uc_mcontext.fpstate = fpstate;
	f.uc.uc_sigmask = *mask;
	if (ksig->ka.sa.sa_flags & SA_SIGINFO)
		copy_siginfo_to_external(&f.info, &ksig->info);
	if (copy_to_user(frame, &f, sizeof(f)))
		return -EFAULT;

	regs->di = ksig->sig;
	regs->ax = 0; /* no vector registers used, should the handler be variadic */
	regs->si = (unsigned long)&frame->info;
	regs->dx = (unsigned long)&frame->uc;
	regs->ip = (unsigned long)ksig->ka.sa.sa_handler;
	regs->sp = (unsigned long)frame;
	regs->cs = __USER_CS;
	regs->ss = __USER_DS;
	regs->flags &= ~(X86_EFLAGS_DF | X86_EFLAGS_RF | X86_EFLAGS_TF);
	return 0;
}

/* The handler's `ret` has popped pretcode, so the frame begins one word below rsp. */
SYSCALL_DEFINE0(rt_sigreturn)
{
	struct pt_regs *regs = current_pt_regs();
	struct rt_sigframe __user *frame = (void __user *)(regs->sp - sizeof(long));
	struct ucontext uc;

	if (copy_from_user(&uc, &frame->uc, sizeof(uc)))
		goto bad_frame;
	set_current_blocked(&uc.uc_sigmask);
	sigcontext_restore(regs, &uc.uc_mcontext);
	if (copy_fpstate_from_user((void __user *)uc.uc_mcontext.fpstate))
		goto bad_frame;
	if (restore_altstack(&uc.uc_stack))
		goto bad_frame;
	return regs->ax;

bad_frame:
	pr_info_ratelimited("%s[%d] bad frame in rt_sigreturn frame:%px ip:%lx sp:%lx\n",
			    current->comm, task_pid_nr(current), frame, regs->ip, regs->sp);
	force_sig(SIGSEGV);
	return 0;
}

void syscall_restart_setup(struct pt_regs *regs)
{
	regs->ax = regs->orig_ax;
	regs->ip -= 2; /* back onto the two-byte `syscall` instruction */
}

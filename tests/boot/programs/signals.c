// SPDX-License-Identifier: MIT
/*
 * Signals: handlers with their information, masks, restarted and interrupted calls, the alternate
 * stack, stop and continue; and that a wrong access kills its program, whatever it tried.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <ucontext.h>

#include "check.h"

static volatile sig_atomic_t count, last, last_code;
static void *volatile last_address;

static void handler(int sig, siginfo_t *info, void *context)
{
	count++;
	last = sig;
	last_code = info->si_code;
	last_address = info->si_addr;
}

static void handle(int sig, int flags)
{
	struct sigaction action = {.sa_sigaction = handler, .sa_flags = SA_SIGINFO | flags};

	CHECK(sigaction(sig, &action, NULL) == 0);
	count = 0;
}

static void check_handler_and_mask(void)
{
	sigset_t set, pending;

	handle(SIGUSR1, 0);
	CHECK(raise(SIGUSR1) == 0 && count == 1 && last == SIGUSR1);
	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	CHECK(sigprocmask(SIG_BLOCK, &set, NULL) == 0);
	/* A pending signal is pending once. */
	CHECK(kill(getpid(), SIGUSR1) == 0 && kill(getpid(), SIGUSR1) == 0 && count == 1);
	CHECK(sigpending(&pending) == 0 && sigismember(&pending, SIGUSR1));
	CHECK(sigprocmask(SIG_UNBLOCK, &set, NULL) == 0);
	CHECK(count == 2 && last_code == SI_USER);
	CHECK_FAILS(signal(SIGKILL, SIG_IGN) == SIG_ERR ? -1 : 0, EINVAL);
	CHECK_FAILS(kill(getpid(), 65), EINVAL);
	CHECK_FAILS(kill(0x3fffffff, 0), ESRCH);
}

/* What sigqueue(3) sends comes as it was sent; bytes that have no meaning don't matter. */
static void check_queued(void)
{
	siginfo_t info = {.si_code = SI_QUEUE, .si_pid = getpid()}, got;
	struct timespec now = {0, 0};
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGRTMIN);
	CHECK(sigprocmask(SIG_BLOCK, &set, NULL) == 0);
	info.si_value.sival_int = 1234;
	((char *)&info)[sizeof(info) - 1] = 1;
	CHECK(syscall(SYS_rt_sigqueueinfo, getpid(), SIGRTMIN, &info) == 0);
	CHECK(sigtimedwait(&set, &got, &now) == SIGRTMIN);
	CHECK(got.si_code == SI_QUEUE && got.si_value.sival_int == 1234);
	CHECK_FAILS(sigtimedwait(&set, &got, &now), EAGAIN);
	info.si_code = -1000; /* nobody knows what that has there */
	CHECK_FAILS(syscall(SYS_rt_sigqueueinfo, getpid(), SIGRTMIN, &info), E2BIG);
	CHECK(sigprocmask(SIG_UNBLOCK, &set, NULL) == 0);
}

static void check_default_actions(void)
{
	static const int deadly[] = {SIGHUP, SIGINT, SIGTERM, SIGKILL, SIGUSR2, SIGALRM};
	int status;
	size_t i;

	for (i = 0; i < sizeof(deadly) / sizeof(deadly[0]); i++) {
		IN_CHILD(status, raise(deadly[i]));
		CHECK(WIFSIGNALED(status) && WTERMSIG(status) == deadly[i]);
	}
	IN_CHILD(status, raise(SIGCHLD); raise(SIGURG); raise(SIGWINCH));
	CHECK(status == 0);
}

static void check_child_signal(void)
{
	int status;
	pid_t child;

	handle(SIGCHLD, SA_RESTART);
	child = fork();
	if (child == 0)
		_exit(9);
	/* Restarted, should the signal come first. */
	CHECK(waitpid(child, &status, 0) == child && WEXITSTATUS(status) == 9);
	CHECK(count == 1 && last_code == CLD_EXITED);
	/* Ignored children are nobody's. */
	signal(SIGCHLD, SIG_IGN);
	if (fork() == 0)
		_exit(0);
	CHECK_FAILS(waitpid(-1, &status, 0), ECHILD);
	signal(SIGCHLD, SIG_DFL);
}

static void check_interrupted(void)
{
	struct timespec long_time = {1000, 0};
	int p[2];
	char c;

	CHECK(pipe(p) == 0);
	handle(SIGALRM, 0);
	alarm(1);
	CHECK_FAILS(read(p[0], &c, 1), EINTR);
	CHECK(count == 1);
	alarm(1);
	CHECK_FAILS(nanosleep(&long_time, &long_time), EINTR);
	CHECK(long_time.tv_sec >= 990 && long_time.tv_sec < 1000);
	alarm(1);
	CHECK_FAILS(pause(), EINTR);
	alarm(100);
	CHECK(alarm(0) > 90);
	close(p[0]);
	close(p[1]);
}

/* A timer that runs while the process does, and not while it sleeps. */
static void check_cpu_timers(void)
{
	const struct itimerval soon = {{0, 20000}, {0, 20000}}, off = {{0, 0}, {0, 0}};
	struct timespec nap = {0, 60000000};
	struct itimerval left;

	handle(SIGPROF, SA_RESTART);
	CHECK(setitimer(ITIMER_PROF, &soon, NULL) == 0);
	CHECK(nanosleep(&nap, NULL) == 0 && count == 0);
	while (count < 3)
		;
	CHECK(last == SIGPROF && getitimer(ITIMER_PROF, &left) == 0);
	CHECK(left.it_interval.tv_usec == 20000 && left.it_value.tv_usec > 0);
	CHECK(setitimer(ITIMER_PROF, &off, &left) == 0 && left.it_interval.tv_usec == 20000);
	CHECK(getitimer(ITIMER_PROF, &left) == 0 && !left.it_value.tv_usec);
	handle(SIGVTALRM, 0);
	CHECK(setitimer(ITIMER_VIRTUAL, &soon, NULL) == 0);
	while (count < 2)
		;
	CHECK(last == SIGVTALRM && setitimer(ITIMER_VIRTUAL, &off, NULL) == 0);
	CHECK_FAILS(setitimer(3, &off, NULL), EINVAL);
	CHECK_FAILS(getitimer(3, &left), EINVAL);
}

static void check_stop_and_continue(void)
{
	int status;
	pid_t child = fork();

	CHECK(child >= 0);
	if (child == 0) {
		raise(SIGSTOP);
		_exit(4);
	}
	CHECK(waitpid(child, &status, WUNTRACED) == child);
	CHECK(WIFSTOPPED(status) && WSTOPSIG(status) == SIGSTOP);
	CHECK(waitpid(child, &status, WNOHANG) == 0);
	CHECK(kill(child, SIGCONT) == 0);
	CHECK(waitpid(child, &status, 0) == child && WEXITSTATUS(status) == 4);
}

/* The handler's stack is not the one that ran out, and it may change where the program goes on. */
static char alternate[65536];
static volatile int on_alternate;

static void fault_handler(int sig, siginfo_t *info, void *context)
{
	ucontext_t *uc = context;
	char here;

	on_alternate = &here >= alternate && &here < alternate + sizeof(alternate);
	last_address = info->si_addr;
	last_code = info->si_code;
	uc->uc_mcontext.gregs[REG_RIP] += uc->uc_mcontext.gregs[REG_RCX];
	uc->uc_mcontext.gregs[REG_RAX] = 55;
}

static void check_fault_handler(void)
{
	struct sigaction action = {.sa_sigaction = fault_handler,
				   .sa_flags = SA_SIGINFO | SA_ONSTACK};
	stack_t stack = {.ss_sp = alternate, .ss_size = sizeof(alternate)};
	void *bad = (void *)0x123456789000;
	unsigned long value;

	CHECK(sigaltstack(&stack, NULL) == 0);
	CHECK(sigaction(SIGSEGV, &action, NULL) == 0);
	/* rcx is the length of the instruction that faults. */
	asm volatile("mov $2f - 1f, %%rcx\n1: mov (%1), %0\n2:" : "=&a"(value) : "b"(bad) : "rcx");
	CHECK(value == 55 && on_alternate && last_address == bad && last_code == SEGV_MAPERR);
	signal(SIGSEGV, SIG_DFL);
}

/* A frame without FPU state resets the registers, and that is no error. */
static void drop_fpu_state(int sig, siginfo_t *info, void *context)
{
	((ucontext_t *)context)->uc_mcontext.fpregs = NULL;
}

static void check_no_fpu_state(void)
{
	struct sigaction action = {.sa_sigaction = drop_fpu_state, .sa_flags = SA_SIGINFO};
	unsigned int mxcsr = 0x9f80;

	CHECK(sigaction(SIGUSR1, &action, NULL) == 0);
	asm volatile("ldmxcsr %0" : : "m"(mxcsr));
	CHECK(raise(SIGUSR1) == 0);
	asm volatile("stmxcsr %0" : "=m"(mxcsr));
	CHECK(mxcsr == 0x1f80);
}

static void touch_kernel(unsigned long address)
{
	*(volatile char *)address = 1;
}

static void jump(unsigned long address)
{
	((void (*)(void))address)();
}

/* Values that live in every register survive a handler and a switch. */
static void check_registers(void)
{
	volatile double product = 1.5;
	int i;

	handle(SIGUSR1, 0);
	for (i = 0; i < 100; i++) {
		double d = product * i;

		raise(SIGUSR1);
		CHECK(d == 1.5 * i);
	}
	CHECK(count == 100);
}

static void check_crashes(void)
{
	static const unsigned long places[] = {
		0,
		0x00007ffffffff000,
		0x8000000000000000,
		0xffff888000000000,
		0xffffffff80100000,
		0xffffffffffffffff,
	};
	char *no_exec =
		mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	size_t i;
	int status;

	for (i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		IN_CHILD(status, touch_kernel(places[i]));
		CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
		IN_CHILD(status, jump(places[i]));
		CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
	}
	CHECK(no_exec != MAP_FAILED);
	*no_exec = (char)0xc3;
	IN_CHILD(status, jump((unsigned long)no_exec));
	CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
	IN_CHILD(status, asm volatile("ud2"));
	CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGILL);
	IN_CHILD(status, asm volatile("hlt"));
	CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
	IN_CHILD(status, asm volatile("int3"));
	CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGTRAP);
	IN_CHILD(status, asm volatile("xor %%ecx, %%ecx; div %%ecx" ::: "rax", "rcx", "rdx"));
	CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGFPE);
	IN_CHILD(status, asm volatile("mov %0, %%rsp; push %%rax" : : "r"(0x8000000000000000)));
	CHECK(WIFSIGNALED(status) && (WTERMSIG(status) == SIGBUS || WTERMSIG(status) == SIGSEGV));
}

int main(void)
{
	check_handler_and_mask();
	check_queued();
	check_default_actions();
	check_child_signal();
	check_interrupted();
	check_cpu_timers();
	check_stop_and_continue();
	check_fault_handler();
	check_registers();
	check_no_fpu_state();
	check_crashes();
	return 0;
}

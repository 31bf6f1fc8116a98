// SPDX-License-Identifier: MIT
/*
 * Probes of every kind of instruction, in functions of its own whose results are known: a probe
 * must see the registers, and change nothing. What is not as it should be is told with "not so".
 */
#include <linux/kallsyms.h>
#include <linux/kprobes.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <asm/asm.h>

#define EXPECT(cond)                                                                               \
	do {                                                                                       \
		if (!(cond))                                                                       \
			pr_err("probes: line %d: not so: " #cond "\n", __LINE__);                  \
	} while (0)

static __used unsigned long variable = 1000;
static __used noinline unsigned long add_variable(unsigned long x)
{
	return x + variable;
}
static __used unsigned long (*pointer)(unsigned long) = add_variable;

/*
 * Many instructions that depend on where they are. Its result for x (di) is known; all places in it
 * where an instruction begins lie in the table behind.
 */
unsigned long zoo(unsigned long x);
extern u8 *zoo_places[], *zoo_places_end[];
asm(".macro at\n"
    "9:	.pushsection .rodata\n"
    "	.quad 9b\n"
    "	.popsection\n"
    ".endm\n"
    ".pushsection .rodata\n"
    "	.balign 8\n"
    "zoo_places:\n"
    ".popsection\n"
    "	.globl zoo\n"
    "	.type zoo, @function\n"
    "zoo:\n"
    "at;	push %rbp\n"
    "at;	mov %rsp, %rbp\n"
    "at;	push %rbx\n"
    "at;	mov %rdi, %rbx\n"
    "at;	add variable(%rip), %rbx\n" /* + 1000 */
    "at;	cmpq $1000, variable(%rip)\n"
    "at;	jne 8f\n"
    "at;	je 1f\n"
    "	ud2\n"
    "1:at;	call add_variable\n" /* x + 1000 */
    "at;	add %rax, %rbx\n"
    "at;	mov %rbx, %rdi\n"
    "at;	call *pointer(%rip)\n" /* + 1000 */
    "at;	mov pointer(%rip), %rcx\n"
    "at;	mov %rax, %rdi\n"
    "at;	call *%rcx\n" /* + 1000 */
    "at;	push %rcx\n"
    "at;	mov %rax, %rdi\n"
    "at;	call *(%rsp)\n" /* + 1000 */
    "at;	add $8, %rsp\n"
    "at;	mov $5, %ecx\n"
    "2:at;	inc %rax\n"
    "at;	loop 2b\n" /* + 5 */
    "at;	jrcxz 3f\n"
    "	ud2\n"
    "3:at;	pushfq\n"
    "at;	pop %rdx\n"
    "at;	and $0x200, %edx\n" /* interrupts on: + 512 */
    "at;	add %rdx, %rax\n"
    "at;	pushfq\n"
    "at;	popfq\n"
    "at;	cli\n"
    "at;	pushfq\n"
    "at;	pop %rdx\n"
    "at;	sti\n"
    "at;	and $0x200, %edx\n" /* off */
    "at;	add %rdx, %rax\n"
    "at;	lea 4f(%rip), %rdx\n"
    "at;	jmp *%rdx\n"
    "	ud2\n"
    "4:at;	xor %edx, %edx\n"
    "at;	cmp $-1, %rdx\n"
    "at;	ja 8f\n"
    "at;	jl 8f\n"
    "at;	jg 5f\n"
    "	ud2\n"
    "5:at;	nop\n"
    "at;	nopl 0(%rax,%rax,1)\n"
    "at;	.byte 0x0f, 0x84; .long 8f - . - 4\n" /* je, far */
    "at;	jmp 6f\n"
    "	ud2\n"
    "6:at;	lock incq variable(%rip)\n"
    "at;	lock decq variable(%rip)\n"
    "at;	mov $variable, %rdx\n"
    "at;	movabs $0x123456789, %rdx\n"
    "at;	pop %rbx\n"
    "at;	pop %rbp\n"
    "at;	ret\n"
    "8:	ud2\n"
    "	.size zoo, . - zoo\n"
    ".pushsection .rodata\n"
    "zoo_places_end:\n"
    ".popsection\n");

static unsigned int pre_hits, post_hits;
static struct pt_regs seen;

static int count_pre(struct kprobe *p, struct pt_regs *regs)
{
	pre_hits++;
	seen = *regs;
	EXPECT(regs->ip == (unsigned long)p->addr + 1 && preempt_count());
	return 0;
}

static void count_post(struct kprobe *p, struct pt_regs *regs, unsigned long flags)
{
	post_hits++;
}

static const unsigned long zoo_of_1 = (1 + 1000 + 1001) + 3 * 1000 + 5 + 512;

/* A probe at each instruction in turn, and then at all at once. */
static void __init test_every_instruction(void)
{
	unsigned int num = zoo_places_end - zoo_places, total = 0;
	struct kprobe *kps = kcalloc(num, sizeof(*kps), GFP_KERNEL);
	struct kprobe **ptrs = kcalloc(num, sizeof(*ptrs), GFP_KERNEL);

	if (!kps || !ptrs)
		goto out;
	EXPECT(zoo(1) == zoo_of_1);
	for (unsigned int i = 0; i < num; i++) {
		unsigned long result;
		int err;

		kps[i].addr = zoo_places[i];
		kps[i].pre_handler = count_pre;
		kps[i].post_handler = count_post;
		ptrs[i] = &kps[i];
		pre_hits = post_hits = 0;
		err = register_kprobe(&kps[i]);
		if (err)
			pr_err("probes: not so: instruction %u, err %d\n", i, err);
		result = zoo(1);
		if (result != zoo_of_1 || pre_hits != post_hits)
			pr_err("probes: not so: instruction %u (%*ph): result %lu, hits %u %u\n", i,
			       8, zoo_places[i], result, pre_hits, post_hits);
		total += pre_hits;
		unregister_kprobe(&kps[i]);
	}
	EXPECT(zoo(1) == zoo_of_1);
	EXPECT(register_kprobes(ptrs, num) == 0);
	pre_hits = post_hits = 0;
	EXPECT(zoo(1) == zoo_of_1);
	EXPECT(pre_hits == total && post_hits == total && total > num);
	unregister_kprobes(ptrs, num);
	EXPECT(zoo(1) == zoo_of_1 && pre_hits == total);
out:
	kfree(ptrs);
	kfree(kps);
}

static __attribute__((noipa)) unsigned long probed(unsigned long a, unsigned long b)
{
	return a * 10 + b;
}

static __attribute__((noipa)) unsigned long nested(unsigned long a)
{
	return probed(a, 1) + 1;
}

static int returns_42(struct kprobe *p, struct pt_regs *regs)
{
	regs_set_return_value(regs, 42);
	instruction_pointer_set(regs, *(unsigned long *)kernel_stack_pointer(regs));
	regs->sp += sizeof(long);
	return 1;
}

static int calls_probed(struct kprobe *p, struct pt_regs *regs)
{
	pre_hits += probed(0, 1);
	return 0;
}

static void __init test_handlers(void)
{
	struct kprobe a = {.addr = (void *)probed, .pre_handler = count_pre};
	struct kprobe b = {.addr = (void *)probed, .pre_handler = returns_42};
	struct kprobe c = {.addr = (void *)nested, .pre_handler = calls_probed};

	EXPECT(register_kprobe(&a) == 0);
	EXPECT(register_kprobe(&a) == -EINVAL);
	pre_hits = 0;
	EXPECT(probed(3, 4) == 34 && pre_hits == 1);
	EXPECT(regs_get_kernel_argument(&seen, 0) == 3 && regs_get_kernel_argument(&seen, 1) == 4);
	EXPECT(register_kprobe(&b) == 0);
	EXPECT(probed(3, 4) == 42 && pre_hits == 2);
	EXPECT(disable_kprobe(&b) == 0);
	EXPECT(probed(3, 4) == 34 && pre_hits == 3);
	EXPECT(enable_kprobe(&b) == 0);
	EXPECT(probed(3, 4) == 42);
	unregister_kprobe(&b);
	EXPECT(enable_kprobe(&b) == -EINVAL);

	/* A hit in a handler runs none. */
	EXPECT(register_kprobe(&c) == 0);
	pre_hits = 0;
	EXPECT(nested(2) == 22);
	EXPECT(a.nmissed == 1 && pre_hits == 2);
	unregister_kprobe(&c);
	unregister_kprobe(&a);
}

static __attribute__((noipa)) unsigned long factorial(unsigned long n)
{
	return n < 2 ? 1 : n * factorial(n - 1);
}

struct call {
	unsigned long n;
};
static unsigned long returned[8];
static unsigned int calls;

static int on_entry(struct kretprobe_instance *ri, struct pt_regs *regs)
{
	((struct call *)ri->data)->n = regs_get_kernel_argument(regs, 0);
	return regs_get_kernel_argument(regs, 0) == 3; /* not this one */
}

static int on_return(struct kretprobe_instance *ri, struct pt_regs *regs)
{
	struct call *call = (struct call *)ri->data;

	EXPECT(get_kretprobe(ri)->data_size == sizeof(*call));
	EXPECT(get_kretprobe_retaddr(ri) == instruction_pointer(regs));
	if (call->n < ARRAY_SIZE(returned))
		returned[call->n] = regs_return_value(regs);
	if (call->n == 5)
		regs_set_return_value(regs, 7);
	calls++;
	return 0;
}

static int count_return(struct kretprobe_instance *ri, struct pt_regs *regs)
{
	calls += 100;
	return 0;
}

static void __init test_returns(void)
{
	struct kretprobe rp = {
		.kp.symbol_name = "probes:factorial",
		.entry_handler = on_entry,
		.handler = on_return,
		.data_size = sizeof(struct call),
		.maxactive = 3,
	};
	struct kretprobe second = {.kp.addr = (void *)factorial, .handler = count_return};
	struct kretprobe middle = {.kp.addr = (void *)factorial, .kp.offset = 1};
	struct kretprobe big = {.kp.addr = (void *)factorial, .data_size = 5000};

	EXPECT(register_kretprobe(&middle) == -EINVAL);
	EXPECT(register_kretprobe(&big) == -E2BIG);
	EXPECT(register_kretprobe(&rp) == 0);
	/* 5, 4, 2 are followed; 3 isn't wanted, and for 1 there is no place. */
	EXPECT(factorial(5) == 7 && calls == 3 && rp.nmissed == 1);
	EXPECT(returned[5] == 120 && returned[4] == 24 && returned[2] == 2 && !returned[3]);
	EXPECT(register_kretprobe(&second) == 0);
	calls = 0;
	EXPECT(factorial(2) == 2 && calls == 202);
	disable_kretprobe(&rp);
	calls = 0;
	EXPECT(factorial(2) == 2 && calls == 200);
	unregister_kretprobe(&second);
	unregister_kretprobe(&rp);
	EXPECT(factorial(5) == 120 && calls == 200);
}

/* *p, or -1 if that faults. */
unsigned long read_or_minus_1(const unsigned long *p);
extern u8 reading_insn[];
asm("	.globl read_or_minus_1\n"
    "	.type read_or_minus_1, @function\n"
    "read_or_minus_1:\n"
    "	push %rbp\n"
    "reading_insn:\n"
    "	mov (%rdi), %rax\n"
    "	pop %rbp\n"
    "	ret\n"
    "2:	mov $-1, %rax\n"
    "	pop %rbp\n"
    "	ret\n"
    "	.size read_or_minus_1, . - read_or_minus_1\n" _ASM_EXTABLE(reading_insn, 2b));

/* The instruction that faults has a fixup, under its own address. */
static void __init test_fault(void)
{
	struct kprobe kp = {
		.addr = reading_insn, .pre_handler = count_pre, .post_handler = count_post};

	EXPECT(register_kprobe(&kp) == 0);
	pre_hits = post_hits = 0;
	EXPECT(read_or_minus_1(&variable) == 1000 && pre_hits == 1 && post_hits == 1);
	EXPECT(read_or_minus_1((void *)0xfffffffffffff000) == -1UL);
	EXPECT(read_or_minus_1((void *)0x8000000000000000) == -1UL);
	EXPECT(pre_hits == 3 && post_hits == 1 && !preempt_count());
	unregister_kprobe(&kp);
}

static __attribute__((noipa)) int NOKPROBE_function(void)
{
	return 1;
}
NOKPROBE_SYMBOL(NOKPROBE_function);

static noinline int __kprobes kprobes_function(void)
{
	return 2;
}

static void __init test_refusals(void)
{
	static const struct {
		const char *symbol;
		void *addr;
		unsigned int offset;
		int err;
	} tests[] = {
		{NULL, NULL, 0, -EINVAL},
		{"nested", nested, 0, -EINVAL},
		{"no_such_function", NULL, 0, -ENOENT},
		{NULL, &variable, 0, -EINVAL},
		{NULL, probed, 2, -EILSEQ},
		{NULL, NOKPROBE_function, 0, -EINVAL},
		{NULL, kprobes_function, 0, -EINVAL},
		{"do_int3", NULL, 0, -EINVAL},
		{"entry_SYSCALL_64", NULL, 0, -EINVAL},
		{"kprobe_int3_handler", NULL, 0, -EINVAL},
	};

	for (int i = 0; i < ARRAY_SIZE(tests); i++) {
		struct kprobe kp = {.symbol_name = tests[i].symbol,
				    .addr = tests[i].addr,
				    .offset = tests[i].offset};
		int err = register_kprobe(&kp);

		if (err != tests[i].err)
			pr_err("probes: not so: refusal %d: %d\n", i, err);
	}
	EXPECT(NOKPROBE_function() + kprobes_function() == 3);
}

static int __init probes_init(void)
{
	test_every_instruction();
	test_handlers();
	test_returns();
	test_fault();
	test_refusals();
	pr_info("probes: done\n");
	return 0;
}
module_init(probes_init);

static void __exit probes_exit(void)
{
}
module_exit(probes_exit);

MODULE_LICENSE("GPL");

// SPDX-License-Identifier: MIT
/*
 * The CPU: what it can do, and its control registers set so that it protects us.
 *
 * After cpu_init(): supervisor writes obey read-only pages (CR0.WP), no-execute works (EFER.NX),
 * the kernel can neither run nor, outside of checked copies, touch user memory (SMEP, SMAP), user
 * code can't read descriptor-table addresses (UMIP), and SYSCALL leads to entry.S.
 */
#include <linux/bug.h>
#include <linux/cache.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/irqflags.h>
#include <linux/panic.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/string.h>
#include <linux/thread_info.h>
#include <asm/cpufeature.h>
#include <asm/desc.h>
#include <asm/fpu.h>
#include <asm/msr.h>
#include <asm/processor.h>
#include <asm/segment.h>
#include <asm/smap.h>
#include "entry.h"

struct cpuinfo_x86 boot_cpu_data __ro_after_init;
EXPORT_SYMBOL(boot_cpu_data);

bool smap_enabled __ro_after_init;

extern struct task_struct init_task;
DEFINE_PER_CPU(struct task_struct *, current_task) = &init_task;
EXPORT_PER_CPU_SYMBOL(current_task);

DEFINE_PER_CPU(unsigned long, syscall_user_sp);

/* Flags that a system call starts with cleared: SYSCALL clears those set here (MSR_SYSCALL_MASK).
 */
#define SYSCALL_CLEARS                                                                             \
	(X86_EFLAGS_CF | X86_EFLAGS_PF | X86_EFLAGS_AF | X86_EFLAGS_ZF | X86_EFLAGS_SF |           \
	 X86_EFLAGS_TF | X86_EFLAGS_IF | X86_EFLAGS_DF | X86_EFLAGS_OF | X86_EFLAGS_IOPL |         \
	 X86_EFLAGS_NT | X86_EFLAGS_RF | X86_EFLAGS_AC | X86_EFLAGS_ID)

/* Without these nothing here works; every 64-bit CPU has them. */
static const struct {
	u16 bit;
	const char *name;
} required[] __initconst = {
	{X86_FEATURE_FXSR, "FXSR"},	  {X86_FEATURE_XMM2, "SSE2"},
	{X86_FEATURE_SYSCALL, "SYSCALL"}, {X86_FEATURE_NX, "NX"},
	{X86_FEATURE_CX8, "CMPXCHG8B"},	  {X86_FEATURE_PGE, "PGE"},
	{X86_FEATURE_TSC, "TSC"},	  {X86_FEATURE_MSR, "MSR"},
	{X86_FEATURE_LM, "LM"},
};

/* CPUID leaf and register of each word of x86_capability; <asm/cpufeatures.h>. */
static const struct {
	u32 leaf, subleaf;
	enum { EAX, EBX, ECX, EDX } reg;
} words[NCAPINTS] __initconst = {
	{0x1, 0, EDX},	      {0x80000001, 0, EDX}, {0x1, 0, ECX}, {0x80000001, 0, ECX},
	{0x7, 0, EBX},	      {0x7, 0, ECX},	    {0x7, 0, EDX}, {0xd, 1, EAX},
	{0x80000007, 0, EDX}, {0x80000008, 0, EBX},
};

static void __init read_features(struct cpuinfo_x86 *c)
{
	unsigned int i;

	for (i = 0; i < NCAPINTS; i++) {
		u32 max = words[i].leaf & 0x80000000 ? c->extended_cpuid_level : c->cpuid_level;
		u32 reg[4];

		if (words[i].leaf > max)
			continue;
		cpuid_count(words[i].leaf, words[i].subleaf, &reg[EAX], &reg[EBX], &reg[ECX],
			    &reg[EDX]);
		c->x86_capability[i] = reg[words[i].reg];
	}
}

/* Family, model and stepping as leaf 1 codes them (Intel SDM vol. 2A, CPUID, figure 3-6). */
static void __init read_signature(struct cpuinfo_x86 *c)
{
	u32 eax, ebx, ecx, edx;

	cpuid(1, &eax, &ebx, &ecx, &edx);
	c->x86 = eax >> 8 & 0xf;
	c->x86_model = eax >> 4 & 0xf;
	c->x86_stepping = eax & 0xf;
	if (c->x86 == 0xf)
		c->x86 += eax >> 20 & 0xff;
	if (c->x86 >= 6)
		c->x86_model += (eax >> 16 & 0xf) << 4;
	c->x86_clflush_size = (ebx >> 8 & 0xff) * 8;
}

static void __init read_names(struct cpuinfo_x86 *c)
{
	u32 *model = (u32 *)c->x86_model_id;
	u32 eax, ebx, ecx, edx, leaf;

	cpuid(0, &c->cpuid_level, &ebx, &ecx, &edx);
	memcpy(c->x86_vendor_id, &ebx, 4);
	memcpy(c->x86_vendor_id + 4, &edx, 4);
	memcpy(c->x86_vendor_id + 8, &ecx, 4);
	c->x86_vendor = !strcmp(c->x86_vendor_id, "GenuineIntel")   ? X86_VENDOR_INTEL
			: !strcmp(c->x86_vendor_id, "AuthenticAMD") ? X86_VENDOR_AMD
								    : X86_VENDOR_UNKNOWN;

	cpuid(0x80000000, &eax, &ebx, &ecx, &edx);
	c->extended_cpuid_level = eax >= 0x80000000 && eax < 0x80010000 ? eax : 0;
	if (c->extended_cpuid_level >= 0x80000004) {
		for (leaf = 0; leaf < 3; leaf++, model += 4)
			cpuid(0x80000002 + leaf, &model[0], &model[1], &model[2], &model[3]);
	}
	c->x86_phys_bits = 36;
	c->x86_virt_bits = 48;
	if (c->extended_cpuid_level >= 0x80000008) {
		cpuid(0x80000008, &eax, &ebx, &ecx, &edx);
		c->x86_phys_bits = eax & 0xff;
		c->x86_virt_bits = eax >> 8 & 0xff;
	}
}

/* What we don't enable, programs must not be told of: they would try to use it. */
static void __init hide_feature(struct cpuinfo_x86 *c, unsigned int bit)
{
	c->x86_capability[bit / 32] &= ~(1u << (bit % 32));
}

static void __init identify_cpu(struct cpuinfo_x86 *c)
{
	unsigned int i;

	read_names(c);
	read_signature(c);
	read_features(c);
	hide_feature(c, X86_FEATURE_PKU);
	hide_feature(c, X86_FEATURE_LA57);
	hide_feature(c, X86_FEATURE_PCID);
	for (i = 0; i < ARRAY_SIZE(required); i++) {
		if (!cpu_has(c, required[i].bit))
			panic("This CPU lacks %s", required[i].name);
	}
}

static void __init set_control_registers(void)
{
	unsigned long cr0 = read_cr0(), cr4 = __read_cr4();

	cr0 &= ~(X86_CR0_EM | X86_CR0_TS | X86_CR0_CD | X86_CR0_NW);
	cr0 |= X86_CR0_MP | X86_CR0_NE | X86_CR0_WP | X86_CR0_AM;
	write_cr0(cr0);

	cr4 &= ~(X86_CR4_TSD | X86_CR4_LA57);
	cr4 |= X86_CR4_PGE | X86_CR4_DE | X86_CR4_OSFXSR | X86_CR4_OSXMMEXCPT;
	if (boot_cpu_has(X86_FEATURE_MCE))
		cr4 |= X86_CR4_MCE;
	if (boot_cpu_has(X86_FEATURE_SMEP))
		cr4 |= X86_CR4_SMEP;
	if (boot_cpu_has(X86_FEATURE_SMAP))
		cr4 |= X86_CR4_SMAP;
	if (boot_cpu_has(X86_FEATURE_UMIP))
		cr4 |= X86_CR4_UMIP;
	if (boot_cpu_has(X86_FEATURE_FSGSBASE))
		cr4 |= X86_CR4_FSGSBASE;
	__write_cr4(cr4);
	smap_enabled = boot_cpu_has(X86_FEATURE_SMAP);

	wrmsrl(MSR_EFER, __rdmsr(MSR_EFER) | EFER_SCE | EFER_NX);
}

/* SYSCALL's segments and entry (Intel SDM vol. 3A, 5.8.8); SYSENTER and 32-bit SYSCALL lead
 * nowhere. */
static void __init set_syscall_entry(void)
{
	wrmsrl(MSR_STAR, (u64)__USER32_CS << 48 | (u64)__KERNEL_CS << 32);
	wrmsrl(MSR_LSTAR, (unsigned long)entry_SYSCALL_64);
	wrmsrl(MSR_SYSCALL_MASK, SYSCALL_CLEARS);
	/* A null code segment makes SYSENTER raise #GP. AMD has no SYSENTER in long mode at all. */
	if (boot_cpu_has(X86_FEATURE_SEP))
		wrmsrl(MSR_IA32_SYSENTER_CS, 0);
}

void __init cpu_init(void)
{
	identify_cpu(&boot_cpu_data);
	set_control_registers();
	gdt_init();
	set_syscall_entry();
	fpu_init_cpu();
	pr_info("CPU0: %s (family: 0x%x, model: 0x%x, stepping: 0x%x)\n",
		boot_cpu_data.x86_model_id, boot_cpu_data.x86, boot_cpu_data.x86_model,
		boot_cpu_data.x86_stepping);
	pr_info("x86: protections: NX WP%s%s%s\n", boot_cpu_has(X86_FEATURE_SMEP) ? " SMEP" : "",
		smap_enabled ? " SMAP" : "", boot_cpu_has(X86_FEATURE_UMIP) ? " UMIP" : "");
}

void arch_cpu_idle(void)
{
	arch_safe_halt();
}

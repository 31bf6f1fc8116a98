// SPDX-License-Identifier: MIT
/*
 * The first stack of an ELF program: x86-64 psABI 3.4.1 "Initial Stack and Register State".
 *
 *	high	0					(8 bytes)
 *		file name, environment strings, argument strings
 *		"x86_64", 16 random bytes		(AT_PLATFORM, AT_RANDOM)
 *		auxiliary vector, AT_NULL last
 *		envp[], NULL
 *		argv[], NULL
 *	low	argc					<- rsp, a multiple of 16
 */
#include <linux/auxvec.h>
#include <linux/binfmts.h>
#include <linux/cred.h>
#include <linux/elf.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/random.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/times.h>
#include <linux/uaccess.h>
#include <linux/uidgid.h>
#include <asm/cpufeature.h>
#include <asm/processor.h>
#include <kernel/signal.h>
#include "elf_stack.h"

/* As many as the mm keeps for /proc/PID/auxv. */
#define AUXV_MAX (AT_VECTOR_SIZE / 2)

struct auxv {
	unsigned long pair[AUXV_MAX][2];
	int n;
};

static void auxv_add(struct auxv *v, unsigned long type, unsigned long value)
{
	if (WARN_ON_ONCE(v->n == AUXV_MAX))
		return;
	v->pair[v->n][0] = type;
	v->pair[v->n++][1] = value;
}

static void auxv_fill(struct auxv *v, const struct linux_binprm *bprm,
		      const struct elf_stack_info *info, unsigned long platform,
		      unsigned long random)
{
	const struct cred *cred = current_cred();

	auxv_add(v, AT_MINSIGSTKSZ, signal_frame_size());
	auxv_add(v, AT_HWCAP, boot_cpu_data.x86_capability[0]);
	auxv_add(v, AT_PAGESZ, PAGE_SIZE);
	auxv_add(v, AT_CLKTCK, USER_HZ);
	auxv_add(v, AT_PHDR, info->phdr);
	auxv_add(v, AT_PHENT, sizeof(Elf64_Phdr));
	auxv_add(v, AT_PHNUM, info->phnum);
	auxv_add(v, AT_BASE, info->base);
	auxv_add(v, AT_FLAGS, 0);
	auxv_add(v, AT_ENTRY, info->entry);
	auxv_add(v, AT_UID, __kuid_val(cred->uid));
	auxv_add(v, AT_EUID, __kuid_val(cred->euid));
	auxv_add(v, AT_GID, __kgid_val(cred->gid));
	auxv_add(v, AT_EGID, __kgid_val(cred->egid));
	auxv_add(v, AT_SECURE, bprm->secureexec);
	auxv_add(v, AT_RANDOM, random);
	auxv_add(v, AT_HWCAP2, 0);
	auxv_add(v, AT_EXECFN, bprm->exec);
	auxv_add(v, AT_PLATFORM, platform);
	auxv_add(v, AT_NULL, 0);
}

/* Pushes bytes below *p; 0 or -EFAULT. */
static int push(unsigned long *p, const void *buf, size_t len)
{
	*p -= len;
	return copy_to_user((void __user *)*p, buf, len) ? -EFAULT : 0;
}

/*
 * Writes n pointers and a NULL at *slot, to the strings that stand one behind the other from *str;
 * both move on.
 */
static int write_pointers(unsigned long __user **slot, int n, unsigned long *str)
{
	for (; n > 0; n--) {
		long len = strnlen_user((const char __user *)*str, MAX_ARG_STRLEN);

		if (put_user(*str, (*slot)++) || !len || len > MAX_ARG_STRLEN)
			return -EFAULT;
		*str += len;
	}
	return put_user(0UL, (*slot)++) ? -EFAULT : 0;
}

int elf_stack_layout(struct linux_binprm *bprm, const struct elf_stack_info *info)
{
	static const char platform_name[] = ELF_PLATFORM;
	struct mm_struct *mm = current->mm;
	unsigned long p = bprm->p, str = bprm->p, platform, random;
	unsigned long __user *slot;
	struct auxv auxv = {};
	u8 bytes[16];
	int err;

	err = push(&p, platform_name, sizeof(platform_name));
	platform = p;
	if (err)
		return err;
	get_random_bytes(bytes, sizeof(bytes));
	err = push(&p, bytes, sizeof(bytes));
	random = p;
	if (err)
		return err;

	auxv_fill(&auxv, bprm, info, platform, random);
	p = ALIGN_DOWN(p, 16) - auxv.n * sizeof(auxv.pair[0]);
	p -= (bprm->argc + 1UL + bprm->envc + 1 + 1) * sizeof(long);
	p = ALIGN_DOWN(p, 16);

	slot = (unsigned long __user *)p;
	if (put_user((unsigned long)bprm->argc, slot++))
		return -EFAULT;
	mm->arg_start = str;
	err = write_pointers(&slot, bprm->argc, &str);
	if (err)
		return err;
	mm->arg_end = mm->env_start = str;
	err = write_pointers(&slot, bprm->envc, &str);
	if (err)
		return err;
	mm->env_end = str;
	if (copy_to_user(slot, auxv.pair, auxv.n * sizeof(auxv.pair[0])))
		return -EFAULT;
	memcpy(mm->saved_auxv, auxv.pair, sizeof(mm->saved_auxv));
	mm->start_stack = bprm->p = p;
	return 0;
}

// SPDX-License-Identifier: MIT
/*
 * The arguments of an execve: counted, and copied from the old address space (or the kernel) onto
 * the stack of the new one. Each user string is read once; what stands on the new stack is what
 * every later step works on.
 */
#include <linux/binfmts.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/mm.h>
#include <linux/mman.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include <asm/processor.h>
#include <kernel/mm.h>
#include "exec_args.h"

/* What the argument strings may take whatever RLIMIT_STACK says, and never exceed; execve(2). */
#define ARG_MIN (32 * PAGE_SIZE)
#define ARG_CAP (6UL << 20)

/* Entry n: 0 and the pointer, NULL at the end; or -EFAULT. */
static int vector_get(const struct string_vector *v, int n, const char **out)
{
	const char __user *s;

	if (v->kernel) {
		*out = v->kernel[n];
		return 0;
	}
	if (!v->user) { /* NULL stands for an empty vector, as on Linux */
		*out = NULL;
		return 0;
	}
	if (get_user(s, v->user + n))
		return -EFAULT;
	*out = (const char *)s;
	return 0;
}

int string_vector_count(const struct string_vector *v)
{
	const char *s;
	int n, err;

	for (n = 0;; n++) {
		err = vector_get(v, n, &s);
		if (err)
			return err;
		if (!s)
			return n;
		if (n == MAX_ARG_STRINGS - 1)
			return -E2BIG;
		if ((n & 1023) == 1023) {
			if (fatal_signal_pending(current))
				return -EINTR;
			cond_resched();
		}
	}
}

/* Moves bprm->p down by len bytes; -E2BIG when that passes the limit. */
static int stack_reserve(struct linux_binprm *bprm, unsigned long len)
{
	if (len > bprm->p - bprm->argmin)
		return -E2BIG;
	bprm->p -= len;
	return 0;
}

static int stack_write(struct linux_binprm *bprm, unsigned long addr, const void *buf, int len)
{
	int done = access_remote_vm(bprm->mm, addr, (void *)buf, len, FOLL_WRITE);

	return done == len ? 0 : -ENOMEM;
}

int copy_string_kernel(const char *arg, struct linux_binprm *bprm)
{
	size_t len = strnlen(arg, MAX_ARG_STRLEN) + 1;
	int err;

	if (len > MAX_ARG_STRLEN)
		return -E2BIG;
	err = stack_reserve(bprm, len);
	return err ? err : stack_write(bprm, bprm->p, arg, len);
}
EXPORT_SYMBOL(copy_string_kernel);

/*
 * Copies one user string onto the new stack, a page at a time through `page`. Its length is taken
 * first, since the string goes below what is there; should another thread change the string in
 * between, the last byte is a NUL all the same.
 */
static int copy_string_user(const char __user *arg, struct linux_binprm *bprm, char *page)
{
	long len = strnlen_user(arg, MAX_ARG_STRLEN);
	unsigned long at;
	int err;

	if (!len)
		return -EFAULT;
	if (len > MAX_ARG_STRLEN)
		return -E2BIG;
	err = stack_reserve(bprm, len);
	if (err)
		return err;

	for (at = 0; at < len;) {
		unsigned long n = min_t(unsigned long, len - at, PAGE_SIZE);

		if (copy_from_user(page, arg + at, n))
			return -EFAULT;
		at += n;
		if (at == len)
			page[n - 1] = '\0';
		err = stack_write(bprm, bprm->p + at - n, page, n);
		if (err)
			return err;
	}
	return 0;
}

/* The last string first, so that they stand in order of address. */
int copy_strings(struct linux_binprm *bprm, const struct string_vector *v, int n)
{
	char *page = (char *)__get_free_page(GFP_KERNEL);
	const char *s;
	int err = 0;

	if (!page)
		return -ENOMEM;
	while (n-- > 0 && !err) {
		err = vector_get(v, n, &s);
		if (err)
			break;
		if (!s) /* the vector shrank since it was counted */
			err = -EFAULT;
		else if (v->kernel)
			err = copy_string_kernel(s, bprm);
		else
			err = copy_string_user((const char __user *)s, bprm, page);
		if (!err && fatal_signal_pending(current))
			err = -EINTR;
		cond_resched();
	}
	free_page((unsigned long)page);
	return err;
}

int remove_arg_zero(struct linux_binprm *bprm)
{
	char c;

	if (!bprm->argc)
		return 0;
	do {
		if (access_remote_vm(bprm->mm, bprm->p, &c, 1, 0) != 1)
			return -EFAULT;
		bprm->p++;
	} while (c);
	bprm->argc--;
	return 0;
}
EXPORT_SYMBOL(remove_arg_zero);

int bprm_mm_init(struct linux_binprm *bprm)
{
	unsigned long limit = READ_ONCE(current->signal->rlim[RLIMIT_STACK].rlim_cur) / 4;
	unsigned long pointers = (bprm->argc + bprm->envc + 2UL) * sizeof(void *);
	unsigned long addr, size;

	limit = clamp(limit, ARG_MIN, ARG_CAP);
	if (pointers >= limit)
		return -E2BIG;

	bprm->mm = mm_alloc();
	if (!bprm->mm)
		return -ENOMEM;

	size = PAGE_ALIGN(limit) + 4 * PAGE_SIZE;
	addr = mm_mmap(bprm->mm, NULL, STACK_TOP - size, size, PROT_READ | PROT_WRITE,
		       MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED | MAP_GROWSDOWN | MAP_STACK, 0);
	if (IS_ERR_VALUE(addr))
		return (int)addr;
	bprm->p = STACK_TOP - sizeof(void *);
	bprm->argmin = bprm->p - (limit - pointers);
	return 0;
}

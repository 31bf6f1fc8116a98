// SPDX-License-Identifier: MIT
/*
 * Address spaces: thousands of random system calls on a few processes that fork from each other and
 * map the same files, against a model of what they should see; the same with allocations that fail;
 * and the addresses that mmap(2) and brk(2) choose.
 */
#include <linux/err.h>
#include <linux/file.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/mman.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include <asm/ptrace.h>
#include <kernel/mm.h>
#include <kernel/paging.h>
#include "internal.h"
#include "mm_test.h"

#define STEPS 8000

static void start_models(void)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(test_fds); i++)
		test_fds[i] = test_file_new(20 + 20 * i);
	for (i = 0; i < NR_MODELS; i++) {
		models[i] = (struct model){.mm = mm_alloc()};
		CHECK(models[i].mm);
	}
}

/* Everything ends, and nothing is left: no page, table, file or promise. */
static void end_models(unsigned long free)
{
	unsigned int i;

	for (i = 0; i < NR_MODELS; i++)
		mmput(models[i].mm);
	current->mm = NULL;
	CHECK(!vm_committed_pages());
	CHECK(!global_node_page_state(NR_ANON_MAPPED));
	CHECK(!global_node_page_state(NR_FILE_MAPPED));
	for (i = 0; i < ARRAY_SIZE(test_fds); i++)
		fput(&test_fds[i]->file);
	CHECK(!nr_test_files);
	CHECK(nr_free_pages() == free);
}

static void check_all(void)
{
	unsigned int i;

	for (i = 0; i < NR_MODELS; i++)
		model_check(&models[i]);
}

void mm_test_mappings(void)
{
	unsigned long free = nr_free_pages();
	unsigned int step;

	start_models();
	for (step = 0; step < STEPS; step++) {
		model_step(&models[below(NR_MODELS)]);
		if (step % 16 == 0)
			check_all();
	}
	end_models(free);
}

void mm_test_mappings_failing(void)
{
	unsigned long free = nr_free_pages();
	unsigned int step, i;

	start_models();
	for (step = 0; step < STEPS; step++) {
		fail_one_of = below(3) ? 0 : 1 + below(12);
		model_step(&models[below(NR_MODELS)]);
		fail_one_of = 0;
		/* Whatever came of it, it must be consistent. */
		for (i = 0; i < NR_MODELS; i++)
			model_sync(&models[i]);
		if (step % 8 == 0)
			check_all();
	}
	end_models(free);
}

/* ---- Addresses ---- */

static unsigned long map(unsigned long addr, unsigned long len, unsigned long flags)
{
	return mm_mmap(current->mm, NULL, addr, len, PROT_READ | PROT_WRITE,
		       MAP_PRIVATE | MAP_ANONYMOUS | flags, 0);
}

static bool can_write(unsigned long addr)
{
	char c = 1;

	return access_remote_vm(current->mm, addr, &c, 1, FOLL_WRITE) == 1;
}

static void check_choices(void)
{
	unsigned long a = map(0, 10 * PAGE_SIZE, 0), b = map(0, 10 * PAGE_SIZE, 0), c;

	/* From the top down, one below the other; a free hint is followed. */
	CHECK(!IS_ERR_VALUE(a) && b == a - 10 * PAGE_SIZE);
	CHECK(map(0x30000123, PAGE_SIZE, 0) == 0x30001000);
	CHECK(map(0x30001000, PAGE_SIZE, 0) != 0x30001000);
	CHECK(map(a, PAGE_SIZE, MAP_FIXED_NOREPLACE) == -EEXIST);
	CHECK(map(a, PAGE_SIZE, MAP_FIXED) == a);
	c = map(0, 3 * PAGE_SIZE, MAP_32BIT | MAP_POPULATE);
	CHECK(c < 0x80000000);
	CHECK(normal_page(paging_get(current->mm->pgd, c + PAGE_SIZE)));
}

static void check_refusals(void)
{
	unsigned long huge = 1UL << 40, at;

	CHECK(map(0, 0, 0) == -EINVAL);
	CHECK(map(0, -1UL, 0) == -ENOMEM);
	CHECK(map(TASK_SIZE, PAGE_SIZE, MAP_FIXED) == -ENOMEM);
	CHECK(map(0x30001001, PAGE_SIZE, MAP_FIXED) == -EINVAL);
	CHECK(mm_munmap(current->mm, 1, PAGE_SIZE) == -EINVAL);
	CHECK(mm_munmap(current->mm, 0x1000, TASK_SIZE) == -EINVAL);
	/* More than memory could ever hold, unless the program says that it doesn't mean it. */
	CHECK(map(0, huge, 0) == -ENOMEM);
	at = map(0, huge, MAP_NORESERVE);
	CHECK(!IS_ERR_VALUE(at) && can_write(at + huge / 2));
	CHECK(!mm_munmap(current->mm, at, huge));
}

static void check_stack(void)
{
	unsigned long top = 0x7ffff000000, size = 4 * PAGE_SIZE, low = top - (4UL << 20);

	CHECK(map(top - size, size, MAP_FIXED | MAP_GROWSDOWN) == top - size);
	CHECK(can_write(top - 100 * PAGE_SIZE));
	CHECK(find_vma(current->mm, top - 1)->vm_start == top - 100 * PAGE_SIZE);
	CHECK(!can_write(top - (9UL << 20))); /* RLIMIT_STACK */
	/* Not into the room above another mapping. */
	CHECK(map(low, PAGE_SIZE, MAP_FIXED) == low);
	CHECK(!can_write(low + 2 * PAGE_SIZE));
	CHECK(!can_write(low + STACK_GUARD_GAP));
	CHECK(can_write(low + PAGE_SIZE + STACK_GUARD_GAP));
}

long __x64_sys_brk(const struct pt_regs *regs);

static void check_brk(void)
{
	unsigned long start = 0x20000000, step;

	current->mm->start_brk = current->mm->brk = start;
	for (step = 0; step < 200; step++) {
		struct pt_regs regs = {.di = start + below(100) * 1000};

		CHECK(__x64_sys_brk(&regs) == regs.di);
		if (regs.di > start)
			CHECK(can_write(regs.di - 1));
		CHECK(!can_write(PAGE_ALIGN(regs.di)));
	}
	/* Not up to the next mapping: the old end is the answer. */
	CHECK(!IS_ERR_VALUE(map(start + (1 << 20), PAGE_SIZE, MAP_FIXED)));
	CHECK(__x64_sys_brk(&(struct pt_regs){.di = start + (1 << 20)}) == current->mm->brk);
	CHECK(__x64_sys_brk(&(struct pt_regs){.di = start - 1}) == current->mm->brk);
}

void mm_test_addresses(void)
{
	unsigned long free = nr_free_pages();
	struct mm_struct *mm = mm_alloc();

	CHECK(mm);
	current->mm = mm;
	check_choices();
	check_refusals();
	check_stack();
	check_brk();
	current->mm = NULL;
	mmput(mm);
	CHECK(!vm_committed_pages() && nr_free_pages() == free);
}

/* SPDX-License-Identifier: MIT */
/*
 * The host tests of kernel/mm, inside: what mm_*.c share. These files are compiled as the kernel
 * is; the program around them, test_mm.c, calls the functions at the end of this file.
 *
 * Physical memory is 64 MiB of the program's, reached through the direct map as in the kernel.
 * Virtual addresses, user or vmalloc, exist in the page tables only: a user's access is played by
 * access_remote_vm().
 */
#ifndef MM_TEST_H
#define MM_TEST_H

#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/types.h>

/* ---- The program's; test_mm.c ---- */

void host_map(unsigned long addr, unsigned long len); /* memory at a fixed address; or exits */
void host_print(const char *fmt, ...);
void host_fail(const char *what, const char *file, int line) __attribute__((noreturn));
unsigned int host_random(void);

#define CHECK(cond)                                                                                \
	do {                                                                                       \
		if (!(cond))                                                                       \
			host_fail(#cond, __FILE__, __LINE__);                                      \
	} while (0)

/* 0 to n - 1 */
static inline unsigned int below(unsigned int n)
{
	return host_random() % n;
}

/* ---- mm_world.c: the rest of the kernel ---- */

/* Messages with "BUG" in them, so far. */
extern int reports;

/* One of so many allocations fails; 0: none does. */
extern unsigned int fail_one_of;

/* The value of slub_debug= on the command line, or NULL. */
extern const char *slub_debug;

/* ---- mm_files.c: a page cache, for a few files ---- */

#define TEST_FILE_PAGES 64

struct test_file {
	struct file file;
	struct inode inode;
	struct address_space mapping;
	struct page *pages[TEST_FILE_PAGES];
};

extern int nr_test_files;		   /* that exist */
extern struct test_file *last_shared_anon; /* behind the youngest MAP_SHARED|MAP_ANONYMOUS */

struct test_file *test_file_new(unsigned int pages); /* NULL when memory ends */
void test_file_truncate(struct test_file *f, unsigned int pages);

/* What fget() finds. */
extern struct test_file *test_fds[3];

/* The first word of a page; 0 for a hole. */
unsigned int test_file_word(const struct test_file *f, unsigned int page);

/* ---- mm_model.c: address spaces, and what should be in them ---- */

#define MODEL_PAGES 48
#define MODEL_BASE  0x10000000UL
#define NR_MODELS   3

struct model_page {
	bool mapped;
	bool shared;
	bool own; /* a private copy, whose first word is `word` */
	unsigned int prot;
	unsigned int word;
	struct test_file *file; /* NULL: anonymous */
	unsigned int at;	/* page of it */
};

struct model {
	struct mm_struct *mm;
	struct model_page pages[MODEL_PAGES];
};

extern struct model models[NR_MODELS];

/* Compare an address space with its model, and with itself. */
void model_check(struct model *m);

/* Make the model what the address space is. */
void model_sync(struct model *m);

/* One random system call, and what it should have done. */
void model_step(struct model *m);

/* ---- The tests, by the program's names: k_… ---- */

void mm_test_start(void);
void mm_test_pages(void);
void mm_test_page_reserve(void);
void mm_test_slabs(void);
void mm_test_slabs_debugged(void);
void mm_test_slab_misuse(void);
void mm_test_vmalloc(void);
void mm_test_mappings(void);
void mm_test_mappings_failing(void);
void mm_test_addresses(void);
void mm_test_gaps(void);

#endif

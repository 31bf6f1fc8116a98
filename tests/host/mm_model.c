// SPDX-License-Identifier: MIT
/*
 * A model of address spaces: for each page of a small range what is mapped there, who may do what
 * to it, and which word it begins with. Random system calls are made on both, and compared.
 */
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

struct model models[NR_MODELS];

static unsigned long addr_of(unsigned int page)
{
	return MODEL_BASE + page * PAGE_SIZE;
}

/* Is there something to be read or written, the protection aside? */
static bool has_content(const struct model_page *p)
{
	return p->own || !p->file || p->at < p->file->inode.i_size >> PAGE_SHIFT;
}

/* ---- Comparing ---- */

static void check_content(struct model *m, unsigned int page)
{
	const struct model_page *p = &m->pages[page];
	bool readable = p->mapped && p->prot & PROT_READ && has_content(p);
	unsigned int word, expected;

	CHECK(access_remote_vm(m->mm, addr_of(page), &word, sizeof(word), 0) ==
	      (readable ? sizeof(word) : 0));
	if (!readable)
		return;
	expected = p->file && !p->own ? test_file_word(p->file, p->at) : p->word;
	CHECK(word == expected);
}

/* A page in the tables: counted, and writable only where nobody else would see it. */
static void check_entry(const struct vm_area_struct *vma, pte_t pte, unsigned long *rss)
{
	struct page *page = normal_page(pte);

	if (!page)
		return;
	rss[PageAnon(page) ? MM_ANONPAGES : MM_FILEPAGES]++;
	CHECK(!PageAnon(page) || vma->vm_has_anon);
	CHECK(page_mapcount(page) > 0 && page_count(page) >= page_mapcount(page));
	if (!pte_write(pte))
		return;
	CHECK(vma->vm_flags & VM_WRITE);
	CHECK(PageAnon(page) ? page_mapcount(page) == 1 : !!(vma->vm_flags & VM_SHARED));
}

/* A page of a mapping, against the model. */
static void check_mapped(const struct vm_area_struct *vma, unsigned long addr,
			 const struct model_page *p)
{
	CHECK(p->mapped);
	CHECK((vma->vm_flags & VM_ACCESS_FLAGS) == calc_vm_prot_bits(p->prot));
	CHECK(vma->vm_file == (p->file ? &p->file->file : NULL));
	if (p->file)
		CHECK(vma->vm_pgoff + ((addr - vma->vm_start) >> PAGE_SHIFT) == p->at);
}

static bool same_kind(const struct vm_area_struct *a, const struct vm_area_struct *b)
{
	return a && a->vm_end == b->vm_start && a->vm_flags == b->vm_flags &&
	       a->vm_file == b->vm_file && a->vm_pgoff + vma_pages(a) == b->vm_pgoff;
}

void model_check(struct model *m)
{
	unsigned long rss[NR_MM_COUNTERS] = {}, total = 0, data = 0, mapped = 0, addr;
	struct vm_area_struct *vma, *prev = NULL;
	VMA_ITERATOR(vmi, m->mm, 0);
	unsigned int page, count = 0;

	for_each_vma(vmi, vma)
	{
		CHECK(vma->vm_start < vma->vm_end && vma->vm_mm == m->mm);
		CHECK(!prev || prev->vm_end <= vma->vm_start);
		CHECK(!same_kind(prev, vma)); /* they would be one */
		CHECK(vma->vm_start >= MODEL_BASE && vma->vm_end <= addr_of(MODEL_PAGES));
		for (addr = vma->vm_start; addr < vma->vm_end; addr += PAGE_SIZE) {
			check_entry(vma, paging_get(m->mm->pgd, addr), rss);
			check_mapped(vma, addr, &m->pages[(addr - MODEL_BASE) >> PAGE_SHIFT]);
		}
		total += vma_pages(vma);
		if ((vma->vm_flags & (VM_WRITE | VM_SHARED)) == VM_WRITE)
			data += vma_pages(vma);
		count++;
		prev = vma;
	}
	CHECK(count == m->mm->map_count && total == m->mm->total_vm && data == m->mm->data_vm);
	CHECK(rss[MM_FILEPAGES] == get_mm_counter(m->mm, MM_FILEPAGES));
	CHECK(rss[MM_ANONPAGES] == get_mm_counter(m->mm, MM_ANONPAGES));
	for (page = 0; page < MODEL_PAGES; page++) {
		mapped += m->pages[page].mapped;
		check_content(m, page);
	}
	CHECK(mapped == total);
}

void model_sync(struct model *m)
{
	unsigned int page;

	memset(m->pages, 0, sizeof(m->pages));
	for (page = 0; page < MODEL_PAGES; page++) {
		struct vm_area_struct *vma = vma_lookup(m->mm, addr_of(page));
		struct page *present = normal_page(paging_get(m->mm->pgd, addr_of(page)));
		struct model_page *p = &m->pages[page];

		if (!vma)
			continue;
		p->mapped = true;
		p->shared = vma->vm_flags & VM_MAYSHARE;
		p->prot = (vma->vm_flags & VM_READ ? PROT_READ : 0) |
			  (vma->vm_flags & VM_WRITE ? PROT_WRITE : 0) |
			  (vma->vm_flags & VM_EXEC ? PROT_EXEC : 0);
		if (vma->vm_file) {
			p->file = container_of(vma->vm_file, struct test_file, file);
			p->at = vma->vm_pgoff + ((addr_of(page) - vma->vm_start) >> PAGE_SHIFT);
		}
		if (present && PageAnon(present)) {
			p->own = true;
			p->word = *(unsigned int *)page_address(present);
		}
	}
}

/* ---- Steps ---- */

/* What a step is about: pages [first, first + n), and a protection. */
struct step {
	struct model *m;
	unsigned int first, n;
	unsigned int prot;
	unsigned long addr, len; /* the same in bytes */
};

/* While allocations fail the outcome is anybody's guess, and model_sync() follows. */
#define EXPECT(cond)                                                                               \
	do {                                                                                       \
		bool met = (cond);                                                                 \
                                                                                                   \
		if (!fail_one_of)                                                                  \
			CHECK(met);                                                                \
	} while (0)

long __x64_sys_mmap(const struct pt_regs *regs);
long __x64_sys_munmap(const struct pt_regs *regs);
long __x64_sys_mprotect(const struct pt_regs *regs);
long __x64_sys_mremap(const struct pt_regs *regs);
long __x64_sys_madvise(const struct pt_regs *regs);

static long do_mmap_call(const struct step *s, int flags, int fd, unsigned long offset)
{
	struct pt_regs regs = {.di = s->addr, .si = s->len, .dx = s->prot};

	regs.r10 = flags | MAP_FIXED;
	regs.r8 = fd;
	regs.r9 = offset;
	return __x64_sys_mmap(&regs);
}

static void set_pages(const struct step *s, struct model_page p)
{
	unsigned int i;

	for (i = 0; i < s->n; i++, p.at++)
		s->m->pages[s->first + i] = p;
}

static void step_map(const struct step *s)
{
	struct model_page p = {.mapped = true, .prot = s->prot};
	int fd = below(ARRAY_SIZE(test_fds));

	switch (below(3)) {
	case 0:
		EXPECT(do_mmap_call(s, MAP_PRIVATE | MAP_ANONYMOUS, 0, 0) == s->addr);
		break;
	case 1:
		p.shared = true;
		EXPECT(do_mmap_call(s, MAP_SHARED | MAP_ANONYMOUS, -1, 0) == s->addr);
		p.file = last_shared_anon;
		break;
	default:
		p.shared = below(2);
		p.file = test_fds[fd];
		p.at = below(40);
		EXPECT(do_mmap_call(s, p.shared ? MAP_SHARED : MAP_PRIVATE, fd, p.at * PAGE_SIZE) ==
		       s->addr);
	}
	set_pages(s, p);
}

static void step_unmap(const struct step *s)
{
	struct pt_regs regs = {.di = s->addr, .si = s->len};

	EXPECT(__x64_sys_munmap(&regs) == 0);
	set_pages(s, (struct model_page){});
}

/* Up to the first gap. */
static void step_protect(const struct step *s)
{
	struct pt_regs regs = {.di = s->addr, .si = s->len, .dx = s->prot};
	long ret = __x64_sys_mprotect(&regs);
	unsigned int i;

	for (i = 0; i < s->n && s->m->pages[s->first + i].mapped; i++)
		s->m->pages[s->first + i].prot = s->prot;
	EXPECT(ret == (i == s->n ? 0 : -ENOMEM));
}

static void step_write(const struct step *s)
{
	unsigned int i;

	for (i = s->first; i < s->first + s->n; i++) {
		struct model_page *p = &s->m->pages[i];
		bool writable = p->mapped && p->prot & PROT_WRITE && has_content(p);
		unsigned int word = host_random();

		EXPECT(access_remote_vm(s->m->mm, addr_of(i), &word, sizeof(word), FOLL_WRITE) ==
		       (writable ? sizeof(word) : 0));
		if (!writable || p->shared)
			continue;
		p->own = true;
		p->word = word;
	}
}

static void step_forget(const struct step *s)
{
	struct pt_regs regs = {.di = s->addr, .si = s->len, .dx = MADV_DONTNEED};
	unsigned int i, mapped = 0;

	for (i = s->first; i < s->first + s->n; i++) {
		mapped += s->m->pages[i].mapped;
		s->m->pages[i].own = false;
		s->m->pages[i].word = 0;
	}
	EXPECT(__x64_sys_madvise(&regs) == (mapped == s->n ? 0 : -ENOMEM));
}

/* Every copy of what is cut off goes, too. */
static void step_truncate(void)
{
	struct test_file *f = test_fds[below(ARRAY_SIZE(test_fds))];
	unsigned int pages = 20 + below(40), k, i;

	test_file_truncate(f, pages);
	for (k = 0; k < NR_MODELS; k++) {
		for (i = 0; i < MODEL_PAGES; i++) {
			struct model_page *p = &models[k].pages[i];

			if (p->file == f && p->at >= pages) {
				p->own = false;
				p->word = 0;
			}
		}
	}
}

static void step_fork(const struct step *s)
{
	struct model *child = &models[below(NR_MODELS)];
	unsigned int fail = fail_one_of;

	if (child == s->m)
		return;
	mmput(child->mm);
	child->mm = dup_mm(current, s->m->mm);
	EXPECT(child->mm);
	memcpy(child->pages, s->m->pages, sizeof(child->pages));
	if (child->mm)
		return;
	fail_one_of = 0;
	child->mm = mm_alloc();
	fail_one_of = fail;
}

/* The pages of a mapping that grows follow its last one. */
static struct model_page grown_page(const struct model_page *first, unsigned int i)
{
	struct model_page p = *first;

	p.own = false;
	p.word = 0;
	p.at += i;
	return p;
}

static long do_mremap_call(const struct step *s, unsigned int new_n, int flags, unsigned int to)
{
	struct pt_regs regs = {.di = s->addr, .si = s->len, .dx = new_n * PAGE_SIZE};

	regs.r10 = flags;
	regs.r8 = addr_of(to);
	return __x64_sys_mremap(&regs);
}

static void step_resize(const struct step *s, unsigned int new_n, unsigned long vma_end)
{
	struct model_page *pages = &s->m->pages[s->first];
	bool room = s->addr + s->len == vma_end;
	unsigned int i;

	for (i = s->n; i < new_n; i++)
		room &= !pages[i].mapped;
	if (new_n > s->n && !room) {
		EXPECT(do_mremap_call(s, new_n, 0, 0) == -ENOMEM);
		return;
	}
	EXPECT(do_mremap_call(s, new_n, 0, 0) == s->addr);
	for (i = s->n; i < new_n; i++)
		pages[i] = grown_page(&pages[0], i);
	for (i = new_n; i < s->n; i++)
		pages[i] = (struct model_page){};
}

static void step_move(const struct step *s, unsigned int new_n, unsigned int to, bool keep)
{
	int flags = MREMAP_MAYMOVE | MREMAP_FIXED | (keep ? MREMAP_DONTUNMAP : 0);
	struct model_page *pages = s->m->pages, moved[MODEL_PAGES];
	unsigned int i;

	if (to < s->first + s->n && s->first < to + new_n) {
		EXPECT(do_mremap_call(s, new_n, flags, to) == -EINVAL);
		return;
	}
	EXPECT(do_mremap_call(s, new_n, flags, to) == addr_of(to));
	for (i = 0; i < new_n; i++)
		moved[i] = i < s->n ? pages[s->first + i] : grown_page(&pages[s->first], i);
	for (i = s->first; i < s->first + s->n; i++)
		pages[i] = keep ? grown_page(&pages[i], 0) : (struct model_page){};
	memcpy(&pages[to], moved, new_n * sizeof(moved[0]));
}

/* Within one mapping, as mremap(2) wants it. */
static void step_remap(struct step *s)
{
	struct vm_area_struct *vma = find_vma(s->m->mm, s->addr);
	unsigned int new_n = 1 + below(MODEL_PAGES / 2), to = below(MODEL_PAGES);
	bool keep = !below(4);

	if (!s->m->pages[s->first].mapped)
		return;
	s->n = min_t(unsigned long, s->n, (vma->vm_end - s->addr) >> PAGE_SHIFT);
	s->len = s->n * PAGE_SIZE;
	if (keep)
		new_n = s->n;
	if (s->first + new_n > MODEL_PAGES || to + new_n > MODEL_PAGES)
		return;
	if (!keep && !below(3))
		step_resize(s, new_n, vma->vm_end);
	else
		step_move(s, new_n, to, keep);
}

void model_step(struct model *m)
{
	static const unsigned int prots[] = {
		PROT_NONE,
		PROT_READ,
		PROT_READ | PROT_WRITE,
		PROT_READ | PROT_WRITE,
		PROT_READ | PROT_EXEC,
		PROT_READ | PROT_WRITE | PROT_EXEC,
	};
	struct step s = {.m = m, .first = below(MODEL_PAGES)};

	s.n = 1 + below(min(12u, MODEL_PAGES - s.first));
	s.prot = prots[below(ARRAY_SIZE(prots))];
	s.addr = addr_of(s.first);
	s.len = s.n * PAGE_SIZE;
	current->mm = m->mm;
	switch (below(14)) {
	case 0 ... 2:
		step_map(&s);
		break;
	case 3:
		step_unmap(&s);
		break;
	case 4 ... 5:
		step_protect(&s);
		break;
	case 6 ... 9:
		step_write(&s);
		break;
	case 10:
		step_forget(&s);
		break;
	case 11:
		step_truncate();
		break;
	case 12:
		step_remap(&s);
		break;
	default:
		step_fork(&s);
	}
}

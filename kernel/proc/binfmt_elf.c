// SPDX-License-Identifier: MIT
/*
 * ELF programs: ET_EXEC and ET_DYN for x86-64, with an interpreter (the C library's dynamic linker)
 * when PT_INTERP names one.
 *
 * load_elf_binary() reads and checks both files' headers before the point of no return, then maps
 * the segments and lays out the stack as the psABI has it (x86-64 psABI 3.4, "Process
 * Initialization"; gabi chapter 5).
 */
#include <linux/binfmts.h>
#include <linux/cred.h>
#include <linux/elf.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/mman.h>
#include <linux/random.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include <asm/processor.h>
#include <asm/ptrace.h>
#include <kernel/binfmt.h>
#include <kernel/mm.h>
#include "elf_stack.h"

/* A file's program headers; the table is at most one page in any real program, 64 KiB here. */
struct elf_image {
	struct file *file;
	Elf64_Ehdr ehdr;
	Elf64_Phdr *phdrs;    /* ehdr.e_phnum of them */
	unsigned long bias;   /* added to each p_vaddr */
	unsigned long lo, hi; /* unbiased page range of all PT_LOAD segments */
	unsigned long align;  /* the largest p_align of them */
};

static int read_exact(struct file *file, void *buf, size_t len, loff_t pos)
{
	ssize_t n = kernel_read(file, buf, len, &pos);

	if (n < 0)
		return (int)n;
	return n == len ? 0 : -ENOEXEC;
}

static bool ehdr_ok(const Elf64_Ehdr *e)
{
	return !memcmp(e->e_ident, ELFMAG, SELFMAG) && e->e_ident[EI_CLASS] == ELFCLASS64 &&
	       e->e_ident[EI_DATA] == ELFDATA2LSB &&
	       (e->e_type == ET_EXEC || e->e_type == ET_DYN) && e->e_machine == EM_X86_64 &&
	       e->e_phentsize == sizeof(Elf64_Phdr) && e->e_phnum &&
	       e->e_phnum <= 65536 / sizeof(Elf64_Phdr);
}

/* One PT_LOAD segment by itself: sane sizes, in user space, congruent to its place in the file. */
static bool segment_ok(const Elf64_Phdr *p)
{
	return p->p_filesz <= p->p_memsz && p->p_memsz <= TASK_SIZE_MAX &&
	       p->p_vaddr <= TASK_SIZE_MAX - p->p_memsz && p->p_offset <= LLONG_MAX - p->p_filesz &&
	       !((p->p_vaddr - p->p_offset) & ~PAGE_MASK);
}

/*
 * Reads and checks an image's program headers into img, whose file and ehdr are set. On success
 * img->phdrs is the caller's to kfree. -ENOEXEC for anything malformed.
 */
static int read_image(struct elf_image *img)
{
	size_t size = img->ehdr.e_phnum * sizeof(Elf64_Phdr);
	int i, err;

	img->phdrs = kmalloc(size, GFP_KERNEL);
	if (!img->phdrs)
		return -ENOMEM;
	err = img->ehdr.e_phoff > LLONG_MAX - size
		      ? -ENOEXEC
		      : read_exact(img->file, img->phdrs, size, img->ehdr.e_phoff);
	if (err)
		goto free_phdrs;

	img->lo = ULONG_MAX;
	img->hi = 0;
	img->align = PAGE_SIZE;
	for (i = 0; i < img->ehdr.e_phnum; i++) {
		const Elf64_Phdr *p = &img->phdrs[i];

		if (p->p_type != PT_LOAD)
			continue;
		err = -ENOEXEC;
		/* Segments stand in order of address; the gABI requires it, and bss relies on it.
		 */
		if (!segment_ok(p) || p->p_vaddr < img->hi)
			goto free_phdrs;
		img->lo = min_t(unsigned long, img->lo, p->p_vaddr &PAGE_MASK);
		img->hi = p->p_vaddr + p->p_memsz;
		if (is_power_of_2(p->p_align) && p->p_align < TASK_SIZE_MAX / 4)
			img->align = max(img->align, (unsigned long)p->p_align);
	}
	err = img->hi ? 0 : -ENOEXEC;
	if (!err)
		return 0;
free_phdrs:
	kfree(img->phdrs);
	img->phdrs = NULL;
	return err;
}

static int segment_prot(const Elf64_Phdr *p)
{
	return (p->p_flags & PF_R ? PROT_READ : 0) | (p->p_flags & PF_W ? PROT_WRITE : 0) |
	       (p->p_flags & PF_X ? PROT_EXEC : 0);
}

/*
 * Zeroes the rest of the page in which the file's part of a writable segment ends. A read-only
 * segment's rest shows the file's next bytes, as it does on Linux.
 */
static int clear_tail(const Elf64_Phdr *p, unsigned long from)
{
	unsigned long n = PAGE_ALIGN(from) - from;

	if (!n || !(p->p_flags & PF_W))
		return 0;
	return clear_user((void __user *)from, n) ? -EFAULT : 0;
}

/*
 * Maps one segment into mm, the current task's: the file's part, then demand-zero pages for what
 * only memory has.
 */
static int map_segment(struct mm_struct *mm, const struct elf_image *img, const Elf64_Phdr *p)
{
	unsigned long start = (img->bias + p->p_vaddr) & PAGE_MASK;
	unsigned long skew = p->p_vaddr & ~PAGE_MASK;
	unsigned long file_end = img->bias + p->p_vaddr + p->p_filesz;
	unsigned long mem_end = PAGE_ALIGN(img->bias + p->p_vaddr + p->p_memsz);
	unsigned long addr;
	int prot = segment_prot(p);

	if (p->p_filesz) {
		addr = mm_mmap(mm, img->file, start, p->p_filesz + skew, prot,
			       MAP_PRIVATE | MAP_FIXED, p->p_offset - skew);
		if (IS_ERR_VALUE(addr))
			return (int)addr;
		if (p->p_memsz > p->p_filesz) {
			int err = clear_tail(p, file_end);

			if (err)
				return err;
		}
		start = PAGE_ALIGN(file_end);
	}
	if (mem_end <= start)
		return 0;
	addr = mm_mmap(mm, NULL, start, mem_end - start, prot,
		       MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, 0);
	return IS_ERR_VALUE(addr) ? (int)addr : 0;
}

/*
 * Chooses img->bias and maps all segments into mm. ET_EXEC goes where it says; ET_DYN goes to
 * `base`, or for 0 wherever there is room. The range is first reserved as a whole, so that no
 * segment of the image can fall over what is mapped already.
 */
static int map_image(struct mm_struct *mm, struct elf_image *img, unsigned long base)
{
	unsigned long size = PAGE_ALIGN(img->hi) - img->lo;
	unsigned long slack = img->align - PAGE_SIZE; /* to move up to the wanted alignment */
	unsigned long want, addr;
	bool fixed = img->ehdr.e_type == ET_EXEC;
	int i, err;

	want = fixed ? img->lo : base ? ALIGN(base, img->align) : 0;
	if (want)
		slack = 0;
	addr = mm_mmap(mm, NULL, want, size + slack, PROT_NONE,
		       MAP_PRIVATE | MAP_ANONYMOUS | (want || fixed ? MAP_FIXED_NOREPLACE : 0), 0);
	if (IS_ERR_VALUE(addr))
		return (int)addr;
	img->bias = fixed ? 0 : ALIGN(addr, img->align) - ALIGN_DOWN(img->lo, img->align);
	err = mm_munmap(mm, addr, size + slack);
	for (i = 0; i < img->ehdr.e_phnum && !err; i++)
		if (img->phdrs[i].p_type == PT_LOAD)
			err = map_segment(mm, img, &img->phdrs[i]);
	return err;
}

/* The interpreter's path from PT_INTERP, NULL when the program has none; the caller kfrees it. */
static char *read_interp_name(const struct elf_image *img)
{
	const Elf64_Phdr *p = img->phdrs, *end = p + img->ehdr.e_phnum;
	char *name;
	int err;

	while (p < end && p->p_type != PT_INTERP)
		p++;
	if (p == end)
		return NULL;
	if (p->p_filesz < 2 || p->p_filesz > PATH_MAX || p->p_offset > LLONG_MAX - PATH_MAX)
		return ERR_PTR(-ENOEXEC);
	name = kmalloc(p->p_filesz, GFP_KERNEL);
	if (!name)
		return ERR_PTR(-ENOMEM);
	err = read_exact(img->file, name, p->p_filesz, p->p_offset);
	if (!err && name[p->p_filesz - 1])
		err = -ENOEXEC;
	if (!err)
		return name;
	kfree(name);
	return ERR_PTR(err);
}

static void close_image(struct elf_image *img)
{
	kfree(img->phdrs);
	if (img->file) {
		allow_write_access(img->file);
		fput(img->file);
	}
}

/* Opens and checks the interpreter; interp->file stays NULL when the program names none. */
static int open_interpreter(const struct elf_image *prog, struct elf_image *interp)
{
	char *name = read_interp_name(prog);
	struct file *file;
	int err;

	if (IS_ERR_OR_NULL(name))
		return PTR_ERR(name);
	file = open_exec(name);
	kfree(name);
	if (IS_ERR(file))
		return PTR_ERR(file);
	interp->file = file;
	err = read_exact(file, &interp->ehdr, sizeof(interp->ehdr), 0);
	if (!err)
		err = ehdr_ok(&interp->ehdr) ? read_image(interp) : -ENOEXEC;
	/* A broken interpreter is the program's fault, not another format's chance; execve(2). */
	return err == -ENOEXEC ? -ELIBBAD : err;
}

/* What /proc/PID/stat and brk(2) know of the program: code, data and heap start. */
static void set_mm_layout(struct mm_struct *mm, const struct elf_image *img)
{
	int i;

	mm->start_code = ULONG_MAX;
	for (i = 0; i < img->ehdr.e_phnum; i++) {
		const Elf64_Phdr *p = &img->phdrs[i];
		unsigned long start = img->bias + p->p_vaddr, end = start + p->p_filesz;

		if (p->p_type != PT_LOAD)
			continue;
		if (p->p_flags & PF_X) {
			mm->start_code = min(mm->start_code, start);
			mm->end_code = max(mm->end_code, end);
		}
		mm->start_data = max(mm->start_data, start);
		mm->end_data = max(mm->end_data, end);
	}
	mm->start_brk = mm->brk = PAGE_ALIGN(img->bias + img->hi);
}

/* Where the program headers ended up in memory, for AT_PHDR; 0 when no segment holds them. */
static unsigned long phdr_address(const struct elf_image *img)
{
	int i;

	for (i = 0; i < img->ehdr.e_phnum; i++) {
		const Elf64_Phdr *p = &img->phdrs[i];

		if (p->p_type == PT_LOAD && p->p_offset <= img->ehdr.e_phoff &&
		    img->ehdr.e_phoff - p->p_offset < p->p_filesz)
			return img->bias + p->p_vaddr + (img->ehdr.e_phoff - p->p_offset);
	}
	return 0;
}

/* Behind the point of no return: maps everything and aims the task's registers at the entry. */
static int start_program(struct linux_binprm *bprm, struct elf_image *prog,
			 struct elf_image *interp)
{
	/* A program with an interpreter gets its usual place; an interpreter run by hand floats. */
	unsigned long base = prog->ehdr.e_type == ET_DYN && interp->file ? ELF_ET_DYN_BASE : 0;
	struct elf_stack_info info;
	struct mm_struct *mm;
	int err = begin_new_exec(bprm);

	if (err)
		return err;
	mm = current->mm;
	err = map_image(mm, prog, base);
	if (err)
		return err;
	set_mm_layout(mm, prog);
	/* One that floats, high among the mappings, has its heap elsewhere: there it couldn't grow.
	 */
	if (prog->ehdr.e_type == ET_DYN && !base)
		mm->start_brk = mm->brk = PAGE_ALIGN(ELF_ET_DYN_BASE);
	if (interp->file) {
		err = map_image(mm, interp, 0);
		if (err)
			return err;
	}

	info = (struct elf_stack_info){
		.phdr = phdr_address(prog),
		.phnum = prog->ehdr.e_phnum,
		.base = interp->bias,
		.entry = prog->bias + prog->ehdr.e_entry,
	};
	err = elf_stack_layout(bprm, &info);
	if (err)
		return err;
	start_thread(task_pt_regs(current),
		     interp->file ? interp->bias + interp->ehdr.e_entry : info.entry, bprm->p);
	return 0;
}

static int load_elf_binary(struct linux_binprm *bprm)
{
	struct elf_image *prog, *interp;
	int err;

	if (!ehdr_ok((const Elf64_Ehdr *)bprm->buf))
		return -ENOEXEC;
	prog = kcalloc(2, sizeof(*prog), GFP_KERNEL);
	if (!prog)
		return -ENOMEM;
	interp = prog + 1;

	memcpy(&prog->ehdr, bprm->buf, sizeof(prog->ehdr));
	prog->file = bprm->file;
	err = read_image(prog);
	if (!err)
		err = open_interpreter(prog, interp);
	if (!err)
		err = start_program(bprm, prog, interp);

	close_image(interp);
	prog->file = NULL; /* bprm's */
	close_image(prog);
	kfree(prog);
	return err;
}

static struct linux_binfmt elf_format = {
	.load_binary = load_elf_binary,
};

void binfmt_elf_init(void)
{
	register_binfmt(&elf_format);
}

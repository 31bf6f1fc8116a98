// SPDX-License-Identifier: MIT
/*
 * corpus [-n N] [-j JOBS] [-l LINKER] -o REPORT -t DIR TREE: every module under TREE through the
 * loader's core, and each loaded byte compared with what the linker makes of the same module at the
 * same addresses (corpus_ld.h).
 *
 * Modules are put all over the module area, each at an address made of its name; imports are where
 * bare_env.h has them. -n N takes the twenty largest and N others, evenly spread over the names in
 * order. JOBS processes work side by side, each in a folder of its own under DIR.
 *
 * Prints a progress bar on a terminal, then each disagreement, and how long the core took beside
 * the linker; REPORT gets a line for each module. The exit status is 0 if all agree.
 */
#define _GNU_SOURCE
#include <err.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include "corpus_ld.h"
#include "corpus_report.h"

struct module_file {
	char *path;
	u64 size;
	bool chosen;
};

/* Shared between the processes: which results are taken, which are done. */
struct board {
	atomic_uint next, done;
	struct result result[];
};

static const char *linker = "ld", *scratch, *report;
static size_t tree_len; /* of the path in front of what identifies a module */

static struct module_file *files;
static unsigned int num_files;

static int add_file(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	size_t len = strlen(path);

	(void)ftw;
	if (type != FTW_F || len < 3 || strcmp(path + len - 3, ".ko"))
		return 0;
	files = realloc(files, (num_files + 1) * sizeof(*files));
	if (!files)
		err(1, "no memory");
	files[num_files].path = strdup(path);
	files[num_files].size = st->st_size;
	files[num_files++].chosen = false;
	return 0;
}

static void usage(void)
{
	errx(2, "usage: corpus [-n N] [-j JOBS] [-l LINKER] -o REPORT -t DIR TREE");
}

static int by_path(const void *a, const void *b)
{
	return strcmp(((const struct module_file *)a)->path, ((const struct module_file *)b)->path);
}

static int by_size(const void *a, const void *b)
{
	const struct module_file *x = a, *y = b;

	return x->size < y->size ? 1 : x->size > y->size ? -1 : by_path(a, b);
}

/* Chooses among the files; leaves them with the largest first, which then don't come last. */
static unsigned int choose(unsigned int n)
{
	unsigned int chosen = 0;

	/* No n: all of them. */
	if (!n || n > num_files)
		n = num_files;
	qsort(files, num_files, sizeof(*files), by_path);
	for (unsigned int i = 0; i < n; i++)
		files[(u64)i * num_files / n].chosen = true;
	qsort(files, num_files, sizeof(*files), by_size);
	for (unsigned int i = 0; i < num_files && i < CORPUS_LARGEST; i++)
		files[i].chosen = true;
	for (unsigned int i = 0; i < num_files; i++)
		chosen += files[i].chosen;
	return chosen;
}

static void *read_file(const char *path, u64 size)
{
	u8 *data = malloc(size + 1);
	FILE *f = fopen(path, "rb");

	if (!data || !f || fread(data, 1, size, f) != size)
		err(1, "%s", path);
	fclose(f);
	return data;
}

static double cpu_seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return t.tv_sec + t.tv_nsec / 1e9;
}

static void count(const struct load_info *info, struct result *r)
{
	for (u32 i = 1; i < info->num_syms; i++)
		r->imports += info->syms[i].st_shndx == SHN_UNDEF;
	for (unsigned int i = 1; i < info->hdr->e_shnum; i++) {
		const Elf64_Shdr *sec = &info->sechdrs[i];
		const Elf64_Rela *rela = section_data(info, i);

		if (section_is_loaded(info, i)) {
			r->sections++;
			r->bytes += sec->sh_size;
		}
		if (sec->sh_type != SHT_RELA || !section_is_loaded(info, sec->sh_info))
			continue;
		for (u64 n = 0; n < sec->sh_size / sizeof(*rela); n++)
			r->relocs[ELF64_R_TYPE(rela[n].r_info)]++;
	}
}

/* One module: the core, then the linker. */
static void examine(struct result *r, const char *dir)
{
	void *image = read_file(r->path, r->file_size);
	struct ld_verdict verdict;
	struct bare_load load;
	int error;

	bare_load_init(&load, image, r->file_size, r->name, false);
	load.base += bare_hash(r->name) % (LOAD_SIZE_MAX / 2) & ~(LOAD_PAGE_SIZE - 1);
	r->core_seconds = -cpu_seconds();
	error = bare_load_run(&load);
	r->core_seconds += cpu_seconds();
	if (error) {
		snprintf(r->words, sizeof(r->words), "the core refuses it: %s", load.message);
	} else {
		count(&load.info, r);
		ld_ask(&load, linker, dir, &verdict);
		r->ld_seconds = verdict.seconds;
		snprintf(r->words, sizeof(r->words), "%s%s",
			 verdict.linked ? "" : "the linker refuses it: ", verdict.difference);
	}
	r->outcome = !error && verdict.agrees ? AGREES : DISAGREES;
	bare_load_end(&load);
	free(image);
}

/* The results to be filled in, in memory that the workers will share. */
static struct board *new_board(unsigned int num)
{
	struct board *board = mmap(NULL, sizeof(*board) + num * sizeof(board->result[0]),
				   PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	unsigned int n = 0;

	if (board == MAP_FAILED)
		err(1, "no memory");
	for (unsigned int i = 0; i < num_files; i++) {
		if (!files[i].chosen)
			continue;
		board->result[n++] = (struct result){
			.path = files[i].path,
			.name = files[i].path + tree_len,
			.file_size = files[i].size,
		};
	}
	return board;
}

/* A worker: takes one result after the other until none is left. Does not return. */
static void work(struct board *board, unsigned int num, unsigned int job)
{
	char dir[4096];

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	snprintf(dir, sizeof(dir), "%s/%u", scratch, job);
	if (mkdir(dir, 0777) && access(dir, W_OK))
		err(1, "%s", dir);
	for (;;) {
		unsigned int i = atomic_fetch_add(&board->next, 1);

		if (i >= num)
			_exit(0);
		examine(&board->result[i], dir);
		atomic_fetch_add(&board->done, 1);
	}
}

static void show_progress(unsigned int done, unsigned int num)
{
	static const char bar[] = "########################################";
	int width = (int)sizeof(bar) - 1, filled = (int)((u64)done * width / num);

	if (isatty(2))
		fprintf(stderr, "\r  [%.*s%*s] %u/%u", filled, bar, width - filled, "", done, num);
	if (isatty(2) && done == num)
		fputs("\n", stderr);
}

/* Starts the workers and waits for them; a worker that dies leaves its module NOT_DONE. */
static void run_workers(struct board *board, unsigned int num, unsigned int jobs)
{
	unsigned int running = 0;

	fflush(stdout);
	for (unsigned int job = 0; job < jobs; job++) {
		pid_t pid = fork();

		if (pid < 0)
			err(1, "fork");
		if (!pid)
			work(board, num, job);
		running++;
	}
	while (running) {
		while (running && waitpid(-1, NULL, WNOHANG) > 0)
			running--;
		show_progress(atomic_load(&board->done), num);
		usleep(100000);
	}
}

int main(int argc, char **argv)
{
	unsigned int n = 0, jobs = 2, num = 0;
	struct board *board;
	int option;

	while ((option = getopt(argc, argv, "n:j:l:o:t:")) != -1) {
		switch (option) {
		case 'n':
			n = strtoul(optarg, NULL, 10);
			break;
		case 'j':
			jobs = strtoul(optarg, NULL, 10);
			break;
		case 'l':
			linker = optarg;
			break;
		case 'o':
			report = optarg;
			break;
		case 't':
			scratch = optarg;
			break;
		default:
			usage();
		}
	}
	if (optind != argc - 1 || !scratch || !report || !jobs)
		usage();
	tree_len = strlen(argv[optind]) + 1;
	if (nftw(argv[optind], add_file, 16, FTW_PHYS))
		err(1, "%s", argv[optind]);
	if (!num_files)
		errx(1, "%s: there is no module in it", argv[optind]);

	num = choose(n);
	board = new_board(num);
	run_workers(board, num, jobs);
	write_report(report, board->result, num);
	return print_summary(board->result, num, linker) ? 0 : 1;
}

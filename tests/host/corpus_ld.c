// SPDX-License-Identifier: MIT
/* See corpus_ld.h. */
#define _GNU_SOURCE
#include <err.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include "corpus_ld.h"

#define NAME_SIZE 8 /* "s65535", and its NUL */

extern char **environ;

static FILE *create(const char *dir, const char *name)
{
	char path[4096];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	f = fopen(path, "w");
	if (!f)
		err(1, "%s", path);
	return f;
}

static void finish(FILE *f, const char *name)
{
	if (fclose(f))
		err(1, "%s", name);
}

/*
 * The object for ld: the image, and behind it a longer table of section names, which begins with
 * the old one, since symbols may have their names there too.
 */
static void write_object(const struct load_info *info, const char *dir)
{
	unsigned int num = info->hdr->e_shnum, table = info->hdr->e_shstrndx;
	u64 old_size = info->sechdrs[table].sh_size;
	u64 size = info->len + old_size + num * NAME_SIZE;
	char *copy = calloc(1, size);
	char *names = copy + info->len;
	Elf64_Shdr *sec = (Elf64_Shdr *)(copy + info->hdr->e_shoff);
	FILE *f = create(dir, "object");

	if (!copy)
		err(1, "no memory");
	memcpy(copy, info->image, info->len);
	memcpy(names, info->secstrings, old_size);
	for (unsigned int i = 1; i < num; i++) {
		sec[i].sh_name = old_size + i * NAME_SIZE;
		snprintf(names + sec[i].sh_name, NAME_SIZE, "%c%u",
			 section_is_loaded(info, i) ? 's' : 'x', i);
		sec[i].sh_flags &= ~(u64)(SHF_MERGE | SHF_STRINGS | SHF_GROUP);
	}
	sec[table].sh_offset = info->len;
	sec[table].sh_size = size - info->len;
	fwrite(copy, 1, size, f);
	finish(f, "object");
	free(copy);
}

static int by_address(const void *a, const void *b)
{
	const struct load_section *x = *(struct load_section *const *)a;
	const struct load_section *y = *(struct load_section *const *)b;

	return x->addr < y->addr ? -1 : x->addr > y->addr;
}

/* Imports with their addresses, then the loaded sections. In order, or lld refuses the script. */
static void write_script(const struct load_info *info, const char *dir)
{
	const struct load_section **loaded = calloc(info->hdr->e_shnum, sizeof(*loaded));
	FILE *f = create(dir, "script");
	unsigned int num = 0;

	if (!loaded)
		err(1, "no memory");
	for (u32 i = 1; i < info->num_syms; i++)
		if (info->syms[i].st_shndx == SHN_UNDEF && info->sym_addr && info->sym_addr[i])
			fprintf(f, "\"%s\" = %#llx;\n", symbol_name(info, i),
				(unsigned long long)info->sym_addr[i]);
	for (unsigned int i = 1; i < info->hdr->e_shnum; i++)
		if (section_is_loaded(info, i))
			loaded[num++] = &info->sections[i];
	qsort(loaded, num, sizeof(loaded[0]), by_address);
	fputs("SECTIONS\n{\n", f);
	for (unsigned int n = 0; n < num; n++) {
		unsigned int i = loaded[n] - info->sections;

		fprintf(f, "\ts%u %#llx : { *(s%u) }\n", i, (unsigned long long)loaded[n]->addr, i);
	}
	fputs("\t/DISCARD/ : { *(x*) }\n}\n", f);
	free(loaded);
	finish(f, "script");
}

/* Runs ld in dir; its exit status. What it says goes to the file "messages". */
static int run_ld(const char *ld, const char *dir, double *seconds)
{
	/* clang-format off */
	char *const argv[] = {
		(char *)ld, "-m", "elf_x86_64", "-nostdlib", "-static", "--no-relax", "--strip-all",
		"--build-id=none", "-z", "noexecstack", "-z", "norelro",
		"--nmagic", "-e", "0", "-T", "script", "-o", "linked", "object", NULL,
	};
	/* clang-format on */
	posix_spawn_file_actions_t actions;
	struct rusage usage;
	int status, error;
	pid_t pid;

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addchdir_np(&actions, dir);
	posix_spawn_file_actions_addopen(&actions, 2, "messages", O_WRONLY | O_CREAT | O_TRUNC,
					 0666);
	error = posix_spawnp(&pid, ld, &actions, NULL, argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	if (error)
		errx(1, "%s: %s", ld, strerror(error));
	if (wait4(pid, &status, 0, &usage) != pid)
		err(1, "wait4");
	if (!WIFEXITED(status))
		errx(1, "%s died of signal %d in %s", ld, WTERMSIG(status), dir);
	*seconds = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec +
		   (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
	return WEXITSTATUS(status);
}

/* The file dir/name, mapped; its size. */
static const u8 *map_file(const char *dir, const char *name, size_t *size)
{
	char path[4096];
	struct stat st;
	void *p = NULL;
	int fd;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	fd = open(path, O_RDONLY);
	if (fd < 0 || fstat(fd, &st))
		err(1, "%s", path);
	*size = st.st_size;
	if (st.st_size)
		p = mmap(NULL, st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (p == MAP_FAILED)
		err(1, "%s", path);
	close(fd);
	return p;
}

/* Section i of the linked file against what the core has in memory. */
static bool compare_section(const struct load_info *info, unsigned int i, const Elf64_Shdr *linked,
			    const u8 *bytes, struct ld_verdict *v)
{
	const struct load_section *ours = &info->sections[i];
	u64 size = info->sechdrs[i].sh_size;

	if (linked->sh_addr != ours->addr || linked->sh_size != size) {
		snprintf(v->difference, sizeof(v->difference),
			 "%s: ld has %llu bytes at %#llx, the core %llu at %#llx",
			 section_name(info, i), (unsigned long long)linked->sh_size,
			 (unsigned long long)linked->sh_addr, (unsigned long long)size,
			 (unsigned long long)ours->addr);
		return false;
	}
	for (u64 at = 0; at < size; at++) {
		u8 theirs = linked->sh_type == SHT_NOBITS ? 0 : bytes[linked->sh_offset + at];

		if (theirs == ours->mem[at])
			continue;
		snprintf(v->difference, sizeof(v->difference),
			 "%s+%#llx: ld has %02x, the core %02x", section_name(info, i),
			 (unsigned long long)at, theirs, ours->mem[at]);
		return false;
	}
	return true;
}

/* Every loaded section that has bytes must be in the linked file, and be equal. */
static bool compare(const struct load_info *info, const u8 *file, struct ld_verdict *v)
{
	const Elf64_Ehdr *hdr = (const Elf64_Ehdr *)file;
	const Elf64_Shdr *sec = (const Elf64_Shdr *)(file + hdr->e_shoff);
	const char *names = (const char *)file + sec[hdr->e_shstrndx].sh_offset;
	const Elf64_Shdr **linked = calloc(info->hdr->e_shnum, sizeof(*linked));
	bool same = true;

	if (!linked)
		err(1, "no memory");
	for (unsigned int i = 1; i < hdr->e_shnum; i++) {
		unsigned long number = strtoul(names + sec[i].sh_name + 1, NULL, 10);

		if (names[sec[i].sh_name] == 's' && number && number < info->hdr->e_shnum)
			linked[number] = &sec[i];
	}
	for (unsigned int i = 1; i < info->hdr->e_shnum && same; i++) {
		if (!section_is_loaded(info, i) || !info->sechdrs[i].sh_size)
			continue;
		if (linked[i]) {
			same = compare_section(info, i, linked[i], file, v);
			continue;
		}
		snprintf(v->difference, sizeof(v->difference), "%s: ld has no such section",
			 section_name(info, i));
		same = false;
	}
	free(linked);
	return same;
}

static void first_message(const char *dir, struct ld_verdict *v)
{
	size_t size;
	const char *text = (const char *)map_file(dir, "messages", &size);

	if (!text)
		return;
	snprintf(v->difference, sizeof(v->difference), "%.*s", (int)size, text);
	v->difference[strcspn(v->difference, "\n")] = '\0';
	munmap((void *)text, size);
}

void ld_ask(const struct bare_load *load, const char *ld, const char *dir, struct ld_verdict *v)
{
	const struct load_info *info = &load->info;
	const u8 *file;
	size_t size;

	memset(v, 0, sizeof(*v));
	write_object(info, dir);
	write_script(info, dir);
	v->linked = !run_ld(ld, dir, &v->seconds);
	if (!v->linked) {
		first_message(dir, v);
		return;
	}
	file = map_file(dir, "linked", &size);
	v->agrees = compare(info, file, v);
	munmap((void *)file, size);
}

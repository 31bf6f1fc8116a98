// SPDX-License-Identifier: MIT
/*
 * mutated_modules SEED COUNT FILE [ARGUMENTS]: COUNT damaged copies of the module, one after the
 * other, go to init_module(2); those that get in are removed again at once. It leaves
 * /proc/sys/kernel/module_init at 0, since nobody knows what their code would do.
 *
 * Then there must be as many objects in every cache of the kernel as before, and the lists of
 * modules and of symbols must be what they were. Prints how the loads ended. What became of copy N
 * depends on SEED and N alone: a failure can be had again.
 */
#include <dirent.h>
#include <elf.h>

#include "../../host/elf_damage.h"
#include "modules.h"

#define MAX_ERRNO 134

static unsigned long outcome[MAX_ERRNO];

/* A file of /proc, as a string; its memory is kept for the next time. */
static char *proc_text(const char *path, char **buf, size_t *size)
{
	FILE *file = fopen(path, "r");
	ssize_t len;

	CHECK(file);
	len = getdelim(buf, size, '\0', file);
	CHECK(len >= 0 || feof(file));
	fclose(file);
	if (len < 0) {
		CHECK(*buf || (*buf = malloc(*size = 1)));
		(*buf)[0] = '\0';
	}
	return *buf;
}

/* FNV-1a of a file of /proc. */
static unsigned long hash_of(const char *path)
{
	FILE *file = fopen(path, "r");
	unsigned long hash = 0xcbf29ce484222325;
	int c;

	CHECK(file);
	while ((c = getc(file)) != EOF)
		hash = (hash ^ c) * 0x100000001b3;
	fclose(file);
	return hash;
}

static unsigned int count_entries(const char *path)
{
	DIR *dir = opendir(path);
	unsigned int n = 0;

	CHECK(dir);
	while (readdir(dir))
		n++;
	closedir(dir);
	return n;
}

/* ---- Damage ---- */

static void flip_bits(uint8_t *data, size_t len)
{
	unsigned int n = 1 + elf_damage_pick(8);

	while (n--)
		data[elf_damage_pick(len)] ^= 1 << elf_damage_pick(8);
}

/* A byte, or an aligned word of 2, 4 or 8 bytes, gets a value at some boundary. */
static void set_boundary_value(uint8_t *data, size_t len)
{
	static const uint64_t values[] = {
		0,
		1,
		0x7f,
		0x80,
		0xff,
		0x7fff,
		0x8000,
		0xffff,
		0x7fffffff,
		0x80000000,
		0xffffffff,
		0x7fffffffffffffff,
		0x8000000000000000,
		0xffffffffffffffff,
	};
	size_t width = 1 << elf_damage_pick(4);
	uint64_t value = values[elf_damage_pick(sizeof(values) / sizeof(values[0]))];

	memcpy(data + elf_damage_pick(len / width) * width, &value, width);
}

/* Two section headers change places, or the bytes of two sections do as far as both go. */
static void swap_sections(uint8_t *data)
{
	const Elf64_Ehdr *hdr = (const void *)data;
	Elf64_Shdr *sec = (void *)(data + hdr->e_shoff);
	Elf64_Shdr *a = &sec[1 + elf_damage_pick(hdr->e_shnum - 1)];
	Elf64_Shdr *b = &sec[1 + elf_damage_pick(hdr->e_shnum - 1)];
	Elf64_Shdr tmp = *a;
	size_t i, len = a->sh_size < b->sh_size ? a->sh_size : b->sh_size;

	if (elf_damage_pick(2)) {
		*a = *b;
		*b = tmp;
		return;
	}
	if (a->sh_type == SHT_NOBITS || b->sh_type == SHT_NOBITS)
		return;
	for (i = 0; i < len; i++) {
		uint8_t byte = data[a->sh_offset + i];

		data[a->sh_offset + i] = data[b->sh_offset + i];
		data[b->sh_offset + i] = byte;
	}
}

/* Damages the copy; returns how much of it is left. */
static size_t mutate(uint8_t *data, size_t len)
{
	unsigned int n;

	switch (elf_damage_pick(10)) {
	case 0:
		flip_bits(data, len);
		return len;
	case 1:
		set_boundary_value(data, len);
		return len;
	case 2:
		swap_sections(data);
		return len;
	case 3:
		return elf_damage_pick(len);
	default:
		for (n = 1 + elf_damage_pick(3); n > 0; n--)
			elf_damage(data, len);
		return len;
	}
}

/* ---- One load ---- */

/* Reads each file of the directory, if that is there; whatever the kernel says is fine. */
static void read_all(const char *format, const char *name)
{
	char path[600], text[4096];
	struct dirent *entry;
	DIR *dir;
	int fd;

	snprintf(path, sizeof(path), format, name);
	dir = opendir(path);
	while (dir && (entry = readdir(dir))) {
		fd = openat(dirfd(dir), entry->d_name, O_RDONLY);
		if (fd >= 0 && read(fd, text, sizeof(text)) < 0)
			CHECK(errno == EISDIR || errno == EPERM || errno == EINVAL);
		close(fd);
	}
	if (dir)
		closedir(dir);
}

/*
 * What gets in shows its parameters and notes, which are the damaged tables, and must get out. It
 * may have another name than before.
 */
static void remove_it(unsigned long n, const char *others)
{
	static char *buf;
	static size_t size;
	char name[64];

	CHECK(sscanf(proc_text("/proc/modules", &buf, &size), "%63s", name) == 1);
	read_all("/sys/module/%s/parameters", name);
	read_all("/sys/module/%s/notes", name);
	if (delete_module(name, O_NONBLOCK) ||
	    strcmp(proc_text("/proc/modules", &buf, &size), others)) {
		printf("copy %lu: '%s' does not go (errno %d):\n%s", n, name, errno, buf);
		exit(1);
	}
}

static void try_copy(unsigned long n, const uint8_t *data, size_t len, const char *args,
		     const char *others)
{
	long ret = init_module(data, len, args);

	if (ret == 0) {
		outcome[0]++;
		remove_it(n, others);
		return;
	}
	CHECK(ret == -1 && errno > 0 && errno < MAX_ERRNO);
	outcome[errno]++;
}

/* args may be NULL. */
static void try_copies(unsigned long seed, unsigned long count, const char *path, const char *args,
		       const char *others)
{
	size_t len;
	char *image = read_file(path, &len);
	uint8_t *copy = malloc(len);
	unsigned long n;

	CHECK(copy);
	for (n = 0; n < count; n++) {
		elf_damage_seed(seed * 1000003 + n);
		memcpy(copy, image, len);
		try_copy(n, copy, mutate(copy, len), args ? args : "", others);
	}
}

static void print_outcome(void)
{
	int i;

	printf("loaded and removed %lu\n", outcome[0]);
	for (i = 1; i < MAX_ERRNO; i++)
		if (outcome[i])
			printf("%s %lu\n", strerror(i), outcome[i]);
	fflush(stdout);
}

/* ---- Before and after ---- */

struct view {
	char *modules, *slabs;
	unsigned long symbols;
	unsigned int dirs;
};

/* Waits until no object is left that the kernel is only to free when it gets round to it. */
static void settle(void)
{
	int fd = open("/proc/sys/vm/drop_caches", O_WRONLY);

	CHECK(fd >= 0 && write(fd, "3\n", 2) == 2);
	close(fd);
}

static struct view look(void)
{
	struct view v = {0};
	size_t size = 0;

	settle();
	v.dirs = count_entries("/sys/module");
	v.symbols = hash_of("/proc/kallsyms");
	proc_text("/proc/modules", &v.modules, &size);
	size = 0;
	proc_text("/proc/slabinfo", &v.slabs, &size);
	return v;
}

/* Prints each cache that has more objects than before; what it has fewer of was not lost. */
static int count_losses(const char *before, const char *after)
{
	int losses = 0;

	while (*before && *after) {
		char name[64], other[64];
		unsigned long was, is;

		if (sscanf(before, "%63s %lu", name, &was) == 2 &&
		    sscanf(after, "%63s %lu", other, &is) == 2) {
			CHECK(!strcmp(name, other));
			if (is > was) {
				printf("%s: %lu objects more, %lu in all\n", name, is - was, is);
				losses++;
			}
		}
		before = strchr(before, '\n') + 1;
		after = strchr(after, '\n') + 1;
	}
	CHECK(!*before && !*after);
	return losses;
}

int main(int argc, char **argv)
{
	struct view before, after;
	unsigned long seed, count;
	int status;

	CHECK(argc == 4 || argc == 5);
	seed = strtoul(argv[1], NULL, 0);
	count = strtoul(argv[2], NULL, 0);
	printf("%s: %lu copies, seed %lu\n", argv[3], count, seed);
	fflush(stdout);

	before = look();
	/* The caches that the kernel keeps for the next time get full; then it counts. */
	IN_CHILD(status, try_copies(seed, 100, argv[3], argv[4], before.modules));
	CHECK(status == 0);
	before = look();
	IN_CHILD(status, try_copies(seed, count, argv[3], argv[4], before.modules);
		 print_outcome());
	CHECK(status == 0);
	after = look();

	CHECK(before.dirs == after.dirs);
	CHECK(before.symbols == after.symbols);
	CHECK(!strcmp(before.modules, after.modules));
	return count_losses(before.slabs, after.slabs) != 0;
}

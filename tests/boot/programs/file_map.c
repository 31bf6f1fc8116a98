// SPDX-License-Identifier: MIT
/* What programs see of a driver's memory: the devices of file_map.ko, which is loaded. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdbool.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>

#include "check.h"
#include "file_map.h"

#define PAGE 4096
#define SIZE (FILE_MAP_PAGES * PAGE)

static int open_device(const char *name)
{
	char path[64];
	int fd;

	snprintf(path, sizeof(path), "/dev/file_map/%s", name);
	fd = open(path, O_RDWR);
	CHECK(fd >= 0);
	return fd;
}

static volatile char *map(int fd, size_t size, int prot, int flags, off_t offset)
{
	char *at = mmap(NULL, size, prot, flags, fd, offset);

	CHECK(at != MAP_FAILED);
	return at;
}

static struct file_map_counts get_counts(int fd)
{
	struct file_map_counts counts;

	CHECK(ioctl(fd, FILE_MAP_COUNTS, &counts) == 0);
	return counts;
}

static sigjmp_buf after_signal;

static void on_signal(int sig)
{
	siglongjmp(after_signal, sig);
}

/* Touches it: 0, or the signal that it gives. */
static int touch(volatile char *at, bool write)
{
	int sig = sigsetjmp(after_signal, 1);

	if (sig)
		return sig;
	if (write)
		*at = 77;
	else
		(void)*at;
	return 0;
}

/* Both sides see what the other writes, in this process and in a child, wherever it is moved. */
static void check_shared(const char *kind, int fd, int pages)
{
	volatile char *at = map(fd, pages * PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, 0), *moved;
	int status;

	for (int i = 0; i < pages; i++)
		CHECK(at[i * PAGE] == i + 1 && at[i * PAGE + PAGE - 1] == i + 1);
	at[5] = 99;
	CHECK(ioctl(fd, FILE_MAP_PEEK, 5) == 99);
	/* The entries of a mapping that is all there are copied; the rest fault again. */
	if (strcmp(kind, "pfn_fault")) {
		IN_CHILD(status, {
			CHECK(at[5] == 99);
			at[6] = 98;
		});
		CHECK(status == 0 && at[6] == 98 && ioctl(fd, FILE_MAP_PEEK, 6) == 98);
	} else {
		IN_CHILD(status, {
			signal(SIGSEGV, SIG_DFL);
			at[6] = 98; /* VM_DONTCOPY: the child has no such mapping */
		});
		CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV);
	}
	/* Moved, it is the same memory; from the second page on, too. */
	moved = mremap((char *)at, pages * PAGE, pages * PAGE, MREMAP_MAYMOVE | MREMAP_FIXED,
		       (char *)0x700000000000);
	CHECK(moved == (char *)0x700000000000 && moved[5] == 99 && moved[PAGE] == 2);
	CHECK(munmap((char *)moved, PAGE) == 0 && moved[PAGE] == 2);
	CHECK(munmap((char *)moved + PAGE, (pages - 1) * PAGE) == 0);
	at = map(fd, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, 0);
	at[5] = at[6] = 1;
	CHECK(munmap((char *)at, PAGE) == 0);
}

/* A file descriptor that is closed leaves the mapping, which keeps the module. */
static void check_module_stays(const char *kind)
{
	int fd = open_device(kind);
	volatile char *at = map(fd, PAGE, PROT_READ, MAP_SHARED, 0);

	close(fd);
	CHECK_FAILS(syscall(SYS_delete_module, "file_map", O_NONBLOCK), EAGAIN);
	CHECK(at[0] == 1);
	munmap((char *)at, PAGE);
}

static void check_remapped(const char *kind)
{
	int fd = open_device(kind);
	struct file_map_counts before = get_counts(fd), after;
	volatile char *at;

	check_shared(kind, fd, FILE_MAP_PAGES);
	at = map(fd, PAGE, PROT_READ, MAP_SHARED, 2 * PAGE);
	CHECK(at[0] == 3 && touch(at, true) == SIGSEGV);
	CHECK_FAILS(mremap((char *)at, PAGE, 2 * PAGE, MREMAP_MAYMOVE), EFAULT);
	munmap((char *)at, PAGE);
	CHECK(mmap(NULL, SIZE + PAGE, PROT_READ, MAP_SHARED, fd, 0) == MAP_FAILED);
	CHECK(errno == EINVAL);
	/* A private mapping: what is written is the program's own. */
	if (strcmp(kind, "iomap")) {
		at = map(fd, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE, 0);
		at[0] = 50;
		CHECK(at[0] == 50 && at[1] == 1 && ioctl(fd, FILE_MAP_PEEK, 0) == 1);
		munmap((char *)at, PAGE);
	}
	after = get_counts(fd);
	/* What mmap(2) makes is not told, what is copied, split or moved is. */
	if (strcmp(kind, "iomap"))
		CHECK(after.close - before.close > after.open - before.open);
	close(fd);
	check_module_stays(kind);
}

static void check_inserted(const char *kind)
{
	int fd = open_device(kind);

	check_shared(kind, fd, FILE_MAP_PAGES);
	CHECK(mmap(NULL, SIZE + PAGE, PROT_READ, MAP_SHARED, fd, 0) == MAP_FAILED);
	close(fd);
	check_module_stays(kind);
}

static void check_faults(void)
{
	int fd = open_device("fault"), status;
	struct file_map_counts before = get_counts(fd), after;
	volatile char *at = map(fd, SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, 0);

	CHECK(get_counts(fd).fault == before.fault);
	CHECK(at[0] == 1 && at[1] == 1 && get_counts(fd).fault == before.fault + 1);
	CHECK(at[2 * PAGE] == 3 && get_counts(fd).fault == before.fault + 2);
	CHECK(touch(at + 3 * PAGE, false) == SIGBUS);
	/* From a system call a fault that fails is EFAULT. */
	CHECK_FAILS(read(open("/dev/zero", O_RDONLY), (char *)at + 3 * PAGE, 1), EFAULT);
	/* Taken away, it is asked for again. */
	before = get_counts(fd);
	CHECK(ioctl(fd, FILE_MAP_UNMAP) == 0);
	CHECK(at[0] == 1 && get_counts(fd).fault == before.fault + 1);
	IN_CHILD(status, { CHECK(at[0] == 1 && at[PAGE] == 2); });
	after = get_counts(fd);
	CHECK(status == 0 && after.open == before.open + 1 && after.close == before.close + 1);
	/* A hole in the middle makes two of it. */
	before = get_counts(fd);
	CHECK(munmap((char *)at + PAGE, PAGE) == 0);
	after = get_counts(fd);
	CHECK(after.open - before.open == 2 && after.close - before.close == 1);
	CHECK(munmap((char *)at, SIZE) == 0);
	CHECK(get_counts(fd).close == after.close + 2);
	close(fd);
	fd = open_device("fault");
	check_shared("fault", fd, FILE_MAP_PAGES - 1);
	/* A private copy: read first, then written. */
	at = map(fd, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE, PAGE);
	CHECK(at[0] == 2);
	at[0] = 50;
	CHECK(at[0] == 50 && ioctl(fd, FILE_MAP_PEEK, PAGE) == 2);
	munmap((char *)at, PAGE);
	close(fd);
	check_module_stays("fault");
}

/* Each page's first write is told, and may be refused. */
static void check_mkwrite(void)
{
	int fd = open_device("mkwrite");
	struct file_map_counts before = get_counts(fd);
	volatile char *at = map(fd, SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, 0);

	CHECK(at[0] == 1 && at[PAGE] == 2 && get_counts(fd).mkwrite == before.mkwrite);
	at[0] = at[1] = 1;
	CHECK(get_counts(fd).mkwrite == before.mkwrite + 1);
	CHECK(touch(at + PAGE, true) == SIGBUS && at[PAGE] == 2);
	at[2 * PAGE] = 3; /* not read before */
	CHECK(get_counts(fd).mkwrite == before.mkwrite + 3);
	munmap((char *)at, SIZE);
	close(fd);
}

static void check_pfn_faults(void)
{
	int fd = open_device("pfn_fault");
	volatile char *at;

	check_shared("pfn_fault", fd, FILE_MAP_PAGES);
	at = map(fd, SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, 3 * PAGE);
	CHECK(at[0] == 4 && touch(at + PAGE, false) == SIGBUS);
	munmap((char *)at, SIZE);
	close(fd);
}

int main(void)
{
	static const char *const remapped[] = {"kmalloc", "pages", "iomap"};
	static const char *const inserted[] = {"insert", "map_pages", "vmalloc"};

	signal(SIGBUS, on_signal);
	signal(SIGSEGV, on_signal);
	for (int i = 0; i < 3; i++)
		check_remapped(remapped[i]);
	for (int i = 0; i < 3; i++)
		check_inserted(inserted[i]);
	check_faults();
	check_mkwrite();
	check_pfn_faults();
	return 0;
}

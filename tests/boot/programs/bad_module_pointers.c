// SPDX-License-Identifier: MIT
/*
 * bad_module_pointers FILE: the three system calls with pointers that point nowhere, into the
 * kernel, and into memory that ends too early; descriptors and flags that are none. Each is
 * refused with the errno of init_module(2) and delete_module(2); the module of FILE, given
 * right, still loads.
 */
#include <sys/mman.h>

#include "modules.h"

static const unsigned long bad_addresses[] = {
	0,
	1,
	0x00007ffffffff000, /* the first that is not the user's */
	0x0000800000000000, /* no canonical address */
	0xffff888000000000, /* the kernel's map of all memory */
	0xffffffff80100000, /* its text */
	0xffffffffc0000000, /* its modules */
	0xfffffffffffff000, /* the top */
};

#define NUM_BAD (sizeof(bad_addresses) / sizeof(bad_addresses[0]))

static void check_init_module(const char *image, size_t len)
{
	size_t i;
	char *pages;

	for (i = 0; i < NUM_BAD; i++) {
		CHECK_FAILS(init_module((void *)bad_addresses[i], len, ""), EFAULT);
		CHECK_FAILS(init_module(image, len, (void *)bad_addresses[i]), EFAULT);
	}
	/* An image whose last page is missing. */
	pages = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	CHECK(pages != MAP_FAILED);
	memcpy(pages, image, 4096);
	CHECK(munmap(pages + 4096, 4096) == 0);
	CHECK_FAILS(init_module(pages, len, ""), EFAULT);
	/* Parameters without an end, up to memory that isn't there. */
	memset(pages, 'x', 4096);
	CHECK_FAILS(init_module(image, len, pages), EFAULT);
	CHECK_FAILS(init_module(image, 0, ""), ENOEXEC);
}

static void check_finit_module(const char *path)
{
	int fd = open(path, O_RDONLY), pipes[2], directory = open("/", O_RDONLY), writable;
	size_t i;

	CHECK(fd >= 0 && directory >= 0);
	for (i = 0; i < NUM_BAD; i++)
		CHECK_FAILS(finit_module(fd, (void *)bad_addresses[i], 0), EFAULT);
	CHECK_FAILS(finit_module(-1, "", 0), EBADF);
	CHECK_FAILS(finit_module(1000, "", 0), EBADF);
	CHECK_FAILS(finit_module(fd, "", 1 << 20), EINVAL);
	CHECK_FAILS(finit_module(directory, "", 0), EINVAL);
	CHECK(pipe(pipes) == 0);
	CHECK_FAILS(finit_module(pipes[0], "", 0), EINVAL);
	writable = open("/tmp/writable.ko", O_RDWR | O_CREAT | O_TRUNC, 0600);
	CHECK(writable >= 0 && write(writable, "x", 1) == 1);
	CHECK_FAILS(finit_module(writable, "", 0), ETXTBSY);
	close(writable);
	writable = open("/tmp/writable.ko", O_WRONLY);
	CHECK(writable >= 0);
	CHECK_FAILS(finit_module(writable, "", 0), EBADF);
	CHECK(unlink("/tmp/writable.ko") == 0);
}

static void check_delete_module(void)
{
	char name[4096];
	size_t i;

	for (i = 0; i < NUM_BAD; i++)
		CHECK_FAILS(delete_module((void *)bad_addresses[i], O_NONBLOCK), EFAULT);
	CHECK_FAILS(delete_module("hello", O_NONBLOCK), ENOENT);
	CHECK_FAILS(delete_module("", O_NONBLOCK), ENOENT);
	memset(name, 'a', sizeof(name));
	name[sizeof(name) - 1] = '\0';
	CHECK_FAILS(delete_module(name, O_NONBLOCK), ENOENT);
}

static void check_not_root(const char *image, size_t len, const char *path)
{
	int status;

	IN_CHILD(status, {
		int fd = open(path, O_RDONLY);

		CHECK(fd >= 0 && setuid(1000) == 0);
		CHECK_FAILS(init_module(image, len, ""), EPERM);
		CHECK_FAILS(finit_module(fd, "", 0), EPERM);
		CHECK_FAILS(delete_module("hello", O_NONBLOCK), EPERM);
	});
	CHECK(status == 0);
}

int main(int argc, char **argv)
{
	size_t len;
	char *image;

	CHECK(argc == 2);
	image = read_file(argv[1], &len);
	check_init_module(image, len);
	check_finit_module(argv[1]);
	check_delete_module();
	check_not_root(image, len, argv[1]);
	CHECK(init_module(image, len, "") == 0);
	CHECK_FAILS(init_module(image, len, ""), EEXIST);
	CHECK(delete_module("hello", O_NONBLOCK) == 0);
	return 0;
}

/* SPDX-License-Identifier: MIT */
/* The three system calls of modules, which C libraries leave to their users, and whole files. */
#ifndef TESTS_MODULES_H
#define TESTS_MODULES_H

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "check.h"

static inline long init_module(const void *image, unsigned long len, const char *args)
{
	return syscall(SYS_init_module, image, len, args);
}

static inline long finit_module(int fd, const char *args, int flags)
{
	return syscall(SYS_finit_module, fd, args, flags);
}

static inline long delete_module(const char *name, unsigned int flags)
{
	return syscall(SYS_delete_module, name, flags);
}

/* The file's bytes, for ever, and its length. */
static inline char *read_file(const char *path, size_t *len)
{
	int fd = open(path, O_RDONLY);
	struct stat st;
	size_t done = 0;
	char *bytes;

	CHECK(fd >= 0 && fstat(fd, &st) == 0);
	bytes = malloc(st.st_size);
	CHECK(bytes != NULL);
	while (done < (size_t)st.st_size) {
		ssize_t n = read(fd, bytes + done, st.st_size - done);

		CHECK(n > 0);
		done += n;
	}
	close(fd);
	*len = done;
	return bytes;
}

#endif

// SPDX-License-Identifier: MIT
/*
 * The tree of mounts: mount(2) and umount2(2) with a tmpfs: limits, read-only, bind, move, lazy
 * unmounting, and what keeps a mount busy.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statfs.h>

#include "check.h"

static void check_limits(void)
{
	static char block[4096];
	struct statfs sf;
	char *map;
	int fd, i, status;

	CHECK_FAILS(mount("x", "a", "nosuchfs", 0, NULL), ENODEV);
	CHECK_FAILS(mount("x", "a", "tmpfs", 0, "bogus=1"), EINVAL);
	CHECK(mount("x", "a", "tmpfs", 0, "size=16k,nr_inodes=3,mode=700") == 0);
	CHECK(statfs("a", &sf) == 0 && sf.f_blocks == 4 && sf.f_files == 3);
	fd = open("a/f", O_RDWR | O_CREAT, 0600);
	CHECK(fd >= 0);
	for (i = 0; i < 4; i++)
		CHECK(write(fd, block, sizeof(block)) == sizeof(block));
	CHECK_FAILS(write(fd, block, 1), ENOSPC);
	/* The same limit for a mapping, which hears of it by a signal. */
	CHECK(ftruncate(fd, 5 * 4096) == 0);
	map = mmap(NULL, 5 * 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	CHECK(map != MAP_FAILED);
	IN_CHILD(status, map[4 * 4096] = 1);
	CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGBUS);
	CHECK(munmap(map, 5 * 4096) == 0);
	CHECK(mkdir("a/d", 0755) == 0);
	CHECK_FAILS(mkdir("a/e", 0755), ENOSPC);
	CHECK_FAILS(umount("a"), EBUSY);
	CHECK_FAILS(mount(NULL, "a", NULL, MS_REMOUNT | MS_RDONLY, NULL), EBUSY);
	CHECK(ftruncate(fd, 0) == 0 && close(fd) == 0);
	CHECK(mount(NULL, "a", NULL, MS_REMOUNT | MS_RDONLY, NULL) == 0);
	CHECK_FAILS(open("a/f", O_RDWR), EROFS);
	CHECK_FAILS(open("a/new", O_RDWR | O_CREAT, 0600), EROFS);
	CHECK_FAILS(unlink("a/f"), EROFS);
	CHECK_FAILS(rmdir("a"), EBUSY);
	CHECK(umount("a") == 0);
	CHECK_FAILS(umount("a"), EINVAL);
}

static void check_tree(void)
{
	struct stat here, there;
	int fd;

	CHECK(mount("x", "a", "tmpfs", 0, NULL) == 0 && mkdir("a/in", 0755) == 0);
	CHECK(mount("y", "a/in", "tmpfs", 0, NULL) == 0 && mkdir("a/in/deep", 0755) == 0);
	CHECK(stat("a/..", &here) == 0 && stat(".", &there) == 0 && here.st_ino == there.st_ino);
	CHECK_FAILS(link("a/in/deep", "deep"), EXDEV);
	CHECK_FAILS(rename("a/in/deep", "deep"), EXDEV);
	CHECK_FAILS(umount("a"), EBUSY);

	CHECK(mount("a", "b", NULL, MS_BIND, NULL) == 0);
	CHECK_FAILS(stat("b/in/deep", &here), ENOENT);
	CHECK(umount("b") == 0);
	CHECK(mount("a", "b", NULL, MS_BIND | MS_REC, NULL) == 0 && stat("b/in/deep", &here) == 0);
	CHECK(umount2("b", MNT_DETACH) == 0 && stat("a/in/deep", &here) == 0);

	CHECK_FAILS(mount("a", "a/in/deep", NULL, MS_MOVE, NULL), ELOOP);
	CHECK(mount("a", "b", NULL, MS_MOVE, NULL) == 0 && stat("b/in/deep", &here) == 0);
	CHECK_FAILS(stat("a/in", &here), ENOENT);
	/* One over the other: the lower is there again afterwards. */
	CHECK(mount("z", "b", "tmpfs", 0, NULL) == 0);
	CHECK_FAILS(stat("b/in", &here), ENOENT);
	CHECK(umount("b") == 0 && stat("b/in/deep", &here) == 0);

	fd = open("b/in/deep", O_RDONLY);
	CHECK(fd >= 0 && umount2("b", MNT_DETACH) == 0);
	CHECK_FAILS(stat("b/in", &here), ENOENT);
	CHECK(mkdirat(fd, "alive", 0755) == 0 && fstatat(fd, "alive", &here, 0) == 0);
	close(fd);
}

int main(void)
{
	CHECK(mkdir("/tmp/mounts", 0755) == 0 && chdir("/tmp/mounts") == 0);
	CHECK(mkdir("a", 0755) == 0 && mkdir("b", 0755) == 0);
	check_limits();
	check_tree();
	CHECK(rmdir("a") == 0 && rmdir("b") == 0);
	CHECK(chdir("/") == 0 && rmdir("/tmp/mounts") == 0);
	return 0;
}

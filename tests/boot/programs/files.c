// SPDX-License-Identifier: MIT
/*
 * Files: what open, read, write, seek, link, rename and the rest promise, in a folder of their
 * own under /tmp.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>

#include "check.h"

static void check_open(void)
{
	int fd = open("new", O_RDWR | O_CREAT | O_EXCL, 0640);
	struct stat st;

	CHECK(fd >= 0);
	CHECK_FAILS(open("new", O_RDWR | O_CREAT | O_EXCL, 0640), EEXIST);
	CHECK_FAILS(open("nosuch", O_RDONLY), ENOENT);
	CHECK_FAILS(open("new/below", O_RDONLY), ENOTDIR);
	CHECK_FAILS(open("/tmp", O_WRONLY), EISDIR);
	CHECK_FAILS(open("new", O_RDONLY | O_DIRECTORY), ENOTDIR);
	CHECK_FAILS(open((void *)1, O_RDONLY), EFAULT);
	CHECK_FAILS(open("", O_RDONLY), ENOENT);
	CHECK(fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && (st.st_mode & 0777) == 0640);
	CHECK(st.st_nlink == 1 && st.st_size == 0 && st.st_uid == 0);
	close(fd);
	CHECK(unlink("new") == 0);
	CHECK_FAILS(unlink("new"), ENOENT);
}

static void check_read_and_write(void)
{
	char buf[64];
	struct iovec parts[2] = {{"ab", 2}, {"cde", 3}};
	int fd = open("f", O_RDWR | O_CREAT, 0600), again;
	struct stat st;

	CHECK(fd >= 0 && writev(fd, parts, 2) == 5);
	CHECK(pread(fd, buf, 10, 1) == 4 && memcmp(buf, "bcde", 4) == 0);
	CHECK(read(fd, buf, 10) == 0);
	/* A hole reads as zeroes. */
	CHECK(lseek(fd, 10000, SEEK_SET) == 10000 && write(fd, "end", 3) == 3);
	CHECK(fstat(fd, &st) == 0 && st.st_size == 10003);
	CHECK(pread(fd, buf, 4, 9998) == 4 && memcmp(buf, "\0\0en", 4) == 0);
	CHECK(lseek(fd, -3, SEEK_END) == 10000);
	CHECK_FAILS(lseek(fd, -1, SEEK_SET), EINVAL);
	CHECK(ftruncate(fd, 3) == 0 && pread(fd, buf, 10, 0) == 3);
	CHECK(ftruncate(fd, 6) == 0 && pread(fd, buf, 10, 0) == 6);
	CHECK(memcmp(buf, "abc\0\0\0", 6) == 0);
	again = open("f", O_WRONLY | O_APPEND);
	CHECK(again >= 0 && write(again, "Z", 1) == 1 && lseek(again, 0, SEEK_CUR) == 7);
	CHECK_FAILS(read(again, buf, 1), EBADF);
	CHECK_FAILS(write(fd, (void *)0xffff888000000000, 1), EFAULT);
	CHECK_FAILS(pread(fd, (void *)0xffff888000000000, 1, 0), EFAULT);
	close(again);
	/* An unlinked file lives as long as it is open. */
	CHECK(unlink("f") == 0 && pread(fd, buf, 10, 0) == 7);
	CHECK(fstat(fd, &st) == 0 && st.st_nlink == 0);
	close(fd);
}

static void check_names(void)
{
	char target[PATH_MAX], long_name[NAME_MAX + 2];
	struct stat st, other;
	int fd = creat("one", 0600);

	CHECK(fd >= 0 && close(fd) == 0);
	CHECK(link("one", "two") == 0 && stat("two", &st) == 0 && st.st_nlink == 2);
	CHECK_FAILS(link("one", "two"), EEXIST);
	CHECK(symlink("two", "soft") == 0 && lstat("soft", &st) == 0 && S_ISLNK(st.st_mode));
	CHECK(readlink("soft", target, sizeof(target)) == 3 && memcmp(target, "two", 3) == 0);
	CHECK(stat("soft", &st) == 0 && stat("one", &other) == 0 && st.st_ino == other.st_ino);
	CHECK(symlink("loop", "loop") == 0);
	CHECK_FAILS(open("loop", O_RDONLY), ELOOP);
	CHECK_FAILS(open("soft", O_RDONLY | O_NOFOLLOW), ELOOP);

	CHECK(rename("one", "three") == 0);
	CHECK_FAILS(stat("one", &st), ENOENT);
	CHECK_FAILS(rename("one", "four"), ENOENT);
	CHECK(mkdir("dir", 0755) == 0 && mkdir("dir/in", 0755) == 0);
	CHECK_FAILS(mkdir("dir", 0755), EEXIST);
	CHECK_FAILS(rmdir("dir"), ENOTEMPTY);
	CHECK_FAILS(rename("dir", "dir/in/deeper"), EINVAL);
	CHECK_FAILS(unlink("dir"), EISDIR);
	CHECK_FAILS(rmdir("three"), ENOTDIR);
	CHECK(rename("three", "dir/three") == 0 && unlink("dir/three") == 0);
	CHECK(rename("dir", "folder") == 0 && rmdir("folder/in") == 0 && rmdir("folder") == 0);
	memset(long_name, 'x', sizeof(long_name) - 1);
	long_name[sizeof(long_name) - 1] = '\0';
	CHECK_FAILS(creat(long_name, 0600), ENAMETOOLONG);
	CHECK(unlink("two") == 0 && unlink("soft") == 0 && unlink("loop") == 0);
}

static void check_directories(void)
{
	char name[32], cwd[PATH_MAX];
	struct dirent *entry;
	int i, seen = 0;
	DIR *dir;

	CHECK(mkdir("many", 0755) == 0 && chdir("many") == 0);
	CHECK(getcwd(cwd, sizeof(cwd)) && strcmp(cwd, "/tmp/files/many") == 0);
	CHECK_FAILS(syscall(SYS_getcwd, cwd, 3), ERANGE);
	for (i = 0; i < 1000; i++) {
		snprintf(name, sizeof(name), "entry-%d", i);
		CHECK(close(creat(name, 0600)) == 0);
	}
	dir = opendir(".");
	CHECK(dir != NULL);
	while ((entry = readdir(dir)) != NULL)
		seen++;
	CHECK(seen == 1002);
	/* Removed while being read. */
	rewinddir(dir);
	while ((entry = readdir(dir)) != NULL) {
		if (entry->d_name[0] != '.')
			CHECK(entry->d_type == DT_REG && unlink(entry->d_name) == 0);
	}
	closedir(dir);
	CHECK(chdir("..") == 0 && rmdir("many") == 0);
}

static void check_permissions(void)
{
	int status, fd = creat("secret", 0600);

	CHECK(fd >= 0 && close(fd) == 0);
	IN_CHILD(status, {
		CHECK(setgid(1000) == 0 && setuid(1000) == 0);
		CHECK_FAILS(open("secret", O_RDONLY), EACCES);
		CHECK_FAILS(unlink("secret"), EACCES);
		CHECK_FAILS(creat("mine", 0600), EACCES);
		CHECK_FAILS(chmod("secret", 0666), EPERM);
		CHECK_FAILS(setuid(0), EPERM);
		CHECK(access("/etc/passwd", R_OK) == 0);
		CHECK_FAILS(access("/etc/passwd", W_OK), EACCES);
	});
	CHECK(status == 0);
	CHECK(unlink("secret") == 0);
}

int main(void)
{
	CHECK(mkdir("/tmp/files", 0755) == 0 && chdir("/tmp/files") == 0);
	umask(022);
	check_open();
	check_read_and_write();
	check_names();
	check_directories();
	check_permissions();
	CHECK(chdir("/") == 0 && rmdir("/tmp/files") == 0);
	return 0;
}

// SPDX-License-Identifier: MIT
/*
 * Advisory locks: fcntl(2) record locks between processes (ranges, waiting, deadlock, what close
 * does), open file description locks, and flock(2).
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/file.h>
#include <time.h>

#include "check.h"

static int file;

static int lock(int cmd, int type, off_t start, off_t len)
{
	struct flock l = {.l_type = type, .l_whence = SEEK_SET, .l_start = start, .l_len = len};

	return fcntl(file, cmd, &l);
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec + t.tv_nsec / 1e9;
}

static void check_ranges(void)
{
	struct flock l = {.l_whence = SEEK_SET};
	int status;

	CHECK(lock(F_SETLK, F_WRLCK, 10, 10) == 0);
	CHECK(lock(F_SETLK, F_RDLCK, 12, 3) == 0); /* our own: cut in three */
	IN_CHILD(status, {
		CHECK_FAILS(lock(F_SETLK, F_WRLCK, 19, 5), EAGAIN);
		CHECK(lock(F_SETLK, F_WRLCK, 20, 5) == 0);
		CHECK(lock(F_SETLK, F_RDLCK, 12, 3) == 0);
		CHECK_FAILS(lock(F_SETLK, F_RDLCK, 11, 3), EAGAIN);
		l.l_type = F_WRLCK;
		CHECK(fcntl(file, F_GETLK, &l) == 0);
		CHECK(l.l_type == F_WRLCK && l.l_start == 10 && l.l_len == 2);
		CHECK(l.l_pid == getppid());
	});
	CHECK(status == 0);
	CHECK(lock(F_SETLK, F_UNLCK, 14, 2) == 0);
	IN_CHILD(status, {
		CHECK(lock(F_SETLK, F_WRLCK, 14, 2) == 0);
		CHECK_FAILS(lock(F_SETLK, F_WRLCK, 16, 1), EAGAIN);
	});
	CHECK(status == 0);
	CHECK_FAILS(lock(F_SETLK, F_WRLCK, 5, -10), EINVAL);
	CHECK(lock(F_SETLK, F_UNLCK, 0, 0) == 0);
}

static void check_waiting(void)
{
	int ready[2], status;
	pid_t child;
	char c;

	CHECK(pipe(ready) == 0);
	CHECK(lock(F_SETLK, F_WRLCK, 0, 1) == 0);
	child = fork();
	CHECK(child >= 0);
	if (child == 0) {
		double start = now();

		CHECK(lock(F_SETLK, F_WRLCK, 1, 1) == 0);
		CHECK(write(ready[1], "r", 1) == 1);
		CHECK(lock(F_SETLKW, F_WRLCK, 0, 1) == 0);
		CHECK(now() - start > 0.1);
		_exit(0);
	}
	CHECK(read(ready[0], &c, 1) == 1);
	usleep(200000); /* the child waits for us now: to wait for it would be for ever */
	CHECK_FAILS(lock(F_SETLKW, F_WRLCK, 1, 1), EDEADLK);
	CHECK(lock(F_SETLK, F_UNLCK, 0, 0) == 0);
	CHECK(waitpid(child, &status, 0) == child && status == 0);
	CHECK(lock(F_SETLK, F_WRLCK, 0, 0) == 0); /* its locks ended with it */
	close(ready[0]);
	close(ready[1]);
}

/* Any descriptor of the file that a process closes takes all of its record locks. */
static void check_close(void)
{
	int status;

	CHECK(lock(F_SETLK, F_WRLCK, 0, 0) == 0);
	IN_CHILD(status, CHECK_FAILS(lock(F_SETLK, F_RDLCK, 0, 0), EAGAIN));
	CHECK(status == 0);
	close(open("/tmp/locks", O_RDONLY));
	IN_CHILD(status, CHECK(lock(F_SETLK, F_RDLCK, 0, 0) == 0));
	CHECK(status == 0);
}

static void check_open_file_locks(void)
{
	int other = open("/tmp/locks", O_RDWR), kept = file;

	CHECK(other >= 0);
	CHECK(lock(F_OFD_SETLK, F_WRLCK, 0, 10) == 0);
	file = other;
	CHECK_FAILS(lock(F_OFD_SETLK, F_RDLCK, 5, 1), EAGAIN);
	CHECK(lock(F_OFD_SETLK, F_RDLCK, 10, 1) == 0);
	CHECK_FAILS(lock(F_SETLK, F_RDLCK, 5, 1), EAGAIN);
	file = kept;
	close(other);
	CHECK(lock(F_OFD_SETLK, F_WRLCK, 0, 0) == 0 && lock(F_OFD_SETLK, F_UNLCK, 0, 0) == 0);
}

static void check_flock(void)
{
	int status;

	CHECK(flock(file, LOCK_EX) == 0);
	IN_CHILD(status, {
		int other = open("/tmp/locks", O_RDWR);
		double start = now();

		CHECK_FAILS(flock(other, LOCK_SH | LOCK_NB), EWOULDBLOCK);
		CHECK(flock(file, LOCK_EX | LOCK_NB) == 0); /* the parent's open file */
		if (fork() == 0) {
			usleep(200000);
			CHECK(flock(file, LOCK_UN) == 0);
			_exit(0);
		}
		CHECK(flock(other, LOCK_EX) == 0 && now() - start > 0.1);
		CHECK(wait(NULL) > 0);
	});
	CHECK(status == 0);
	CHECK_FAILS(flock(file, 16), EINVAL);
}

int main(void)
{
	file = open("/tmp/locks", O_RDWR | O_CREAT, 0600);
	CHECK(file >= 0);
	check_ranges();
	check_waiting();
	check_close();
	check_open_file_locks();
	check_flock();
	CHECK(close(file) == 0 && unlink("/tmp/locks") == 0);
	return 0;
}

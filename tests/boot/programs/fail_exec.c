// SPDX-License-Identifier: MIT
/*
 * execve(2) with each allocation failing in turn, for a program and for a script: the call fails
 * with ENOMEM, or, when the old program is gone already, the process is killed; or the new one
 * runs, as a page that it is refused is asked for again. Whatever comes of it, nothing is left
 * behind.
 */
#include <signal.h>
#include <sys/stat.h>

#include "fail_nth.h"

#define SCRIPT "script-for-exec"

/* How a child that tried execve(2) ends. */
enum { FAILED_AS_IT_SHOULD = 10, FAILED_OTHERWISE, RAN_WITH_A_FAILURE, RAN_WITHOUT };

static void exec_failing(const char *path, unsigned int n)
{
	int fd = open("/proc/self/fail-nth", O_RDWR);
	char number[16], text[16];
	char *argv[] = {(char *)path, number, NULL}, *envp[] = {NULL};
	int len = snprintf(text, sizeof(text), "%u", n);

	snprintf(number, sizeof(number), "%d", fd);
	CHECK(fd >= 0 && pwrite(fd, text, len, 0) == len);
	execve(path, argv, envp);
	_exit(errno == ENOMEM ? FAILED_AS_IT_SHOULD : FAILED_OTHERWISE);
}

/* The new program. The count went on in it. */
static int executed(const char *number)
{
	char text[16] = "";

	if (pread(atoi(number), text, sizeof(text) - 1, 0) <= 0)
		return FAILED_OTHERWISE;
	return atoi(text) ? RAN_WITHOUT : RAN_WITH_A_FAILURE;
}

static int try_exec(const char *path, unsigned int n)
{
	int status;

	IN_CHILD(status, exec_failing(path, n));
	if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGSEGV || WTERMSIG(status) == SIGKILL))
		return FAILED_AS_IT_SHOULD;
	CHECK(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static int try_all(const char *path)
{
	static struct accounts before, after;
	unsigned int n = 0, complaints = 0;
	int result;

	CHECK(try_exec(path, 1000000) == RAN_WITHOUT);
	CHECK(try_exec(path, 1) == FAILED_AS_IT_SHOULD);
	take_accounts(&after);
	take_accounts(&before);
	do {
		result = try_exec(path, ++n);
		take_accounts(&after);
		if (result == FAILED_OTHERWISE || compare_accounts(&before, &after)) {
			printf("%s, allocation %u: result %d\n", path, n, result);
			complaints++;
			before = after;
		}
	} while (result != RAN_WITHOUT);
	printf("execve %s: %u allocations\n", path, n - 1);
	return complaints;
}

int main(int argc, char **argv)
{
	int complaints, fd;

	/* The script's interpreter gets its name and then our argument. */
	if (argc > 1)
		return executed(argv[argc - 1]);
	fd = open(SCRIPT, O_WRONLY | O_CREAT | O_TRUNC, 0700);
	CHECK(fd >= 0 && dprintf(fd, "#!%s\n", argv[0]) > 0 && close(fd) == 0);
	complaints = try_all(argv[0]) + try_all("./" SCRIPT);
	CHECK(unlink(SCRIPT) == 0);
	return complaints != 0;
}

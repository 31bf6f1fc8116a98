// SPDX-License-Identifier: MIT
/*
 * fail_programs STEP PROGRAM...: runs each program with its first allocation failing, then with one
 * that comes STEP later, and so on until it has no more. Whether it succeeds is its own affair, but
 * it ends, and nothing is left of it. Each run has a /tmp of its own to leave files in.
 */
#include <signal.h>
#include <sys/mount.h>
#include <sys/prctl.h>

#include "fail_nth.h"

#define FOLDER "/tmp"

/* Longer than any of them takes; what hangs dies of it. */
#define SECONDS 10

static void start_failing(const char *program, int fd, unsigned int n)
{
	int null = open("/dev/null", O_WRONLY);
	char text[16];
	int len = snprintf(text, sizeof(text), "%u", n);

	alarm(SECONDS);
	CHECK(chdir(FOLDER) == 0 && dup2(null, 1) == 1 && dup2(null, 2) == 2);
	CHECK(pwrite(fd, text, len, 0) == len);
	execl(program, program, NULL);
	_exit(1);
}

/* Runs it. Whether the failure was used. */
static int run_failing(const char *program, unsigned int n)
{
	char path[32], text[16] = "";
	int status, fd, go[2];
	siginfo_t info;
	pid_t child;

	CHECK(mount("none", FOLDER, "tmpfs", 0, NULL) == 0 && pipe(go) == 0);
	child = fork();
	CHECK(child >= 0);
	if (child == 0) {
		CHECK(read(go[0], text, 1) == 1);
		snprintf(path, sizeof(path), "/proc/%d/fail-nth", getpid());
		fd = open(path, O_RDWR | O_CLOEXEC);
		close(go[0]);
		close(go[1]);
		start_failing(program, fd, n);
	}
	/* The file shows what is left of the count as long as the child is a zombie. */
	snprintf(path, sizeof(path), "/proc/%d/fail-nth", child);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	CHECK(fd >= 0 && write(go[1], "", 1) == 1);
	close(go[0]);
	close(go[1]);
	CHECK(waitid(P_PID, child, &info, WEXITED | WNOWAIT) == 0);
	CHECK(pread(fd, text, sizeof(text) - 1, 0) > 0);
	CHECK(waitpid(child, &status, 0) == child);
	while (wait(NULL) > 0)
		;
	if (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM)
		printf("%s, allocation %u: hangs\n", program, n);
	close(fd);
	CHECK(umount(FOLDER) == 0);
	return atoi(text) == 0;
}

int main(int argc, char **argv)
{
	static struct accounts before, after;
	int complaints = 0;
	char pid[16];

	CHECK(argc > 2);
	CHECK(prctl(PR_SET_CHILD_SUBREAPER, 1) == 0);
	snprintf(pid, sizeof(pid), "%d", getpid());
	CHECK(setenv("REAPER", pid, 1) == 0);
	for (char **program = argv + 2; *program; program++) {
		unsigned int n;

		run_failing(*program, 1);
		run_failing(*program, 100000000);
		take_accounts(&after);
		take_accounts(&before);
		for (n = 1; run_failing(*program, n); n += atoi(argv[1])) {
			take_accounts(&after);
			if (!compare_accounts(&before, &after))
				continue;
			printf("%s, allocation %u: is not as it was\n", *program, n);
			complaints++;
			before = after;
		}
		printf("%s: %u allocations\n", *program, n);
		fflush(stdout);
	}
	return complaints != 0;
}

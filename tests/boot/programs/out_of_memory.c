// SPDX-License-Identifier: MIT
/*
 * Run as init on a machine with 64 MiB: memory ends while a child lives in init's own, as that of
 * vfork(2) does until its execve. It looks like the largest process of all, but killing it would
 * give nothing back. The one to go is the hog, each time; then the machine is switched off.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/reboot.h>

#include "check.h"

#define INIT_SIZE (32UL << 20)
#define HOG_SIZE  (256UL << 20)
#define ROUNDS	  3

static char child_stack[65536] __attribute__((aligned(16)));

static int wait_for_signal(void *unused)
{
	return pause();
}

static char *map(size_t size)
{
	char *p = mmap(NULL, size, PROT_READ | PROT_WRITE,
		       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	CHECK(p != MAP_FAILED);
	return p;
}

int main(void)
{
	char *ours = map(INIT_SIZE);
	int round, status;
	pid_t child;

	memset(ours, 1, INIT_SIZE);
	child = clone(wait_for_signal, child_stack + sizeof(child_stack), CLONE_VM | SIGCHLD, NULL);
	CHECK(child > 0);
	for (round = 0; round < ROUNDS; round++) {
		IN_CHILD(status, {
			CHECK(munmap(ours, INIT_SIZE) == 0);
			memset(map(HOG_SIZE), 1, HOG_SIZE);
		});
		CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
	}
	CHECK(waitpid(child, &status, WNOHANG) == 0);
	printf("out_of_memory: the hogs went\n");
	fflush(stdout);
	reboot(RB_POWER_OFF);
	return 1;
}

// SPDX-License-Identifier: MIT
/*
 * Processes: fork, vfork, exec, exit and wait; what a child shares with its parent and what not;
 * what a program finds on its first stack.
 */
#define _GNU_SOURCE
#include <elf.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "check.h"

extern char **environ;

static void check_exit_status(void)
{
	int status;

	IN_CHILD(status, _exit(42));
	CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 42);
	IN_CHILD(status, _exit(0x1ff));
	CHECK(WEXITSTATUS(status) == 0xff);
	CHECK_FAILS(waitpid(-1, &status, 0), ECHILD);
	CHECK_FAILS(waitpid(1, &status, 0), ECHILD);
}

static void check_wait_options(void)
{
	int gate[2], status;
	char byte;
	pid_t child;

	CHECK(pipe(gate) == 0);
	child = fork();
	CHECK(child >= 0);
	if (child == 0) {
		close(gate[1]);
		_exit(read(gate[0], &byte, 1) == 0 ? 7 : 8);
	}
	CHECK(waitpid(child, &status, WNOHANG) == 0);
	close(gate[1]);
	CHECK(waitpid(child, &status, 0) == child && WEXITSTATUS(status) == 7);
	close(gate[0]);
}

/* Memory is copied when written: both sides see their own, and untouched pages their old. */
static void check_copy_on_write(void)
{
	size_t size = 64 * 4096, i;
	char *page = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	int *shared = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	int status;

	CHECK(page != MAP_FAILED && shared != MAP_FAILED);
	for (i = 0; i < size; i++)
		CHECK(page[i] == 0);
	memset(page, 1, size);
	IN_CHILD(status, {
		for (i = 0; i < size; i++)
			CHECK(page[i] == 1);
		memset(page, 2, size);
		*shared = 1234;
	});
	CHECK(status == 0 && *shared == 1234);
	for (i = 0; i < size; i++)
		CHECK(page[i] == 1);
	CHECK(munmap(page, size) == 0 && munmap(shared, 4096) == 0);
}

/* Descriptors are shared by fork: a child's seek is the parent's. */
static void check_shared_offset(void)
{
	int fd = open("/tmp/offset", O_RDWR | O_CREAT | O_TRUNC, 0600), status;

	CHECK(fd >= 0 && write(fd, "0123456789", 10) == 10);
	IN_CHILD(status, CHECK(lseek(fd, 4, SEEK_SET) == 4));
	CHECK(status == 0 && lseek(fd, 0, SEEK_CUR) == 4);
	close(fd);
	CHECK(unlink("/tmp/offset") == 0);
}

/* The parent of vfork sleeps until the child lets go of its memory, by exec or exit. */
static void check_vfork(void)
{
	volatile int seen = 0;
	int status;
	pid_t child = vfork();

	CHECK(child >= 0);
	if (child == 0) {
		seen = 1;
		_exit(5);
	}
	CHECK(seen == 1);
	CHECK(waitpid(child, &status, 0) == child && WEXITSTATUS(status) == 5);
}

/* Orphans are init's, or that ancestor's who has asked for them and says so in REAPER. */
static void check_orphan(void)
{
	const char *reaper = getenv("REAPER");
	int gate[2], status;
	pid_t parent = 0;

	CHECK(pipe(gate) == 0);
	IN_CHILD(status, {
		pid_t middle = getpid();

		if (fork() == 0) {
			while (getppid() == middle)
				sched_yield();
			parent = getppid();
			CHECK(write(gate[1], &parent, sizeof(parent)) == sizeof(parent));
			_exit(0);
		}
	});
	CHECK(read(gate[0], &parent, sizeof(parent)) == sizeof(parent));
	CHECK(parent == (reaper ? atoi(reaper) : 1));
	close(gate[0]);
	close(gate[1]);
}

static void check_exec(const char *self)
{
	char *const args[] = {"a name", "again", "", "three words here", NULL};
	char *const env[] = {"A=1", "B=", NULL};
	char *const script_args[] = {"script", "x", NULL};
	int status, fd;

	IN_CHILD(status, execve(self, args, env));
	CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 77);
	CHECK_FAILS(execve("/nosuch", args, env), ENOENT);
	CHECK_FAILS(execve("/tmp", args, env), EACCES);
	CHECK_FAILS(execve((void *)0x1000, args, env), EFAULT);
	CHECK_FAILS(execve(self, (void *)0xffffffff80000000, env), EFAULT);

	fd = open("/tmp/script", O_WRONLY | O_CREAT | O_TRUNC, 0755);
	CHECK(fd >= 0 && dprintf(fd, "#!/bin/sh -e\n[ \"$1\" = x ] && exit 33\n") > 0);
	close(fd);
	IN_CHILD(status, execve("/tmp/script", script_args, env));
	CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 33);
	fd = open("/tmp/script", O_WRONLY | O_TRUNC);
	CHECK(fd >= 0 && write(fd, "neither", 7) == 7);
	close(fd);
	CHECK_FAILS(execve("/tmp/script", script_args, env), ENOEXEC);
	CHECK(chmod("/tmp/script", 0644) == 0);
	CHECK_FAILS(execve("/tmp/script", script_args, env), EACCES);
	CHECK(unlink("/tmp/script") == 0);
}

/* A script that is found from a descriptor: its interpreter gets a name that leads to it. */
static void check_exec_descriptor(const char *self)
{
	char *const args[] = {"a name", "again", "", "three words here", NULL};
	char *const env[] = {"A=1", "B=", NULL};
	char *const script_args[] = {"script", "x", NULL};
	int fd = open("/tmp/fdscript", O_WRONLY | O_CREAT | O_TRUNC, 0755), status;

	CHECK(fd >= 0 && dprintf(fd, "#!/bin/sh\n[ $0 = /dev/fd/7 ] && exit 34\n") > 0);
	close(fd);
	fd = open("/tmp/fdscript", O_RDONLY);
	CHECK(fd >= 0 && dup2(fd, 7) == 7);
	close(fd);
	IN_CHILD(status, syscall(SYS_execveat, 7, "", script_args, env, AT_EMPTY_PATH));
	CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 34);
	/* There is no such name when execve closes the descriptor. */
	CHECK(fcntl(7, F_SETFD, FD_CLOEXEC) == 0);
	CHECK_FAILS(syscall(SYS_execveat, 7, "", script_args, env, AT_EMPTY_PATH), ENOENT);
	CHECK_FAILS(syscall(SYS_execveat, 7, "", script_args, env, 0), ENOENT);
	close(7);
	CHECK(unlink("/tmp/fdscript") == 0);

	fd = open(self, O_RDONLY | O_CLOEXEC);
	IN_CHILD(status, syscall(SYS_execveat, fd, "", args, env, AT_EMPTY_PATH));
	CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 77);
	CHECK_FAILS(syscall(SYS_execveat, AT_FDCWD, self, args, env, 0x8000), EINVAL);
	close(fd);
}

/* Where the new process's number goes is the caller's affair: a bad address is not an error. */
static void check_bad_parent_tid(void)
{
	int status;
	pid_t child = syscall(SYS_clone, CLONE_PARENT_SETTID | SIGCHLD, 0, 8, 0, 0);

	CHECK(child >= 0);
	if (child == 0)
		_exit(6);
	CHECK(waitpid(child, &status, 0) == child && WEXITSTATUS(status) == 6);
}

/* A signal for a child's end that the caller chose doesn't hit the program that it becomes. */
static void check_exit_signal_after_exec(const char *self)
{
	char *const args[] = {"waiter", "wait", NULL};
	int gate[2], status;
	pid_t child;
	char byte;

	CHECK(pipe(gate) == 0);
	child = fork();
	CHECK(child >= 0);
	if (child == 0) {
		if (syscall(SYS_clone, SIGUSR1, 0, 0, 0, 0) == 0) {
			close(gate[1]);
			_exit(read(gate[0], &byte, 1) == 0 ? 5 : 6);
		}
		CHECK(fcntl(gate[1], F_SETFD, FD_CLOEXEC) == 0);
		execve(self, args, environ);
		_exit(1);
	}
	close(gate[1]);
	CHECK(waitpid(child, &status, 0) == child);
	CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 78);
	close(gate[0]);
}

/* What it starts; the child ends when execve has closed its pipe, and our parent its end. */
static int after_exec_wait(void)
{
	int status;

	CHECK(waitpid(-1, &status, __WALL) > 0 && WEXITSTATUS(status) == 5);
	return 78;
}

/* What check_exec() starts: argv, envp and auxv as execve(2) and the psABI say. */
static int after_exec(int argc, char **argv)
{
	const Elf64_Ehdr *header = (const void *)(getauxval(AT_PHDR) - sizeof(Elf64_Ehdr));

	CHECK(argc == 4 && strcmp(argv[2], "") == 0 && strcmp(argv[3], "three words here") == 0);
	CHECK(argv[4] == NULL);
	CHECK(strcmp(environ[0], "A=1") == 0 && strcmp(environ[1], "B=") == 0 && !environ[2]);
	CHECK(getauxval(AT_PAGESZ) == 4096);
	CHECK(memcmp(header->e_ident, ELFMAG, SELFMAG) == 0);
	CHECK(getauxval(AT_PHNUM) == header->e_phnum && getauxval(AT_ENTRY) == header->e_entry);
	CHECK(getauxval(AT_PHENT) == sizeof(Elf64_Phdr));
	CHECK(getauxval(AT_UID) == 0 && getauxval(AT_SECURE) == 0);
	CHECK(getauxval(AT_RANDOM) != 0);
	CHECK(((unsigned long)__builtin_frame_address(0) & 15) == 0);
	return 77;
}

int main(int argc, char **argv)
{
	if (argc > 1 && !strcmp(argv[1], "wait"))
		return after_exec_wait();
	if (argc > 1)
		return after_exec(argc, argv);
	check_exit_status();
	check_wait_options();
	check_copy_on_write();
	check_shared_offset();
	check_vfork();
	check_orphan();
	check_exec(argv[0]);
	check_exec_descriptor(argv[0]);
	check_bad_parent_tid();
	check_exit_signal_after_exec(argv[0]);
	return 0;
}

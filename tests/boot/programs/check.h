/* SPDX-License-Identifier: MIT */
/*
 * For the small programs that run in the guest: what must hold, and who says so when it doesn't.
 *
 * A program checks one subject and exits with 0 if all was well. The first check that fails
 * prints its place and ends the program with 1; so does, in a child, the child.
 */
#ifndef TESTS_CHECK_H
#define TESTS_CHECK_H

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#define CHECK(condition)                                                                           \
	do {                                                                                       \
		if (!(condition)) {                                                                \
			printf("%s:%d: not so: %s (errno %d, %s)\n", __FILE__, __LINE__,           \
			       #condition, errno, strerror(errno));                                \
			fflush(stdout);                                                            \
			_exit(1);                                                                  \
		}                                                                                  \
	} while (0)

/* The call must fail with -1 and that errno. */
#define CHECK_FAILS(call, error)                                                                   \
	do {                                                                                       \
		long result_;                                                                      \
		errno = 0;                                                                         \
		result_ = (long)(call);                                                            \
		if (result_ != -1 || errno != (error)) {                                           \
			printf("%s:%d: %s: %ld, errno %d (%s), not -1, errno %d\n", __FILE__,      \
			       __LINE__, #call, result_, errno, strerror(errno), (error));         \
			fflush(stdout);                                                            \
			_exit(1);                                                                  \
		}                                                                                  \
	} while (0)

/* Runs what follows STATUS in a child and gives wait's status of it. */
#define IN_CHILD(status, ...)                                                                      \
	do {                                                                                       \
		pid_t child_ = fork();                                                             \
		CHECK(child_ >= 0);                                                                \
		if (child_ == 0) {                                                                 \
			__VA_ARGS__;                                                               \
			_exit(0);                                                                  \
		}                                                                                  \
		CHECK(waitpid(child_, &(status), 0) == child_);                                    \
	} while (0)

#endif

/* SPDX-License-Identifier: MIT */
/* Waiting until another process waits: there is no call for that, so its state is looked at. */
#ifndef TESTS_ASLEEP_H
#define TESTS_ASLEEP_H

#include "check.h"

/* The one-letter state of /proc/PID/stat. */
static inline char state_of(pid_t pid)
{
	char path[64], text[256], *paren;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/stat", pid);
	f = fopen(path, "r");
	CHECK(f && fgets(text, sizeof(text), f));
	fclose(f);
	paren = strrchr(text, ')');
	CHECK(paren);
	return paren[2];
}

static inline void wait_until(pid_t pid, char state)
{
	while (state_of(pid) != state) {
		CHECK(state_of(pid) != 'Z');
		usleep(1000);
	}
}

#endif

// SPDX-License-Identifier: MIT
/* A module that calculates with vector registers leaves ours alone: argv[1] is its file. */
#include <fcntl.h>
#include <stdint.h>
#include <sys/syscall.h>
#include "check.h"

struct registers {
	uint64_t xmm0[2], xmm7[2], xmm15[2];
	uint32_t mxcsr;
};

/* write(fd, "2", 1) with the registers set before and read after. */
static long write_with(int fd, const struct registers *before, struct registers *after)
{
	long ret;

	asm volatile("movdqu 0(%[before]), %%xmm0\n"
		     "movdqu 16(%[before]), %%xmm7\n"
		     "movdqu 32(%[before]), %%xmm15\n"
		     "ldmxcsr 48(%[before])\n"
		     "syscall\n"
		     "movdqu %%xmm0, 0(%[after])\n"
		     "movdqu %%xmm7, 16(%[after])\n"
		     "movdqu %%xmm15, 32(%[after])\n"
		     "stmxcsr 48(%[after])\n"
		     : "=a"(ret)
		     : "a"((long)SYS_write), "D"((long)fd), "S"("2"),
		       "d"(1L), [before] "r"(before), [after] "r"(after)
		     : "rcx", "r11", "xmm0", "xmm7", "xmm15", "memory");
	return ret;
}

int main(int argc, char **argv)
{
	int fd = open(argc > 1 ? argv[1] : "", O_WRONLY);

	CHECK(fd >= 0);
	for (uint64_t i = 1; i <= 1000; i++) {
		struct registers after, before = {{i, ~i}, {i << 32, i * 7}, {-i, i}, 0x1fa0};

		memset(&after, 0, sizeof(after));
		CHECK(write_with(fd, &before, &after) == 1);
		CHECK(!memcmp(before.xmm0, after.xmm0, 48) && after.mxcsr == before.mxcsr);
	}
	return 0;
}

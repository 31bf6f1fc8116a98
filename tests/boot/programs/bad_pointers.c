// SPDX-License-Identifier: MIT
/*
 * System calls with pointers that are not the program's own: EFAULT each time, and never a fault
 * in the kernel. Reading from a file or pipe into kernel memory would be the end of all.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/syscall.h>

#include "check.h"

static const unsigned long bad_addresses[] = {
	1,
	0x00007ffffffff000,
	0x00007fffffffffff,
	0x0000800000000000,
	0xffff888000000000,
	0xffffffff80100000,
	0xffffffffffffffff,
};

/* Calls whose N-th argument is a pointer; the other arguments make it be used. */
static const struct {
	const char *name;
	long nr;
	int pointer;
	long args[6];
} calls[] = {
	{"read", SYS_read, 1, {-2, 0, 100}},
	{"write", SYS_write, 1, {-3, 0, 100}},
	{"open", SYS_open, 0, {0, O_RDONLY}},
	{"stat path", SYS_stat, 0, {0, -1}},
	{"stat buffer", SYS_stat, 1, {-1, 0}},
	{"newfstatat", SYS_newfstatat, 2, {AT_FDCWD, -1, 0, 0}},
	{"pipe2", SYS_pipe2, 0, {0, 0}},
	{"getcwd", SYS_getcwd, 0, {0, 100}},
	{"chdir", SYS_chdir, 0, {0}},
	{"mkdir", SYS_mkdir, 0, {0, 0755}},
	{"unlink", SYS_unlink, 0, {0}},
	{"rename", SYS_rename, 1, {-1, 0}},
	{"readlink", SYS_readlink, 1, {-4, 0, 100}},
	{"getdents64", SYS_getdents64, 1, {-5, 0, 1000}},
	{"execve", SYS_execve, 0, {0, 0, 0}},
	{"uname", SYS_uname, 0, {0}},
	{"sysinfo", SYS_sysinfo, 0, {0}},
	{"clock_gettime", SYS_clock_gettime, 1, {0, 0}},
	{"nanosleep", SYS_nanosleep, 0, {0, 0}},
	{"rt_sigaction new", SYS_rt_sigaction, 1, {SIGUSR1, 0, 0, 8}},
	{"rt_sigaction old", SYS_rt_sigaction, 2, {SIGUSR1, 0, 0, 8}},
	{"rt_sigprocmask", SYS_rt_sigprocmask, 2, {SIG_BLOCK, 0, 0, 8}},
	{"sigaltstack", SYS_sigaltstack, 0, {0, 0}},
	{"poll", SYS_poll, 0, {0, 1, 0}},
	{"getrandom", SYS_getrandom, 0, {0, 100, 0}},
	{"prlimit64", SYS_prlimit64, 3, {0, 3, 0, 0}},
	{"syslog", SYS_syslog, 1, {3, 0, 100}},
	{"ioctl TCGETS", SYS_ioctl, 2, {-6, 0x5401, 0}},
	{"mount", SYS_mount, 2, {-1, -1, 0, 0, 0}},
};

/* Stand-ins for arguments that only exist at run time. */
static long real_argument(long arg)
{
	static char buffer[4096];
	static int zero = -1, null, proc, tty;

	if (zero < 0) {
		zero = open("/dev/zero", O_RDONLY);
		null = open("/tmp/sink", O_WRONLY | O_CREAT, 0600);
		proc = open("/proc", O_RDONLY | O_DIRECTORY);
		tty = open("/dev/tty", O_RDWR);
		CHECK(zero >= 0 && null >= 0 && proc >= 0 && tty >= 0);
	}
	switch (arg) {
	case -1:
		return (long)strcpy(buffer, "/tmp");
	case -2:
		return zero;
	case -3:
		return null;
	case -4:
		return (long)"/proc/self";
	case -5:
		return proc;
	case -6:
		return tty;
	default:
		return arg;
	}
}

int main(void)
{
	int log = open("/dev/kmsg", O_WRONLY);
	size_t c, a, i;

	/* So that syslog has something to give. */
	CHECK(log >= 0 && write(log, "bad_pointers\n", 13) == 13);
	for (c = 0; c < sizeof(calls) / sizeof(calls[0]); c++) {
		for (a = 0; a < sizeof(bad_addresses) / sizeof(bad_addresses[0]); a++) {
			long args[6], result;

			for (i = 0; i < 6; i++)
				args[i] = real_argument(calls[c].args[i]);
			args[calls[c].pointer] = bad_addresses[a];
			result = syscall(calls[c].nr, args[0], args[1], args[2], args[3], args[4],
					 args[5]);
			if (result != -1 || errno != EFAULT) {
				printf("%s at %#lx: %ld, errno %d\n", calls[c].name,
				       bad_addresses[a], result, errno);
				return 1;
			}
		}
	}
	CHECK(unlink("/tmp/sink") == 0);
	/* No such calls. */
	CHECK_FAILS(syscall(777), ENOSYS);
	CHECK_FAILS(syscall(-1), ENOSYS);
	CHECK_FAILS(syscall(0x40000000), ENOSYS);
	CHECK_FAILS(syscall(777), ENOSYS);
	return 0;
}

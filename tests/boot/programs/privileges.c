// SPDX-License-Identifier: MIT
/*
 * What execve and the calls about capabilities make of a process's privileges: set-user-ID
 * programs, root and what root has given up, the bounding, inheritable and ambient sets; and who
 * may see in /proc what a process keeps to itself.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <sys/auxv.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#include "check.h"

#define CAPABILITY_VERSION 0x20080522
#define CAP_CHOWN	   0
#define CAP_DAC_OVERRIDE   1
#define CAP_NET_ADMIN	   12
#define USER		   1000

struct header {
	uint32_t version;
	int pid;
};

/* Two words of each set; all that is looked at here is in the first. */
struct sets {
	struct {
		uint32_t effective, permitted, inheritable;
	} word[2];
};

static const char *self, *copy = "/tmp/privileged";

static struct sets get_sets(void)
{
	struct header header = {CAPABILITY_VERSION, 0};
	struct sets sets;

	CHECK(syscall(SYS_capget, &header, &sets) == 0);
	return sets;
}

static int set_sets(struct sets *sets)
{
	struct header header = {CAPABILITY_VERSION, 0};

	return syscall(SYS_capset, &header, sets);
}

/* The program that is run: does it have what `what` says? */
static int after_exec(const char *what)
{
	uint32_t effective = get_sets().word[0].effective;
	uint32_t permitted = get_sets().word[0].permitted;

	CHECK(prctl(PR_GET_KEEPCAPS) == 0);
	CHECK(geteuid() == getauxval(AT_EUID));
	if (!strcmp(what, "none")) {
		CHECK(!effective && !permitted && !getauxval(AT_SECURE));
	} else if (!strcmp(what, "all")) {
		CHECK(effective & 1 << CAP_CHOWN && permitted == effective && getuid() == USER);
		CHECK(getauxval(AT_SECURE) && prctl(PR_GET_DUMPABLE) == 0);
	} else if (!strcmp(what, "bounded")) {
		CHECK(effective && !(effective & 1 << CAP_NET_ADMIN) && permitted == effective);
	} else if (!strcmp(what, "other")) {
		CHECK(geteuid() == USER && !effective && permitted && getauxval(AT_SECURE));
	} else if (!strcmp(what, "ambient")) {
		CHECK(effective == 1 << CAP_DAC_OVERRIDE && permitted == effective);
		CHECK(geteuid() == USER && !getauxval(AT_SECURE));
	} else {
		CHECK(!"a known word");
	}
	return 77;
}

static void run(const char *program, const char *what)
{
	execl(program, program, what, (char *)NULL);
	CHECK(!"execl failed");
}

#define CHECK_IN_CHILD(body)                                                                       \
	do {                                                                                       \
		int status_;                                                                       \
		IN_CHILD(status_, body);                                                           \
		CHECK(WIFEXITED(status_) && WEXITSTATUS(status_) == 77);                           \
	} while (0)

static void become_user(void)
{
	CHECK(setgid(USER) == 0 && setuid(USER) == 0);
	CHECK(!get_sets().word[0].permitted);
}

static void make_copy(uid_t owner, mode_t mode)
{
	char block[4096];
	int from = open(self, O_RDONLY), to = open(copy, O_WRONLY | O_CREAT | O_TRUNC, 0700);
	ssize_t n;

	CHECK(from >= 0 && to >= 0);
	while ((n = read(from, block, sizeof(block))) > 0)
		CHECK(write(to, block, n) == n);
	close(from);
	close(to);
	CHECK(chown(copy, owner, 0) == 0 && chmod(copy, mode) == 0);
}

static void check_set_user_id(void)
{
	make_copy(0, 04755);
	CHECK_IN_CHILD(become_user(); run(copy, "all"));
	CHECK_IN_CHILD(become_user(); CHECK(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0);
		       run(copy, "none"));
	CHECK(chmod(copy, 0755) == 0);
	CHECK_IN_CHILD(become_user(); run(copy, "none"));
	make_copy(USER, 04755);
	CHECK_IN_CHILD(run(copy, "other"));
	CHECK(unlink(copy) == 0);
}

/* What a process keeps to itself, others of its user may see; but not of one that may do more. */
static int can_read(pid_t pid, const char *name)
{
	char path[64], byte;
	int fd;

	snprintf(path, sizeof(path), "/proc/%d/%s", pid, name);
	fd = open(path, O_RDONLY);
	if (fd < 0) {
		CHECK(errno == EACCES);
		return 0;
	}
	CHECK(read(fd, &byte, 1) == 1);
	close(fd);
	return 1;
}

static void check_looking_at(const char *program, const char *what, int visible)
{
	int gate[2], ready[2], status;
	pid_t child;
	char byte;

	CHECK(pipe(gate) == 0 && pipe(ready) == 0);
	child = fork();
	CHECK(child >= 0);
	if (child == 0) {
		CHECK(dup2(gate[0], 0) == 0 && dup2(ready[1], 1) == 1);
		CHECK(close(gate[1]) == 0 && close(ready[0]) == 0);
		run(program, what);
	}
	close(gate[0]);
	close(ready[1]);
	CHECK(read(ready[0], &byte, 1) == 1);
	CHECK(can_read(child, "environ") == visible);
	CHECK(can_read(child, "auxv") == visible);
	CHECK(can_read(child, "stat") == 1);
	close(gate[1]);
	close(ready[0]);
	CHECK(waitpid(child, &status, 0) == child && status == 0);
}

/* The one that is looked at: as long as its input isn't closed. */
static int be_looked_at(void)
{
	char byte;

	return write(1, "r", 1) == 1 && read(0, &byte, 1) == 0 ? 0 : 1;
}

static int hide_and_be_looked_at(void)
{
	CHECK(prctl(PR_SET_DUMPABLE, 0) == 0);
	return be_looked_at();
}

static void check_secrets(void)
{
	make_copy(0, 04755);
	CHECK_IN_CHILD(become_user(); check_looking_at(self, "show", 1);
		       check_looking_at(self, "hide", 0); check_looking_at(copy, "show", 0);
		       _exit(77));
	CHECK(unlink(copy) == 0);
}

/* /proc/self/auxv is what the program found on its stack. */
static void check_auxv(void)
{
	unsigned long pair[2];
	int fd = open("/proc/self/auxv", O_RDONLY);

	CHECK(fd >= 0);
	for (;;) {
		CHECK(read(fd, pair, sizeof(pair)) == sizeof(pair));
		if (!pair[0])
			break;
		CHECK(getauxval(pair[0]) == pair[1]);
	}
	CHECK(read(fd, pair, sizeof(pair)) == 0);
	close(fd);
}

/* What a process kept when it left root, it loses with execve; and root what it gave up. */
static void check_kept_and_dropped(void)
{
	CHECK_IN_CHILD(CHECK(prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0) == 0 && setuid(USER) == 0);
		       CHECK(get_sets().word[0].permitted); run(self, "none"));
	CHECK_IN_CHILD(CHECK(prctl(PR_CAPBSET_DROP, CAP_NET_ADMIN, 0, 0, 0) == 0);
		       run(self, "bounded"));
	/* Without the meaning of root. */
	CHECK_IN_CHILD(CHECK(prctl(PR_SET_SECUREBITS, 1, 0, 0, 0) == 0); run(self, "none"));
}

static void change_sets(void)
{
	struct header header = {CAPABILITY_VERSION, 0};
	struct sets sets = get_sets(), less = sets;

	less.word[0].permitted = less.word[0].effective = 1 << CAP_DAC_OVERRIDE;
	less.word[1].permitted = less.word[1].effective = 0;
	less.word[0].inheritable = 1 << CAP_DAC_OVERRIDE;
	CHECK(set_sets(&less) == 0);
	CHECK(get_sets().word[0].permitted == 1 << CAP_DAC_OVERRIDE);
	CHECK_FAILS(chown("/tmp", 5, 5), EPERM);
	/* More than is permitted, in each of the sets. */
	CHECK_FAILS(set_sets(&sets), EPERM);
	less.word[0].effective |= 1 << CAP_CHOWN;
	CHECK_FAILS(set_sets(&less), EPERM);
	less.word[0].effective = 0;
	less.word[0].inheritable |= 1 << CAP_CHOWN;
	CHECK_FAILS(set_sets(&less), EPERM);

	header.pid = 1;
	CHECK_FAILS(syscall(SYS_capset, &header, &less), EPERM);
	header.version = 1;
	CHECK_FAILS(syscall(SYS_capset, &header, &less), EINVAL);
	CHECK(header.version == CAPABILITY_VERSION);
	header.pid = 0;
	CHECK_FAILS(syscall(SYS_capset, &header, (void *)8), EFAULT);
}

static void raise_ambient(void)
{
	struct sets sets;

	CHECK_FAILS(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_OVERRIDE, 0, 0), EPERM);
	CHECK(prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0) == 0 && setuid(USER) == 0);
	sets = get_sets();
	sets.word[0].inheritable = 1 << CAP_DAC_OVERRIDE;
	CHECK(set_sets(&sets) == 0);
	CHECK(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_OVERRIDE, 0, 0) == 0);
	CHECK(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_IS_SET, CAP_DAC_OVERRIDE, 0, 0) == 1);
	CHECK(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_IS_SET, CAP_CHOWN, 0, 0) == 0);
	CHECK_FAILS(prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_IS_SET, 64, 0, 0), EINVAL);
	CHECK_FAILS(prctl(PR_CAP_AMBIENT, 9, CAP_CHOWN, 0, 0), EINVAL);
	run(self, "ambient");
}

int main(int argc, char **argv)
{
	int status;

	if (argc > 1 && !strcmp(argv[1], "show"))
		return be_looked_at();
	if (argc > 1 && !strcmp(argv[1], "hide"))
		return hide_and_be_looked_at();
	if (argc > 1)
		return after_exec(argv[1]);
	self = argv[0];
	check_set_user_id();
	check_kept_and_dropped();
	check_secrets();
	check_auxv();
	IN_CHILD(status, change_sets());
	CHECK(status == 0);
	CHECK_IN_CHILD(raise_ambient());
	return 0;
}

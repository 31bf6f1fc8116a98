// SPDX-License-Identifier: MIT
/*
 * explain FILE: FILE is a module with two unknown symbols. It is submitted from a process on a
 * terminal of its own, a pty, in the ways in which programs do it; what the kernel then writes to
 * that terminal must be the reason, once, and nothing else.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <termios.h>

#include "modules.h"

#define REASON                                                                                     \
	"kernel: unknown_symbols: Unknown symbol no_such_data (err -2)\r\n"                        \
	"kernel: unknown_symbols: Unknown symbol no_such_function (err -2)\r\n"

static const char *path;
static char *image;
static size_t len;

static void by_file(void)
{
	int fd = open(path, O_RDONLY);

	CHECK(fd >= 0);
	CHECK_FAILS(finit_module(fd, "", 0), ENOENT);
	close(fd);
}

static void by_bytes(void)
{
	CHECK_FAILS(init_module(image, len, ""), ENOENT);
}

static void as_busybox_does(void)
{
	by_file();
	by_bytes();
}

static void twice(void)
{
	by_file();
	by_file();
}

static void busybox_twice(void)
{
	as_busybox_does();
	as_busybox_does();
}

/* The same module, but not the same bytes: one more at the end. */
static void other_bytes(void)
{
	char *longer = calloc(1, len + 1);

	CHECK(longer != NULL);
	memcpy(longer, image, len);
	by_file();
	CHECK_FAILS(init_module(longer, len + 1, ""), ENOENT);
}

static void other_process(void)
{
	int status;

	by_file();
	IN_CHILD(status, by_bytes());
	CHECK(status == 0);
}

/* The second time it fails for another reason, which is told. */
static void other_reason(void)
{
	by_file();
	CHECK_FAILS(init_module(image, len - 1, ""), ENOEXEC);
}

static void other_session(void)
{
	int status;

	IN_CHILD(status, {
		CHECK(setsid() > 0);
		as_busybox_does();
	});
	CHECK(status == 0);
}

/* Nobody reads on, but the call comes back. Then it is the terminal's turn to say nothing. */
static void stopped_terminal(void)
{
	int tty = open("/dev/tty", O_RDWR);

	CHECK(tty >= 0);
	CHECK(tcflow(tty, TCOOFF) == 0);
	alarm(30);
	by_file();
	CHECK(tcflow(tty, TCOON) == 0);
}

/* A module can't steer the terminal that its words go to. */
static void escape_sequence(void)
{
	char *copy = malloc(len), *magic;

	CHECK(copy != NULL);
	memcpy(copy, image, len);
	magic = memmem(copy, len, " SMP mod_unload", 15);
	CHECK(magic != NULL);
	memcpy(magic + 1, "\x1b[2J\x9b", 5);
	CHECK_FAILS(init_module(copy, len, ""), ENOEXEC);
}

static int open_master(char *slave, size_t size)
{
	int master = open("/dev/ptmx", O_RDWR | O_NOCTTY), unlock = 0;
	unsigned int number;

	CHECK(master >= 0);
	CHECK(ioctl(master, TIOCSPTLCK, &unlock) == 0);
	CHECK(ioctl(master, TIOCGPTN, &number) == 0);
	snprintf(slave, size, "/dev/pts/%u", number);
	return master;
}

/* Runs submit() on a new terminal; what came out there, in text. */
static void run_on_terminal(void (*submit)(void), char *text, size_t size)
{
	char slave[32];
	int master = open_master(slave, sizeof(slave)), status;
	size_t done = 0;
	ssize_t n;
	pid_t child = fork();

	CHECK(child >= 0);
	if (child == 0) {
		close(master);
		CHECK(setsid() > 0);
		signal(SIGHUP, SIG_IGN);
		CHECK(open(slave, O_RDWR) >= 0); /* the controlling terminal from now on */
		submit();
		_exit(0);
	}
	CHECK(waitpid(child, &status, 0) == child);
	CHECK(status == 0);
	/* All that was written is there; then, as the slave is closed, EIO. */
	while (done < size - 1 && (n = read(master, text + done, size - 1 - done)) > 0)
		done += n;
	text[done] = '\0';
	close(master);
}

static void check(const char *what, void (*submit)(void), const char *expected)
{
	static char text[16384];

	run_on_terminal(submit, text, sizeof(text));
	if (strcmp(text, expected) != 0) {
		printf("%s: the terminal has\n%sand not\n%s", what, text, expected);
		exit(1);
	}
}

static void set_explain(const char *value)
{
	int fd = open("/proc/sys/kernel/module_explain", O_WRONLY);

	CHECK(fd >= 0 && write(fd, value, 1) == 1);
	close(fd);
}

int main(int argc, char **argv)
{
	static char text[16384];

	CHECK(argc == 2);
	path = argv[1];
	image = read_file(path, &len);
	mkdir("/dev/pts", 0755);
	CHECK(access("/dev/pts/ptmx", F_OK) == 0 ||
	      mount("devpts", "/dev/pts", "devpts", 0, NULL) == 0);

	check("finit_module", by_file, REASON);
	check("init_module", by_bytes, REASON);
	check("finit_module, then init_module", as_busybox_does, REASON);
	check("finit_module twice", twice, REASON REASON);
	check("busybox's way twice", busybox_twice, REASON REASON);
	check("then other bytes", other_bytes, REASON REASON);
	check("then another process", other_process, REASON REASON);
	check("another session", other_session, "");
	check("stopped terminal", stopped_terminal, "");

	run_on_terminal(other_reason, text, sizeof(text));
	CHECK(strncmp(text, REASON, strlen(REASON)) == 0);
	CHECK(strncmp(text + strlen(REASON), "kernel: Invalid ELF", 19) == 0);

	run_on_terminal(escape_sequence, text, sizeof(text));
	CHECK(strstr(text, "-graft \\x1b[2J\\x9bod_unload") != NULL);
	CHECK(strchr(text, '\x1b') == NULL && strchr(text, '\x9b') == NULL);

	set_explain("0");
	check("module_explain=0", as_busybox_does, "");
	set_explain("1");
	check("module_explain=1", as_busybox_does, REASON);
	return 0;
}

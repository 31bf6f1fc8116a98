// SPDX-License-Identifier: MIT
/*
 * module_errnos: each error of init_module(2), finit_module(2) and delete_module(2), with the line
 * that the kernel logs, where it logs one. The modules are those beside this program and
 * /root/hello.ko.
 */
#define _GNU_SOURCE
#include <elf.h>
#include <signal.h>
#include <stddef.h>
#include <sys/mman.h>

#include "modules.h"

#define NOWHERE ((void *)16)

static int kmsg;
static char log_text[1 << 16];

/* Everything logged since the last call. */
static const char *new_log(void)
{
	size_t done = 0;
	ssize_t n;

	while ((n = read(kmsg, log_text + done, sizeof(log_text) - done - 1)) > 0)
		done += n;
	log_text[done] = '\0';
	return log_text;
}

/* The call must fail with that errno and log the message; with none, if message is NULL. */
static void refused(const char *what, long result, int error, const char *message)
{
	int seen = errno;
	const char *log = new_log();

	if (result == -1 && seen == error && (message ? strstr(log, message) != NULL : !*log))
		return;
	printf("%s: %ld, errno %d (%s), not %d (%s) and \"%s\"; the log has\n%s", what, result,
	       seen, strerror(seen), error, strerror(error), message ? message : "", log);
	exit(1);
}

static int module_fd(const char *name)
{
	char path[64];
	int fd;

	snprintf(path, sizeof(path), "/test/%s.ko", name);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	CHECK(fd >= 0);
	return fd;
}

static long load(const char *name, const char *args)
{
	int fd = module_fd(name);
	long result = finit_module(fd, args, 0);

	close(fd);
	return result;
}

static char *hello;
static size_t hello_len;

/* --- the image --- */

/* A field of the ELF header with another value. */
static const struct header_case {
	const char *message;
	size_t offset, size;
	unsigned long value;
} header_cases[] = {
#define FIELD(name) offsetof(Elf64_Ehdr, name), sizeof(((Elf64_Ehdr *)0)->name)
#define BYTE(i)	    i, 1
	{"Invalid ELF header magic", BYTE(0), 0},
	{"Invalid ELF header class: 1 != 2", BYTE(EI_CLASS), ELFCLASS32},
	{"Invalid ELF header data encoding: 2 != 1", BYTE(EI_DATA), ELFDATA2MSB},
	{"Invalid ELF header version: 2, 1 != 1", BYTE(EI_VERSION), 2},
	{"Invalid ELF header version: 1, 0 != 1", FIELD(e_version), 0},
	{"Invalid ELF header type: 3 != 1", FIELD(e_type), ET_DYN},
	{"Invalid architecture in ELF header: 183", FIELD(e_machine), EM_AARCH64},
	{"Invalid ELF header size: 52 != 64", FIELD(e_ehsize), 52},
	{"Invalid ELF section header size", FIELD(e_shentsize), 40},
	{"Invalid ELF section header count", FIELD(e_shnum), 0},
	{"Invalid ELF section header overflow", FIELD(e_shoff), ~0UL},
	{"Invalid ELF section name index", FIELD(e_shstrndx), 0xff00},
};

static void check_headers(void)
{
	char *copy = malloc(hello_len);
	size_t i;

	CHECK(copy != NULL);
	for (i = 0; i < sizeof(header_cases) / sizeof(header_cases[0]); i++) {
		const struct header_case *c = &header_cases[i];

		memcpy(copy, hello, hello_len);
		memcpy(copy + c->offset, &c->value, c->size);
		refused(c->message, init_module(copy, hello_len, ""), ENOEXEC, c->message);
	}
	refused("empty image", init_module(copy, 0, ""), ENOEXEC, "Invalid ELF header len 0");
	refused("short image", init_module(hello, 63, ""), ENOEXEC, "Invalid ELF header len 63");
	free(copy);
}

static void check_init_module(void)
{
	refused("image nowhere", init_module(NOWHERE, hello_len, ""), EFAULT, NULL);
	refused("short image nowhere", init_module(NOWHERE, 10, ""), ENOEXEC, NULL);
	refused("image of 1 TiB", init_module(hello, 1UL << 40, ""), ENOMEM, NULL);
	refused("image of all", init_module(hello, ~0UL, ""), ENOMEM, NULL);
	refused("parameters nowhere", init_module(hello, hello_len, NOWHERE), EFAULT, NULL);
	/* Of two faults, the first in Linux's order. */
	refused("no module, parameters nowhere", init_module(hello, 64, NOWHERE), ENOEXEC,
		"Invalid ELF section header overflow");
	CHECK(init_module(hello, hello_len, "") == 0);
	new_log();
	refused("name is taken", init_module(hello, hello_len, ""), EEXIST, NULL);
	refused("name is taken, parameters nowhere", init_module(hello, hello_len, NOWHERE), EEXIST,
		NULL);
	CHECK(delete_module("hello", O_NONBLOCK) == 0);
	new_log();
}

/* --- the file --- */

static void check_finit_module(void)
{
	int fd = open("/root/hello.ko", O_RDONLY), pipes[2], path, writer, large;

	CHECK(fd >= 0);
	refused("no such flag", finit_module(fd, "", 8), EINVAL, NULL);
	refused("no such flag, no such file", finit_module(-1, "", 8), EINVAL, NULL);
	refused("no such file", finit_module(-1, "", 0), EBADF, NULL);
	refused("parameters nowhere", finit_module(fd, NOWHERE, 0), EFAULT, NULL);
	close(fd);
	refused("closed file", finit_module(fd, "", 0), EBADF, NULL);
	path = open("/root/hello.ko", O_PATH);
	refused("only a path", finit_module(path, "", 0), EBADF, NULL);
	close(path);
	CHECK(pipe(pipes) == 0);
	refused("a pipe", finit_module(pipes[0], "", 0), EINVAL, NULL);

	writer = open("/tmp/errno.ko", O_WRONLY | O_CREAT | O_TRUNC, 0600);
	CHECK(writer >= 0);
	refused("not for reading", finit_module(writer, "", 0), EBADF, NULL);
	fd = open("/tmp/errno.ko", O_RDONLY);
	refused("someone writes", finit_module(fd, "", 0), ETXTBSY, NULL);
	close(writer);
	refused("empty file", finit_module(fd, "", 0), EINVAL, NULL);
	large = open("/tmp/errno.ko", O_RDWR);
	CHECK(ftruncate(large, 3L << 30) == 0);
	close(large);
	refused("file of 3 GiB", finit_module(fd, "", 0), EFBIG, NULL);
	close(fd);
	CHECK(unlink("/tmp/errno.ko") == 0);
}

/* --- what is in a module --- */

static void check_parameters_and_symbols(void)
{
	refused("no number", load("held", "number=abc"), EINVAL,
		"held: `abc' invalid for parameter `number'");
	refused("no value", load("held", "number"), EINVAL,
		"held: `' invalid for parameter `number'");
	refused("too large a number", load("held", "number=99999999999"), ERANGE,
		"held: `99999999999' invalid for parameter `number'");
	refused("unknown symbols", load("unknown_symbols", ""), ENOENT,
		"unknown_symbols: Unknown symbol no_such_function (err -2)");
	refused("init fails", load("init_fails", ""), ENODEV,
		"init_fails: its init returned -19 (-ENODEV)");
}

/* --- signatures that can't be read --- */

static void check_signatures(void)
{
	static const struct {
		const char *message;
		unsigned char trailer[12]; /* the length is its last four bytes */
		int error;
	} cases[] = {
		{"PKCS#7 signature info has unexpected non-zero params",
		 {0, 4, 2, 0, 0, 0, 0, 0, 0, 0, 0, 4},
		 EBADMSG},
		{"signature of 4294967295 bytes in a file of",
		 {0, 0, 2, 0, 0, 0, 0, 0, 255, 255, 255, 255},
		 EBADMSG},
	};
	static const char marker[] = "~Module signature appended~\n";
	char *copy = malloc(hello_len + 64);
	size_t i, len = hello_len + 4;

	CHECK(copy != NULL);
	memcpy(copy, hello, hello_len);
	memcpy(copy + hello_len, "sign", 4);
	memcpy(copy + len + 12, marker, sizeof(marker));
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		memcpy(copy + len, cases[i].trailer, 12);
		refused(cases[i].message, init_module(copy, len + 12 + strlen(marker), ""),
			cases[i].error, cases[i].message);
	}
	refused("nothing but a marker", init_module(marker, strlen(marker), ""), ENOEXEC,
		"Invalid ELF header len 28");
	memset(copy, 0, 13);
	memcpy(copy + 12, marker, sizeof(marker));
	refused("nothing but a signature", init_module(copy, 12 + strlen(marker), ""), EBADMSG,
		"signature without a module");
	free(copy);
}

/* --- removal --- */

static void write_to(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY);

	CHECK(fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text));
	close(fd);
}

static void check_delete_module(void)
{
	refused("name nowhere", delete_module(NOWHERE, O_NONBLOCK), EFAULT, NULL);
	refused("no such name", delete_module("hello", O_NONBLOCK), ENOENT, NULL);
	refused("no name", delete_module("", O_NONBLOCK), ENOENT, NULL);

	CHECK(load("exporter", "") == 0 && load("importer", "") == 0);
	new_log();
	refused("used by a module", delete_module("exporter", O_NONBLOCK), EWOULDBLOCK, NULL);
	refused("used by a module, by force", delete_module("exporter", O_NONBLOCK | O_TRUNC),
		EWOULDBLOCK, NULL);
	CHECK(delete_module("importer", O_NONBLOCK) == 0);
	CHECK(delete_module("exporter", O_NONBLOCK) == 0);

	CHECK(load("held", "number=3") == 0);
	new_log();
	write_to("/sys/module/held/parameters/hold", "1");
	refused("held", delete_module("held", O_NONBLOCK), EWOULDBLOCK, NULL);
	write_to("/sys/module/held/parameters/hold", "0");
	CHECK(delete_module("held", O_NONBLOCK) == 0);
}

/* --- a module that takes its time --- */

/* Until the kernel says so. */
static void wait_for_log(const char *text)
{
	int fd = open("/dev/kmsg", O_RDONLY);
	char record[8192];
	ssize_t n;

	CHECK(fd >= 0);
	do {
		n = read(fd, record, sizeof(record) - 1);
		CHECK(n > 0);
		record[n] = '\0';
	} while (strstr(record, text) == NULL);
	close(fd);
}

static void check_busy(void)
{
	pid_t loader;
	int status;

	write_to("/dev/kmsg", "<6>module_errnos: slow_init next\n");
	loader = fork();
	CHECK(loader >= 0);
	if (loader == 0)
		_exit(load("slow_init", "") == 0 ? 0 : 1);
	wait_for_log(";slow_init waits");
	new_log();
	refused("in its init", delete_module("slow_init", O_NONBLOCK), EBUSY, NULL);
	refused("in its init, by force", delete_module("slow_init", O_NONBLOCK | O_TRUNC), EBUSY,
		NULL);
	/* This takes half a minute. */
	refused("exporter in its init", load("needs_slow_init", ""), EBUSY,
		"needs_slow_init: gave up waiting for init of module slow_init.");
	write_to("/sys/module/slow_init/parameters/go", "1");
	CHECK(waitpid(loader, &status, 0) == loader && status == 0);
	CHECK(load("needs_slow_init", "") == 0);
	CHECK(delete_module("needs_slow_init", O_NONBLOCK) == 0);
	CHECK(delete_module("slow_init", O_NONBLOCK) == 0);
}

/* --- without privilege --- */

static void check_not_root(void)
{
	int status;

	/* Before anything else is looked at. */
	IN_CHILD(status, {
		CHECK(setuid(1000) == 0);
		CHECK_FAILS(init_module(NOWHERE, 0, NOWHERE), EPERM);
		CHECK_FAILS(finit_module(-1, NOWHERE, -1), EPERM);
		CHECK_FAILS(delete_module(NOWHERE, O_NONBLOCK), EPERM);
	});
	CHECK(status == 0);
	CHECK(!*new_log());
}

int main(void)
{
	kmsg = open("/dev/kmsg", O_RDONLY | O_NONBLOCK);
	CHECK(kmsg >= 0 && lseek(kmsg, 0, SEEK_END) == 0);
	hello = read_file("/root/hello.ko", &hello_len);
	check_not_root();
	check_init_module();
	check_headers();
	check_finit_module();
	check_parameters_and_symbols();
	check_signatures();
	check_delete_module();
	check_busy();
	return 0;
}

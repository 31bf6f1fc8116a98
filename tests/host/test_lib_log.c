// SPDX-License-Identifier: MIT
/*
 * The log: from printk() to /dev/kmsg's records and to consoles. The ring is filled over and over,
 * so that texts lie across its end.
 */
#include "lib_test.h"

#define EAGAIN 11
#define EPIPE  32

struct kmsg_reader {
	uint64_t seq;
};

struct console {
	char name[16];
	void (*write)(struct console *, const char *, unsigned int);
	void *device;
	int (*setup)(struct console *, char *);
	short flags;
	short index;
	void *data;
	uint64_t seq;
	struct console *next;
};

#define CON_PRINTBUFFER 1
#define CON_CONSDEV	2
#define CON_ENABLED	4
#define CON_BOOT	8

int k__printk(const char *, ...);
int k__printk_deferred(const char *, ...);
void k_printk_tick(void);
void k_printk_init(void);
void k_cmdline_init(const char *);
void k_kmsg_reader_init(struct kmsg_reader *);
int k_kmsg_reader_seek(struct kmsg_reader *, int);
bool k_kmsg_readable(const struct kmsg_reader *);
ssize_t k_kmsg_reader_next(struct kmsg_reader *, char *, size_t);
ssize_t k_kmsg_write(char *, size_t);
void k_register_console(struct console *);
int k_unregister_console(struct console *);
extern int k_console_printk[4];
extern struct console *k_console_drivers;

extern unsigned long long stub_clock;
extern int stub_wakeups, oops_in_progress;

#define SOH "\001"

static char record[8192];
static struct kmsg_reader reader;

/* The next record's text behind the semicolon, without the newline; or what went wrong. */
static const char *next_text(void)
{
	ssize_t n = k_kmsg_reader_next(&reader, record, sizeof(record));
	char *text;

	if (n < 0)
		return n == -EAGAIN ? "EAGAIN" : n == -EPIPE ? "EPIPE" : "error";
	record[n] = '\0';
	text = strchr(record, ';') + 1;
	text[strcspn(text, "\n")] = '\0';
	return text;
}

static int to_the_end(void **state)
{
	k_kmsg_reader_seek(&reader, SEEK_END);
	return 0;
}

static void a_record(void **state)
{
	stub_clock = 1234567890;
	assert_int_equal(k__printk(SOH "6hello %d\n", 42), 8);
	assert_string_equal(next_text(), "hello 42");
	assert_memory_equal(record, "6,", 2);
	assert_non_null(strstr(record, ",1234567,-;"));
	assert_string_equal(next_text(), "EAGAIN");
	k__printk("default\n");
	next_text();
	assert_memory_equal(record, "4,", 2);
	k__printk("%s", SOH "3level in the argument\n");
	assert_string_equal(next_text(), "level in the argument");
	assert_memory_equal(record, "3,", 2);
}

static void continuations(void **state)
{
	k__printk(SOH "6one");
	assert_string_equal(next_text(), "EAGAIN");
	k__printk(SOH "c two");
	assert_string_equal(next_text(), "EAGAIN");
	k__printk(SOH "c three\n");
	assert_string_equal(next_text(), "one two three");
	assert_memory_equal(record, "6,", 2);

	/* Another message ends the line, and the rest stands alone. */
	k__printk(SOH "6half");
	k__printk(SOH "6between\n");
	k__printk(SOH "cthe rest\n");
	assert_string_equal(next_text(), "half");
	assert_string_equal(next_text(), "between");
	assert_string_equal(next_text(), "the rest");
	assert_non_null(strstr(record, ",c;"));

	/* An interrupt does not continue a task's line. */
	k__printk(SOH "6task");
	k___preempt_count += 1 << 16;
	k__printk(SOH "cinterrupt\n");
	k___preempt_count -= 1 << 16;
	assert_string_equal(next_text(), "task");
	assert_string_equal(next_text(), "interrupt");
}

static void long_messages_are_cut(void **state)
{
	static char text[3000];

	memset(text, 'x', sizeof(text) - 1);
	k__printk("%s\n", text);
	k__printk("next\n");
	assert_int_equal(strlen(next_text()), 1023);
	assert_string_equal(next_text(), "next");

	/* What does not fit behind an open line becomes a record of its own. */
	k__printk("%.1000s", text);
	k__printk(SOH "c%.100s\n", text);
	assert_int_equal(strlen(next_text()), 1000);
	assert_int_equal(strlen(next_text()), 100);
}

static void awkward_characters_are_escaped(void **state)
{
	k__printk("a\\b\tc\nd\n");
	assert_string_equal(next_text(), "a\\x5cb\\x09c\\x0ad");
}

static void old_records_make_room(void **state)
{
	char want[300];
	int n = 0;

	k__printk("the oldest\n");
	for (int i = 0; i < 20000; i++)
		k__printk("%d %*s|\n", i, i % 200, "");
	assert_string_equal(next_text(), "EPIPE");
	for (const char *text = next_text(); strcmp(text, "EAGAIN"); text = next_text(), n++) {
		int i = atoi(text);

		snprintf(want, sizeof(want), "%d %*s|", i, i % 200, "");
		assert_string_equal(text, want);
	}
	/* 256 KiB of texts of some 100 bytes. */
	assert_true(n > 2000 && n < 3000);
	for (int i = 0; i < 20000; i++)
		k__printk("%d\n", i);
	assert_string_equal(next_text(), "EPIPE");
	for (n = 0; strcmp(next_text(), "EAGAIN"); n++)
		;
	assert_int_equal(n, 4096);
}

static void growing_an_open_line_over_the_end_of_the_ring(void **state)
{
	for (int i = 0; i < 3000; i++) {
		k__printk("%.*s", 700, "a");
		for (int j = 0; j < 9; j++)
			k__printk(SOH "c%0100d", j);
		k__printk(SOH "c!\n");
		assert_int_equal(strlen(next_text()), 902);
	}
	assert_string_equal(next_text(), "EAGAIN");
}

static void messages_of_programs(void **state)
{
	char a[] = "<11>from a daemon\n", b[] = "no priority", c[] = "<3>not the kernel",
	     d[] = "<x>y";

	assert_int_equal(k_kmsg_write(a, strlen(a)), 18);
	assert_string_equal(next_text(), "from a daemon");
	assert_memory_equal(record, "11,", 3);
	k_kmsg_write(b, strlen(b));
	assert_string_equal(next_text(), "no priority");
	assert_memory_equal(record, "12,", 3);
	k_kmsg_write(c, strlen(c));
	assert_string_equal(next_text(), "not the kernel");
	assert_memory_equal(record, "11,", 3);
	k_kmsg_write(d, strlen(d));
	assert_string_equal(next_text(), "<x>y");
}

static char screen[1 << 20];

static void write_screen(struct console *con, const char *s, unsigned int n)
{
	strncat(screen, s, n);
}

static void consoles_show_what_is_important(void **state)
{
	struct console con = {.name = "test", .write = write_screen, .index = -1};

	stub_clock = 5000001000;
	k_console_printk[0] = 7;
	screen[0] = '\0';
	k_register_console(&con);
	assert_string_equal(screen, "[    5.000001] printk: console [test0] enabled\n");
	assert_true(con.flags & CON_CONSDEV);
	screen[0] = '\0';
	k__printk(SOH "7debug\n");
	k__printk(SOH "6one\ntwo\n");
	assert_string_equal(screen, "[    5.000001] one\n[    5.000001] two\n");

	screen[0] = '\0';
	k__printk_deferred("later\n");
	assert_string_equal(screen, "");
	stub_wakeups = 0;
	k_printk_tick();
	assert_string_equal(screen, "[    5.000001] later\n");
	assert_int_equal(stub_wakeups, 1);
	k_printk_tick();
	assert_int_equal(stub_wakeups, 1);
	assert_int_equal(k_unregister_console(&con), 0);
	assert_int_equal(k_unregister_console(&con), -19);
	assert_null(k_console_drivers);
}

static void a_late_console_gets_the_past(void **state)
{
	struct console con = {.name = "late", .write = write_screen, .flags = CON_PRINTBUFFER};

	k__printk("before it came\n");
	screen[0] = '\0';
	k_register_console(&con);
	assert_non_null(strstr(screen, "before it came\n"));
	assert_int_equal(con.flags, CON_CONSDEV | CON_ENABLED);
	k_unregister_console(&con);
}

static bool complain;

static void write_and_complain(struct console *con, const char *s, unsigned int n)
{
	if (complain) {
		complain = false;
		k__printk("inside\n");
	}
	write_screen(con, s, n);
}

static void a_driver_that_speaks_while_it_writes(void **state)
{
	struct console con = {.name = "odd", .write = write_and_complain};

	k_register_console(&con);
	screen[0] = '\0';
	complain = true;
	k__printk("first\n");
	assert_string_equal(screen, "[    5.000001] first\n[    5.000001] inside\n");

	/* A crash report from in there can't wait until the write is over. */
	screen[0] = '\0';
	complain = true;
	oops_in_progress = 1;
	k__printk("first\n");
	oops_in_progress = 0;
	assert_string_equal(screen, "[    5.000001] inside\n[    5.000001] first\n");
	k_unregister_console(&con);
}

static void the_command_line_chooses(void **state)
{
	struct console boot = {.name = "early", .write = write_screen, .flags = CON_BOOT};
	struct console vt = {.name = "tty", .write = write_screen, .index = -1};
	struct console serial = {.name = "ttyS", .write = write_screen, .index = -1};
	struct console other = {.name = "hvc", .write = write_screen, .index = -1};

	k_cmdline_init("loglevel=4 quiet console=tty0 loglevel=6 console=ttyS1,115200n8");
	k_printk_init();
	assert_int_equal(k_console_printk[0], 6);
	k_register_console(&boot);
	assert_ptr_equal(k_console_drivers, &boot);
	k_register_console(&serial);
	assert_ptr_equal(k_console_drivers, &serial);
	assert_null(serial.next);
	assert_int_equal(serial.index, 1);
	k_register_console(&vt);
	k_register_console(&other);
	assert_ptr_equal(k_console_drivers, &serial);
	assert_ptr_equal(serial.next, &vt);
	assert_null(vt.next);
	assert_int_equal(serial.flags, CON_ENABLED | CON_CONSDEV);
	assert_int_equal(vt.flags, CON_ENABLED);
	assert_int_equal(other.flags, 0);
	k_unregister_console(&serial);
	assert_int_equal(vt.flags, CON_ENABLED | CON_CONSDEV);
	k_unregister_console(&vt);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(a_record, to_the_end),
		cmocka_unit_test_setup(continuations, to_the_end),
		cmocka_unit_test_setup(long_messages_are_cut, to_the_end),
		cmocka_unit_test_setup(awkward_characters_are_escaped, to_the_end),
		cmocka_unit_test_setup(old_records_make_room, to_the_end),
		cmocka_unit_test_setup(growing_an_open_line_over_the_end_of_the_ring, to_the_end),
		cmocka_unit_test_setup(messages_of_programs, to_the_end),
		cmocka_unit_test(consoles_show_what_is_important),
		cmocka_unit_test(a_late_console_gets_the_past),
		cmocka_unit_test(a_driver_that_speaks_while_it_writes),
		cmocka_unit_test(the_command_line_chooses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

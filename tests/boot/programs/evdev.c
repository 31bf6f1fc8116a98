// SPDX-License-Identifier: MIT
/* /dev/input/eventN, of the device that /test/pad.ko makes: the one with the name "A pad". */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/input.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <time.h>

#include "asleep.h"
#include "check.h"

static char path[64];

/* How many bytes EVIOCGNAME gave, with path and *fd of the pad */
static int find_pad(int *fd)
{
	char name[32];

	for (int i = 0; i < 32; i++) {
		snprintf(path, sizeof(path), "/dev/input/event%d", i);
		*fd = open(path, O_RDWR | O_NONBLOCK);
		if (*fd >= 0) {
			int len = ioctl(*fd, EVIOCGNAME(sizeof(name)), name);

			if (len > 0 && strcmp(name, "A pad") == 0)
				return len;
			close(*fd);
		}
	}
	CHECK(!"there is a pad");
	return -1;
}

static void put(int fd, int type, int code, int value)
{
	struct input_event events[2] = {{.type = type, .code = code, .value = value},
					{.type = EV_SYN, .code = SYN_REPORT}};

	CHECK(write(fd, events, sizeof(events)) == sizeof(events));
}

/* The next event must be this one. */
#define expect(fd, t, c, v)                                                                        \
	do {                                                                                       \
		struct input_event event_;                                                         \
		CHECK(read(fd, &event_, sizeof(event_)) == sizeof(event_));                        \
		CHECK(event_.type == (t) && event_.code == (c) && event_.value == (v));            \
		CHECK(event_.time.tv_sec > 0);                                                     \
	} while (0)

static void expect_nothing(int fd)
{
	struct input_event event;

	CHECK_FAILS(read(fd, &event, sizeof(event)), EAGAIN);
}

static void check_description(int fd, int name_len)
{
	struct input_id id;
	char text[16];
	int version;
	uint64_t bits[KEY_CNT / 64] = {};

	CHECK(sizeof(struct input_event) == 24 && name_len == 6);
	CHECK(ioctl(fd, EVIOCGVERSION, &version) == 0 && version == EV_VERSION);
	CHECK(ioctl(fd, EVIOCGID, &id) == 0);
	CHECK(id.bustype == BUS_VIRTUAL && id.vendor == 1 && id.product == 2 && id.version == 3);
	CHECK(ioctl(fd, EVIOCGPHYS(16), text) == 11 && strcmp(text, "pad/input0") == 0);
	CHECK(ioctl(fd, EVIOCGUNIQ(3), text) == 3 && memcmp(text, "123", 3) == 0);
	CHECK(ioctl(fd, EVIOCGPROP(8), bits) == 8 && bits[0] == 1 << INPUT_PROP_POINTER);
	CHECK(ioctl(fd, EVIOCGBIT(0, 8), bits) == 8);
	CHECK(bits[0] == (1 << EV_SYN | 1 << EV_KEY | 1 << EV_REL | 1 << EV_ABS | 1 << EV_SW |
			  1 << EV_LED | 1 << EV_REP));
	CHECK(ioctl(fd, EVIOCGBIT(EV_KEY, sizeof(bits)), bits) == sizeof(bits));
	CHECK(bits[KEY_MICMUTE / 64] >> KEY_MICMUTE % 64 & 1 && bits[BTN_A / 64] >> BTN_A % 64 & 1);
	CHECK(ioctl(fd, EVIOCGBIT(EV_REL, 2), bits) == 2 && (bits[0] & 0xffff) == 1 << REL_WHEEL);
	CHECK_FAILS(ioctl(fd, EVIOCGBIT(EV_PWR, 8), bits), EINVAL);
	CHECK_FAILS(ioctl(fd, EVIOCGVERSION, (void *)8), EFAULT);
	CHECK_FAILS(ioctl(fd, _IOR('E', 0x10, int), bits), EINVAL);
}

static void check_values(int fd)
{
	struct input_absinfo axis;
	struct input_keymap_entry ke = {.flags = INPUT_KEYMAP_BY_INDEX, .index = 1};
	unsigned int pair[2];

	CHECK(ioctl(fd, EVIOCGABS(ABS_Y), &axis) == 0);
	CHECK(axis.minimum == -10 && axis.maximum == 100 && axis.flat == 2 && axis.value == 0);
	axis.maximum = 200;
	CHECK(ioctl(fd, EVIOCSABS(ABS_Y), &axis) == 0);
	memset(&axis, 0, sizeof(axis));
	CHECK(ioctl(fd, EVIOCGABS(ABS_Y), &axis) == 0 && axis.maximum == 200);
	CHECK(ioctl(fd, EVIOCGREP, pair) == 0 && pair[0] == 250 && pair[1] == 33);
	/* Without a delay nothing is repeated, however long a key is down here. */
	pair[0] = 0;
	CHECK(ioctl(fd, EVIOCSREP, pair) == 0);
	CHECK(ioctl(fd, EVIOCGREP, pair) == 0 && pair[0] == 0 && pair[1] == 33);
	CHECK(ioctl(fd, EVIOCGKEYCODE_V2, &ke) == 0 && ke.keycode == KEY_MICMUTE && ke.len == 4);
	pair[0] = 2;
	CHECK_FAILS(ioctl(fd, EVIOCGKEYCODE, pair), EINVAL);
	pair[0] = 1;
	CHECK(ioctl(fd, EVIOCGKEYCODE, pair) == 0 && pair[1] == KEY_MICMUTE);
}

static void check_readers(int fd)
{
	int other = open(path, O_RDONLY | O_NONBLOCK);
	struct pollfd both[] = {{.fd = fd, .events = POLLIN}, {.fd = other, .events = POLLIN}};
	uint64_t keys[KEY_CNT / 64] = {};
	char small[8];

	CHECK(other >= 0 && poll(both, 2, 0) == 0);
	expect_nothing(fd);
	CHECK_FAILS(read(fd, small, sizeof(small)), EINVAL);
	CHECK_FAILS(write(fd, small, sizeof(small)), EINVAL);
	CHECK(read(other, NULL, 0) == -1 && errno == EAGAIN);

	put(fd, EV_KEY, BTN_A, 1);
	put(fd, EV_KEY, BTN_A, 1);
	put(fd, EV_REL, REL_WHEEL, -1);
	CHECK(poll(both, 2, 0) == 2);
	for (int i = 0; i < 2; i++) {
		/* The change of the repetition had no end of its own. */
		expect(both[i].fd, EV_REP, REP_DELAY, 0);
		expect(both[i].fd, EV_KEY, BTN_A, 1);
		expect(both[i].fd, EV_SYN, SYN_REPORT, 0);
		expect(both[i].fd, EV_REL, REL_WHEEL, -1);
		expect(both[i].fd, EV_SYN, SYN_REPORT, 0);
		expect_nothing(both[i].fd);
	}

	/* Who asks for the state isn't told what it has been on the way there. */
	put(fd, EV_KEY, BTN_A, 0);
	put(fd, EV_REL, REL_WHEEL, 5);
	put(fd, EV_KEY, BTN_A, 1);
	CHECK(ioctl(fd, EVIOCGKEY(sizeof(keys)), keys) == sizeof(keys));
	CHECK(keys[BTN_A / 64] == 1ull << BTN_A % 64);
	expect(fd, EV_REL, REL_WHEEL, 5);
	expect(fd, EV_SYN, SYN_REPORT, 0);
	expect_nothing(fd);
	expect(other, EV_KEY, BTN_A, 0);
	put(fd, EV_KEY, BTN_A, 0);
	close(other);
}

static void drain(int fd)
{
	struct input_event events[64];

	while (read(fd, events, sizeof(events)) > 0)
		;
	CHECK(errno == EAGAIN);
}

/* A reader that is late learns that it has missed something, and what came last. */
static void check_overflow(int fd)
{
	drain(fd);
	for (int i = 1; i <= 72; i++)
		put(fd, EV_REL, REL_WHEEL, i);
	expect(fd, EV_SYN, SYN_DROPPED, 0);
	/* 128 fit, eight packets of all the pad has: the end of the 64th was one too many. */
	expect(fd, EV_SYN, SYN_REPORT, 0);
	for (int i = 65; i <= 72; i++) {
		expect(fd, EV_REL, REL_WHEEL, i);
		expect(fd, EV_SYN, SYN_REPORT, 0);
	}
	expect_nothing(fd);
}

static void check_grab(int fd)
{
	int other = open(path, O_RDWR | O_NONBLOCK);

	CHECK(ioctl(fd, EVIOCGRAB, 1) == 0);
	CHECK_FAILS(ioctl(other, EVIOCGRAB, 1), EBUSY);
	CHECK_FAILS(ioctl(other, EVIOCGRAB, 0), EINVAL);
	put(fd, EV_KEY, BTN_A, 1);
	expect_nothing(other);
	expect(fd, EV_KEY, BTN_A, 1);
	CHECK(ioctl(fd, EVIOCGRAB, 0) == 0);
	put(other, EV_KEY, BTN_A, 0);
	expect(other, EV_KEY, BTN_A, 0);
	drain(fd);

	/* A file that is revoked is good for nothing. */
	CHECK_FAILS(ioctl(other, EVIOCREVOKE, 1), EINVAL);
	CHECK(ioctl(other, EVIOCREVOKE, 0) == 0);
	CHECK_FAILS(ioctl(other, EVIOCGRAB, 1), ENODEV);
	CHECK_FAILS(read(other, NULL, 0), ENODEV);
	CHECK_FAILS(write(other, NULL, 0), ENODEV);
	close(other);
}

static void check_clock(int fd)
{
	int clock = 1, wrong = 5;
	struct input_event event;
	struct timespec now;

	CHECK_FAILS(ioctl(fd, EVIOCSCLOCKID, &wrong), EINVAL);
	/* With nothing to lose, nothing is said to be lost. */
	CHECK(ioctl(fd, EVIOCSCLOCKID, &clock) == 0);
	expect_nothing(fd);
	clock = 0;
	CHECK(ioctl(fd, EVIOCSCLOCKID, &clock) == 0);
	clock = 1;
	put(fd, EV_REL, REL_WHEEL, 1);
	CHECK(ioctl(fd, EVIOCSCLOCKID, &clock) == 0);
	/* Times by the other clock have gone. */
	CHECK(read(fd, &event, sizeof(event)) == sizeof(event) && event.code == SYN_DROPPED);
	drain(fd);
	put(fd, EV_REL, REL_WHEEL, 1);
	CHECK(read(fd, &event, sizeof(event)) == sizeof(event) && event.type == EV_REL);
	clock_gettime(CLOCK_MONOTONIC, &now);
	CHECK(event.time.tv_sec <= now.tv_sec && event.time.tv_sec + 60 > now.tv_sec);
	drain(fd);
}

/* A read that waits, and a signal for who asked for one */
static void check_waiting(int fd)
{
	int waiting = open(path, O_RDONLY), status;
	sigset_t io;
	siginfo_t info;
	pid_t child;

	sigemptyset(&io);
	sigaddset(&io, SIGIO);
	sigprocmask(SIG_BLOCK, &io, NULL);
	CHECK(fcntl(fd, F_SETOWN, getpid()) == 0 && fcntl(fd, F_SETFL, O_NONBLOCK | O_ASYNC) == 0);
	IN_CHILD(status, put(fd, EV_LED, LED_MAIL, 1));
	CHECK(status == 0 && sigwaitinfo(&io, &info) == SIGIO);
	expect(waiting, EV_LED, LED_MAIL, 1);
	expect(waiting, EV_SYN, SYN_REPORT, 0);

	/* The parent reads while there is nothing; the child sees that, and then puts something. */
	child = fork();
	CHECK(child >= 0);
	if (!child) {
		wait_until(getppid(), 'S');
		put(fd, EV_LED, LED_MAIL, 0);
		_exit(0);
	}
	expect(waiting, EV_LED, LED_MAIL, 0);
	CHECK(waitpid(child, &status, 0) == child && status == 0);
	close(waiting);
}

int main(void)
{
	int fd, name_len = find_pad(&fd);

	check_description(fd, name_len);
	check_values(fd);
	drain(fd);
	check_readers(fd);
	check_overflow(fd);
	check_grab(fd);
	check_clock(fd);
	check_waiting(fd);
	return 0;
}

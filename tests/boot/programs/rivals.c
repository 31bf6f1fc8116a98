/* SPDX-License-Identifier: MIT */
/*
 * Many processes load one module at once, whose init lasts until a line comes through the fifo
 * /tmp/gate: its modprobe reads one. "rivals CASE".
 */
#include <signal.h>

#include "asleep.h"
#include "modules.h"

#define RIVALS 12
#define MODULE "/test/slow_exporter.ko"

static int gate;

static void open_gate(void)
{
	CHECK(write(gate, "\n", 1) == 1);
}

/*
 * A child that loads the module and exits with the errno. Returns when it sleeps: 'D', killable,
 * in an init that waits for modprobe; 'S' waiting for such a one.
 */
static pid_t load(const char *args, char asleep)
{
	pid_t pid = fork();

	CHECK(pid >= 0);
	if (pid == 0) {
		int fd = open(MODULE, O_RDONLY);

		_exit(finit_module(fd, args, 0) ? errno : 0);
	}
	wait_until(pid, asleep);
	return pid;
}

static int status_of(pid_t pid)
{
	int status;

	CHECK(waitpid(pid, &status, 0) == pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

/* A winner, and those that wait for it. */
static pid_t start(pid_t *loser, const char *winner_args, const char *args)
{
	char line[8];
	int begun = open("/tmp/begun", O_RDWR);
	pid_t winner = load(winner_args, 'D');

	/* modprobe has started, so the winner sleeps in its init and nowhere before. */
	CHECK(begun >= 0 && read(begun, line, sizeof(line)) > 0);
	for (int i = 0; i < RIVALS; i++)
		loser[i] = load(args, 'S');
	return winner;
}

static void expect_all(pid_t *loser, int status)
{
	for (int i = 0; i < RIVALS; i++)
		CHECK(status_of(loser[i]) == status);
}

static void expect_one_of(long result, int a, int b, int c)
{
	CHECK(result == 0 || errno == a || errno == b || errno == c);
}

/* Six processes load and remove one module as fast as they can, with no gate. */
static void storm(void)
{
	pid_t pid[6];

	for (int i = 0; i < 6; i++) {
		pid[i] = fork();
		CHECK(pid[i] >= 0);
		if (pid[i])
			continue;
		for (int round = 0; round < 150; round++) {
			int fd = open("/test/exporter.ko", O_RDONLY);

			CHECK(fd >= 0);
			expect_one_of(finit_module(fd, "", 0), EEXIST, EBUSY, EBUSY);
			close(fd);
			expect_one_of(delete_module("exporter", 0), ENOENT, EBUSY, EWOULDBLOCK);
		}
		_exit(0);
	}
	for (int i = 0; i < 6; i++)
		CHECK(status_of(pid[i]) == 0);
	delete_module("exporter", 0);
}

int main(int argc, char **argv)
{
	const char *what = argc > 1 ? argv[1] : "";
	pid_t loser[RIVALS], winner;

	if (!strcmp(what, "storm")) {
		storm();
		return 0;
	}
	gate = open("/tmp/gate", O_RDWR);
	CHECK(gate >= 0);
	if (!strcmp(what, "success")) {
		winner = start(loser, "", "");
		open_gate();
		CHECK(status_of(winner) == 0);
		expect_all(loser, EEXIST);
		CHECK(delete_module("slow_exporter", 0) == 0);
	} else if (!strcmp(what, "failure")) {
		winner = start(loser, "result=-19", "result=-19");
		open_gate();
		CHECK(status_of(winner) == ENODEV);
		expect_all(loser, ENODEV);
	} else if (!strcmp(what, "others")) {
		winner = start(loser, "result=-19", "");
		open_gate();
		CHECK(status_of(winner) == ENODEV);
		expect_all(loser, EBUSY);
	} else if (!strcmp(what, "signals")) {
		winner = start(loser, "", "");
		for (int i = 0; i < RIVALS; i++)
			kill(loser[i], i % 2 ? SIGKILL : SIGTERM);
		for (int i = 0; i < RIVALS; i++)
			CHECK(status_of(loser[i]) == -(i % 2 ? SIGKILL : SIGTERM));
		CHECK(state_of(winner) == 'D');
		open_gate();
		CHECK(status_of(winner) == 0);
		CHECK(delete_module("slow_exporter", 0) == 0);
	} else if (!strcmp(what, "killed winner")) {
		/* Its init goes on without modprobe, which is what it was waiting for. */
		winner = start(loser, "", "");
		kill(winner, SIGKILL);
		CHECK(status_of(winner) == -SIGKILL);
		expect_all(loser, EEXIST);
		open_gate();
		CHECK(delete_module("slow_exporter", 0) == 0);
	} else {
		CHECK(!"a known case");
	}
	return 0;
}

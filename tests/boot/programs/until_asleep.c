/* SPDX-License-Identifier: MIT */
/*
 * "until_asleep PID [STATE]": returns when that process waits for something: in state S, which
 * signals end, or D.
 */
#include "asleep.h"

int main(int argc, char **argv)
{
	CHECK(argc == 2 || argc == 3);
	wait_until(atoi(argv[1]), argc == 3 ? argv[2][0] : 'S');
	return 0;
}

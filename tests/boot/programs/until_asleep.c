/* SPDX-License-Identifier: MIT */
/* "until_asleep PID": returns when that process waits for something. */
#include "asleep.h"

int main(int argc, char **argv)
{
	CHECK(argc == 2);
	wait_until(atoi(argv[1]), 'S');
	return 0;
}

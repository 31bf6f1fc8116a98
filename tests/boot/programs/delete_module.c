/* SPDX-License-Identifier: MIT */
/* "delete_module NAME FLAGS": the system call as it is, and its errno as the exit status. */
#include "modules.h"

int main(int argc, char **argv)
{
	CHECK(argc == 3);
	return delete_module(argv[1], strtoul(argv[2], NULL, 0)) ? errno : 0;
}

// SPDX-License-Identifier: MIT
/*
 * truncated FILE STEP: offers the kernel the module's first 0, STEP, 2*STEP, ... bytes. None of
 * them is a module: each is ENOEXEC. The whole is one, which shows that it was worth trying.
 */
#include "modules.h"

int main(int argc, char **argv)
{
	size_t len, part;
	char *image;

	CHECK(argc == 3);
	image = read_file(argv[1], &len);
	for (part = 0; part < len; part += atoi(argv[2]))
		CHECK_FAILS(init_module(image, part, ""), ENOEXEC);
	CHECK(init_module(image, len, "") == 0);
	CHECK(delete_module("hello", O_NONBLOCK) == 0);
	return 0;
}

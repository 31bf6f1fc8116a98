// SPDX-License-Identifier: MIT
/* submit FILE [FLAGS [PARAMETERS]]: finit_module(2), once. Its errno is the exit status. */
#include "modules.h"

int main(int argc, char **argv)
{
	int fd;

	CHECK(argc >= 2);
	fd = open(argv[1], O_RDONLY | O_CLOEXEC);
	CHECK(fd >= 0);
	if (finit_module(fd, argc > 3 ? argv[3] : "", argc > 2 ? atoi(argv[2]) : 0) == 0)
		return 0;
	return errno;
}

// SPDX-License-Identifier: MIT
/*
 * modpost: the step between compiling modules and linking them.
 *
 *	modpost --kernel graft.elf -o Module.symvers OBJECT.o...
 *		writes what the kernel exports, and looks for section mismatches in the objects
 *		that it was linked from
 *	modpost [--warn] [-i Module.symvers]... -o Module.symvers OBJECT.o...
 *		checks the modules' imports against those exports and each other's and looks for
 *		what would hurt later, writes what they export, and for each OBJECT.mod.c, which is
 *		compiled and linked to it
 *
 * A name that nothing exports is an error, unless --warn: then the loader will refuse the module,
 * if nothing exports it by then. With an error the exit status is 1, and Module.symvers is not
 * written, so that the next make tries again.
 */
#define _GNU_SOURCE
#include "modpost.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "elffile.h"

static void usage(void)
{
	die("usage: modpost --kernel ELF -o SYMVERS OBJECT... | [--warn] [-i SYMVERS]... -o "
	    "SYMVERS "
	    "OBJECT...");
}

static void post_modules(char **objects, size_t count)
{
	struct module *modules = allocate((count + 1) * sizeof(*modules));
	size_t n;

	/* All exports first: a module may use those of one that comes after it. */
	for (n = 0; n < count; n++)
		scan_module(&modules[n], objects[n]);
	for (n = 0; n < count; n++)
		check_module(&modules[n]);
	check_cycles(modules, count);
	for (n = 0; n < count && errors == 0; n++)
		write_mod_c(&modules[n]);
	free(modules);
}

int main(int argc, char **argv)
{
	static const struct option options[] = {
		{"kernel", required_argument, NULL, 'k'},
		{"warn", no_argument, NULL, 'w'},
		{NULL, 0, NULL, 0},
	};
	const char *kernel = NULL, *out = NULL;
	int opt;

	while ((opt = getopt_long(argc, argv, "i:o:", options, NULL)) != -1) {
		switch (opt) {
		case 'k':
			kernel = optarg;
			break;
		case 'w':
			undefined_is_warning = true;
			break;
		case 'i':
			read_symvers(optarg);
			break;
		case 'o':
			out = optarg;
			break;
		default:
			usage();
		}
	}
	if (!out)
		usage();
	if (kernel)
		scan_kernel(kernel, argv + optind, argc - optind);
	else
		post_modules(argv + optind, argc - optind);
	if (errors)
		return 1;
	/* A kernel that exports what it did before is no reason to look at every module again. */
	write_symvers(out, !kernel);
	return 0;
}

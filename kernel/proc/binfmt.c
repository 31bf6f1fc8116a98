// SPDX-License-Identifier: MIT
/* The executable formats that are built in, in the order in which a file is offered to them. */
#include <linux/init.h>
#include <kernel/binfmt.h>
#include <kernel/exec.h>

void __init exec_init(void)
{
	binfmt_script_init();
	binfmt_elf_init();
}

// SPDX-License-Identifier: MIT
/*
 * The multiboot2 header: how the boot loader recognises the kernel and learns what it wants
 * (Multiboot2 Specification 2.0, 3.1). It must lie in the first 32 KiB of the file, at a multiple
 * of 8; linker.ld puts it first.
 *
 * A tag's flag 1 means that a loader which doesn't know it may go on.
 */
#define MULTIBOOT2_HEADER_MAGIC 0xe85250d6
#define MULTIBOOT2_ARCH_I386	0 /* entered in 32-bit protected mode */

#define HEADER_TAG_END		 0
#define HEADER_TAG_INFORMATION	 1
#define HEADER_TAG_CONSOLE_FLAGS 4
#define HEADER_TAG_MODULE_ALIGN	 6
#define HEADER_TAG_OPTIONAL	 1

#define INFO_CMDLINE  1
#define INFO_LOADER   2
#define INFO_MODULE   3
#define INFO_MMAP     6
#define INFO_ACPI_OLD 14
#define INFO_ACPI_NEW 15

#define CONSOLE_EGA_TEXT 2 /* we write to a text screen */

	.section .head.multiboot2, "a", @progbits
	.balign 8
multiboot2_header:
	.long MULTIBOOT2_HEADER_MAGIC
	.long MULTIBOOT2_ARCH_I386
	.long multiboot2_header_end - multiboot2_header
	.long -(MULTIBOOT2_HEADER_MAGIC + MULTIBOOT2_ARCH_I386 + \
		(multiboot2_header_end - multiboot2_header))

	.balign 8
1:	.word HEADER_TAG_INFORMATION, 0
	.long 2f - 1b
	.long INFO_CMDLINE, INFO_MODULE, INFO_MMAP
2:
	.balign 8
1:	.word HEADER_TAG_INFORMATION, HEADER_TAG_OPTIONAL
	.long 2f - 1b
	.long INFO_LOADER, INFO_ACPI_OLD, INFO_ACPI_NEW
2:
	.balign 8
1:	.word HEADER_TAG_CONSOLE_FLAGS, HEADER_TAG_OPTIONAL
	.long 2f - 1b
	.long CONSOLE_EGA_TEXT
2:
	.balign 8
1:	.word HEADER_TAG_MODULE_ALIGN, 0
	.long 2f - 1b
2:
	.balign 8
1:	.word HEADER_TAG_END, 0
	.long 2f - 1b
2:
multiboot2_header_end:
	.section .note.GNU-stack, "", @progbits

// SPDX-License-Identifier: MIT
/*
 * As much ACPI as it takes to power off: RSDP, RSDT or XSDT, FADT, and from the DSDT the package
 * \_S5, whose first elements are the sleep types to write. (ACPI
 * Specification 6.4, 5.2, 7.4.2, 20.2.)
 *
 * The tables are the firmware's: each is mapped by its own header's length, within limits, and
 * counts only with a correct checksum; every read is checked against that length. The DSDT's code
 * isn't interpreted, only searched for the one constant package; nothing else in it matters here.
 */
#include <linux/cache.h>
#include <linux/init.h>
#include <linux/io.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/string.h>
#include <kernel/boot.h>
#include <kernel/traps.h>
#include "acpi.h"

#define MAX_TABLE_SIZE (4u << 20)
#define RSDP_V1_SIZE   20

struct acpi_power acpi_power __ro_after_init;

struct table_header {
	char signature[4];
	u32 length;
	u8 revision;
	u8 checksum;
	char oem[26];
} __packed;

/* A mapped table: `length` bytes that sum up to 0. */
struct table {
	const u8 *bytes;
	u32 length;
};

/* Offsets in the FADT (table 5-33). */
enum {
	FADT_DSDT = 40,
	FADT_SMI_CMD = 48,
	FADT_ACPI_ENABLE = 52,
	FADT_PM1A_CNT = 64,
	FADT_PM1B_CNT = 68,
	FADT_CENTURY = 108,
	FADT_FLAGS = 112,
	FADT_RESET_REG = 116,
	FADT_RESET_VALUE = 128,
	FADT_X_DSDT = 140,
};

#define FADT_FLAG_RESET_REG (1u << 10)
#define ADDRESS_SPACE_IO    1 /* of a generic address structure's first byte */

/* `size` bytes at `off` as a little-endian number; 0 beyond the table's end. */
static u64 __init table_read(const struct table *t, u32 off, u32 size)
{
	u64 value = 0;

	if (off > t->length || size > t->length - off)
		return 0;
	memcpy(&value, t->bytes + off, size);
	return value;
}

static bool __init sum_is_zero(const u8 *bytes, u32 length)
{
	u8 sum = 0;

	while (length--)
		sum += *bytes++;
	return sum == 0;
}

/* Map the table at `phys` if it has that signature and is sound. The caller unmaps. */
static bool __init map_table(phys_addr_t phys, const char *signature, struct table *t)
{
	const struct table_header *header;
	u32 length;

	if (!phys)
		return false;
	header = (const void __force *)ioremap_cache(phys, sizeof(*header));
	if (!header)
		return false;
	length = memcmp(header->signature, signature, 4) ? 0 : header->length;
	iounmap((void __iomem __force *)header);
	if (length < sizeof(*header) || length > MAX_TABLE_SIZE)
		return false;

	t->bytes = (const void __force *)ioremap_cache(phys, length);
	t->length = length;
	if (!t->bytes)
		return false;
	if (sum_is_zero(t->bytes, length))
		return true;
	pr_warn("ACPI: %.4s has a wrong checksum\n", signature);
	iounmap((void __iomem __force *)t->bytes);
	return false;
}

static void __init unmap_table(const struct table *t)
{
	iounmap((void __iomem __force *)t->bytes);
}

/* The table that the root table, with entries of `size` bytes, lists under `signature`. */
static bool __init find_in_root(const struct table *root, u32 size, const char *signature,
				struct table *t)
{
	u32 off;

	for (off = sizeof(struct table_header); off + size <= root->length; off += size) {
		if (map_table(table_read(root, off, size), signature, t))
			return true;
	}
	return false;
}

static bool __init find_table(const char *signature, struct table *t)
{
	const struct boot_info *info = boot_info();
	struct table rsdp = {.bytes = info->rsdp, .length = info->rsdp_len}, root;
	bool found, extended;

	if (info->rsdp_len < RSDP_V1_SIZE || memcmp(info->rsdp, "RSD PTR ", 8) ||
	    !sum_is_zero(info->rsdp, RSDP_V1_SIZE))
		return false;
	/* From revision 2 on there are 64-bit addresses, under a checksum of all 36 bytes. */
	extended = info->rsdp_len == BOOT_RSDP_SIZE && info->rsdp[15] >= 2 &&
		   sum_is_zero(info->rsdp, BOOT_RSDP_SIZE);
	if (extended && map_table(table_read(&rsdp, 24, 8), "XSDT", &root)) {
		found = find_in_root(&root, 8, signature, t);
	} else {
		if (!map_table(table_read(&rsdp, 16, 4), "RSDT", &root))
			return false;
		found = find_in_root(&root, 4, signature, t);
	}
	unmap_table(&root);
	return found;
}

/* AML (chapter 20.2) of what is looked for: Name (\_S5, Package (n) {typa, typb, …}). */
#define AML_ZERO    0x00
#define AML_ONE	    0x01
#define AML_NAME    0x08
#define AML_BYTE    0x0a
#define AML_WORD    0x0b
#define AML_PACKAGE 0x12

/* An integer constant at *off, which is moved behind it; -1 for anything else. */
static int __init aml_integer(const struct table *t, u32 *off)
{
	u8 op = table_read(t, *off, 1);
	int value;

	switch (op) {
	case AML_ZERO:
	case AML_ONE:
		*off += 1;
		return op;
	case AML_BYTE:
		value = table_read(t, *off + 1, 1);
		*off += 2;
		return value;
	case AML_WORD:
		value = table_read(t, *off + 1, 2);
		*off += 3;
		return value;
	}
	return -1;
}

/* Read the package at `off`, if it is one; sleep types have three bits. */
static bool __init read_s5_package(const struct table *dsdt, u32 off)
{
	int a, b;

	if (table_read(dsdt, off, 1) != AML_PACKAGE)
		return false;
	/* The package's length takes 1 to 4 bytes; the first one's upper bits tell. */
	off += 1 + 1 + (table_read(dsdt, off + 1, 1) >> 6);
	if (table_read(dsdt, off++, 1) < 2) /* elements */
		return false;
	a = aml_integer(dsdt, &off);
	b = aml_integer(dsdt, &off);
	if (off > dsdt->length || a < 0 || a > 7 || b < 0 || b > 7)
		return false;
	acpi_power.slp_typa = a;
	acpi_power.slp_typb = b;
	return true;
}

static bool __init find_s5(const struct table *dsdt)
{
	u32 off;

	for (off = sizeof(struct table_header) + 1; off + 4 <= dsdt->length; off++) {
		const u8 *at = dsdt->bytes + off;

		/* "\_S5_" is written with or without the root sign. */
		if (memcmp(at, "_S5_", 4) ||
		    !(at[-1] == AML_NAME || (at[-1] == '\\' && at[-2] == AML_NAME)))
			continue;
		if (read_s5_package(dsdt, off + 4))
			return true;
	}
	return false;
}

static void __init read_fadt(const struct table *fadt)
{
	phys_addr_t dsdt_phys = table_read(fadt, FADT_X_DSDT, 8);
	struct table dsdt;
	u64 reset;

	acpi_power.smi_cmd = table_read(fadt, FADT_SMI_CMD, 4);
	acpi_power.acpi_enable = table_read(fadt, FADT_ACPI_ENABLE, 1);
	acpi_power.pm1b_cnt = table_read(fadt, FADT_PM1B_CNT, 4);
	acpi_power.century = table_read(fadt, FADT_CENTURY, 1);

	reset = table_read(fadt, FADT_RESET_REG + 4, 8);
	if (table_read(fadt, FADT_FLAGS, 4) & FADT_FLAG_RESET_REG &&
	    table_read(fadt, FADT_RESET_REG, 1) == ADDRESS_SPACE_IO && reset <= 0xffff) {
		acpi_power.reset_port = reset;
		acpi_power.reset_value = table_read(fadt, FADT_RESET_VALUE, 1);
	}

	if (!dsdt_phys)
		dsdt_phys = table_read(fadt, FADT_DSDT, 4);
	if (!map_table(dsdt_phys, "DSDT", &dsdt))
		return;
	/* Set last: this field says that the others hold. */
	if (find_s5(&dsdt))
		acpi_power.pm1a_cnt = table_read(fadt, FADT_PM1A_CNT, 4);
	unmap_table(&dsdt);
}

void __init acpi_init(void)
{
	struct table fadt;

	if (find_table("FACP", &fadt)) {
		read_fadt(&fadt);
		unmap_table(&fadt);
	}
	if (acpi_power.pm1a_cnt)
		pr_info("ACPI: power off by port 0x%x, sleep type %u\n", acpi_power.pm1a_cnt,
			acpi_power.slp_typa);
	else
		pr_info("ACPI: no way to power off\n");
}

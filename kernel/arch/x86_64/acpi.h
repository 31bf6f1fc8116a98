// SPDX-License-Identifier: MIT
/* What the firmware's tables say of power and reset, for reboot.c and rtc.c. */
#ifndef _ARCH_X86_64_ACPI_H
#define _ARCH_X86_64_ACPI_H

#include <linux/types.h>

struct acpi_power {
	u16 pm1a_cnt; /* port of the power control register; 0: no power off by ACPI */
	u16 pm1b_cnt; /* of its second half, 0: none */
	u8 slp_typa;  /* what the sleep type field must hold for S5, "soft off" */
	u8 slp_typb;
	u16 smi_cmd; /* port that takes acpi_enable, to switch the chipset to ACPI; 0: none */
	u8 acpi_enable;
	u16 reset_port; /* a write of reset_value here resets; 0: none */
	u8 reset_value;
	u8 century; /* index of the CMOS byte that holds the century; 0: none */
};

/* All zero until acpi_init(), and where there is no ACPI. */
extern struct acpi_power acpi_power;

#endif

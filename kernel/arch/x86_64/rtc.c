// SPDX-License-Identifier: MIT
/*
 * The battery-backed clock, in the CMOS memory behind ports 0x70 and 0x71 (Motorola MC146818A data
 * sheet). Read when the machine starts; the running clock is the TSC.
 */
#include <linux/bcd.h>
#include <linux/kernel.h>
#include <linux/printk.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/time.h>
#include <asm/delay.h>
#include <asm/io.h>
#include <kernel/machine.h>
#include "acpi.h"

#define CMOS_INDEX 0x70
#define CMOS_DATA  0x71

#define RTC_SECONDS  0x00
#define RTC_MINUTES  0x02
#define RTC_HOURS    0x04
#define RTC_DAY	     0x07
#define RTC_MONTH    0x08
#define RTC_YEAR     0x09
#define RTC_STATUS_A 0x0a
#define RTC_STATUS_B 0x0b
#define RTC_UPDATING 0x80 /* in A: the date changes within 244 us */
#define RTC_BINARY   0x04 /* in B: numbers are binary, not BCD */
#define RTC_24H	     0x02 /* in B: hours run to 23; else bit 7 of the hour is PM */
#define RTC_PM	     0x80

/* Guards the index between its write and the data's read. */
static DEFINE_RAW_SPINLOCK(cmos_lock);

struct rtc_date {
	u8 second, minute, hour, day, month, year, century;
};

static u8 cmos_read(u8 index)
{
	outb(index, CMOS_INDEX);
	return inb(CMOS_DATA);
}

static void read_registers(struct rtc_date *date)
{
	unsigned int i;

	/* An update takes up to 2 ms; a clock that never ends one is broken, and read as it is. */
	for (i = 0; i < 1000 && cmos_read(RTC_STATUS_A) & RTC_UPDATING; i++)
		udelay(10);
	*date = (struct rtc_date){
		.second = cmos_read(RTC_SECONDS),
		.minute = cmos_read(RTC_MINUTES),
		.hour = cmos_read(RTC_HOURS),
		.day = cmos_read(RTC_DAY),
		.month = cmos_read(RTC_MONTH),
		.year = cmos_read(RTC_YEAR),
		.century = acpi_power.century ? cmos_read(acpi_power.century) : 0,
	};
}

static void decode(struct rtc_date *date, u8 status_b)
{
	bool pm = date->hour & RTC_PM;

	if (!(status_b & RTC_24H))
		date->hour &= ~RTC_PM;
	if (!(status_b & RTC_BINARY)) {
		u8 *field = (u8 *)date;
		unsigned int i;

		for (i = 0; i < sizeof(*date); i++)
			field[i] = bcd2bin(field[i]);
	}
	/* 12 hours: 12, 1, …, 11, and again after noon. */
	if (!(status_b & RTC_24H))
		date->hour = date->hour % 12 + (pm ? 12 : 0);
}

time64_t rtc_read(void)
{
	struct rtc_date date, again;
	unsigned long flags;
	unsigned int year, tries = 0;
	u8 status_b;

	/* Twice the same, or an update came between. */
	raw_spin_lock_irqsave(&cmos_lock, flags);
	read_registers(&again);
	do {
		date = again;
		read_registers(&again);
	} while (memcmp(&date, &again, sizeof(date)) && ++tries < 10);
	status_b = cmos_read(RTC_STATUS_B);
	raw_spin_unlock_irqrestore(&cmos_lock, flags);

	decode(&date, status_b);
	if (date.second > 59 || date.minute > 59 || date.hour > 23 || date.day < 1 ||
	    date.day > 31 || date.month < 1 || date.month > 12 || date.year > 99) {
		pr_warn("rtc: the clock holds no date\n");
		return 0;
	}
	/* Without a century byte, 70..99 are the last century's, as clocks of that time hold. */
	if (date.century >= 19 && date.century <= 29)
		year = date.century * 100 + date.year;
	else
		year = date.year + (date.year < 70 ? 2000 : 1900);
	return mktime64(year, date.month, date.day, date.hour, date.minute, date.second);
}

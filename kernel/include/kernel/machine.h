// SPDX-License-Identifier: MIT
/*
 * The machine as a whole: ending it, and its battery-backed clock; the running clock is
 * <linux/sched/clock.h>.
 */
#ifndef _KERNEL_MACHINE_H
#define _KERNEL_MACHINE_H

#include <linux/types.h>
#include <linux/sched/clock.h>
#include <linux/time64.h>

/* Reset; tries every way there is. Any context. */
void __attribute__((noreturn)) machine_restart(void);

/* Power off through ACPI, or halt where that isn't offered. Any context. */
void __attribute__((noreturn)) machine_power_off(void);

/* Stop for good, interrupts off. Any context. */
void __attribute__((noreturn)) machine_halt(void);

/* Seconds since 1970 by the CMOS clock, which is taken to keep UTC; 0 when it holds no date. */
time64_t rtc_read(void);

#endif

// SPDX-License-Identifier: MIT
/*
 * Power management of devices, as on a Linux without CONFIG_PM and CONFIG_PM_SLEEP: this kernel
 * neither suspends nor puts devices to sleep, so nobody calls what a driver gives for it. Drivers
 * written for kernels that do build and run unchanged; CONFIG_PM and CONFIG_PM_SLEEP tell them.
 * Shutting down is another matter: the driver's and the bus's shutdown() are called.
 */
#ifndef _LINUX_PM_H
#define _LINUX_PM_H

#include <linux/compiler.h>
#include <linux/kconfig.h>
#include <linux/kernel.h>

struct device;

typedef struct pm_message {
	int event;
} pm_message_t;

struct dev_pm_ops {
	int (*prepare)(struct device *dev);
	void (*complete)(struct device *dev);
	int (*suspend)(struct device *dev);
	int (*resume)(struct device *dev);
	int (*freeze)(struct device *dev);
	int (*thaw)(struct device *dev);
	int (*poweroff)(struct device *dev);
	int (*restore)(struct device *dev);
	int (*suspend_late)(struct device *dev);
	int (*resume_early)(struct device *dev);
	int (*freeze_late)(struct device *dev);
	int (*thaw_early)(struct device *dev);
	int (*poweroff_late)(struct device *dev);
	int (*restore_early)(struct device *dev);
	int (*suspend_noirq)(struct device *dev);
	int (*resume_noirq)(struct device *dev);
	int (*freeze_noirq)(struct device *dev);
	int (*thaw_noirq)(struct device *dev);
	int (*poweroff_noirq)(struct device *dev);
	int (*restore_noirq)(struct device *dev);
	int (*runtime_suspend)(struct device *dev);
	int (*runtime_resume)(struct device *dev);
	int (*runtime_idle)(struct device *dev);
};

/* A pointer that is NULL here, and needs no #ifdef around what it points to. */
#define pm_ptr(_ptr)	   PTR_IF(IS_ENABLED(CONFIG_PM), (_ptr))
#define pm_sleep_ptr(_ptr) PTR_IF(IS_ENABLED(CONFIG_PM_SLEEP), (_ptr))

/* clang-format off */
/* Members of a struct dev_pm_ops: one function for each way to sleep, and one for each back. */
#define __PM_OPS_PAIRS(suspend_fn, resume_fn, down, up)                                            \
	.suspend##down = pm_sleep_ptr(suspend_fn), .resume##up = pm_sleep_ptr(resume_fn),          \
	.freeze##down = pm_sleep_ptr(suspend_fn), .thaw##up = pm_sleep_ptr(resume_fn),             \
	.poweroff##down = pm_sleep_ptr(suspend_fn), .restore##up = pm_sleep_ptr(resume_fn),

#define SYSTEM_SLEEP_PM_OPS(suspend_fn, resume_fn) __PM_OPS_PAIRS(suspend_fn, resume_fn, , )
#define LATE_SYSTEM_SLEEP_PM_OPS(suspend_fn, resume_fn)                                            \
	__PM_OPS_PAIRS(suspend_fn, resume_fn, _late, _early)
#define NOIRQ_SYSTEM_SLEEP_PM_OPS(suspend_fn, resume_fn)                                           \
	__PM_OPS_PAIRS(suspend_fn, resume_fn, _noirq, _noirq)
#define RUNTIME_PM_OPS(suspend_fn, resume_fn, idle_fn)                                             \
	.runtime_suspend = suspend_fn, .runtime_resume = resume_fn, .runtime_idle = idle_fn,

/* The older ones leave their arguments out altogether, which may be in an #ifdef. */
#define SET_SYSTEM_SLEEP_PM_OPS(suspend_fn, resume_fn)
#define SET_LATE_SYSTEM_SLEEP_PM_OPS(suspend_fn, resume_fn)
#define SET_NOIRQ_SYSTEM_SLEEP_PM_OPS(suspend_fn, resume_fn)
#define SET_RUNTIME_PM_OPS(suspend_fn, resume_fn, idle_fn)
/* clang-format on */

#define DEFINE_SIMPLE_DEV_PM_OPS(name, suspend_fn, resume_fn)                                      \
	const struct dev_pm_ops name = {SYSTEM_SLEEP_PM_OPS(suspend_fn, resume_fn)}
#define SIMPLE_DEV_PM_OPS(name, suspend_fn, resume_fn)                                             \
	const struct dev_pm_ops __maybe_unused name = {                                            \
		SET_SYSTEM_SLEEP_PM_OPS(suspend_fn, resume_fn)}
#define UNIVERSAL_DEV_PM_OPS(name, suspend_fn, resume_fn, idle_fn)                                 \
	const struct dev_pm_ops __maybe_unused name = {SET_SYSTEM_SLEEP_PM_OPS(                    \
		suspend_fn, resume_fn) SET_RUNTIME_PM_OPS(suspend_fn, resume_fn, idle_fn)}

#endif

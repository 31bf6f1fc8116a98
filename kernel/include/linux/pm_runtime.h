// SPDX-License-Identifier: MIT
/*
 * Putting idle devices to sleep, as on a Linux without CONFIG_PM: every device is always active.
 * What wakes a device says that it is awake already (1), what lets it sleep says -ENOSYS.
 */
#ifndef _LINUX_PM_RUNTIME_H
#define _LINUX_PM_RUNTIME_H

#include <linux/device.h>
#include <linux/errno.h>
#include <linux/pm.h>

#define DEFINE_RUNTIME_DEV_PM_OPS(name, suspend_fn, resume_fn, idle_fn)                            \
	const struct dev_pm_ops name = {RUNTIME_PM_OPS(suspend_fn, resume_fn, idle_fn)}

#define __PM_RUNTIME(type, name, answer)                                                           \
	static inline type name(struct device *dev)                                                \
	{                                                                                          \
		return answer;                                                                     \
	}
#define __PM_RUNTIME_NOTHING(name)                                                                 \
	static inline void name(struct device *dev)                                                \
	{                                                                                          \
	}

__PM_RUNTIME(int, pm_runtime_get, 1)
__PM_RUNTIME(int, pm_runtime_get_sync, 1)
__PM_RUNTIME(int, pm_runtime_resume, 1)
__PM_RUNTIME(int, pm_request_resume, 1)
/* 0: the caller goes on. */
__PM_RUNTIME(int, pm_runtime_resume_and_get, 0)
__PM_RUNTIME(int, pm_runtime_get_if_in_use, -EINVAL)

__PM_RUNTIME(int, pm_runtime_put, -ENOSYS)
__PM_RUNTIME(int, pm_runtime_put_sync, -ENOSYS)
__PM_RUNTIME(int, pm_runtime_put_autosuspend, -ENOSYS)
__PM_RUNTIME(int, pm_runtime_put_sync_suspend, -ENOSYS)
__PM_RUNTIME(int, pm_runtime_put_sync_autosuspend, -ENOSYS)
__PM_RUNTIME(int, pm_runtime_suspend, -ENOSYS)
__PM_RUNTIME(int, pm_runtime_autosuspend, -ENOSYS)
__PM_RUNTIME(int, pm_runtime_idle, -ENOSYS)
__PM_RUNTIME(int, pm_request_idle, -ENOSYS)
__PM_RUNTIME(int, pm_request_autosuspend, -ENOSYS)

__PM_RUNTIME(int, pm_runtime_set_active, 0)
__PM_RUNTIME(int, devm_pm_runtime_enable, 0)
__PM_RUNTIME(int, pm_runtime_barrier, 0)
__PM_RUNTIME(bool, pm_runtime_enabled, false)
__PM_RUNTIME(bool, pm_runtime_active, true)
__PM_RUNTIME(bool, pm_runtime_suspended, false)
__PM_RUNTIME(bool, pm_runtime_status_suspended, false)

__PM_RUNTIME_NOTHING(pm_runtime_enable)
__PM_RUNTIME_NOTHING(pm_runtime_disable)
__PM_RUNTIME_NOTHING(pm_runtime_allow)
__PM_RUNTIME_NOTHING(pm_runtime_forbid)
__PM_RUNTIME_NOTHING(pm_runtime_get_noresume)
__PM_RUNTIME_NOTHING(pm_runtime_put_noidle)
__PM_RUNTIME_NOTHING(pm_runtime_set_suspended)
__PM_RUNTIME_NOTHING(pm_runtime_no_callbacks)
__PM_RUNTIME_NOTHING(pm_runtime_irq_safe)
__PM_RUNTIME_NOTHING(pm_runtime_mark_last_busy)
__PM_RUNTIME_NOTHING(pm_runtime_use_autosuspend)
__PM_RUNTIME_NOTHING(pm_runtime_dont_use_autosuspend)

static inline void pm_runtime_set_autosuspend_delay(struct device *dev, int delay)
{
}

static inline void pm_suspend_ignore_children(struct device *dev, bool enable)
{
}

#endif

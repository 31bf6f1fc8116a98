// SPDX-License-Identifier: MIT
/* The locks behind DO_ONCE(): see <linux/once.h>. All places share them, for each comes but once.
 */
#include <linux/export.h>
#include <linux/mutex.h>
#include <linux/once.h>
#include <linux/spinlock.h>

static DEFINE_SPINLOCK(once_lock);
static DEFINE_MUTEX(once_mutex);

/* True with the lock held, for the one who is to do it. */
bool __do_once_start(bool *done, unsigned long *flags)
{
	spin_lock_irqsave(&once_lock, *flags);
	if (!*done)
		return true;
	spin_unlock_irqrestore(&once_lock, *flags);
	return false;
}
EXPORT_SYMBOL(__do_once_start);

void __do_once_done(bool *done, unsigned long *flags)
{
	smp_store_release(done, true);
	spin_unlock_irqrestore(&once_lock, *flags);
}
EXPORT_SYMBOL(__do_once_done);

bool __do_once_sleepable_start(bool *done)
{
	mutex_lock(&once_mutex);
	if (!*done)
		return true;
	mutex_unlock(&once_mutex);
	return false;
}
EXPORT_SYMBOL(__do_once_sleepable_start);

void __do_once_sleepable_done(bool *done)
{
	smp_store_release(done, true);
	mutex_unlock(&once_mutex);
}
EXPORT_SYMBOL(__do_once_sleepable_done);

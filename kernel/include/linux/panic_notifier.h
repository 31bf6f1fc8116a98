// SPDX-License-Identifier: MIT
/* Who hears that the machine ends by panic(). */
#ifndef _LINUX_PANIC_NOTIFIER_H
#define _LINUX_PANIC_NOTIFIER_H

#include <linux/notifier.h>

/*
 * Called with the message as data when panic() has reported: interrupts are off, the other CPUs
 * stopped, and any lock may be held for ever.
 */
extern struct atomic_notifier_head panic_notifier_list;

#endif

// SPDX-License-Identifier: MIT
/*
 * What a module has with <linux/fs.h>, and with the headers that come with it in Linux 6.1
 * (<linux/mm.h>, <linux/kprobes.h>, <linux/kallsyms.h>, <linux/syscalls.h>): see
 * <linux/implied_module.h>. Not to be included by name.
 */
#ifndef _LINUX_IMPLIED_FS_H
#define _LINUX_IMPLIED_FS_H

#include <linux/implied_module.h>
#include <linux/bit_spinlock.h>
#include <linux/completion.h>
#include <linux/fs.h>
#include <linux/hash.h>
#include <linux/kref.h>
#include <linux/list_bl.h>
#include <linux/percpu-rwsem.h>
#include <linux/percpu_counter.h>
#include <linux/ratelimit.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/semaphore.h>
#include <linux/signal.h>
#include <linux/slab.h>
#include <linux/timer.h>
#include <linux/uaccess.h>
#include <linux/uuid.h>
#include <linux/wait_bit.h>
#include <linux/workqueue.h>

#endif

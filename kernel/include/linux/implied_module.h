// SPDX-License-Identifier: MIT
/*
 * What a module has with <linux/module.h> alone.
 *
 * Linux's headers include one another so widely that modules often don't name what they use, and
 * compile. So that they do here, too, <linux/module.h> ends with these for modules (MODULE): what
 * comes with it in Linux 6.1, and not by what it includes here itself. The kernel's own sources
 * don't get it: they include what they use. Not to be included by name.
 */
#ifndef _LINUX_IMPLIED_MODULE_H
#define _LINUX_IMPLIED_MODULE_H

#include <linux/auxvec.h>
#include <linux/hrtimer.h>
#include <linux/idr.h>
#include <linux/jump_label.h>
#include <linux/llist.h>
#include <linux/local_lock.h>
#include <linux/mm_types.h>
#include <linux/mmdebug.h>
#include <linux/nodemask.h>
#include <linux/notifier.h>
#include <linux/numa.h>
#include <linux/once.h>
#include <linux/overflow.h>
#include <linux/page-flags.h>
#include <linux/percpu.h>
#include <linux/pfn.h>
#include <linux/plist.h>
#include <linux/prandom.h>
#include <linux/radix-tree.h>
#include <linux/random.h>
#include <linux/rbtree.h>
#include <linux/rwsem.h>
#include <linux/sched/mm.h>
#include <linux/seqlock.h>
#include <linux/srcu.h>
#include <linux/swait.h>
#include <linux/sysctl.h>
#include <linux/timerqueue.h>
#include <linux/timex.h>
#include <linux/topology.h>
#include <linux/xarray.h>
#include <asm/cpufeature.h>
#include <asm/msr.h>
#include <asm/tsc.h>

#endif

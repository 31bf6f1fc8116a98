// SPDX-License-Identifier: MIT
/*
 * Who hears that the kernel crashed (an "Oops"): a function of the chain is called with DIE_OOPS
 * and a struct die_args when the report is out and before what crashed is ended, which it can't
 * prevent. Any context, interrupts off, and any lock may be held.
 */
#ifndef _LINUX_KDEBUG_H
#define _LINUX_KDEBUG_H

#include <linux/notifier.h>
#include <asm/kdebug.h>

struct pt_regs;

struct die_args {
	struct pt_regs *regs;
	const char *str; /* what the report begins with */
	long err;	 /* the exception's error code */
	int trapnr;	 /* and number */
	int signr;	 /* that the task's parent sees */
};

/* As atomic_notifier_chain_register() and its counterpart. */
int register_die_notifier(struct notifier_block *nb);
int unregister_die_notifier(struct notifier_block *nb);

int notify_die(enum die_val val, const char *str, struct pt_regs *regs, long err, int trap,
	       int sig);

#endif

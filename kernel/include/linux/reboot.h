// SPDX-License-Identifier: MIT
/* Ending the machine's work: restart, halt, power off; reboot(2) and Ctrl-Alt-Del. */
#ifndef _LINUX_REBOOT_H
#define _LINUX_REBOOT_H

#include <uapi/linux/reboot.h>

#define SYS_DOWN      0x0001
#define SYS_RESTART   SYS_DOWN
#define SYS_HALT      0x0002
#define SYS_POWER_OFF 0x0003

struct notifier_block;

/*
 * Who hears, in process context, that the machine is about to end: SYS_RESTART with the command or
 * NULL, SYS_HALT, SYS_POWER_OFF. As blocking_notifier_chain_register() and its counterpart.
 */
int register_reboot_notifier(struct notifier_block *nb);
int unregister_reboot_notifier(struct notifier_block *nb);

/* Process context. They print what they do, and don't return. */
void kernel_restart(char *cmd);
void kernel_halt(void);
void kernel_power_off(void);
/* From anywhere, at once, with nothing said to anybody. */
void emergency_restart(void);

/* The keyboard saw Ctrl-Alt-Del: restart, or SIGINT to init (reboot(2), CAD_OFF). Any context. */
void ctrl_alt_del(void);
extern int C_A_D; /* 1: restart at once */

#endif /* _LINUX_REBOOT_H */

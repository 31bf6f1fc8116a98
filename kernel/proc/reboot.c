// SPDX-License-Identifier: MIT
/*
 * The end of the machine's work: reboot(2), and what Ctrl-Alt-Del does. File systems live in
 * memory, so nothing has to be written back here; sync(2) is the caller's.
 */
#define pr_fmt(fmt) "reboot: " fmt

#include <kernel/devices.h>
#include <kernel/machine.h>
#include <kernel/sched.h>
#include <linux/capability.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/notifier.h>
#include <linux/pid.h>
#include <linux/reboot.h>
#include <linux/sched/signal.h>
#include <linux/smp.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <linux/umh.h>
#include <linux/workqueue.h>

/* One request at a time; the system goes down under it. */
static DEFINE_MUTEX(system_transition_mutex);

int C_A_D = 1;
struct pid *cad_pid; /* init, once there is one; a reference */
EXPORT_SYMBOL(cad_pid);

static BLOCKING_NOTIFIER_HEAD(reboot_notifier_list);

int register_reboot_notifier(struct notifier_block *nb)
{
	return blocking_notifier_chain_register(&reboot_notifier_list, nb);
}
EXPORT_SYMBOL(register_reboot_notifier);

int unregister_reboot_notifier(struct notifier_block *nb)
{
	return blocking_notifier_chain_unregister(&reboot_notifier_list, nb);
}
EXPORT_SYMBOL(unregister_reboot_notifier);

/* Nothing new begins from here on, as far as it can be prevented. */
static void prepare_end(unsigned long how, char *cmd, enum system_states state)
{
	blocking_notifier_call_chain(&reboot_notifier_list, how, cmd);
	system_state = state;
	usermodehelper_disable();
	device_shutdown();
}

void kernel_restart(char *cmd)
{
	prepare_end(SYS_RESTART, cmd, SYSTEM_RESTART);
	if (cmd)
		pr_emerg("Restarting system with command '%s'\n", cmd);
	else
		pr_emerg("Restarting system\n");
	local_irq_disable();
	smp_send_stop();
	machine_restart();
}
EXPORT_SYMBOL_GPL(kernel_restart);

void kernel_halt(void)
{
	prepare_end(SYS_HALT, NULL, SYSTEM_HALT);
	pr_emerg("System halted\n");
	local_irq_disable();
	smp_send_stop();
	machine_halt();
}
EXPORT_SYMBOL_GPL(kernel_halt);

void kernel_power_off(void)
{
	prepare_end(SYS_POWER_OFF, NULL, SYSTEM_POWER_OFF);
	pr_emerg("Power down\n");
	local_irq_disable();
	smp_send_stop();
	machine_power_off();
}
EXPORT_SYMBOL_GPL(kernel_power_off);

void emergency_restart(void)
{
	system_state = SYSTEM_RESTART;
	machine_restart();
}
EXPORT_SYMBOL_GPL(emergency_restart);

static void deferred_cad(struct work_struct *dummy)
{
	kernel_restart(NULL);
}

void ctrl_alt_del(void)
{
	static DECLARE_WORK(cad_work, deferred_cad);

	if (C_A_D)
		schedule_work(&cad_work);
	else
		kill_pid(cad_pid, SIGINT, 1);
}

static bool magic_ok(int magic1, unsigned int magic2)
{
	return magic1 == (int)LINUX_REBOOT_MAGIC1 &&
	       (magic2 == LINUX_REBOOT_MAGIC2 || magic2 == LINUX_REBOOT_MAGIC2A ||
		magic2 == LINUX_REBOOT_MAGIC2B || magic2 == LINUX_REBOOT_MAGIC2C);
}

static int restart_with_command(const char __user *arg)
{
	char buffer[256];
	long len = strncpy_from_user(buffer, arg, sizeof(buffer) - 1);

	if (len < 0)
		return -EFAULT;
	buffer[sizeof(buffer) - 1] = '\0';
	kernel_restart(buffer);
	return 0;
}

SYSCALL_DEFINE4(reboot, int, magic1, int, magic2, unsigned int, cmd, void __user *, arg)
{
	int ret = 0;

	if (!capable(CAP_SYS_BOOT))
		return -EPERM;
	if (!magic_ok(magic1, magic2))
		return -EINVAL;

	mutex_lock(&system_transition_mutex);
	switch (cmd) {
	case LINUX_REBOOT_CMD_RESTART:
		kernel_restart(NULL);
		break;
	case LINUX_REBOOT_CMD_CAD_ON:
		C_A_D = 1;
		break;
	case LINUX_REBOOT_CMD_CAD_OFF:
		C_A_D = 0;
		break;
	case LINUX_REBOOT_CMD_HALT:
		kernel_halt();
		break;
	case LINUX_REBOOT_CMD_POWER_OFF:
		kernel_power_off();
		break;
	case LINUX_REBOOT_CMD_RESTART2:
		ret = restart_with_command(arg);
		break;
	default:
		ret = -EINVAL; /* kexec and suspension don't exist */
	}
	mutex_unlock(&system_transition_mutex);
	return ret;
}

// SPDX-License-Identifier: MIT
/*
 * A module that stops where it is told to, until a signal comes, and says where its parts lie: in
 * the middle of its parameters (hold=), in its init (where=init) or exit (where=exit). With
 * where=crash its init writes to its constants.
 */
#include <linux/cache.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/string.h>
#include <linux/vmalloc.h>
#include <linux/wait.h>

static int data = 1;
static const int rodata[4] = {1, 2, 3, 4};
static int after_init __ro_after_init = 1;
static DECLARE_WAIT_QUEUE_HEAD(never);
static char where[16];
module_param_string(where, where, sizeof(where), 0444);

static int __init wx_gate_init(void);

/* Where a part lies, and where the direct map has the same frame. */
static void tell(const char *what, const volatile void *addr)
{
	unsigned long pfn = vmalloc_to_pfn((const void *)addr);

	pr_err("wx_gate: %s at %px alias %px\n", what, addr,
	       __va(((phys_addr_t)pfn << PAGE_SHIFT) + offset_in_page((unsigned long)addr)));
}

static void __ref gate(const char *stage, bool init_is_there)
{
	tell("text", tell);
	tell("rodata", rodata);
	tell("after_init", &after_init);
	tell("data", &data);
	if (init_is_there)
		tell("init_text", wx_gate_init);
	pr_err("wx_gate: in %s\n", stage);
	wait_event_interruptible(never, false);
}

static int hold_set(const char *value, const struct kernel_param *kp)
{
	gate("parameters", true);
	return 0;
}

static const struct kernel_param_ops hold_ops = {.set = hold_set};
module_param_cb(hold, &hold_ops, NULL, 0);

static int __init wx_gate_init(void)
{
	after_init = 2;
	if (!strcmp(where, "init"))
		gate("init", true);
	if (!strcmp(where, "crash"))
		WRITE_ONCE(*(int *)rodata, 0);
	return 0;
}
module_init(wx_gate_init);

static void __exit wx_gate_exit(void)
{
	if (!strcmp(where, "exit"))
		gate("exit", false);
}
module_exit(wx_gate_exit);

MODULE_LICENSE("GPL");

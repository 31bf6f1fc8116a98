// SPDX-License-Identifier: MIT
/*
 * What happens around a module's own functions: constructors before init, faults that its exception
 * table mends, warnings that it survives, references to itself on the way out. Each step says so.
 */
#include <linux/bug.h>
#include <linux/module.h>
#include <linux/uaccess.h>
#include <asm/asm.h>

static int ret;
module_param(ret, int, 0);
static bool warn;
module_param(warn, bool, 0);

static int constructed;

static void __attribute__((constructor)) first(void)
{
	constructed++;
}

static void __attribute__((constructor)) second(void)
{
	constructed++;
}

/* A load of our own that may fault: 0, or 1 if it did. */
static int faults(const unsigned long *from)
{
	unsigned long value;
	int fault = 0;

	asm volatile("1:	mov %2, %0\n"
		     "	jmp 3f\n"
		     "2:	movl $1, %1\n"
		     "3:\n" _ASM_EXTABLE(1b, 2b)
		     : "=r"(value), "+r"(fault)
		     : "m"(*from));
	return fault;
}

static int __init life_init(void)
{
	static const unsigned long here = 1;
	int value = 1, err;
	bool got;

	pr_info("life: %d constructors have run\n", constructed);
	err = get_user(value, (int __user *)8);
	pr_info("life: get_user %d, value %d\n", err, value);
	pr_info("life: __put_user %d\n", __put_user(1, (int __user *)8));
	pr_info("life: own load faults %d, %d\n", faults(&here),
		faults((unsigned long *)0xffffffffbfff0000));
	got = try_module_get(THIS_MODULE);
	pr_info("life: its own reference %d, count %d\n", got, module_refcount(THIS_MODULE));
	module_put(THIS_MODULE);
	if (warn) {
		WARN(1, "life: a warning with a %s\n", "text");
		WARN_ON(warn);
		for (int i = 0; i < 3; i++)
			WARN_ON_ONCE(i < 3);
		pr_info("life: goes on\n");
	}
	return ret;
}
module_init(life_init);

static void __exit life_exit(void)
{
	pr_info("life: in exit a reference to itself: %d\n", try_module_get(THIS_MODULE));
}
module_exit(life_exit);

MODULE_LICENSE("GPL");

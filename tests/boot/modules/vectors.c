// SPDX-License-Identifier: MIT
/*
 * Calculates with the registers that are the user's. Writing n to the parameter `root` leaves the
 * square root of n, in millionths, there. crash: in the midst of it.
 */
#include <linux/kernel.h>
#include <linux/module.h>
#include <asm/fpu/api.h>

static unsigned long root;
static bool crash;
module_param(crash, bool, 0644);
static int *volatile nowhere = (int *)8;

static noinline unsigned long millionths_of_root(unsigned long n)
{
	double value = n, guess = n;

	for (int i = 0; i < 60; i++)
		guess = (guess + value / guess) / 2;
	return guess * 1e6;
}

static int set_root(const char *val, const struct kernel_param *kp)
{
	unsigned long n;
	int err = kstrtoul(val, 0, &n);

	if (err)
		return err;
	if (!irq_fpu_usable())
		return -EBUSY;
	kernel_fpu_begin();
	if (crash)
		*nowhere = irq_fpu_usable();
	root = millionths_of_root(n);
	/* Nothing is left of what was in them. */
	asm volatile("pcmpeqb %%xmm0, %%xmm0; movdqa %%xmm0, %%xmm7; movdqa %%xmm0, %%xmm15"
		     :
		     :
		     : "xmm0", "xmm7", "xmm15");
	kernel_fpu_end();
	return 0;
}

static const struct kernel_param_ops root_ops = {.set = set_root, .get = param_get_ulong};
module_param_cb(root, &root_ops, &root, 0644);

static int __init vectors_init(void)
{
	return 0;
}
module_init(vectors_init);

static void __exit vectors_exit(void)
{
}
module_exit(vectors_exit);

MODULE_LICENSE("GPL");

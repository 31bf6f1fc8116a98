// SPDX-License-Identifier: MIT
/* Hears keys in both ways: on the keyboard's interrupt line, and from the console. */
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/keyboard.h>
#include <linux/module.h>
#include <linux/notifier.h>

static irqreturn_t key_interrupt(int irq, void *dev)
{
	pr_info("keys: line %d: scan code %02x\n", irq, inb(0x60));
	return IRQ_HANDLED;
}

/* Keeps F5 (63) from the console. */
static int key_heard(struct notifier_block *nb, unsigned long what, void *data)
{
	const struct keyboard_notifier_param *param = data;

	pr_info("keys: heard %lu: %x down %d shift %x\n", what, param->value, param->down,
		param->shift);
	return what == KBD_KEYCODE && param->value == 63 ? NOTIFY_STOP : NOTIFY_OK;
}

static struct notifier_block nb = {.notifier_call = key_heard};

static int __init keys_init(void)
{
	int err = request_irq(1, key_interrupt, IRQF_SHARED, "my_kbd", &nb);

	if (err)
		return err;
	err = register_keyboard_notifier(&nb);
	if (err)
		free_irq(1, &nb);
	return err;
}
module_init(keys_init);

static void __exit keys_exit(void)
{
	unregister_keyboard_notifier(&nb);
	free_irq(1, &nb);
}
module_exit(keys_exit);

MODULE_LICENSE("GPL");

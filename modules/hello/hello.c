#include <linux/init.h>
#include <linux/module.h>

MODULE_LICENSE("GPL");

static int hello_init(void)
{
	printk("-----------------!\n");
	printk("hello world!\n");
	printk("-----------------!\n");
	return 0;
}

static void __exit hello_exit(void)
{
	printk("-----------------!\n");
	printk("Goodbye, cruel world!\n");
	printk("-----------------!\n");
}

module_init(hello_init);
module_exit(hello_exit);

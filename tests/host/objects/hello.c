// SPDX-License-Identifier: MIT
/*
 * A module as the compiler and linker make it, without the kernel's headers: calls, strings, data
 * with addresses in it, init and exit sections, and the two sections that make an object a module.
 */
int printk(const char *fmt, ...);
extern int optional __attribute__((weak));

static int counter;
int table[16] = {1, 2, 3};
static const char *const names[] = {"one", "two", "three"};

static int __attribute__((noinline)) describe(unsigned int n)
{
	return printk("%s\n", n < 3 ? names[n] : "many");
}

static int __attribute__((section(".init.text"), used)) hello_init(void)
{
	printk("hello world!\n");
	return describe(counter++) < 0 ? table[counter & 15] : &optional != 0;
}

static void __attribute__((section(".exit.text"), used)) hello_exit(void)
{
	printk("Goodbye, cruel world!\n");
	describe(counter);
}

int init_module(void) __attribute__((alias("hello_init")));
void cleanup_module(void) __attribute__((alias("hello_exit")));

#define MODINFO(n, text)                                                                           \
	static const char modinfo_##n[] __attribute__((section(".modinfo"), used, aligned(1))) =   \
		text
MODINFO(license, "license=GPL");
MODINFO(name, "name=hello");
MODINFO(vermagic, "vermagic=6.1.0-graft SMP mod_unload ");

/* host_env.h: name anywhere, init at 64, exit at 72, 256 bytes. */
struct {
	char name[64];
	int (*init)(void);
	void (*exit)(void);
	char rest[256 - 80];
} this_module __attribute__((section(".gnu.linkonce.this_module"), aligned(64), used)) = {
	.name = "hello",
	.init = init_module,
	.exit = cleanup_module,
};

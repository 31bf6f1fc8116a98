// SPDX-License-Identifier: MIT
/*
 * A terminal that keeps what is written to it, a console and a line discipline. Writing 1 to the
 * parameter `crash` crashes it, and all three are left behind.
 */
#include <linux/console.h>
#include <linux/err.h>
#include <linux/module.h>
#include <linux/tty.h>
#include <linux/tty_driver.h>
#include <linux/tty_flip.h>

#define NUMBER 25 /* of the line discipline: nobody's */

static int *volatile nowhere = (int *)8;
static struct tty_driver *driver;
static struct tty_port port;
static const struct tty_port_operations port_ops = {};

static int set_crash(const char *val, const struct kernel_param *kp)
{
	*nowhere = 1;
	return 0;
}

static const struct kernel_param_ops crash_ops = {.set = set_crash};
module_param_cb(crash, &crash_ops, NULL, 0200);

static int left_open(struct tty_struct *tty, struct file *filp)
{
	return tty_port_open(&port, tty, filp);
}

static void left_close(struct tty_struct *tty, struct file *filp)
{
	tty_port_close(&port, tty, filp);
}

/* What is written comes back. */
static int left_write(struct tty_struct *tty, const unsigned char *buf, int count)
{
	tty_insert_flip_string(&port, buf, count);
	tty_flip_buffer_push(&port);
	return count;
}

static unsigned int left_write_room(struct tty_struct *tty)
{
	return 4096;
}

static const struct tty_operations left_ops = {
	.open = left_open,
	.close = left_close,
	.write = left_write,
	.write_room = left_write_room,
};

static void left_console_write(struct console *con, const char *text, unsigned int len)
{
}

static struct console left_console = {
	.name = "left",
	.write = left_console_write,
	.flags = CON_ENABLED,
	.index = -1,
};

static void left_hangup(struct tty_struct *tty)
{
}

/* Nothing comes, until the terminal hangs up. */
static ssize_t left_read(struct tty_struct *tty, struct file *file, unsigned char *buf, size_t nr,
			 void **cookie, unsigned long offset)
{
	int err = wait_event_interruptible(tty->read_wait, tty_hung_up_p(file));

	return err ?: 0;
}

static struct tty_ldisc_ops left_ldisc = {
	.read = left_read,
	.hangup = left_hangup,
	.owner = THIS_MODULE,
	.num = NUMBER,
	.name = "left",
};

static int __init left_terminal_init(void)
{
	int err;

	driver = tty_alloc_driver(1, TTY_DRIVER_REAL_RAW);
	if (IS_ERR(driver))
		return PTR_ERR(driver);
	driver->driver_name = "left_terminal";
	driver->name = "ttyLEFT";
	driver->type = TTY_DRIVER_TYPE_SERIAL;
	driver->subtype = SERIAL_TYPE_NORMAL;
	driver->init_termios = tty_std_termios;
	driver->init_termios.c_lflag = 0;
	tty_set_operations(driver, &left_ops);
	tty_port_init(&port);
	port.ops = &port_ops;
	tty_port_link_device(&port, driver, 0);
	err = tty_register_driver(driver);
	if (err)
		goto put_driver;
	err = tty_register_ldisc(&left_ldisc);
	if (err)
		goto unregister_driver;
	register_console(&left_console);
	return 0;

unregister_driver:
	tty_unregister_driver(driver);
put_driver:
	tty_driver_kref_put(driver);
	tty_port_destroy(&port);
	return err;
}
module_init(left_terminal_init);

static void __exit left_terminal_exit(void)
{
	unregister_console(&left_console);
	tty_unregister_ldisc(&left_ldisc);
	tty_unregister_driver(driver);
	tty_driver_kref_put(driver);
	tty_port_destroy(&port);
}
module_exit(left_terminal_exit);

MODULE_LICENSE("GPL");

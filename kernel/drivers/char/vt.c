// SPDX-License-Identifier: MIT
/*
 * tty1, the terminal of the screen and the keyboard; and the console "tty" for messages, which
 * shares its screen. vt.h tells where the parts are.
 */
#include <linux/capability.h>
#include <linux/console.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kd.h>
#include <linux/kernel.h>
#include <linux/major.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/string.h>
#include <linux/tty.h>
#include <linux/tty_driver.h>
#include <linux/uaccess.h>
#include <linux/vt_kern.h>
#include <kernel/tty.h>
#include "keyboard.h"
#include "vt.h"

struct screen vt = {
	.data = {.vc_num = 0, .vc_cols = VT_COLS, .vc_rows = VT_ROWS},
};

struct vc vc_cons[MAX_NR_CONSOLES] = {{.d = &vt.data}};
EXPORT_SYMBOL(vc_cons);
int fg_console;
EXPORT_SYMBOL(fg_console);

static struct tty_driver *vt_driver;

struct tty_driver *vt_foreground(int *index)
{
	*index = 0;
	return vt_driver ? tty_driver_kref_get(vt_driver) : NULL;
}

/* --- the terminal --- */

static const struct tty_port_operations vt_port_ops = {};

static int vt_open(struct tty_struct *tty, struct file *filp)
{
	int err = tty_port_open(tty->port, tty, filp);

	if (err)
		return err;
	mutex_lock(&tty->winsize_mutex);
	tty->winsize.ws_row = VT_ROWS;
	tty->winsize.ws_col = VT_COLS;
	mutex_unlock(&tty->winsize_mutex);
	return 0;
}

static void vt_close(struct tty_struct *tty, struct file *filp)
{
	tty_port_close(tty->port, tty, filp);
}

static void vt_hangup(struct tty_struct *tty)
{
	tty_port_hangup(tty->port);
}

/* Always takes everything. */
static int vt_write(struct tty_struct *tty, const unsigned char *buf, int count)
{
	int i;

	console_lock();
	for (i = 0; i < count; i++)
		vt_receive(&vt, buf[i]);
	vt_flush(&vt);
	console_unlock();
	return count;
}

static unsigned int vt_write_room(struct tty_struct *tty)
{
	return tty->flow.stopped ? 0 : 32768;
}

/* The screen has the size it has. */
static int vt_resize(struct tty_struct *tty, struct winsize *ws)
{
	if (ws->ws_row != VT_ROWS || ws->ws_col != VT_COLS)
		return -EINVAL;
	return tty_do_resize(tty, ws);
}

/* May the caller change what belongs to whoever sits in front of it? */
static bool is_in_front(const struct tty_struct *tty)
{
	return current->signal->tty == tty || capable(CAP_SYS_TTY_CONFIG);
}

static int vt_ioctl(struct tty_struct *tty, unsigned int cmd, unsigned long arg)
{
	u8 __user *answer = (u8 __user *)arg;

	switch (cmd) {
	case KDGETLED:
		return put_user(keyboard_lights(), answer);
	case KDSETLED:
		if (!is_in_front(tty))
			return -EPERM;
		keyboard_set_lights(arg);
		return 0;
	case KDGKBTYPE:
		return put_user(KB_101, answer);
	}
	return -ENOIOCTLCMD;
}

static const struct tty_operations vt_ops = {
	.open = vt_open,
	.close = vt_close,
	.hangup = vt_hangup,
	.write = vt_write,
	.write_room = vt_write_room,
	.resize = vt_resize,
	.ioctl = vt_ioctl,
};

void __init vt_init(void)
{
	struct tty_driver *driver = tty_alloc_driver(1, TTY_DRIVER_REAL_RAW);

	if (IS_ERR(driver))
		panic("vt: no memory");
	driver->driver_name = "vt";
	driver->name = "tty";
	driver->name_base = 1;
	driver->major = TTY_MAJOR;
	driver->minor_start = 1;
	driver->type = TTY_DRIVER_TYPE_CONSOLE;
	driver->init_termios = tty_std_termios;
	driver->init_termios.c_iflag |= IUTF8;
	tty_set_operations(driver, &vt_ops);
	tty_port_init(&vt.data.port);
	vt.data.port.ops = &vt_port_ops;
	tty_port_link_device(&vt.data.port, driver, 0);
	if (tty_register_driver(driver))
		panic("vt: can't register the terminal");
	vt_driver = driver;
	keyboard_init();
}

/* --- the console --- */

/*
 * Text only, in the plain colours, whatever a program is in the middle of: its sequence and its
 * attributes go on afterwards.
 */
static void vt_console_write(struct console *con, const char *s, unsigned int n)
{
	struct vt_attr attr = vt.attr;
	bool insert = vt.insert;

	vt_reset_attr(&vt);
	vt.insert = false;
	for (; n--; s++) {
		if (*s == '\n') {
			vt.x = 0;
			vt_line_feed(&vt);
		} else if (*s == '\t') {
			do {
				vt_put_glyph(&vt, ' ');
			} while (vt.x % 8 && !vt.wrap_pending);
		} else if ((u8)*s >= ' ') {
			vt_put_glyph(&vt, *s);
		}
	}
	vt.attr = attr;
	vt.insert = insert;
	vt_flush(&vt);
}

static struct tty_driver *vt_console_device(struct console *con, int *index)
{
	*index = 0;
	return vt_driver;
}

static struct console vt_console = {
	.name = "tty",
	.write = vt_console_write,
	.device = vt_console_device,
	.flags = CON_PRINTBUFFER,
	.index = -1,
};

void __init vt_console_init(void)
{
	vt.dirty_top = VT_ROWS;
	vt_reset(&vt);
	register_console(&vt_console);
}

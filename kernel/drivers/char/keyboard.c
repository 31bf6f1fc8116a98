// SPDX-License-Identifier: MIT
/*
 * The PS/2 keyboard: from scan codes to what tty1 receives.
 *
 * The controller (8042) translates to scan code set 1: a key's code when it goes down, with bit 7
 * when it goes up, some after a prefix 0xe0. Special keys send the sequences that terminfo's
 * "linux" entry gives them. IBM PS/2 Technical Reference, "Keyboard and Auxiliary Device
 * Controller".
 */
#include <linux/array_size.h>
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/printk.h>
#include <linux/reboot.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/tty_flip.h>
#include <linux/workqueue.h>
#include "keyboard.h"
#include "keymap.h"
#include "vt.h"

#define KBD_DATA    0x60
#define KBD_STATUS  0x64
#define KBD_COMMAND 0x64
#define KBD_IRQ	    1

#define STATUS_OUT_FULL 0x01 /* there is a byte to read */
#define STATUS_IN_FULL	0x02 /* the last byte written hasn't been taken */
#define STATUS_AUX	0x20 /* the byte to read is the mouse's */

#define CMD_READ_CONFIG	 0x20
#define CMD_WRITE_CONFIG 0x60
#define CMD_ENABLE_KBD	 0xae
#define CONFIG_IRQ1	 0x01
#define CONFIG_DISABLED	 0x10
#define CONFIG_TRANSLATE 0x40

#define RELEASED 0x80

/* Guards the state below; taken with interrupts off. */
static DEFINE_SPINLOCK(kbd_lock);
static bool shift_down[2], ctrl_down[2], alt_down[2]; /* left, right */
static bool caps_lock, num_lock;
static bool extended;		/* the last byte was 0xe0 */
static unsigned int pause_left; /* bytes of the Pause key's sequence that are still to come */

/* --- sending --- */

static void send_bytes(const char *s, size_t len)
{
	/* Nobody has the terminal open: what is typed is not for whoever opens it later. */
	if (!vt.data.port.count)
		return;
	tty_insert_flip_string(&vt.data.port, (const unsigned char *)s, len);
	tty_flip_buffer_push(&vt.data.port);
}

static void send_string(const char *s)
{
	send_bytes(s, strlen(s));
}

/* Alt is an ESC before the character. */
static void send_char(u8 c)
{
	char text[2] = {033, c};

	if (alt_down[0])
		send_bytes(text, 2);
	else
		send_bytes(text + 1, 1);
}

static void send_cursor(char c)
{
	char text[3] = {033, READ_ONCE(vt.app_cursor) ? 'O' : '[', c};

	send_bytes(text, sizeof(text));
}

/* --- keys --- */

/* Ctrl takes letters and the signs around them to 0 to 31, and some digits to the rest. */
static u8 with_ctrl(u8 c)
{
	static const u8 digits[] = {[2] = 0, 033, 034, 035, 036, 037, 0177};

	if (c == ' ')
		return 0;
	if (c == '/' || c == '-')
		return 037;
	if (c >= '2' && c <= '8')
		return digits[c - '0'];
	if ((c >= '@' && c <= '_') || (c >= 'a' && c <= 'z'))
		return c & 037;
	if (c == '?')
		return 0177;
	return c;
}

static void plain_key(u8 code)
{
	bool shift = shift_down[0] || shift_down[1];
	u8 c = code < KEYMAP_SIZE ? keymap_us.plain[code] : 0;

	if (caps_lock && isalpha(c))
		shift = !shift;
	if (shift && code < KEYMAP_SIZE)
		c = keymap_us.shift[code];
	if (!c)
		return;
	if (c == '\t' && shift) {
		send_string("\033\t");
		return;
	}
	if (ctrl_down[0] || ctrl_down[1])
		c = with_ctrl(c);
	send_char(c);
	if (c == '\r' && READ_ONCE(vt.newline))
		send_char('\n');
}

/* Keys that send a sequence, by code: the same on the keypad and, after 0xe0, in the block */
static bool navigation_key(u8 code)
{
	switch (code) {
	case 0x47:
		send_string("\033[1~"); /* Home */
		return true;
	case 0x48:
		send_cursor('A');
		return true;
	case 0x49:
		send_string("\033[5~"); /* Page Up */
		return true;
	case 0x4b:
		send_cursor('D');
		return true;
	case 0x4d:
		send_cursor('C');
		return true;
	case 0x4f:
		send_string("\033[4~"); /* End */
		return true;
	case 0x50:
		send_cursor('B');
		return true;
	case 0x51:
		send_string("\033[6~"); /* Page Down */
		return true;
	case 0x52:
		send_string("\033[2~"); /* Insert */
		return true;
	case 0x53:
		send_string("\033[3~"); /* Delete */
		return true;
	}
	return false;
}

static bool function_key(u8 code)
{
	static const char *const sequences[] = {
		"\033[[A",  "\033[[B",	"\033[[C",  "\033[[D",	"\033[[E",
		"\033[17~", "\033[18~", "\033[19~", "\033[20~", "\033[21~",
	};

	if (code >= 0x3b && code < 0x3b + ARRAY_SIZE(sequences))
		send_string(sequences[code - 0x3b]);
	else if (code == 0x57)
		send_string("\033[23~");
	else if (code == 0x58)
		send_string("\033[24~");
	else
		return false;
	return true;
}

/* The keypad: signs always, digits when Num Lock is on, else as the block beside it */
static bool keypad_key(u8 code)
{
	static const char digits[] = "789-456+1230.";

	if (code == 0x37) {
		send_char('*');
		return true;
	}
	if (code < 0x47 || code > 0x53)
		return false;
	if (code == 0x4a || code == 0x4e || num_lock) {
		send_char(digits[code - 0x47]);
		return true;
	}
	return navigation_key(code);
}

static void reboot_work(struct work_struct *work)
{
	ctrl_alt_del();
}

static DECLARE_WORK(ctrl_alt_del_work, reboot_work);

/* The modifiers that matter while they are down. True when code was one. */
static bool track_shift(u8 code, bool down)
{
	switch (code) {
	case 0x2a:
		/* After 0xe0 it is no key: some keyboards put it around the block's codes. */
		if (!extended)
			shift_down[0] = down;
		return true;
	case 0x36:
		if (!extended)
			shift_down[1] = down;
		return true;
	case 0x1d:
		ctrl_down[extended] = down;
		return true;
	case 0x38:
		alt_down[extended] = down;
		return true;
	}
	return false;
}

/* Keys that change what others mean. True when code was one. */
static bool modifier_key(u8 code, bool down)
{
	if (track_shift(code, down))
		return true;
	switch (code) {
	case 0x3a:
		caps_lock ^= down;
		return true;
	case 0x45:
		num_lock ^= down;
		return true;
	}
	return false;
}

static void key_down(u8 code)
{
	bool ctrl = ctrl_down[0] || ctrl_down[1], alt = alt_down[0] || alt_down[1];

	if (code == 0x53 && ctrl && alt) {
		schedule_work(&ctrl_alt_del_work);
	} else if (extended) {
		if (code == 0x1c)
			send_char('\r');
		else if (code == 0x35)
			send_char('/');
		else
			navigation_key(code);
	} else if (!function_key(code) && !keypad_key(code)) {
		plain_key(code);
	}
}

/* What the key does here: changes what others mean, or sends something. */
static void act_on_key(u8 code, bool down)
{
	if (!modifier_key(code, down) && down)
		key_down(code);
}

static unsigned int shift_state(void)
{
	return (shift_down[0] || shift_down[1]) << KG_SHIFT |
	       (ctrl_down[0] || ctrl_down[1]) << KG_CTRL | alt_down[0] << KG_ALT |
	       alt_down[1] << KG_ALTGR;
}

/* The console acts on a key unless one of those who listen keeps it. */
static void receive_key(u8 code, bool down)
{
	struct keyboard_notifier_param param = {
		.vc = &vt.data,
		.down = down,
		.shift = shift_state(),
		.ledstate = num_lock << 1 | caps_lock << 2,
	};
	u16 keycode = keycode_of(code, extended);

	if (!keycode)
		return;
	param.value = keycode;
	if (keyboard_notify(KBD_KEYCODE, &param) == NOTIFY_STOP || !keymap_exists(param.shift)) {
		keyboard_notify(KBD_UNBOUND_KEYCODE, &param);
		track_shift(code, down);
		return;
	}
	param.value = keysym_of(keycode, param.shift, caps_lock);
	if (keyboard_notify(KBD_KEYSYM, &param) == NOTIFY_STOP)
		return;
	act_on_key(code, down);
	param.ledstate = num_lock << 1 | caps_lock << 2;
	keyboard_notify(KBD_POST_KEYSYM, &param);
}

static void receive_code(u8 byte)
{
	/* Pause sends e1 1d 45 e1 9d c5 at once, and nothing when it goes up. */
	if (pause_left) {
		pause_left--;
		return;
	}
	if (byte == 0xe1) {
		pause_left = 5;
		return;
	}
	if (byte == 0xe0) {
		extended = true;
		return;
	}
	/* 0: keys were lost; 0xfa and above: answers to commands that nobody sent */
	if (byte & ~RELEASED && byte < 0xfa)
		receive_key(byte & ~RELEASED, !(byte & RELEASED));
	extended = false;
}

/*
 * One byte an interrupt: it stays in the data register until the next comes, and who shares the
 * line can read it there.
 */
static irqreturn_t keyboard_interrupt(int irq, void *dev_id)
{
	irqreturn_t ret = IRQ_NONE;
	u8 status;

	spin_lock(&kbd_lock);
	status = inb(KBD_STATUS);
	if (status & STATUS_OUT_FULL) {
		u8 byte = inb(KBD_DATA);

		if (!(status & STATUS_AUX))
			receive_code(byte);
		ret = IRQ_HANDLED;
	}
	spin_unlock(&kbd_lock);
	return ret;
}

/* --- the controller --- */

/* Each wait ends after a while: there may be no controller. */
static bool wait_status(u8 mask, u8 want)
{
	unsigned int tries = 100000;

	while ((inb(KBD_STATUS) & mask) != want && --tries)
		cpu_relax();
	return tries;
}

static bool command(u8 cmd)
{
	if (!wait_status(STATUS_IN_FULL, 0))
		return false;
	outb(cmd, KBD_COMMAND);
	return true;
}

/* Interrupts and translation on, the keyboard enabled. False: there is none. */
static bool set_up_controller(void)
{
	unsigned int leftover = 32;
	u8 config;

	/* Without a controller the bus reads as all ones. */
	if (inb(KBD_STATUS) == 0xff)
		return false;
	while ((inb(KBD_STATUS) & STATUS_OUT_FULL) && leftover--)
		inb(KBD_DATA);
	if (!command(CMD_READ_CONFIG) || !wait_status(STATUS_OUT_FULL, STATUS_OUT_FULL))
		return false;
	config = inb(KBD_DATA);
	config = (config & ~CONFIG_DISABLED) | CONFIG_IRQ1 | CONFIG_TRANSLATE;
	if (!command(CMD_WRITE_CONFIG) || !wait_status(STATUS_IN_FULL, 0))
		return false;
	outb(config, KBD_DATA);
	return command(CMD_ENABLE_KBD);
}

/*
 * A byte that came before the line had a handler: as long as nobody takes it, there is no interrupt
 * for the next one.
 */
static void __init take_early_bytes(void)
{
	unsigned long flags;

	local_irq_save(flags);
	while (keyboard_interrupt(KBD_IRQ, &kbd_lock) == IRQ_HANDLED)
		;
	local_irq_restore(flags);
}

void __init keyboard_init(void)
{
	int err;

	if (!set_up_controller()) {
		pr_info("keyboard: no controller\n");
		return;
	}
	err = request_irq(KBD_IRQ, keyboard_interrupt, IRQF_SHARED, "i8042", &kbd_lock);
	if (err)
		pr_err("keyboard: can't have interrupt %d: %d\n", KBD_IRQ, err);
	else
		take_early_bytes();
}

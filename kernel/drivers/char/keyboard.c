// SPDX-License-Identifier: MIT
/*
 * The console's keyboards: from keys to what tty1 receives. An input handler, "kbd", which takes
 * the keys of every input device that has some, as those of one keyboard.
 *
 * Special keys send the sequences that terminfo's "linux" entry gives them. Before a key takes
 * effect, those who listen are told of it: keyboard_notify.c.
 */
#include <linux/array_size.h>
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/input.h>
#include <linux/interrupt.h>
#include <linux/panic.h>
#include <linux/reboot.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/tty_flip.h>
#include <linux/workqueue.h>
#include "keyboard.h"
#include "keymap.h"
#include "vt.h"

#define SHOW_LOCKS (-1)

/* Guards the state below; taken with interrupts off, inside a device's event_lock. */
static DEFINE_SPINLOCK(kbd_lock);
static bool shift_down[2], ctrl_down[2], alt_down[2]; /* left, right */
static u8 locks;		    /* that are on, bits KBD_LED_..., which the lights show */
static int lights_set = SHOW_LOCKS; /* or what they show instead; no lock */

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

static void plain_key(unsigned int key)
{
	bool shift = shift_down[0] || shift_down[1];
	u8 c = key < KEYMAP_SIZE ? keymap_us.plain[key] : 0;

	if (locks & KBD_LED_CAPS && isalpha(c))
		shift = !shift;
	if (shift && key < KEYMAP_SIZE)
		c = keymap_us.shift[key];
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

/* Keys that send a sequence. False: key is none. */
static bool navigation_key(unsigned int key)
{
	static const char *const sequences[] = {
		[KEY_HOME - KEY_HOME] = "\033[1~",   [KEY_PAGEUP - KEY_HOME] = "\033[5~",
		[KEY_END - KEY_HOME] = "\033[4~",    [KEY_PAGEDOWN - KEY_HOME] = "\033[6~",
		[KEY_INSERT - KEY_HOME] = "\033[2~", [KEY_DELETE - KEY_HOME] = "\033[3~",
	};

	switch (key) {
	case KEY_UP:
		send_cursor('A');
		return true;
	case KEY_DOWN:
		send_cursor('B');
		return true;
	case KEY_RIGHT:
		send_cursor('C');
		return true;
	case KEY_LEFT:
		send_cursor('D');
		return true;
	}
	if (key < KEY_HOME || key - KEY_HOME >= ARRAY_SIZE(sequences))
		return false;
	send_string(sequences[key - KEY_HOME]);
	return true;
}

static bool function_key(unsigned int key)
{
	static const char *const sequences[] = {
		"\033[[A",  "\033[[B",	"\033[[C",  "\033[[D",	"\033[[E",
		"\033[17~", "\033[18~", "\033[19~", "\033[20~", "\033[21~",
	};

	if (key >= KEY_F1 && key < KEY_F1 + ARRAY_SIZE(sequences))
		send_string(sequences[key - KEY_F1]);
	else if (key == KEY_F11)
		send_string("\033[23~");
	else if (key == KEY_F12)
		send_string("\033[24~");
	else
		return false;
	return true;
}

/* The keypad: signs always, digits when Num Lock is on, else as the block beside it */
static bool keypad_key(unsigned int key)
{
	static const char digits[] = "789-456+1230.";
	static const u8 block[] = {
		KEY_HOME, KEY_UP,   KEY_PAGEUP,	  0,	      KEY_LEFT,	 0, KEY_RIGHT, 0,
		KEY_END,  KEY_DOWN, KEY_PAGEDOWN, KEY_INSERT, KEY_DELETE};

	switch (key) {
	case KEY_KPASTERISK:
		send_char('*');
		return true;
	case KEY_KPSLASH:
		send_char('/');
		return true;
	case KEY_KPENTER:
		send_char('\r');
		return true;
	}
	if (key < KEY_KP7 || key > KEY_KPDOT)
		return false;
	if (key == KEY_KPMINUS || key == KEY_KPPLUS || locks & KBD_LED_NUM) {
		send_char(digits[key - KEY_KP7]);
		return true;
	}
	return navigation_key(block[key - KEY_KP7]);
}

static void reboot_work(struct work_struct *work)
{
	ctrl_alt_del();
}

static DECLARE_WORK(ctrl_alt_del_work, reboot_work);

/* The modifiers that matter while they are down. True when key was one. */
static bool track_shift(unsigned int key, bool down)
{
	switch (key) {
	case KEY_LEFTSHIFT:
	case KEY_RIGHTSHIFT:
		shift_down[key == KEY_RIGHTSHIFT] = down;
		return true;
	case KEY_LEFTCTRL:
	case KEY_RIGHTCTRL:
		ctrl_down[key == KEY_RIGHTCTRL] = down;
		return true;
	case KEY_LEFTALT:
	case KEY_RIGHTALT:
		alt_down[key == KEY_RIGHTALT] = down;
		return true;
	}
	return false;
}

static void show_locks(struct tasklet_struct *unused);
static DECLARE_TASKLET(show_locks_tasklet, show_locks);

/* The locks, which change when their key goes down. True when key was one. */
static bool lock_key(unsigned int key, int value)
{
	u8 lock = key == KEY_CAPSLOCK ? KBD_LED_CAPS : key == KEY_NUMLOCK ? KBD_LED_NUM : 0;

	if (lock && value == 1) {
		locks ^= lock;
		tasklet_schedule(&show_locks_tasklet);
	}
	return lock;
}

/* What the key does here: changes what others mean, or sends something. */
static void act_on_key(unsigned int key, int value)
{
	bool ctrl = ctrl_down[0] || ctrl_down[1], alt = alt_down[0] || alt_down[1];

	if (track_shift(key, value) || lock_key(key, value) || !value)
		return;
	if ((key == KEY_DELETE || key == KEY_KPDOT) && ctrl && alt)
		schedule_work(&ctrl_alt_del_work);
	else if (!function_key(key) && !keypad_key(key) && !navigation_key(key))
		plain_key(key);
}

static unsigned int shift_state(void)
{
	return (shift_down[0] || shift_down[1]) << KG_SHIFT |
	       (ctrl_down[0] || ctrl_down[1]) << KG_CTRL | alt_down[0] << KG_ALT |
	       alt_down[1] << KG_ALTGR;
}

/* The console acts on a key unless one of those who listen keeps it. */
static void receive_key(unsigned int key, int value)
{
	struct keyboard_notifier_param param = {
		.vc = &vt.data,
		.down = value,
		.shift = shift_state(),
		.ledstate = locks,
		.value = key,
	};

	if (keyboard_notify(KBD_KEYCODE, &param) == NOTIFY_STOP || !keymap_exists(param.shift)) {
		keyboard_notify(KBD_UNBOUND_KEYCODE, &param);
		track_shift(key, value);
		return;
	}
	param.value = keysym_of(key, param.shift, locks & KBD_LED_CAPS);
	if (keyboard_notify(KBD_KEYSYM, &param) == NOTIFY_STOP)
		return;
	act_on_key(key, value);
	param.ledstate = locks;
	keyboard_notify(KBD_POST_KEYSYM, &param);
}

/* --- the input handler --- */

static void kbd_event(struct input_handle *handle, unsigned int type, unsigned int code, int value)
{
	if (type != EV_KEY)
		return;
	spin_lock(&kbd_lock);
	receive_key(code, value);
	spin_unlock(&kbd_lock);
}

/* Keys of a keyboard, not the buttons of a mouse */
static bool kbd_match(struct input_handler *handler, struct input_dev *dev)
{
	return find_first_bit(dev->keybit, BTN_MISC) < BTN_MISC;
}

static int kbd_connect(struct input_handler *handler, struct input_dev *dev,
		       const struct input_device_id *id)
{
	struct input_handle *handle = kzalloc(sizeof(*handle), GFP_KERNEL);
	int err;

	if (!handle)
		return -ENOMEM;
	handle->dev = dev;
	handle->handler = handler;
	handle->name = "kbd";
	err = input_register_handle(handle);
	if (err)
		goto free_handle;
	err = input_open_device(handle);
	if (err)
		goto unregister;
	return 0;

unregister:
	input_unregister_handle(handle);
free_handle:
	kfree(handle);
	return err;
}

static void kbd_disconnect(struct input_handle *handle)
{
	input_close_device(handle);
	input_unregister_handle(handle);
	kfree(handle);
}

static int show_locks_on(struct input_handle *handle, void *data)
{
	unsigned int leds = *(const u8 *)data;

	if (test_bit(EV_LED, handle->dev->evbit)) {
		input_inject_event(handle, EV_LED, LED_SCROLLL, !!(leds & KBD_LED_SCROLL));
		input_inject_event(handle, EV_LED, LED_NUML, !!(leds & KBD_LED_NUM));
		input_inject_event(handle, EV_LED, LED_CAPSL, !!(leds & KBD_LED_CAPS));
		input_inject_event(handle, EV_SYN, SYN_REPORT, 0);
	}
	return 0;
}

/* A keyboard that is new, or that somebody had for himself, shows what the others do. */
static void kbd_start(struct input_handle *handle)
{
	tasklet_schedule(&show_locks_tasklet);
}

static const struct input_device_id kbd_ids[] = {
	{.flags = INPUT_DEVICE_ID_MATCH_EVBIT, .evbit = {BIT_MASK(EV_KEY)}},
	{},
};

static struct input_handler kbd_handler = {
	.event = kbd_event,
	.match = kbd_match,
	.connect = kbd_connect,
	.disconnect = kbd_disconnect,
	.start = kbd_start,
	.name = "kbd",
	.id_table = kbd_ids,
};

/* Later than the event that changed them: that one's device is locked. */
static void show_locks(struct tasklet_struct *unused)
{
	u8 leds = keyboard_lights();

	input_handler_for_each_handle(&kbd_handler, &leds, show_locks_on);
}

unsigned int keyboard_lights(void)
{
	int set = READ_ONCE(lights_set);

	return set == SHOW_LOCKS ? READ_ONCE(locks) : set;
}

void keyboard_set_lights(unsigned long lights)
{
	const unsigned long all = KBD_LED_SCROLL | KBD_LED_NUM | KBD_LED_CAPS;

	WRITE_ONCE(lights_set, lights & ~all ? SHOW_LOCKS : lights);
	tasklet_schedule(&show_locks_tasklet);
}

void __init keyboard_init(void)
{
	if (input_register_handler(&kbd_handler))
		panic("keyboard: can't register the input handler");
}

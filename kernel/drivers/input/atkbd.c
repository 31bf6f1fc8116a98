// SPDX-License-Identifier: MIT
/*
 * The PS/2 keyboard: from its scan codes to an input device's events, and its lights.
 *
 * The controller (8042) translates to scan code set 1: a key's code when it goes down, with bit 7
 * when it goes up, some after a prefix 0xe0. A key that stays down is repeated by the keyboard. IBM
 * PS/2 Technical Reference, "Keyboard and Auxiliary Device Controller" and "Keyboards (101- and
 * 102-key)".
 */
#include <linux/completion.h>
#include <linux/init.h>
#include <linux/input.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/jiffies.h>
#include <linux/mutex.h>
#include <linux/printk.h>
#include <linux/spinlock.h>
#include <linux/workqueue.h>
#include "internal.h"

#define KBD_DATA    0x60
#define KBD_STATUS  0x64
#define KBD_COMMAND 0x64
#define KBD_IRQ	    1

#define STATUS_OUT_FULL 0x01 /* there is a byte to read */
#define STATUS_IN_FULL	0x02 /* the last byte written hasn't been taken */
#define STATUS_AUX	0x20 /* the byte to read is the mouse's */

/* To the controller */
#define CMD_READ_CONFIG	 0x20
#define CMD_WRITE_CONFIG 0x60
#define CMD_ENABLE_KBD	 0xae
#define CONFIG_IRQ1	 0x01
#define CONFIG_DISABLED	 0x10
#define CONFIG_TRANSLATE 0x40

/* To the keyboard, which answers each byte */
#define KBD_SET_LEDS 0xed
#define KBD_SET_RATE 0xf3
#define KBD_ACK	     0xfa

#define RELEASED 0x80
/* In the table of keys, what came after 0xe0 */
#define EXTENDED 0x80

static struct input_dev *atkbd_dev;

/* Guards the state below; taken with interrupts off. */
static DEFINE_SPINLOCK(atkbd_lock);
static bool extended;		/* the last byte was 0xe0 */
static unsigned int pause_left; /* bytes of the Pause key's sequence that are still to come */

static DECLARE_COMPLETION(acknowledged); /* the keyboard has taken a byte */

/* By scan code: the keys without prefix are their codes. A program may change it. */
static u16 keycodes[256] = {
	[EXTENDED | 0x10] = KEY_PREVIOUSSONG, [EXTENDED | 0x19] = KEY_NEXTSONG,
	[EXTENDED | 0x1c] = KEY_KPENTER,      [EXTENDED | 0x1d] = KEY_RIGHTCTRL,
	[EXTENDED | 0x20] = KEY_MUTE,	      [EXTENDED | 0x21] = KEY_CALC,
	[EXTENDED | 0x22] = KEY_PLAYPAUSE,    [EXTENDED | 0x24] = KEY_STOPCD,
	[EXTENDED | 0x2e] = KEY_VOLUMEDOWN,   [EXTENDED | 0x30] = KEY_VOLUMEUP,
	[EXTENDED | 0x32] = KEY_HOMEPAGE,     [EXTENDED | 0x35] = KEY_KPSLASH,
	[EXTENDED | 0x37] = KEY_SYSRQ,	      [EXTENDED | 0x38] = KEY_RIGHTALT,
	[EXTENDED | 0x46] = KEY_PAUSE, /* with Ctrl */
	[EXTENDED | 0x47] = KEY_HOME,	      [EXTENDED | 0x48] = KEY_UP,
	[EXTENDED | 0x49] = KEY_PAGEUP,	      [EXTENDED | 0x4b] = KEY_LEFT,
	[EXTENDED | 0x4d] = KEY_RIGHT,	      [EXTENDED | 0x4f] = KEY_END,
	[EXTENDED | 0x50] = KEY_DOWN,	      [EXTENDED | 0x51] = KEY_PAGEDOWN,
	[EXTENDED | 0x52] = KEY_INSERT,	      [EXTENDED | 0x53] = KEY_DELETE,
	[EXTENDED | 0x5b] = KEY_LEFTMETA,     [EXTENDED | 0x5c] = KEY_RIGHTMETA,
	[EXTENDED | 0x5d] = KEY_COMPOSE,      [EXTENDED | 0x5e] = KEY_POWER,
	[EXTENDED | 0x5f] = KEY_SLEEP,	      [EXTENDED | 0x63] = KEY_WAKEUP,
};
#define LAST_PLAIN_KEY 0x58 /* KEY_F12 */

/* --- from the keyboard --- */

static void report(unsigned int scancode, bool down)
{
	unsigned int keycode = keycodes[scancode];
	/* Down when it was down already: the keyboard repeats it. */
	int value = down ? 1 + test_bit(keycode, atkbd_dev->key) : 0;

	input_event(atkbd_dev, EV_MSC, MSC_SCAN, scancode);
	input_event(atkbd_dev, EV_KEY, keycode, value);
	input_sync(atkbd_dev);
}

static void receive_code(u8 byte)
{
	u8 code = byte & ~RELEASED;

	/* Pause sends e1 1d 45 e1 9d c5 at once, and nothing when it goes up. */
	if (pause_left) {
		if (!--pause_left) {
			report(EXTENDED | 0x46, true);
			report(EXTENDED | 0x46, false);
		}
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
	/*
	 * 0: keys were lost; 0xfa and above: answers to commands. A Shift after 0xe0 is no key:
	 * some keyboards put it around the codes of others.
	 */
	if (byte == KBD_ACK)
		complete(&acknowledged);
	else if (code && byte < KBD_ACK && !(extended && (code == 0x2a || code == 0x36)))
		report(code | (extended ? EXTENDED : 0), !(byte & RELEASED));
	extended = false;
}

/*
 * One byte an interrupt: it stays in the data register until the next comes, and who shares the
 * line can read it there.
 */
static irqreturn_t atkbd_interrupt(int irq, void *dev_id)
{
	irqreturn_t ret = IRQ_NONE;
	u8 status;

	spin_lock(&atkbd_lock);
	status = inb(KBD_STATUS);
	if (status & STATUS_OUT_FULL) {
		u8 byte = inb(KBD_DATA);

		if (!(status & STATUS_AUX))
			receive_code(byte);
		ret = IRQ_HANDLED;
	}
	spin_unlock(&atkbd_lock);
	return ret;
}

/* --- to the controller and the keyboard --- */

/* Each wait ends after a while: there may be no controller. */
static bool wait_status(u8 mask, u8 want)
{
	unsigned int tries = 100000;

	while ((inb(KBD_STATUS) & mask) != want && --tries)
		cpu_relax();
	return tries;
}

/* A byte that the keyboard has to acknowledge. Sleeps. */
static bool send(u8 byte)
{
	reinit_completion(&acknowledged);
	if (!wait_status(STATUS_IN_FULL, 0))
		return false;
	outb(byte, KBD_DATA);
	return wait_for_completion_timeout(&acknowledged, HZ / 5);
}

static bool send_pair(u8 command, u8 value)
{
	return send(command) && send(value);
}

/* The keyboard's rate for the periods and delays that are nearest */
static u8 rate_of(int delay, int period)
{
	static const u8 periods[] = {33,  37,  42,  46,	 50,  54,  58,	63,  67,  75,  83,  92,
				     100, 109, 116, 125, 133, 149, 167, 182, 200, 217, 232, 250};
	unsigned int i = 0, j = 0;

	while (i < ARRAY_SIZE(periods) - 1 && periods[i] < period)
		i++;
	while (j < 3 && 250 * ((int)j + 1) < delay)
		j++;
	return i | j << 5;
}

static void set_work(struct work_struct *work)
{
	static DEFINE_MUTEX(lock); /* one conversation at a time */
	u8 leds, rate;

	mutex_lock(&lock);
	spin_lock_irq(&atkbd_dev->event_lock);
	leds = test_bit(LED_SCROLLL, atkbd_dev->led) | test_bit(LED_NUML, atkbd_dev->led) << 1 |
	       test_bit(LED_CAPSL, atkbd_dev->led) << 2;
	rate = rate_of(atkbd_dev->rep[REP_DELAY], atkbd_dev->rep[REP_PERIOD]);
	spin_unlock_irq(&atkbd_dev->event_lock);
	if (!send_pair(KBD_SET_LEDS, leds) || !send_pair(KBD_SET_RATE, rate))
		pr_warn_once("atkbd: the keyboard does not acknowledge commands\n");
	mutex_unlock(&lock);
}

static DECLARE_WORK(set_keyboard, set_work);

static int atkbd_event(struct input_dev *dev, unsigned int type, unsigned int code, int value)
{
	if (type == EV_LED || type == EV_REP)
		schedule_work(&set_keyboard);
	return 0;
}

/* --- at boot --- */

static bool __init command(u8 cmd)
{
	if (!wait_status(STATUS_IN_FULL, 0))
		return false;
	outb(cmd, KBD_COMMAND);
	return true;
}

/* Interrupts and translation on, the keyboard enabled. False: there is none. */
static bool __init set_up_controller(void)
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
	while (atkbd_interrupt(KBD_IRQ, &atkbd_lock) == IRQ_HANDLED)
		;
	local_irq_restore(flags);
}

static void __init describe(struct input_dev *dev)
{
	unsigned int i;

	dev->name = "AT Translated Set 2 keyboard";
	dev->phys = "isa0060/serio0/input0";
	dev->id = (struct input_id){
		.bustype = BUS_I8042,
		.vendor = 1,
		.product = 1,
		.version = 0xab41, /* what such a keyboard says that it is */
	};
	dev->event = atkbd_event;
	dev->rep[REP_DELAY] = 250;
	dev->rep[REP_PERIOD] = 33;
	for (i = 1; i <= LAST_PLAIN_KEY; i++)
		keycodes[i] = i == 0x54 ? KEY_SYSRQ : i == 0x55 ? KEY_RESERVED : i;
	dev->keycode = keycodes;
	dev->keycodesize = sizeof(keycodes[0]);
	dev->keycodemax = ARRAY_SIZE(keycodes);
	for (i = 0; i < ARRAY_SIZE(keycodes); i++)
		if (keycodes[i])
			input_set_capability(dev, EV_KEY, keycodes[i]);
	input_set_capability(dev, EV_MSC, MSC_SCAN);
	input_set_capability(dev, EV_LED, LED_NUML);
	input_set_capability(dev, EV_LED, LED_CAPSL);
	input_set_capability(dev, EV_LED, LED_SCROLLL);
	__set_bit(EV_REP, dev->evbit);
}

void __init atkbd_init(void)
{
	int err;

	if (!set_up_controller()) {
		pr_info("keyboard: no controller\n");
		return;
	}
	atkbd_dev = input_allocate_device();
	if (!atkbd_dev) {
		pr_err("keyboard: no memory\n");
		return;
	}
	describe(atkbd_dev);
	err = input_register_device(atkbd_dev);
	if (err) {
		pr_err("keyboard: can't register the input device: %d\n", err);
		input_free_device(atkbd_dev);
		return;
	}
	err = request_irq(KBD_IRQ, atkbd_interrupt, IRQF_SHARED, "i8042", &atkbd_lock);
	if (err)
		pr_err("keyboard: can't have interrupt %d: %d\n", KBD_IRQ, err);
	else
		take_early_bytes();
}

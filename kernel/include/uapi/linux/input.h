/* SPDX-License-Identifier: MIT */
/*
 * Input devices for programs: what read(2) of /dev/input/eventN gives, what write(2) takes, and the
 * ioctl(2) requests.
 */
#ifndef _UAPI_INPUT_H
#define _UAPI_INPUT_H

#ifndef __KERNEL__
#include <sys/ioctl.h>
#include <sys/time.h>
#else
#include <linux/ioctl.h>
#endif
#include <linux/types.h>
#include "input-event-codes.h"

struct input_event {
#ifdef __KERNEL__
	__kernel_ulong_t __sec;
	__kernel_ulong_t __usec;
#define input_event_sec	 __sec
#define input_event_usec __usec
#else
	struct timeval time;
#define input_event_sec	 time.tv_sec
#define input_event_usec time.tv_usec
#endif
	__u16 type;
	__u16 code;
	__s32 value;
};

#define EV_VERSION 0x010001

struct input_id {
	__u16 bustype;
	__u16 vendor;
	__u16 product;
	__u16 version;
};

/* An axis: what is smaller than flat is rest, what changes by less than fuzz is noise. */
struct input_absinfo {
	__s32 value;
	__s32 minimum;
	__s32 maximum;
	__s32 fuzz;
	__s32 flat;
	__s32 resolution; /* steps per millimetre, or per radian */
};

/* A key of the device, by the scan code in the first len bytes or by its place */
struct input_keymap_entry {
#define INPUT_KEYMAP_BY_INDEX (1 << 0)
	__u8 flags;
	__u8 len;
	__u16 index;
	__u32 keycode;
	__u8 scancode[32];
};

#define EVIOCGVERSION	 _IOR('E', 0x01, int)
#define EVIOCGID	 _IOR('E', 0x02, struct input_id)
#define EVIOCGREP	 _IOR('E', 0x03, unsigned int[2])
#define EVIOCSREP	 _IOW('E', 0x03, unsigned int[2])
#define EVIOCGKEYCODE	 _IOR('E', 0x04, unsigned int[2])
#define EVIOCGKEYCODE_V2 _IOR('E', 0x04, struct input_keymap_entry)
#define EVIOCSKEYCODE	 _IOW('E', 0x04, unsigned int[2])
#define EVIOCSKEYCODE_V2 _IOW('E', 0x04, struct input_keymap_entry)

/* Strings and bitmaps of up to len bytes: the call returns how many there are. */
#define EVIOCGNAME(len) _IOC(_IOC_READ, 'E', 0x06, len)
#define EVIOCGPHYS(len) _IOC(_IOC_READ, 'E', 0x07, len)
#define EVIOCGUNIQ(len) _IOC(_IOC_READ, 'E', 0x08, len)
#define EVIOCGPROP(len) _IOC(_IOC_READ, 'E', 0x09, len)
#define EVIOCGKEY(len)	_IOC(_IOC_READ, 'E', 0x18, len)
#define EVIOCGLED(len)	_IOC(_IOC_READ, 'E', 0x19, len)
#define EVIOCGSND(len)	_IOC(_IOC_READ, 'E', 0x1a, len)
#define EVIOCGSW(len)	_IOC(_IOC_READ, 'E', 0x1b, len)

#define EVIOCGBIT(ev, len) _IOC(_IOC_READ, 'E', 0x20 + (ev), len)
#define EVIOCGABS(abs)	   _IOR('E', 0x40 + (abs), struct input_absinfo)
#define EVIOCSABS(abs)	   _IOW('E', 0xc0 + (abs), struct input_absinfo)

#define EVIOCGRAB     _IOW('E', 0x90, int) /* 1: all events are for this file alone */
#define EVIOCREVOKE   _IOW('E', 0x91, int) /* 0: this file gets nothing any more */
#define EVIOCSCLOCKID _IOW('E', 0xa0, int) /* of the events' times */

#define ID_BUS	   0
#define ID_VENDOR  1
#define ID_PRODUCT 2
#define ID_VERSION 3

#define BUS_PCI		0x01
#define BUS_ISAPNP	0x02
#define BUS_USB		0x03
#define BUS_HIL		0x04
#define BUS_BLUETOOTH	0x05
#define BUS_VIRTUAL	0x06
#define BUS_ISA		0x10
#define BUS_I8042	0x11
#define BUS_XTKBD	0x12
#define BUS_RS232	0x13
#define BUS_GAMEPORT	0x14
#define BUS_PARPORT	0x15
#define BUS_AMIGA	0x16
#define BUS_ADB		0x17
#define BUS_I2C		0x18
#define BUS_HOST	0x19
#define BUS_GSC		0x1A
#define BUS_ATARI	0x1B
#define BUS_SPI		0x1C
#define BUS_RMI		0x1D
#define BUS_CEC		0x1E
#define BUS_INTEL_ISHTP 0x1F
#define BUS_AMD_SFH	0x20

/* What ABS_MT_TOOL_TYPE says */
#define MT_TOOL_FINGER 0x00
#define MT_TOOL_PEN    0x01
#define MT_TOOL_PALM   0x02
#define MT_TOOL_DIAL   0x0a
#define MT_TOOL_MAX    0x0f

#endif

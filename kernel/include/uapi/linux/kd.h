/* SPDX-License-Identifier: MIT */
/* ioctl(2) on a virtual console, for its keyboard; ioctl_console(2). */
#ifndef _LINUX_KD_H
#define _LINUX_KD_H

#define KDGETLED 0x4b31 /* unsigned char *: the lights that are on */
#define KDSETLED 0x4b32 /* the lights, by value; with any other bit they show the locks again */
#define LED_SCR	 0x01
#define LED_NUM	 0x02
#define LED_CAP	 0x04

#define KDGKBTYPE 0x4b33 /* unsigned char *: KB_101 */
#define KB_84	  0x01
#define KB_101	  0x02
#define KB_OTHER  0x03

#endif

/* SPDX-License-Identifier: MIT */
/*
 * What /dev/mailbox and its users agree on; included by both. A request number says direction and
 * size of the argument, so that two drivers' requests are not taken for each other.
 */
#ifndef MAILBOX_H
#define MAILBOX_H

#include <linux/ioctl.h>

#define MAILBOX_COUNT _IOR('M', 1, int) /* how many letters wait */
#define MAILBOX_CLEAR _IO('M', 2)	/* throws them away */

#endif

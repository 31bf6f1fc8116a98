// SPDX-License-Identifier: MIT
/*
 * Virtual consoles, as far as others than their driver have to do with them: vc_cons[i].d is
 * console i, /dev/tty(i + 1), or NULL where there is none. There is one, for the machine's life.
 *
 * port.tty is the terminal that is open on it, or NULL: tty_port_tty_get() holds it.
 */
#ifndef _LINUX_CONSOLE_STRUCT_H
#define _LINUX_CONSOLE_STRUCT_H

#include <linux/tty_port.h>
#include <uapi/linux/vt.h>

struct vc_data {
	struct tty_port port;
	unsigned short vc_num; /* its place in vc_cons */
	unsigned int vc_cols;
	unsigned int vc_rows;
};

struct vc {
	struct vc_data *d;
};

extern struct vc vc_cons[MAX_NR_CONSOLES];

#endif

// SPDX-License-Identifier: MIT
/* Which of the virtual consoles (<linux/console_struct.h>) is on the screen */
#ifndef _VT_KERN_H
#define _VT_KERN_H

#include <linux/console_struct.h>

extern int fg_console; /* its place in vc_cons */

#endif

// SPDX-License-Identifier: MIT
/* Line discipline numbers (TIOCSETD, TIOCGETD). A number is listed once something here has it. */
#ifndef _UAPI_LINUX_TTY_H
#define _UAPI_LINUX_TTY_H

#define N_TTY	  0
#define NR_LDISCS 31

#endif

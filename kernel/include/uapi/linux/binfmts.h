// SPDX-License-Identifier: MIT
/* The limits that execve(2) puts on its arguments. */
#ifndef _UAPI_LINUX_BINFMTS_H
#define _UAPI_LINUX_BINFMTS_H

#define MAX_ARG_STRLEN	(4096 * 32) /* bytes of one string, its NUL included */
#define MAX_ARG_STRINGS 0x7FFFFFFF  /* strings in argv and in envp */
#define BINPRM_BUF_SIZE 256	    /* bytes read to tell a format by; a #! line's length */

#endif

// SPDX-License-Identifier: MIT
/* Limits that programs see; limits.h(0P) names them. */
#ifndef UAPI_LINUX_LIMITS_H
#define UAPI_LINUX_LIMITS_H

#define NR_OPEN	       1024
#define NGROUPS_MAX    65536  /* supplementary group ids */
#define ARG_MAX	       131072 /* bytes of arguments and environment for execve(2) */
#define LINK_MAX       127
#define MAX_CANON      255 /* bytes in a canonical input line */
#define MAX_INPUT      255
#define NAME_MAX       255  /* bytes in a file name */
#define PATH_MAX       4096 /* bytes in a path, the NUL counted */
#define PIPE_BUF       4096 /* bytes that one write(2) to a pipe keeps together */
#define XATTR_NAME_MAX 255
#define XATTR_SIZE_MAX 65536
#define XATTR_LIST_MAX 65536
#define RTSIG_MAX      32

#endif

// SPDX-License-Identifier: MIT
/* The resources that getrlimit(2) knows, by number. */
#ifndef _UAPI_ASM_GENERIC_RESOURCE_H
#define _UAPI_ASM_GENERIC_RESOURCE_H

#define RLIMIT_CPU	  0 /* seconds */
#define RLIMIT_FSIZE	  1 /* bytes of a file */
#define RLIMIT_DATA	  2 /* bytes */
#define RLIMIT_STACK	  3 /* bytes */
#define RLIMIT_CORE	  4 /* bytes */
#define RLIMIT_RSS	  5 /* bytes; Linux counts it as nothing, so do we */
#define RLIMIT_NPROC	  6 /* tasks of a user */
#define RLIMIT_NOFILE	  7 /* highest descriptor plus one */
#define RLIMIT_MEMLOCK	  8 /* bytes */
#define RLIMIT_AS	  9 /* bytes of address space */
#define RLIMIT_LOCKS	  10
#define RLIMIT_SIGPENDING 11 /* queued signals of a user */
#define RLIMIT_MSGQUEUE	  12
#define RLIMIT_NICE	  13
#define RLIMIT_RTPRIO	  14
#define RLIMIT_RTTIME	  15 /* microseconds */
#define RLIM_NLIMITS	  16

#define RLIM_INFINITY (~0UL)

#endif /* _UAPI_ASM_GENERIC_RESOURCE_H */

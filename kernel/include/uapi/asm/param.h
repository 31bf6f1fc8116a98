// SPDX-License-Identifier: MIT
/* Clock ticks that programs see: times(2) and /proc count in these. */
#ifndef UAPI_ASM_PARAM_H
#define UAPI_ASM_PARAM_H

#ifndef HZ
#define HZ 100
#endif
#ifndef EXEC_PAGESIZE
#define EXEC_PAGESIZE 4096
#endif
#ifndef NOGROUP
#define NOGROUP (-1)
#endif
#ifndef MAXHOSTNAMELEN
#define MAXHOSTNAMELEN 64
#endif

#endif

// SPDX-License-Identifier: MIT
/* Text of an argument after its macros are expanded. */
#ifndef LINUX_STRINGIFY_H
#define LINUX_STRINGIFY_H

#define __stringify_1(x...) #x
#define __stringify(x...)   __stringify_1(x)

#define FILE_LINE __FILE__ ":" __stringify(__LINE__)

#endif

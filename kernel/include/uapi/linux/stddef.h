// SPDX-License-Identifier: MIT
/* Structure helpers that the user-space interface itself uses. */
#ifndef UAPI_LINUX_STDDEF_H
#define UAPI_LINUX_STDDEF_H

#include <linux/compiler_types.h>

/* One group of members, reachable both directly and through NAME. */
#define __struct_group(TAG, NAME, ATTRS, MEMBERS...)                                               \
	union {                                                                                    \
		struct {                                                                           \
			MEMBERS                                                                    \
		} ATTRS;                                                                           \
		struct TAG {                                                                       \
			MEMBERS                                                                    \
		} ATTRS NAME;                                                                      \
	}

/* A flexible array where C does not allow one: alone in a structure, or in a union. */
#define __DECLARE_FLEX_ARRAY(TYPE, NAME)                                                           \
	struct {                                                                                   \
		struct {                                                                           \
		} __empty_##NAME;                                                                  \
		TYPE NAME[];                                                                       \
	}

#endif

// SPDX-License-Identifier: MIT
/* From a member to the structure around it. */
#ifndef LINUX_CONTAINER_OF_H
#define LINUX_CONTAINER_OF_H

#include <linux/build_bug.h>
#include <linux/err.h>
#include <linux/stddef.h>

/*
 * The structure of type `type` whose `member` is at ptr. A pointer of another type than the
 * member's is a compile error. The result is not const even if ptr is.
 */
#define container_of(ptr, type, member)                                                            \
	({                                                                                         \
		void *__mptr = (void *)(ptr);                                                      \
		static_assert(__same_type(*(ptr), ((type *)0)->member) ||                          \
				      __same_type(*(ptr), void),                                   \
			      "pointer type mismatch in container_of()");                          \
		((type *)(__mptr - offsetof(type, member)));                                       \
	})

/* As container_of(), and an error pointer or NULL stays what it is. */
#define container_of_safe(ptr, type, member)                                                       \
	({                                                                                         \
		void *__mptr = (void *)(ptr);                                                      \
		static_assert(__same_type(*(ptr), ((type *)0)->member) ||                          \
				      __same_type(*(ptr), void),                                   \
			      "pointer type mismatch in container_of_safe()");                     \
		IS_ERR_OR_NULL(__mptr) ? ERR_CAST(__mptr)                                          \
				       : ((type *)(__mptr - offsetof(type, member)));              \
	})

#endif

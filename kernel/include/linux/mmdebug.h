// SPDX-License-Identifier: MIT
/* Checks of memory management's own conditions: always on, they cost a compare. */
#ifndef _LINUX_MM_DEBUG_H
#define _LINUX_MM_DEBUG_H

#include <linux/bug.h>

struct page;

/* What struct page says of a page, as a warning, with the reason. Any context. */
void dump_page(const struct page *page, const char *reason);

#define VM_BUG_ON(cond) BUG_ON(cond)
#define VM_BUG_ON_PAGE(cond, page)                                                                 \
	do {                                                                                       \
		if (unlikely(cond)) {                                                              \
			dump_page(page, "VM_BUG_ON_PAGE(" __stringify(cond) ")");                  \
			BUG();                                                                     \
		}                                                                                  \
	} while (0)
#define VM_WARN_ON(cond)	      WARN_ON(cond)
#define VM_WARN_ON_ONCE(cond)	      WARN_ON_ONCE(cond)
#define VM_WARN_ONCE(cond, format...) WARN_ONCE(cond, format)

#endif

// SPDX-License-Identifier: MIT
/* struct irq_desc: see <linux/irq.h>. */
#ifndef _LINUX_IRQDESC_H
#define _LINUX_IRQDESC_H

#include <linux/irq.h>

#endif

// SPDX-License-Identifier: MIT
/* The greatest common divisor. */
#ifndef _LINUX_GCD_H
#define _LINUX_GCD_H

#include <linux/compiler.h>

/* Of a and 0 it is a. */
unsigned long gcd(unsigned long a, unsigned long b) __attribute_const__;

#endif

// SPDX-License-Identifier: MIT
/* The name that a lock's initialiser gives to its kind. */
#ifndef LINUX_LOCKDEP_TYPES_H
#define LINUX_LOCKDEP_TYPES_H

/* Only its address would count, for a checker of lock order, which this kernel has not. */
struct lock_class_key {
};

#endif

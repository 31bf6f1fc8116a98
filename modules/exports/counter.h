/* SPDX-License-Identifier: MIT */
/* What counter.ko exports. */
#ifndef COUNTER_H
#define COUNTER_H

/* 1, 2, 3, …; any context. */
int counter_next(void);

#endif

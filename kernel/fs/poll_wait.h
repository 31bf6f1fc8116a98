// SPDX-License-Identifier: MIT
/* The sleeping half of poll(2) and select(2): between poll_wait.c, poll.c and select.c. */
#ifndef _FS_POLL_WAIT_H
#define _FS_POLL_WAIT_H

#include <linux/ktime.h>
#include <linux/time64.h>

struct poll_wqueues;

#define NO_DEADLINE  KTIME_MAX /* sleep for ever */
#define DEADLINE_NOW 0	       /* only look */

/* A relative timeout, checked, as a point in CLOCK_MONOTONIC. -EINVAL. */
int poll_deadline(const struct timespec64 *timeout, ktime_t *deadline);
/* What is left of it; zero when it has passed. */
struct timespec64 poll_time_left(ktime_t deadline);
/* Ticks that surely last until the deadline. */
long poll_ticks_until(ktime_t deadline);
/* Sleep until a queued wake, a signal or the deadline. False when the deadline has passed. */
bool poll_sleep(struct poll_wqueues *pwq, ktime_t deadline);

#endif

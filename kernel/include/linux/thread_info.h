// SPDX-License-Identifier: MIT
/*
 * Flags of the running task's and any task's thread_info, by Linux's names.
 */
#ifndef _LINUX_THREAD_INFO_H
#define _LINUX_THREAD_INFO_H

#include <linux/types.h>
#include <linux/bug.h>
#include <linux/bitops.h>
#include <asm/thread_info.h>

#ifndef THREAD_ALIGN
#define THREAD_ALIGN THREAD_SIZE
#endif

static inline void set_ti_thread_flag(struct thread_info *ti, int flag)
{
	set_bit(flag, &ti->flags);
}

static inline void clear_ti_thread_flag(struct thread_info *ti, int flag)
{
	clear_bit(flag, &ti->flags);
}

static inline void update_ti_thread_flag(struct thread_info *ti, int flag, bool value)
{
	if (value)
		set_ti_thread_flag(ti, flag);
	else
		clear_ti_thread_flag(ti, flag);
}

static inline int test_and_set_ti_thread_flag(struct thread_info *ti, int flag)
{
	return test_and_set_bit(flag, &ti->flags);
}

static inline int test_and_clear_ti_thread_flag(struct thread_info *ti, int flag)
{
	return test_and_clear_bit(flag, &ti->flags);
}

static inline int test_ti_thread_flag(struct thread_info *ti, int flag)
{
	return test_bit(flag, &ti->flags);
}

static inline unsigned long read_ti_thread_flags(struct thread_info *ti)
{
	return READ_ONCE(ti->flags);
}

#define set_thread_flag(flag)		 set_ti_thread_flag(current_thread_info(), flag)
#define clear_thread_flag(flag)		 clear_ti_thread_flag(current_thread_info(), flag)
#define update_thread_flag(flag, value)	 update_ti_thread_flag(current_thread_info(), flag, value)
#define test_and_set_thread_flag(flag)	 test_and_set_ti_thread_flag(current_thread_info(), flag)
#define test_and_clear_thread_flag(flag) test_and_clear_ti_thread_flag(current_thread_info(), flag)
#define test_thread_flag(flag)		 test_ti_thread_flag(current_thread_info(), flag)
#define read_thread_flags()		 read_ti_thread_flags(current_thread_info())

#define tif_need_resched() test_thread_flag(TIF_NEED_RESCHED)

#endif

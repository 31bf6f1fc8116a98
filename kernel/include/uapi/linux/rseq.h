/* SPDX-License-Identifier: MIT */
/*
 * Restartable sequences: what a thread and the kernel tell each other about which CPU the thread is
 * on, and about a short stretch of code that must not be interrupted. See rseq(2) as the C library
 * documents it, and <sys/rseq.h>.
 */
#ifndef _UAPI_LINUX_RSEQ_H
#define _UAPI_LINUX_RSEQ_H

#include <linux/types.h>

#define RSEQ_CPU_ID_UNINITIALIZED	((__u32)-1)
#define RSEQ_CPU_ID_REGISTRATION_FAILED ((__u32)-2)

#define RSEQ_FLAG_UNREGISTER 1

/* A critical section: [start_ip, start_ip + post_commit_offset), with the way out at abort_ip. */
struct rseq_cs {
	__u32 version; /* 0 */
	__u32 flags;   /* 0 */
	__u64 start_ip;
	__u64 post_commit_offset;
	__u64 abort_ip; /* the registered signature stands in the 4 bytes before it */
} __attribute__((aligned(4 * sizeof(__u64))));

/* One a thread, in its thread-local memory. */
struct rseq {
	__u32 cpu_id_start; /* the CPU; always a valid number */
	__u32 cpu_id;	    /* the same, or one of the two values above */
	__u64 rseq_cs;	    /* address of the section being run, 0 for none */
	__u32 flags;	    /* 0 */
} __attribute__((aligned(4 * sizeof(__u64))));

#endif

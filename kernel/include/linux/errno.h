// SPDX-License-Identifier: MIT
/*
 * Error numbers. Functions return them negated. The ones defined here never reach user space:
 * the signal code turns the ERESTART family into EINTR or into a repeated call.
 */
#ifndef LINUX_ERRNO_H
#define LINUX_ERRNO_H

#include <uapi/linux/errno.h>

#define ERESTARTSYS	      512 /* restart if SA_RESTART, else EINTR */
#define ERESTARTNOINTR	      513 /* restart always */
#define ERESTARTNOHAND	      514 /* restart if no handler ran */
#define ENOIOCTLCMD	      515 /* this ioctl is not ours: ask the next layer */
#define ERESTART_RESTARTBLOCK 516 /* restart by restart_syscall(2) */
#define EPROBE_DEFER	      517 /* a driver wants its probe tried again later */
#define EOPENSTALE	      518 /* open found a stale entry */
#define ENOPARAM	      519 /* parameter not known here */
#define EBADHANDLE	      521
#define ENOTSYNC	      522
#define EBADCOOKIE	      523
#define ENOTSUPP	      524 /* operation is not supported */
#define ETOOSMALL	      525
#define ESERVERFAULT	      526
#define EBADTYPE	      527
#define EJUKEBOX	      528
#define EIOCBQUEUED	      529 /* the request is queued, completion will be told */
#define ERECALLCONFLICT	      530
#define ENOGRACE	      531

#endif

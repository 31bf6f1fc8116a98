// SPDX-License-Identifier: MIT
/* The importance of a message: an escape and a digit at its front. */
#ifndef LINUX_KERN_LEVELS_H
#define LINUX_KERN_LEVELS_H

#define KERN_SOH       "\001"
#define KERN_SOH_ASCII '\001'

#define KERN_EMERG   KERN_SOH "0" /* the system is unusable */
#define KERN_ALERT   KERN_SOH "1" /* act now */
#define KERN_CRIT    KERN_SOH "2" /* critical conditions */
#define KERN_ERR     KERN_SOH "3" /* errors */
#define KERN_WARNING KERN_SOH "4" /* warnings */
#define KERN_NOTICE  KERN_SOH "5" /* normal, yet worth noting */
#define KERN_INFO    KERN_SOH "6" /* information */
#define KERN_DEBUG   KERN_SOH "7" /* for the debugging developer */
#define KERN_DEFAULT ""		  /* the default level, printk[1] */

/* The text goes on with the line before it, which ended without a newline. */
#define KERN_CONT KERN_SOH "c"

#define LOGLEVEL_SCHED	 -2 /* deferred messages of the scheduler */
#define LOGLEVEL_DEFAULT -1
#define LOGLEVEL_EMERG	 0
#define LOGLEVEL_ALERT	 1
#define LOGLEVEL_CRIT	 2
#define LOGLEVEL_ERR	 3
#define LOGLEVEL_WARNING 4
#define LOGLEVEL_NOTICE	 5
#define LOGLEVEL_INFO	 6
#define LOGLEVEL_DEBUG	 7

#endif

// SPDX-License-Identifier: MIT
/*
 * Asking user space for a module by name or alias.
 *
 *	if (!find_driver(id) && !request_module("mydriver-%d", id))
 *		driver = find_driver(id);
 *
 * The kernel runs the program that /proc/sys/kernel/modprobe names (/sbin/modprobe, unless somebody
 * writes another one there; nothing: no module is ever requested) as "modprobe -q -- NAME", with
 * HOME, TERM and PATH for an environment, and waits for its end. That the program succeeded is no
 * promise that what was wanted is there: look again.
 *
 * Process context with no lock held that a module's init may want; a module's own init may request
 * others. At most 50 run at once; who comes later waits for five seconds.
 */
#ifndef _LINUX_KMOD_H
#define _LINUX_KMOD_H

#include <linux/compiler.h>
#include <linux/umh.h>

/* Room for the program's path, NUL included. */
#define KMOD_PATH_LEN 256

/*
 * 0; a positive wait4(2) status: the program failed; -ENOENT: none is set; -ENAMETOOLONG: NAME does
 * not fit a module's name; -ETIME: too many others for too long; -ERESTARTSYS: the caller was
 * killed; or an error of call_usermodehelper_exec(). Without wait, only that the program has
 * started is waited for.
 */
__printf(2, 3) int __request_module(bool wait, const char *fmt, ...);

#define request_module(mod...)	      __request_module(true, mod)
#define request_module_nowait(mod...) __request_module(false, mod)

/* x, if it is true; else the module is requested, and x evaluated again. */
#define try_then_request_module(x, mod...) ((x) ?: (__request_module(true, mod), (x)))

#endif

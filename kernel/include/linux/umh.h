// SPDX-License-Identifier: MIT
/*
 * Programs that the kernel starts: modprobe(8), and whatever else a module wants done in user
 * space.
 *
 *	static char *argv[] = { "/bin/logger", "hello", NULL };
 *	static char *envp[] = { "HOME=/", "PATH=/sbin:/bin:/usr/sbin:/usr/bin", NULL };
 *	ret = call_usermodehelper(argv[0], argv, envp, UMH_WAIT_PROC);
 *
 * The program inherits nothing of the task that asks for it: it is a child of kthreadd's family,
 * runs as root in the root directory of process 1, with umask 022, default signal handlers, the
 * environment it is given and no open file at all. An init function can change that, in the new
 * task, just before it becomes the program.
 *
 * With UMH_NO_WAIT the caller goes on at once, from atomic context too, and argv and envp must stay
 * until cleanup() is called; otherwise the caller sleeps.
 */
#ifndef _LINUX_UMH_H
#define _LINUX_UMH_H

#include <linux/completion.h>
#include <linux/gfp.h>
#include <linux/workqueue.h>

struct cred;

#define UMH_NO_WAIT   0x00 /* don't wait at all */
#define UMH_WAIT_EXEC 0x01 /* until the program has been started, or could not be */
#define UMH_WAIT_PROC 0x02 /* until it has ended */
#define UMH_KILLABLE  0x04 /* and: until the waiting task is killed */

struct subprocess_info {
	struct work_struct work;
	struct completion *complete; /* the waiter's, or NULL; taken with xchg() */
	const char *path;
	char **argv;
	char **envp;
	int wait; /* UMH_* */
	int retval;
	int (*init)(struct subprocess_info *info, struct cred *new);
	void (*cleanup)(struct subprocess_info *info);
	void *data;
};

/**
 * call_usermodehelper_setup() - describe a program to be run
 * @path: absolute; "": nothing is run, and that is a success
 * @argv, @envp: NULL ended, kept as they are
 * @init: called in the new task, with the credentials that it will have, to be changed; an error
 *	from it ends the attempt. Or NULL.
 * @cleanup: called once, when @path, @argv and @envp are not needed any more, whether or not the
 *	program ran; it may free them. Any process context. Or NULL.
 * @data: for those two, as info->data
 *
 * Returns what is to be given to call_usermodehelper_exec(); NULL: no memory.
 */
struct subprocess_info *
call_usermodehelper_setup(const char *path, char **argv, char **envp, gfp_t gfp_mask,
			  int (*init)(struct subprocess_info *info, struct cred *new),
			  void (*cleanup)(struct subprocess_info *info), void *data);

/**
 * call_usermodehelper_exec() - run it
 *
 * Consumes @info. UMH_NO_WAIT: 0. UMH_WAIT_EXEC: 0, or the errno of starting the program (-ENOENT,
 * -EACCES, -ENOEXEC …). UMH_WAIT_PROC: as well, or the program's status as wait4(2) gives it, which
 * is positive: 256 times its exit status, or the signal that ended it. -EINVAL: no path; -EBUSY:
 * programs can't be started, because the system isn't up yet or is going down; -ERESTARTSYS
 * (UMH_KILLABLE): the caller was killed, and the program runs on.
 */
int call_usermodehelper_exec(struct subprocess_info *info, int wait);

/* Both at once, with neither init nor cleanup. -ENOMEM, or as call_usermodehelper_exec(). */
int call_usermodehelper(const char *path, char **argv, char **envp, int wait);

/* From now on programs can be started. */
void usermodehelper_enable(void);
/* No new one, and those waited for have ended: 0, or -EAGAIN if one takes more than 5 seconds. */
int usermodehelper_disable(void);

#endif

// SPDX-License-Identifier: MIT
/* What the rest of the kernel does for epoll(7). */
#ifndef _LINUX_EVENTPOLL_H
#define _LINUX_EVENTPOLL_H

#include <linux/fs.h>
#include <uapi/linux/eventpoll.h>

/* Takes a file that is about to be released out of every set. Sleeps. */
void eventpoll_release_file(struct file *file);

static inline void eventpoll_release(struct file *file)
{
	if (!hlist_empty(&file->f_ep))
		eventpoll_release_file(file);
}

#endif

// SPDX-License-Identifier: MIT
/*
 * A program's eventfd(2), signalled by the kernel: a driver is given the descriptor (by ioctl,
 *say), takes a reference to what is behind it, and adds to the counter when something happens.
 *
 *	ctx = eventfd_ctx_fdget(fd);	// ERR_PTR: -EBADF, -EINVAL: it is no eventfd
 *	eventfd_signal(ctx, 1);		// any context
 *	eventfd_ctx_put(ctx);
 */
#ifndef _LINUX_EVENTFD_H
#define _LINUX_EVENTFD_H

#include <linux/err.h>
#include <linux/fcntl.h>
#include <linux/types.h>
#include <linux/wait.h>
#include <uapi/linux/eventfd.h>

#define EFD_SHARED_FCNTL_FLAGS (O_CLOEXEC | O_NONBLOCK)
#define EFD_FLAGS_SET	       (EFD_SHARED_FCNTL_FLAGS | EFD_SEMAPHORE)

struct eventfd_ctx;
struct file;

void eventfd_ctx_put(struct eventfd_ctx *ctx);
struct file *eventfd_fget(int fd);
struct eventfd_ctx *eventfd_ctx_fdget(int fd);
struct eventfd_ctx *eventfd_ctx_fileget(struct file *file);

/*
 * Adds n, or what is possible: the counter stays at its end then, and poll(2) says POLLERR. Returns
 * how much was added. Any context.
 */
__u64 eventfd_signal(struct eventfd_ctx *ctx, __u64 n);

/*
 * For those who have put an entry of their own on its wait queue by vfs_poll(): take it off again,
 * and the count, in one step. -EAGAIN: the count was 0. do_read: with the queue's lock held.
 */
int eventfd_ctx_remove_wait_queue(struct eventfd_ctx *ctx, wait_queue_entry_t *wait, __u64 *cnt);
void eventfd_ctx_do_read(struct eventfd_ctx *ctx, __u64 *cnt);

#endif

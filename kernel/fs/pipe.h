// SPDX-License-Identifier: MIT
/* Between pipe.c (data and readiness) and pipe_open.c (birth, fifos, end, size). */
#ifndef _FS_PIPE_H
#define _FS_PIPE_H

#include <linux/fs.h>

struct pipe_buffer;
struct pipe_inode_info;

ssize_t pipe_read(struct kiocb *iocb, struct iov_iter *to);
ssize_t pipe_write(struct kiocb *iocb, struct iov_iter *from);
__poll_t pipe_poll(struct file *filp, struct poll_table_struct *wait);
long pipe_ioctl(struct file *filp, unsigned int cmd, unsigned long arg);
int pipe_fasync(int fd, struct file *filp, int on);
void pipe_release_page(struct pipe_inode_info *pipe, struct pipe_buffer *buf);

#endif

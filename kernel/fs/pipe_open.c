// SPDX-License-Identifier: MIT
/*
 * Pipes and fifos: their birth, their end, and their size. The bytes move in pipe.c.
 *
 * A pipe_inode_info hangs on its inode (i_pipe) while any file is open on it: pipe->files counts
 * them, under the inode's i_lock. pipe(2) makes one with both ends; opening a fifo makes or finds
 * it.
 */
#include <linux/capability.h>
#include <linux/err.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/log2.h>
#include <linux/magic.h>
#include <linux/mm.h>
#include <linux/pipe_fs_i.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#include "internal.h"
#include "pipe.h"

#define PIPE_MAX_SIZE (1024 * 1024) /* without CAP_SYS_RESOURCE: /proc/sys/fs/pipe-max-size */

static struct vfsmount *pipe_mnt;

static struct pipe_inode_info *alloc_pipe_info(void)
{
	struct pipe_inode_info *pipe = kzalloc(sizeof(*pipe), GFP_KERNEL);

	if (!pipe)
		return NULL;
	pipe->bufs = kcalloc(PIPE_DEF_BUFFERS, sizeof(struct pipe_buffer), GFP_KERNEL);
	if (!pipe->bufs) {
		kfree(pipe);
		return NULL;
	}
	pipe->ring_size = PIPE_DEF_BUFFERS;
	pipe->r_counter = pipe->w_counter = 1;
	mutex_init(&pipe->mutex);
	init_waitqueue_head(&pipe->rd_wait);
	init_waitqueue_head(&pipe->wr_wait);
	return pipe;
}

static void free_pipe_info(struct pipe_inode_info *pipe)
{
	unsigned int i;

	for (i = 0; i < pipe->ring_size; i++)
		if (pipe->bufs[i].page)
			__free_page(pipe->bufs[i].page);
	if (pipe->tmp_page)
		__free_page(pipe->tmp_page);
	kfree(pipe->bufs);
	kfree(pipe);
}

/* One file less points at the pipe. */
static void put_pipe_info(struct inode *inode, struct pipe_inode_info *pipe)
{
	bool last;

	spin_lock(&inode->i_lock);
	last = --pipe->files == 0;
	if (last)
		inode->i_pipe = NULL;
	spin_unlock(&inode->i_lock);
	if (last)
		free_pipe_info(pipe);
}

/* The other end must hear of it: its reads give end of file, its writes EPIPE. */
static void wake_both(struct pipe_inode_info *pipe)
{
	wake_up_interruptible_poll(&pipe->rd_wait, EPOLLIN | EPOLLRDNORM | EPOLLERR | EPOLLHUP);
	wake_up_interruptible_poll(&pipe->wr_wait, EPOLLOUT | EPOLLWRNORM | EPOLLERR | EPOLLHUP);
}

static int pipe_release(struct inode *inode, struct file *file)
{
	struct pipe_inode_info *pipe = file->private_data;

	mutex_lock(&pipe->mutex);
	if (file->f_mode & FMODE_READ)
		pipe->readers--;
	if (file->f_mode & FMODE_WRITE)
		pipe->writers--;
	if (!pipe->readers || !pipe->writers) {
		wake_both(pipe);
		kill_fasync(&pipe->fasync_readers, SIGIO, POLL_IN);
		kill_fasync(&pipe->fasync_writers, SIGIO, POLL_OUT);
	}
	mutex_unlock(&pipe->mutex);
	put_pipe_info(inode, pipe);
	return 0;
}

/* ---------------------------------------------------------------------------------------- fifos */

/* The fifo's pipe with our file counted, made if need be. NULL when memory is short. */
static struct pipe_inode_info *get_fifo_pipe(struct inode *inode)
{
	struct pipe_inode_info *pipe, *fresh = NULL;

	spin_lock(&inode->i_lock);
	while (!inode->i_pipe && !fresh) {
		spin_unlock(&inode->i_lock);
		fresh = alloc_pipe_info();
		if (!fresh)
			return NULL;
		spin_lock(&inode->i_lock);
	}
	if (!inode->i_pipe) {
		inode->i_pipe = fresh;
		fresh = NULL;
	}
	pipe = inode->i_pipe;
	pipe->files++;
	spin_unlock(&inode->i_lock);
	if (fresh)
		free_pipe_info(fresh);
	return pipe;
}

/*
 * Sleep until an end of the other kind was opened since *counter read seen. It may be closed again
 * by then: that counts. The mutex is held, and dropped meanwhile. -ERESTARTSYS.
 */
static int wait_for_partner(struct pipe_inode_info *pipe, wait_queue_head_t *wait,
			    const unsigned int *counter)
{
	unsigned int seen = *counter;
	int err;

	mutex_unlock(&pipe->mutex);
	err = wait_event_interruptible(*wait, READ_ONCE(*counter) != seen);
	mutex_lock(&pipe->mutex);
	return err;
}

static int open_reader(struct pipe_inode_info *pipe, struct file *filp)
{
	int err = 0;

	pipe->r_counter++;
	if (pipe->readers++ == 0)
		wake_both(pipe);
	if (pipe->writers)
		return 0;
	if (filp->f_flags & O_NONBLOCK) {
		/* Nobody has written yet: pipe_poll() is not to call that a hang-up. */
		filp->f_version = pipe->w_counter;
		return 0;
	}
	err = wait_for_partner(pipe, &pipe->wr_wait, &pipe->w_counter);
	if (err && --pipe->readers == 0)
		wake_both(pipe);
	return err;
}

static int open_writer(struct pipe_inode_info *pipe, struct file *filp)
{
	int err = 0;

	if ((filp->f_flags & O_NONBLOCK) && !pipe->readers)
		return -ENXIO;
	pipe->w_counter++;
	if (pipe->writers++ == 0)
		wake_both(pipe);
	if (!pipe->readers)
		err = wait_for_partner(pipe, &pipe->rd_wait, &pipe->r_counter);
	if (err && --pipe->writers == 0)
		wake_both(pipe);
	return err;
}

/* Both ways: fifo(7) leaves it open and Linux never waits. */
static int open_both(struct pipe_inode_info *pipe)
{
	pipe->r_counter++;
	pipe->w_counter++;
	pipe->readers++;
	pipe->writers++;
	if (pipe->readers == 1 || pipe->writers == 1)
		wake_both(pipe);
	return 0;
}

/* fifo(7): opening one end waits for the other, unless O_NONBLOCK. */
static int fifo_open(struct inode *inode, struct file *filp)
{
	struct pipe_inode_info *pipe = get_fifo_pipe(inode);
	int err = -EINVAL;

	if (!pipe)
		return -ENOMEM;
	filp->private_data = pipe;
	filp->f_version = 0;
	stream_open(inode, filp);
	mutex_lock(&pipe->mutex);
	switch (filp->f_mode & (FMODE_READ | FMODE_WRITE)) {
	case FMODE_READ:
		err = open_reader(pipe, filp);
		break;
	case FMODE_WRITE:
		err = open_writer(pipe, filp);
		break;
	case FMODE_READ | FMODE_WRITE:
		err = open_both(pipe);
		break;
	}
	mutex_unlock(&pipe->mutex);
	if (err)
		put_pipe_info(inode, pipe);
	return err;
}

const struct file_operations pipefifo_fops = {
	.open = fifo_open,
	.llseek = no_llseek,
	.read_iter = pipe_read,
	.write_iter = pipe_write,
	.poll = pipe_poll,
	.unlocked_ioctl = pipe_ioctl,
	.release = pipe_release,
	.fasync = pipe_fasync,
};

/* --------------------------------------------------------------------------------------- pipe(2)
 */

static struct inode *get_pipe_inode(void)
{
	struct inode *inode = alloc_anon_inode(pipe_mnt->mnt_sb);
	struct pipe_inode_info *pipe;

	if (IS_ERR(inode))
		return NULL;
	pipe = alloc_pipe_info();
	if (!pipe) {
		iput(inode);
		return NULL;
	}
	inode->i_mode |= S_IFIFO;
	inode->i_fop = &pipefifo_fops;
	inode->i_pipe = pipe;
	pipe->files = 2;
	pipe->readers = pipe->writers = 1;
	return inode;
}

int create_pipe_files(struct file **files, int flags)
{
	struct inode *inode = get_pipe_inode();
	struct pipe_inode_info *pipe;
	struct file *f;

	if (!inode)
		return -ENFILE;
	pipe = inode->i_pipe;
	f = alloc_file_pseudo(inode, pipe_mnt, "", O_WRONLY | (flags & (O_NONBLOCK | O_DIRECT)),
			      &pipefifo_fops);
	if (IS_ERR(f)) {
		inode->i_pipe = NULL;
		free_pipe_info(pipe);
		iput(inode);
		return PTR_ERR(f);
	}
	f->private_data = pipe;
	stream_open(inode, f);
	files[1] = f;

	/* A second file on the same entry. */
	f = alloc_empty_file(O_RDONLY | (flags & O_NONBLOCK), current_cred());
	if (IS_ERR(f)) {
		put_pipe_info(inode,
			      pipe); /* the reader's part; the writer's goes by its release */
		fput(files[1]);
		return PTR_ERR(f);
	}
	f->f_path = files[1]->f_path;
	path_get(&f->f_path);
	f->f_inode = inode;
	f->f_mapping = inode->i_mapping;
	f->f_mode |= FMODE_OPENED | FMODE_CAN_READ;
	f->f_op = &pipefifo_fops;
	f->private_data = pipe;
	stream_open(inode, f);
	files[0] = f;
	return 0;
}

static int do_pipe2(int __user *fildes, int flags)
{
	struct file *files[2];
	int fd[2], err;

	if (flags & ~(O_CLOEXEC | O_NONBLOCK | O_DIRECT))
		return -EINVAL;
	err = create_pipe_files(files, flags);
	if (err)
		return err;
	fd[0] = err = get_unused_fd_flags(flags);
	if (err < 0)
		goto put_files;
	fd[1] = err = get_unused_fd_flags(flags);
	if (err < 0)
		goto put_fd0;
	err = -EFAULT;
	if (copy_to_user(fildes, fd, sizeof(fd)))
		goto put_fd1;
	fd_install(fd[0], files[0]);
	fd_install(fd[1], files[1]);
	return 0;
put_fd1:
	put_unused_fd(fd[1]);
put_fd0:
	put_unused_fd(fd[0]);
put_files:
	fput(files[0]);
	fput(files[1]);
	return err;
}

SYSCALL_DEFINE2(pipe2, int __user *, fildes, int, flags)
{
	return do_pipe2(fildes, flags);
}

SYSCALL_DEFINE1(pipe, int __user *, fildes)
{
	return do_pipe2(fildes, 0);
}

/* ----------------------------------------------------------------------------------------- size */

bool file_is_pipe(const struct file *file)
{
	return file->f_op == &pipefifo_fops;
}

/* Replace the ring by one of nr slots, a power of two. -EBUSY: more than that are in use. */
static int resize_ring(struct pipe_inode_info *pipe, unsigned int nr)
{
	unsigned int used = pipe_occupancy(pipe->head, pipe->tail), i;
	struct pipe_buffer *bufs;

	if (used > nr)
		return -EBUSY;
	bufs = kcalloc(nr, sizeof(*bufs), GFP_KERNEL);
	if (!bufs)
		return -ENOMEM;
	for (i = 0; i < used; i++)
		bufs[i] = pipe->bufs[(pipe->tail + i) & (pipe->ring_size - 1)];
	kfree(pipe->bufs);
	pipe->bufs = bufs;
	pipe->ring_size = nr;
	pipe->tail = 0;
	pipe->head = used;
	return 0;
}

/* F_SETPIPE_SZ: at least size bytes; returns what it is then. */
static long set_pipe_size(struct pipe_inode_info *pipe, unsigned long size)
{
	unsigned long nr;
	int err;

	if (size > 1UL << 31)
		return -EINVAL;
	nr = roundup_pow_of_two(max(DIV_ROUND_UP(size, PAGE_SIZE), 1UL));
	if (nr > pipe->ring_size && nr * PAGE_SIZE > PIPE_MAX_SIZE && !capable(CAP_SYS_RESOURCE))
		return -EPERM;
	err = resize_ring(pipe, nr);
	if (err)
		return err;
	wake_up_interruptible_poll(&pipe->wr_wait, EPOLLOUT | EPOLLWRNORM);
	return nr * PAGE_SIZE;
}

long pipe_fcntl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct pipe_inode_info *pipe = file->private_data;
	long ret;

	if (!file_is_pipe(file))
		return -EBADF;
	mutex_lock(&pipe->mutex);
	if (cmd == F_SETPIPE_SZ)
		ret = set_pipe_size(pipe, arg);
	else
		ret = pipe->ring_size * PAGE_SIZE;
	mutex_unlock(&pipe->mutex);
	return ret;
}

/* ---------------------------------------------------------------------------------------- pipefs
 */

static char *pipefs_dname(struct dentry *dentry, char *buffer, int buflen)
{
	return dynamic_dname(dentry, buffer, buflen, "pipe:[%lu]", d_inode(dentry)->i_ino);
}

static const struct dentry_operations pipefs_dentry_operations = {
	.d_dname = pipefs_dname,
};

static struct dentry *pipefs_mount(struct file_system_type *type, int flags, const char *dev_name,
				   void *data)
{
	/* From user space it would show nothing, and keep the instance from being one. */
	if (!(flags & SB_KERNMOUNT))
		return ERR_PTR(-EINVAL);
	return mount_pseudo(type, "pipe:", NULL, &pipefs_dentry_operations, PIPEFS_MAGIC);
}

static struct file_system_type pipe_fs_type = {
	.name = "pipefs",
	.mount = pipefs_mount,
	.kill_sb = kill_anon_super,
};

void __init pipefs_init(void)
{
	if (register_filesystem(&pipe_fs_type))
		panic("VFS: can't register pipefs");
	pipe_mnt = kern_mount(&pipe_fs_type);
	if (IS_ERR(pipe_mnt))
		panic("VFS: can't mount pipefs: error %ld", PTR_ERR(pipe_mnt));
}

// SPDX-License-Identifier: MIT
/*
 * A character device: what is written to it waits, letter by letter, for whoever reads.
 *
 * A read blocks while there is none, unless the file was opened with O_NONBLOCK. Two requests of
 * ioctl(2) count the letters and throw them away.
 */
#include <linux/cdev.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/poll.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/wait.h>

#include "mailbox.h"

MODULE_DESCRIPTION("A character device with blocking reads and ioctl");
MODULE_LICENSE("GPL");

#define LETTER_MAX 4096

struct letter {
	struct list_head link;
	size_t len;
	char text[];
};

static DEFINE_MUTEX(lock); /* the list and its count */
static LIST_HEAD(letters);
static int count;
static DECLARE_WAIT_QUEUE_HEAD(readers); /* woken when a letter has come */

static dev_t number;
static struct cdev cdev;

/* The oldest letter, or NULL. */
static struct letter *take(void)
{
	struct letter *letter;

	mutex_lock(&lock);
	letter = list_first_entry_or_null(&letters, struct letter, link);
	if (letter) {
		list_del(&letter->link);
		count--;
	}
	mutex_unlock(&lock);
	return letter;
}

/* One letter each. What doesn't fit into the reader's buffer is lost. */
static ssize_t mailbox_read(struct file *file, char __user *buf, size_t size, loff_t *pos)
{
	struct letter *letter;
	ssize_t ret;

	/* Between the wait and take() another reader may have been faster: then wait again. */
	while (!(letter = take())) {
		if (file->f_flags & O_NONBLOCK)
			return -EAGAIN;
		/* A signal ends the wait: the system call is restarted, or fails with EINTR. */
		if (wait_event_interruptible(readers, READ_ONCE(count)))
			return -ERESTARTSYS;
	}
	ret = min(size, letter->len);
	/* The user's memory is never touched directly: the address may be wrong. */
	if (copy_to_user(buf, letter->text, ret))
		ret = -EFAULT;
	kfree(letter);
	return ret;
}

static ssize_t mailbox_write(struct file *file, const char __user *buf, size_t size, loff_t *pos)
{
	struct letter *letter;

	if (size > LETTER_MAX)
		return -EMSGSIZE;
	letter = kmalloc(struct_size(letter, text, size), GFP_KERNEL);
	if (!letter)
		return -ENOMEM;
	letter->len = size;
	if (copy_from_user(letter->text, buf, size)) {
		kfree(letter);
		return -EFAULT;
	}
	mutex_lock(&lock);
	list_add_tail(&letter->link, &letters);
	count++;
	mutex_unlock(&lock);
	wake_up_interruptible(&readers);
	return size;
}

static void clear(void)
{
	struct letter *letter;

	while ((letter = take()))
		kfree(letter);
}

static long mailbox_ioctl(struct file *file, unsigned int request, unsigned long arg)
{
	switch (request) {
	case MAILBOX_COUNT:
		return put_user(READ_ONCE(count), (int __user *)arg);
	case MAILBOX_CLEAR:
		clear();
		return 0;
	default:
		return -ENOTTY; /* "not a typewriter": the errno for unknown requests */
	}
}

static __poll_t mailbox_poll(struct file *file, poll_table *wait)
{
	poll_wait(file, &readers, wait);
	return EPOLLOUT | EPOLLWRNORM | (READ_ONCE(count) ? EPOLLIN | EPOLLRDNORM : 0);
}

/* With .owner the module can't be removed while a file is open. */
static const struct file_operations mailbox_fops = {
	.owner = THIS_MODULE,
	.read = mailbox_read,
	.write = mailbox_write,
	.unlocked_ioctl = mailbox_ioctl,
	.poll = mailbox_poll,
};

static int __init mailbox_init(void)
{
	/* A free major number, and one minor. */
	int err = alloc_chrdev_region(&number, 0, 1, "mailbox");

	if (err)
		return err;
	cdev_init(&cdev, &mailbox_fops);
	cdev.owner = THIS_MODULE;
	/* From here on it can be opened: everything must be ready. */
	err = cdev_add(&cdev, number, 1);
	if (err)
		unregister_chrdev_region(number, 1);
	return err;
}

static void __exit mailbox_exit(void)
{
	cdev_del(&cdev);
	unregister_chrdev_region(number, 1);
	clear();
}

module_init(mailbox_init);
module_exit(mailbox_exit);

// SPDX-License-Identifier: MIT
/*
 * /proc/sys as inodes: directories that list the tree of sysctl.c, and files that carry a buffer
 * between read(2), write(2) and a table's handler.
 */
#include <linux/cred.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/proc_fs.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uio.h>
#include "sysctl_internal.h"

static const struct inode_operations proc_sys_inode_operations;
static const struct inode_operations proc_sys_dir_operations;
static const struct file_operations proc_sys_file_operations;
static const struct file_operations proc_sys_dir_file_operations;

/* Of an inode here; /proc/sys itself is an ordinary entry of /proc, without a header. */
static struct ctl_table_header *inode_header(const struct inode *inode)
{
	return PROC_I(inode)->sysctl ?: &sysctl_root.header;
}

void proc_sys_evict_inode(struct inode *inode, struct ctl_table_header *head)
{
	sysctl_drop(head);
}

/* An inode for entry of head, which the caller uses; NULL without memory. */
static struct inode *sys_make_inode(struct super_block *sb, struct ctl_table_header *head,
				    struct ctl_table *entry)
{
	struct inode *inode = new_inode(sb);

	if (!inode)
		return NULL;
	spin_lock(&sysctl_lock);
	head->held++;
	spin_unlock(&sysctl_lock);
	PROC_I(inode)->sysctl = head;
	PROC_I(inode)->sysctl_entry = entry;
	inode->i_ino = get_next_ino();
	inode->i_mtime = inode->i_atime = inode->i_ctime = current_time(inode);
	inode->i_mode = entry->mode;
	inode->i_uid = GLOBAL_ROOT_UID;
	inode->i_gid = GLOBAL_ROOT_GID;
	if (sysctl_is_dir(entry)) {
		inode->i_op = &proc_sys_dir_operations;
		inode->i_fop = &proc_sys_dir_file_operations;
		set_nlink(inode, 1);
	} else {
		inode->i_mode |= S_IFREG;
		inode->i_op = &proc_sys_inode_operations;
		inode->i_fop = &proc_sys_file_operations;
	}
	return inode;
}

/* --- names --- */

static int sys_revalidate(struct dentry *dentry, unsigned int flags)
{
	return !READ_ONCE(inode_header(d_inode(dentry))->leaving);
}

static int sys_delete(const struct dentry *dentry)
{
	return READ_ONCE(inode_header(d_inode(dentry))->leaving);
}

static const struct dentry_operations proc_sys_dentry_operations = {
	.d_revalidate = sys_revalidate,
	.d_delete = sys_delete,
};

static struct dentry *proc_sys_lookup(struct inode *dir, struct dentry *dentry, unsigned int flags)
{
	struct ctl_dir *ctl_dir = sysctl_to_dir(inode_header(dir));
	struct ctl_table_header *head;
	struct ctl_table *entry;
	struct inode *inode;

	/* The directory's memory is held by its inode; once it has left, its list is empty. */
	spin_lock(&sysctl_lock);
	entry = sysctl_find(ctl_dir, (const char *)dentry->d_name.name, dentry->d_name.len, &head);
	if (entry)
		sysctl_grab(head);
	spin_unlock(&sysctl_lock);
	if (!entry)
		return ERR_PTR(-ENOENT);

	inode = sys_make_inode(dir->i_sb, head, entry);
	sysctl_release(head);
	if (!inode)
		return ERR_PTR(-ENOMEM);
	d_set_d_op(dentry, &proc_sys_dentry_operations);
	return d_splice_alias(inode, dentry);
}

/*
 * The entry that has skip others before it in dir, grabbed through *head; NULL at the end. Counting
 * from the start each time is what lets the lock go between two names.
 */
static struct ctl_table *nth_entry(struct ctl_dir *dir, loff_t skip, struct ctl_table_header **head)
{
	struct ctl_table_header *h;
	struct ctl_table *entry;

	spin_lock(&sysctl_lock);
	list_for_each_entry (h, &dir->children, link) {
		for (entry = h->table; entry->procname; entry++) {
			if (skip-- == 0) {
				sysctl_grab(h);
				*head = h;
				spin_unlock(&sysctl_lock);
				return entry;
			}
		}
	}
	spin_unlock(&sysctl_lock);
	return NULL;
}

static int proc_sys_readdir(struct file *file, struct dir_context *ctx)
{
	struct ctl_dir *dir = sysctl_to_dir(inode_header(file_inode(file)));
	struct ctl_table_header *head;
	struct ctl_table *entry;

	if (!dir_emit_dots(file, ctx))
		return 0;
	while ((entry = nth_entry(dir, ctx->pos - 2, &head))) {
		bool room = dir_emit(ctx, entry->procname, strlen(entry->procname), get_next_ino(),
				     sysctl_is_dir(entry) ? DT_DIR : DT_REG);

		sysctl_release(head);
		if (!room)
			break;
		ctx->pos++;
	}
	return 0;
}

/* --- permission --- */

/*
 * Root goes by the owner's bits, root's group by the group's, all others by the last; no capability
 * overrides them, so a 0444 file can't be written by anyone.
 */
static int proc_sys_permission(struct user_namespace *ns, struct inode *inode, int mask)
{
	struct ctl_table_header *head = inode_header(inode);
	umode_t mode;

	if ((mask & MAY_EXEC) && S_ISREG(inode->i_mode))
		return -EACCES;
	if (!sysctl_use(head))
		return -ENOENT;
	mode = PROC_I(inode)->sysctl ? PROC_I(inode)->sysctl_entry->mode : 0555;
	sysctl_unuse(head);

	if (uid_eq(current_euid(), GLOBAL_ROOT_UID))
		mode >>= 6;
	else if (in_egroup_p(GLOBAL_ROOT_GID))
		mode >>= 3;
	return mask & ~mode & (MAY_READ | MAY_WRITE | MAY_EXEC) ? -EACCES : 0;
}

static int proc_sys_setattr(struct user_namespace *ns, struct dentry *dentry, struct iattr *attr)
{
	struct inode *inode = d_inode(dentry);
	int err;

	if (attr->ia_valid & (ATTR_MODE | ATTR_UID | ATTR_GID))
		return -EPERM;
	err = setattr_prepare(ns, dentry, attr);
	if (!err)
		setattr_copy(ns, inode, attr);
	return err;
}

/* --- files --- */

/* One call of the handler, on a copy of the user's buffer, NUL-terminated. */
static ssize_t sys_call_handler(struct kiocb *iocb, struct iov_iter *iter, int write)
{
	struct inode *inode = file_inode(iocb->ki_filp);
	struct ctl_table_header *head = inode_header(inode);
	struct ctl_table *entry = PROC_I(inode)->sysctl_entry;
	size_t count = iov_iter_count(iter);
	char *buf;
	ssize_t ret;

	if (!sysctl_use(head))
		return -ENOENT;
	/* On a read the handler fills what it is given: no more than a table can hold. */
	ret = -ENOMEM;
	if (count >= KMALLOC_MAX_SIZE)
		goto out;
	buf = kvzalloc(count + 1, GFP_KERNEL);
	if (!buf)
		goto out;
	ret = -EFAULT;
	if (write && !copy_from_iter_full(buf, count, iter))
		goto free;
	ret = entry->proc_handler(entry, write, buf, &count, &iocb->ki_pos);
	if (ret)
		goto free;
	ret = -EFAULT;
	if (!write && copy_to_iter(buf, count, iter) < count)
		goto free;
	ret = count;
free:
	kvfree(buf);
out:
	sysctl_unuse(head);
	return ret;
}

static ssize_t proc_sys_read(struct kiocb *iocb, struct iov_iter *iter)
{
	return sys_call_handler(iocb, iter, 0);
}

static ssize_t proc_sys_write(struct kiocb *iocb, struct iov_iter *iter)
{
	return sys_call_handler(iocb, iter, 1);
}

static const struct file_operations proc_sys_file_operations = {
	.read_iter = proc_sys_read,
	.write_iter = proc_sys_write,
	.llseek = default_llseek,
};

static const struct file_operations proc_sys_dir_file_operations = {
	.read = generic_read_dir,
	.iterate_shared = proc_sys_readdir,
	.llseek = generic_file_llseek,
};

static const struct inode_operations proc_sys_inode_operations = {
	.permission = proc_sys_permission,
	.setattr = proc_sys_setattr,
};

static const struct inode_operations proc_sys_dir_operations = {
	.lookup = proc_sys_lookup,
	.permission = proc_sys_permission,
	.setattr = proc_sys_setattr,
};

void __init proc_sys_init(void)
{
	struct proc_dir_entry *de = proc_mkdir("sys", NULL);

	if (!de)
		panic("proc: no memory for /proc/sys");
	de->iops = &proc_sys_dir_operations;
	de->dir_fops = &proc_sys_dir_file_operations;
	de->nlink = 1; /* as for every directory here: they are not counted */
	de->permanent = true;
}

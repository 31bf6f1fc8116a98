// SPDX-License-Identifier: MIT
/*
 * The tree of mounts as text: /proc/PID/mounts and /proc/PID/mountinfo (proc(5)).
 *
 * Only mounts that lie under the reader's root are shown, with their place as the reader sees it.
 * namespace_mutex is held throughout, so a file shows the tree as it was at one moment.
 */
#include <linux/fs.h>
#include <linux/fs_struct.h>
#include <linux/sched.h>
#include <linux/seq_file.h>

#include <kernel/fs.h>

#include "internal.h"
#include "mount.h"

struct flag_name {
	unsigned long flag;
	const char *text;
};

static void show_flags(struct seq_file *m, unsigned long flags, const struct flag_name *names)
{
	for (; names->flag; names++)
		if (flags & names->flag)
			seq_puts(m, names->text);
}

static void show_sb_flags(struct seq_file *m, const struct super_block *sb)
{
	static const struct flag_name names[] = {
		{SB_SYNCHRONOUS, ",sync"},
		{SB_DIRSYNC, ",dirsync"},
		{SB_MANDLOCK, ",mand"},
		{SB_LAZYTIME, ",lazytime"},
		{0, NULL},
	};

	show_flags(m, sb->s_flags, names);
}

static void show_mnt_flags(struct seq_file *m, const struct vfsmount *mnt)
{
	static const struct flag_name names[] = {
		{MNT_NOSUID, ",nosuid"},	   {MNT_NODEV, ",nodev"},
		{MNT_NOEXEC, ",noexec"},	   {MNT_NOATIME, ",noatime"},
		{MNT_NODIRATIME, ",nodiratime"},   {MNT_RELATIME, ",relatime"},
		{MNT_NOSYMFOLLOW, ",nosymfollow"}, {0, NULL},
	};

	show_flags(m, mnt->mnt_flags, names);
}

/* Blanks and the like would break the fields apart: they are shown as \ooo. */
static void mangle(struct seq_file *m, const char *s)
{
	seq_escape(m, s, " \t\n\\#");
}

static int show_sb_options(struct seq_file *m, struct vfsmount *mnt)
{
	const struct super_operations *ops = mnt->mnt_sb->s_op;

	return ops->show_options ? ops->show_options(m, mnt->mnt_root) : 0;
}

/* "device place type options 0 0" */
static int show_mount(struct seq_file *m, struct vfsmount *mnt, const struct path *root)
{
	struct path path = {mnt, mnt->mnt_root};
	size_t start = m->count;
	int err;

	mangle(m, real_mount(mnt)->mnt_devname);
	seq_putc(m, ' ');
	err = seq_path_root(m, &path, root, " \t\n\\");
	if (err == SEQ_SKIP) {
		m->count = start; /* not under the reader's root */
		return 0;
	}
	seq_putc(m, ' ');
	mangle(m, mnt->mnt_sb->s_type->name);
	seq_puts(m, __mnt_is_readonly(mnt) ? " ro" : " rw");
	show_sb_flags(m, mnt->mnt_sb);
	show_mnt_flags(m, mnt);
	err = show_sb_options(m, mnt);
	seq_puts(m, " 0 0\n");
	return err;
}

/* "id parent major:minor root place options - type device super-options" */
static int show_mount_info(struct seq_file *m, struct vfsmount *mnt, const struct path *root)
{
	struct mount *real = real_mount(mnt);
	struct super_block *sb = mnt->mnt_sb;
	struct path path = {mnt, mnt->mnt_root};
	size_t start = m->count;
	int err;

	seq_printf(m, "%i %i %u:%u ", real->mnt_id, real->mnt_parent->mnt_id, MAJOR(sb->s_dev),
		   MINOR(sb->s_dev));
	seq_dentry(m, mnt->mnt_root, " \t\n\\");
	seq_putc(m, ' ');
	err = seq_path_root(m, &path, root, " \t\n\\");
	if (err == SEQ_SKIP) {
		m->count = start;
		return 0;
	}
	seq_puts(m, mnt->mnt_flags & MNT_READONLY ? " ro" : " rw");
	show_mnt_flags(m, mnt);
	seq_puts(m, " - ");
	mangle(m, sb->s_type->name);
	seq_putc(m, ' ');
	mangle(m, real->mnt_devname);
	seq_puts(m, sb_rdonly(sb) ? " ro" : " rw");
	show_sb_flags(m, sb);
	err = show_sb_options(m, mnt);
	seq_putc(m, '\n');
	return err;
}

static int show_all(struct seq_file *m,
		    int (*show)(struct seq_file *, struct vfsmount *, const struct path *))
{
	struct mount *mnt;
	struct path root;
	int err = 0;

	get_fs_root(current->fs, &root);
	mutex_lock(&namespace_mutex);
	list_for_each_entry (mnt, &mount_list, mnt_list) {
		err = show(m, &mnt->mnt, &root);
		if (err)
			break;
	}
	mutex_unlock(&namespace_mutex);
	path_put(&root);
	return err;
}

int show_mounts(struct seq_file *m)
{
	return show_all(m, show_mount);
}

int show_mountinfo(struct seq_file *m)
{
	return show_all(m, show_mount_info);
}

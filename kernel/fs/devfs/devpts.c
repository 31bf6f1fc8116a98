// SPDX-License-Identifier: MIT
/*
 * "devpts": a directory with a node for each pty slave, which appears when /dev/ptmx is opened and
 * goes when the master is closed. pts(4).
 *
 * One instance, kept by a mount of the kernel's own, that all mounts show. Mount options (uid, gid,
 * mode, ptmxmode) apply to nodes made from then on; the last mount's count.
 */
#include <linux/cred.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kdev_t.h>
#include <linux/kernel.h>
#include <linux/kstrtox.h>
#include <linux/major.h>
#include <linux/mount.h>
#include <linux/mutex.h>
#include <linux/seq_file.h>
#include <linux/stat.h>
#include <linux/string.h>
#include <kernel/devfs.h>
#include <kernel/pty.h>
#include <uapi/linux/magic.h>

#define ROOT_INO 1
#define PTMX_INO 2
/* Of slave 0 */
#define FIRST_INO 3

static struct vfsmount *devpts_mnt;

static DEFINE_MUTEX(options_lock); /* guards options */
static struct {
	bool set_uid, set_gid;
	kuid_t uid;
	kgid_t gid;
	umode_t mode, ptmxmode;
} options = {.mode = 0600};

/* --- mount options --- */

/* "key=value": value as a number in base. -EINVAL. */
static int option_number(const char *word, const char *key, unsigned int base, unsigned int *value)
{
	size_t len = strlen(key);

	if (strncmp(word, key, len) || word[len] != '=')
		return -ENOENT;
	return kstrtouint(word + len + 1, base, value);
}

static int parse_option(const char *word)
{
	unsigned int n;

	if (!*word || !strcmp(word, "newinstance"))
		return 0;
	if (!option_number(word, "uid", 10, &n)) {
		options.uid = KUIDT_INIT(n);
		options.set_uid = true;
	} else if (!option_number(word, "gid", 10, &n)) {
		options.gid = KGIDT_INIT(n);
		options.set_gid = true;
	} else if (!option_number(word, "mode", 8, &n)) {
		options.mode = n & S_IALLUGO;
	} else if (!option_number(word, "ptmxmode", 8, &n)) {
		options.ptmxmode = n & S_IALLUGO;
	} else {
		pr_err("devpts: unknown mount option '%s'\n", word);
		return -EINVAL;
	}
	return 0;
}

static int parse_options(char *data)
{
	char *word;
	int err = 0;

	mutex_lock(&options_lock);
	while (!err && (word = strsep(&data, ",")))
		err = parse_option(word);
	mutex_unlock(&options_lock);
	return err;
}

static int devpts_show_options(struct seq_file *m, struct dentry *root)
{
	mutex_lock(&options_lock);
	if (options.set_uid)
		seq_printf(m, ",uid=%u", __kuid_val(options.uid));
	if (options.set_gid)
		seq_printf(m, ",gid=%u", __kgid_val(options.gid));
	seq_printf(m, ",mode=%03o,ptmxmode=%03o", options.mode, options.ptmxmode);
	mutex_unlock(&options_lock);
	return 0;
}

/* --- nodes --- */

static struct dentry *add_node(struct super_block *sb, const char *name, unsigned long ino,
			       umode_t mode, dev_t dev, kuid_t uid, kgid_t gid)
{
	struct inode *inode = new_inode(sb);
	struct dentry *dentry;

	if (!inode)
		return ERR_PTR(-ENOMEM);
	inode->i_ino = ino;
	inode->i_mtime = inode->i_atime = inode->i_ctime = current_time(inode);
	inode->i_uid = uid;
	inode->i_gid = gid;
	init_special_inode(inode, S_IFCHR | mode, dev);

	inode_lock(d_inode(sb->s_root));
	dentry = d_alloc_name(sb->s_root, name);
	if (dentry)
		d_add(dentry, inode);
	inode_unlock(d_inode(sb->s_root));
	if (dentry)
		return dentry;
	iput(inode);
	return ERR_PTR(-ENOMEM);
}

struct dentry *devpts_add(unsigned int index)
{
	kuid_t uid = current_fsuid();
	kgid_t gid = current_fsgid();
	umode_t mode;
	char name[12];

	mutex_lock(&options_lock);
	if (options.set_uid)
		uid = options.uid;
	if (options.set_gid)
		gid = options.gid;
	mode = options.mode;
	mutex_unlock(&options_lock);
	snprintf(name, sizeof(name), "%u", index);
	return add_node(devpts_mnt->mnt_sb, name, FIRST_INO + index, mode,
			MKDEV(UNIX98_PTY_SLAVE_MAJOR, index), uid, gid);
}

void devpts_remove(struct dentry *dentry)
{
	struct inode *dir = d_inode(devpts_mnt->mnt_root);

	inode_lock(dir);
	drop_nlink(d_inode(dentry));
	d_drop(dentry);
	inode_unlock(dir);
	dput(dentry);
}

/* --- the file system --- */

static const struct super_operations devpts_sops = {
	.statfs = simple_statfs,
	.show_options = devpts_show_options,
};

static int devpts_fill_super(struct super_block *sb, void *data, int silent)
{
	struct inode *inode;
	struct dentry *ptmx;

	sb->s_blocksize = 1024;
	sb->s_blocksize_bits = 10;
	sb->s_magic = DEVPTS_SUPER_MAGIC;
	sb->s_op = &devpts_sops;
	sb->s_d_op = &simple_dentry_operations;
	sb->s_time_gran = 1;

	inode = new_inode(sb);
	if (!inode)
		return -ENOMEM;
	inode->i_ino = ROOT_INO;
	inode->i_mtime = inode->i_atime = inode->i_ctime = current_time(inode);
	inode->i_mode = S_IFDIR | 0755;
	inode->i_op = &simple_dir_inode_operations;
	inode->i_fop = &simple_dir_operations;
	set_nlink(inode, 2);
	sb->s_root = d_make_root(inode);
	if (!sb->s_root)
		return -ENOMEM;
	/* The same as /dev/ptmx, for those who mount only this. Its reference stays. */
	ptmx = add_node(sb, "ptmx", PTMX_INO, options.ptmxmode, MKDEV(TTYAUX_MAJOR, 2),
			GLOBAL_ROOT_UID, GLOBAL_ROOT_GID);
	return PTR_ERR_OR_ZERO(ptmx);
}

static struct dentry *devpts_mount(struct file_system_type *type, int flags, const char *dev_name,
				   void *data)
{
	int err = data ? parse_options(data) : 0;

	return err ? ERR_PTR(err) : mount_single(type, flags, NULL, devpts_fill_super);
}

static struct file_system_type devpts_type = {
	.name = "devpts",
	.mount = devpts_mount,
	.kill_sb = kill_litter_super,
};

void __init devpts_init(void)
{
	int err = register_filesystem(&devpts_type);

	if (!err) {
		devpts_mnt = kern_mount(&devpts_type);
		err = PTR_ERR_OR_ZERO(devpts_mnt);
	}
	if (err)
		panic("devpts: can't make the tree: %d", err);
}

/* SPDX-License-Identifier: MIT */
/*
 * configfs from the inside. The API is <linux/configfs.h>.
 *
 *   item.c      items and groups as objects: references, names, who is in which group
 *   dir.c       directories: made and removed, by programs and by the kernel
 *   register.c  subsystems, groups of the kernel's, dependencies
 *   symlink.c   links between items
 *   file.c bin_file.c  attributes as files
 *   mount.c     the file system: its one instance
 */
#ifndef FS_CONFIGFS_INTERNAL_H
#define FS_CONFIGFS_INTERNAL_H

#include <linux/configfs.h>
#include <linux/fs.h>
#include <linux/mutex.h>
#include <linux/rwsem.h>

/* The d_fsdata of every name, and lives as long as its dentry. */
struct configfs_node {
	/*
	 * A directory: its item. A link: the item that it leads to. Referenced while the name is in
	 * the tree; NULL for the root.
	 */
	struct config_item *item;
	const struct configfs_attribute *attr; /* of a file */

	/* Of directories: */
	bool user_made;		   /* by mkdir(2); constant */
	struct rw_semaphore calls; /* shared while an attribute's function runs */
	bool dead;		   /* no such function may run any more; calls */
	unsigned int links;	   /* that lead here; configfs_mutex */
	unsigned int dependents;   /* configfs_depend_item(); configfs_mutex */
	unsigned int makers;	   /* that make something in it; configfs_mutex */
	bool settled;		   /* neither coming nor going: else no more of these;
				      configfs_mutex */
};

/* Guards who points at whom. Taken inside the directories' i_rwsem; a leaf but for calls. */
extern struct mutex configfs_mutex;

static inline struct configfs_node *configfs_node(const struct dentry *dentry)
{
	return dentry->d_fsdata;
}

/* ---- item.c; su_mutex is held ---- */
void configfs_link_item(struct config_group *parent, struct config_item *item);
void configfs_unlink_item(struct config_item *item);
/* A group with its default groups. */
void configfs_link_group(struct config_group *parent, struct config_group *group);
void configfs_unlink_group(struct config_group *group);

/* ---- dir.c ---- */

/* A node for a new dentry and an inode of that mode, in the cache: 0 or -ENOMEM. */
struct inode *configfs_new_inode(struct dentry *dentry, umode_t mode);
/* Gives dentry its inode and pins it. The parent is locked. */
void configfs_add_name(struct dentry *dentry, struct inode *inode);
/*
 * Around making something in dir, which then stays. -ENOENT: it comes or goes. Without this the
 * directory's own lock wouldn't do: who removes a group looks into its default groups unlocked.
 */
int configfs_begin_making(struct dentry *dir);
void configfs_end_making(struct dentry *dir);
/*
 * The directory of item, called as it is, in parent, which is locked; with attributes and, of a
 * group, default groups. -EEXIST, -ENOMEM, -ENOENT: parent is going.
 */
int configfs_attach(struct dentry *parent, struct config_item *item, bool is_group);
/*
 * Nothing may point at dentry or what comes with it, or be made in it, from now on: 0, or nothing
 * is changed: -EBUSY: something points at it, -ENOTEMPTY: there is, or will be, something in it.
 */
int configfs_leave(struct dentry *dentry);
/* The same whatever points at it or is in it. */
void configfs_unsettle(struct dentry *dentry);
/* All of it goes. dentry and its parent are locked, and configfs_leave() has succeeded. */
void configfs_detach(struct dentry *dentry);
/* As configfs_detach() for a module that has crashed: waits for nobody, lets go of no item. */
void configfs_abandon(struct dentry *dentry);

extern const struct inode_operations configfs_dir_inode_operations;
extern const struct inode_operations configfs_root_inode_operations;

/* ---- symlink.c ---- */
int configfs_symlink(struct user_namespace *ns, struct inode *dir, struct dentry *dentry,
		     const char *target);
int configfs_unlink(struct inode *dir, struct dentry *dentry);
extern const struct inode_operations configfs_symlink_inode_operations;

/* ---- file.c, bin_file.c ---- */

/* What an open attribute has. */
struct configfs_buffer {
	struct config_item *item;     /* referenced */
	struct configfs_node *parent; /* its directory's: stays with the file's dentry */
	const struct configfs_attribute *attr;
	struct mutex mutex; /* the rest */
	char *page;	    /* what was shown last, or is stored */
	size_t count;	    /* bytes in page, or in data */
	bool filled;	    /* shown since the file was at its start */
	void *data;	    /* of a bin_attribute; vmalloc'ed */
	bool reading, writing;
};

int configfs_open_attribute(struct inode *inode, struct file *file, bool readable, bool writable);
int configfs_release_attribute(struct file *file);
/* Around a call of an attribute's function. -ENOENT: the item has gone. */
int configfs_begin_call(struct configfs_buffer *buffer);
void configfs_end_call(struct configfs_buffer *buffer);

extern const struct file_operations configfs_file_operations;
extern const struct file_operations configfs_bin_file_operations;

/* ---- mount.c ---- */

/* The root directory, pinned until configfs_unpin(). ERR_PTR. */
struct dentry *configfs_pin(void);
void configfs_unpin(void);
extern struct file_system_type configfs_type;

#endif

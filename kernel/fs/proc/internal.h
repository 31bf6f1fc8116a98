// SPDX-License-Identifier: MIT
/*
 * /proc from the inside: the entries, the inodes, and which file has what.
 *
 *   root.c     the file system type, its super block, the root directory
 *   create.c   proc_create() and its kin
 *   generic.c  the tree of entries that they make
 *   inode.c    inodes, and the file operations that stand before an entry's own
 *   base.c     /proc/PID: the processes, and the names in each one's directory
 *   pid_inode.c  the inodes behind those names
 *   array.c status.c memory.c maps.c fd.c fail_nth.c  what they show
 *   self.c     /proc/self, /proc/thread-self
 *   sysctl*.c  /proc/sys: the tree, its inodes, handlers, our own tables
 *   system.c stat.c cpuinfo.c  files about the whole system
 */
#ifndef _FS_PROC_INTERNAL_H
#define _FS_PROC_INTERNAL_H

#include <linux/atomic.h>
#include <linux/fs.h>
#include <linux/list.h>
#include <linux/pid.h>
#include <linux/proc_fs.h>
#include <linux/rbtree.h>
#include <linux/refcount.h>
#include <linux/sched/task.h>
#include <linux/spinlock.h>

struct completion;
struct ctl_table;
struct ctl_table_header;

/*
 * One name under /proc that is not a process's. Lives while refcnt > 0: the tree holds one, so
 * does each inode that shows it.
 */
struct proc_dir_entry {
	/* Calls inside proc_ops now; PDE_BIAS is added once removal has begun. */
	atomic_t in_use;
	refcount_t refcnt;

	struct list_head openers;  /* struct pde_opener: open files to release; opener_lock */
	spinlock_t opener_lock;	   /* guards openers, and each opener's closing */
	struct completion *unload; /* the remover, waiting for in_use to drain */

	const struct inode_operations *iops;
	const struct proc_ops *ops;		/* files */
	const struct file_operations *dir_fops; /* directories */
	union {
		const struct seq_operations *seq_ops;
		int (*single_show)(struct seq_file *, void *);
		char *link; /* a symbolic link's text, allocated */
	};
	void *data;
	unsigned int state_size; /* of a sequence's private state */

	const struct module *owner; /* whose code has made it, for comparison only; NULL: ours */

	unsigned int low_ino;
	umode_t mode;  /* changed by chmod under the inode's lock */
	nlink_t nlink; /* proc_tree_lock */
	kuid_t uid;
	kgid_t gid;
	loff_t size;

	/* proc_tree_lock guards these five. */
	struct proc_dir_entry *parent; /* itself for the root */
	struct rb_root subdir;	       /* of a directory, by name */
	struct rb_node node;	       /* in parent->subdir; empty when removed */
	u8 namelen;
	bool permanent; /* never removed: in_use and openers are not kept */
	char name[];
};

#define PDE_BIAS (-1U << 31)

/* An open file of an entry that has a proc_release(). */
struct pde_opener {
	struct list_head list;
	struct file *file;
	bool closing;		   /* somebody is in proc_release() for it */
	struct completion *closed; /* who waits for that one */
};

struct proc_inode {
	struct pid *pid; /* /proc/PID: referenced; else NULL */
	unsigned int fd; /* /proc/PID/fd/N */
	union {
		/* A magic link: where it leads, referenced */
		int (*get_link)(struct dentry *dentry, struct path *path);
		int (*show)(struct seq_file *m, struct pid *pid, struct task_struct *task);
	} op;
	struct proc_dir_entry *pde;	 /* referenced, or NULL */
	struct ctl_table_header *sysctl; /* counted, or NULL */
	struct ctl_table *sysctl_entry;
	struct inode vfs_inode;
};

static inline struct proc_inode *PROC_I(const struct inode *inode)
{
	return container_of(inode, struct proc_inode, vfs_inode);
}

static inline struct proc_dir_entry *PDE(const struct inode *inode)
{
	return PROC_I(inode)->pde;
}

static inline struct pid *proc_pid(const struct inode *inode)
{
	return PROC_I(inode)->pid;
}

/* The process that an inode of /proc/PID is about, referenced, or NULL when it is gone */
static inline struct task_struct *get_proc_task(const struct inode *inode)
{
	return get_pid_task(proc_pid(inode), PIDTYPE_PID);
}

/* Inode numbers that the tree's entries start above: what comes before is processes' */
#define PROC_ROOT_INO	   1
#define PROC_DYNAMIC_FIRST 0xF0000000U

/* --- root.c --- */
extern struct proc_dir_entry proc_root;

/* --- generic.c --- */
extern rwlock_t proc_tree_lock;
/* With proc_tree_lock held, see there: */
int proc_walk_to_parent(const char **name, struct proc_dir_entry **dir);
bool proc_subdir_insert(struct proc_dir_entry *dir, struct proc_dir_entry *de);
struct proc_dir_entry *pde_get(struct proc_dir_entry *de);
void pde_put(struct proc_dir_entry *de);
static inline bool pde_removed(struct proc_dir_entry *de)
{
	return !de->permanent && atomic_read(&de->in_use) < 0;
}
struct dentry *proc_lookup_de(struct inode *dir, struct dentry *dentry, struct proc_dir_entry *de);
struct dentry *proc_lookup(struct inode *dir, struct dentry *dentry, unsigned int flags);
int proc_readdir_de(struct file *file, struct dir_context *ctx, struct proc_dir_entry *de);
int proc_readdir(struct file *file, struct dir_context *ctx);
int proc_setattr(struct user_namespace *ns, struct dentry *dentry, struct iattr *iattr);

/* Takes de out of the tree; its reference passes to the caller. proc_tree_lock. */
void proc_subdir_erase(struct proc_dir_entry *dir, struct proc_dir_entry *de);

/* --- inode.c --- */
extern const struct super_operations proc_sops;
void proc_inode_init(void);
struct inode *proc_get_inode(struct super_block *sb, struct proc_dir_entry *de);
void proc_entry_rundown(struct proc_dir_entry *de);
void proc_entry_abandon(struct proc_dir_entry *de);
extern const struct inode_operations proc_link_inode_operations;

/* --- base.c --- */

/* What an inode of a process is, in its number: (pid, kind, n) are unique together. */
enum pid_inode_kind {
	PID_INODE_TGID,	  /* /proc/PID, n: 0; its entries, n: place in the table + 1 */
	PID_INODE_TID,	  /* /proc/PID/task/TID, the same */
	PID_INODE_FD,	  /* .../fd/N, n: N */
	PID_INODE_FDINFO, /* .../fdinfo/N */
};

/* n has 24 bits: file descriptors end below 2^20. */
static inline u64 pid_inode_number(pid_t pid, enum pid_inode_kind kind, unsigned int n)
{
	return (u64)pid << 32 | (u64)kind << 24 | n;
}

/* --- pid_inode.c --- */
extern const struct dentry_operations pid_dentry_operations;
extern const struct inode_operations proc_pid_link_inode_operations;
extern const struct inode_operations proc_def_inode_operations;
extern const struct file_operations proc_single_file_operations;
int proc_cwd_link(struct dentry *dentry, struct path *path);
int proc_root_link(struct dentry *dentry, struct path *path);
int proc_exe_link(struct dentry *dentry, struct path *path);
struct inode *proc_pid_make_inode(struct super_block *sb, struct task_struct *task, umode_t mode,
				  enum pid_inode_kind kind, unsigned int n);
bool proc_may_access(struct task_struct *task);
int proc_no_chmod_setattr(struct user_namespace *ns, struct dentry *dentry, struct iattr *attr);
int pid_getattr(struct user_namespace *ns, const struct path *path, struct kstat *stat,
		u32 request_mask, unsigned int query_flags);

/* --- base.c, the rest --- */
struct dentry *proc_pid_lookup(struct inode *dir, struct dentry *dentry);
int proc_pid_readdir(struct file *file, struct dir_context *ctx);
unsigned int name_to_int(const struct qstr *name);

/* Where /proc's root begins to list processes: after any number of other entries */
#define FIRST_PROCESS_ENTRY 256

/* --- array.c, status.c --- */
int proc_tid_stat(struct seq_file *m, struct pid *pid, struct task_struct *task);
int proc_tgid_stat(struct seq_file *m, struct pid *pid, struct task_struct *task);
int proc_pid_status(struct seq_file *m, struct pid *pid, struct task_struct *task);
void proc_collect_sigs(struct task_struct *task, sigset_t *ignored, sigset_t *caught);
int proc_pid_limits(struct seq_file *m, struct pid *pid, struct task_struct *task);
int proc_pid_statm(struct seq_file *m, struct pid *pid, struct task_struct *task);

/* --- fd.c --- */
extern const struct file_operations proc_fd_operations;
extern const struct inode_operations proc_fd_inode_operations;
extern const struct file_operations proc_fdinfo_operations;
extern const struct inode_operations proc_fdinfo_inode_operations;

/* --- memory.c --- */
extern const struct file_operations proc_pid_environ_operations;
extern const struct file_operations proc_pid_auxv_operations;
extern const struct file_operations proc_pid_cmdline_operations;
extern const struct file_operations proc_pid_comm_operations;
struct mm_struct *proc_mm_get(struct inode *inode);

/* --- maps.c --- */
extern const struct file_operations proc_pid_maps_operations;
extern const struct file_operations proc_fail_nth_operations;

/* --- self.c --- */
void proc_self_init(void);

/* --- sysctl.c --- */
void proc_sys_init(void);
void sysctl_kernel_init(void);
void proc_sys_evict_inode(struct inode *inode, struct ctl_table_header *head);

/* --- files about the whole system --- */
void proc_system_init(void);
void proc_stat_init(void);
void proc_cpuinfo_init(void);
void proc_kmsg_init(void);

#endif

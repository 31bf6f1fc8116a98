// SPDX-License-Identifier: MIT
/*
 * execve(2): replace the program that a task runs.
 *
 * do_execveat() is the table of contents. Up to begin_new_exec() every step works on a struct
 * linux_binprm and can fail without the task noticing; behind it the old program is gone, and a
 * failure kills the task.
 *
 * exec_args.c copies the argument strings, once, straight onto the stack of the new address space.
 *
 * Locks: the new mm is private until the task takes it over. formats_lock guards the list of
 * formats.
 */
#include <linux/binfmts.h>
#include <linux/cred.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/fcntl.h>
#include <linux/fdtable.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kmod.h>
#include <linux/mm.h>
#include <linux/mman.h>
#include <linux/module.h>
#include <linux/namei.h>
#include <linux/rseq.h>
#include <linux/rwsem.h>
#include <linux/sched.h>
#include <linux/sched/coredump.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/sched/user.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <asm/pgtable.h>
#include <kernel/exec.h>
#include <kernel/mm.h>
#include <kernel/sched.h>
#include "exec_args.h"
#include "exec_creds.h"

/* How many interpreters of interpreters ("#!" naming a script) are followed; execve(2). */
#define INTERPRETER_DEPTH 5

static DECLARE_RWSEM(formats_lock);
static LIST_HEAD(formats);

void register_binfmt(struct linux_binfmt *fmt)
{
	down_write(&formats_lock);
	list_add_tail(&fmt->lh, &formats);
	up_write(&formats_lock);
}
EXPORT_SYMBOL(register_binfmt);

void unregister_binfmt(struct linux_binfmt *fmt)
{
	down_write(&formats_lock);
	list_del(&fmt->lh);
	up_write(&formats_lock);
}
EXPORT_SYMBOL(unregister_binfmt);

/* Reads the first bytes of bprm->file, by which the formats know their own. */
static int bprm_read_head(struct linux_binprm *bprm)
{
	loff_t pos = 0;
	ssize_t n;

	memset(bprm->buf, 0, sizeof(bprm->buf));
	n = kernel_read(bprm->file, bprm->buf, sizeof(bprm->buf), &pos);
	return n < 0 ? (int)n : 0;
}

/* Offers the file to each format that there is; -ENOEXEC when none of them knows it. */
static int try_formats(struct linux_binprm *bprm)
{
	struct linux_binfmt *fmt;
	int err = -ENOEXEC;

	down_read(&formats_lock);
	list_for_each_entry (fmt, &formats, lh) {
		if (!try_module_get(fmt->module))
			continue;
		up_read(&formats_lock);
		err = fmt->load_binary(bprm);
		down_read(&formats_lock);
		module_put(fmt->module);
		if (err != -ENOEXEC || bprm->point_of_no_return)
			break;
	}
	up_read(&formats_lock);
	return err;
}

static bool is_printable(char c)
{
	return c == '\t' || c == '\n' || (c >= ' ' && c <= '~');
}

/* What begins with text is in no format that a module could bring. */
static bool begins_with_text(const struct linux_binprm *bprm)
{
	return is_printable(bprm->buf[0]) && is_printable(bprm->buf[1]) &&
	       is_printable(bprm->buf[2]) && is_printable(bprm->buf[3]);
}

/*
 * The same, but asks for a module for a format that nobody knows, by the two bytes that tell
 * binary formats apart best.
 */
static int search_binary_handler(struct linux_binprm *bprm)
{
	int err = bprm_read_head(bprm);

	if (err)
		return err;
	err = try_formats(bprm);
	if (err != -ENOEXEC || bprm->point_of_no_return || begins_with_text(bprm))
		return err;
	if (request_module("binfmt-%04x", *(u16 *)(bprm->buf + 2)) < 0)
		return err;
	return try_formats(bprm);
}

static void file_release_exec(struct file *file)
{
	allow_write_access(file);
	fput(file);
}

/* Loads bprm->file, following a chain of script interpreters. */
static int exec_binprm(struct linux_binprm *bprm)
{
	int depth, err;

	for (depth = 0;; depth++) {
		err = search_binary_handler(bprm);
		if (err)
			return err;
		if (!bprm->interpreter)
			return 0;
		if (depth == INTERPRETER_DEPTH)
			return -ELOOP;
		file_release_exec(bprm->file);
		bprm->file = bprm->interpreter;
		bprm->interpreter = NULL;
		bprm_fill_creds(bprm);
	}
}

/*
 * Hands the new address space to the current task and drops the old one. The task's pages in the
 * old one go with the last user. Wakes a parent that waits in vfork.
 */
static void exec_mmap(struct mm_struct *mm)
{
	struct signal_struct *sig = current->signal;
	struct mm_struct *old = current->mm;

	exec_mm_release(current, old);
	activate_mm(current, mm);
	if (!old)
		return;
	sig->maxrss = max(sig->maxrss, get_mm_hiwater_rss(old));
	mmput(old);
}

/* The name in ps: the file's last component, cut to TASK_COMM_LEN. */
static void exec_set_comm(const char *filename)
{
	const char *slash = strrchr(filename, '/');

	set_task_comm(current, slash ? slash + 1 : filename);
}

/* The soft limit on the stack decides where mappings go: not above the usual one. */
static void limit_stack(void)
{
	struct rlimit *rlim = &current->signal->rlim[RLIMIT_STACK];

	task_lock(current->group_leader);
	rlim->rlim_cur = min(rlim->rlim_cur, (unsigned long)_STK_LIM);
	task_unlock(current->group_leader);
}

int begin_new_exec(struct linux_binprm *bprm)
{
	struct task_struct *me = current;
	int err;

	/* From here on the old program is being taken apart; only the kernel itself may fail. */
	bprm->point_of_no_return = true;
	err = de_thread(me);
	if (err)
		return err;

	/* Until the credentials are the program's, too, nobody may look into its memory. */
	down_write(&me->signal->exec_update_lock);
	set_mm_exe_file(bprm->mm, bprm->file);
	set_dumpable(bprm->mm, bprm->secureexec ? SUID_DUMP_DISABLE : SUID_DUMP_USER);
	exec_mmap(bprm->mm);
	bprm->mm = NULL;

	flush_signal_handlers(me, 0);
	exec_reset_signal_state(me);
	rseq_execve(me);
	WRITE_ONCE(me->self_exec_id, me->self_exec_id + 1);
	me->flags &= ~(PF_FORKNOEXEC | PF_KTHREAD);
	flush_thread();
	do_close_on_exec(me->files);
	exec_set_comm(bprm->filename);

	if (bprm->secureexec) {
		/* What the caller set up could harm a program that may do more than he. */
		me->pdeath_signal = 0;
		limit_stack();
	}
	/* The privileges change last: a failure above leaves a task with its old ones. */
	commit_creds(bprm->cred);
	bprm->cred = NULL;
	up_write(&me->signal->exec_update_lock);
	return 0;
}
EXPORT_SYMBOL(begin_new_exec);

static void free_bprm(struct linux_binprm *bprm)
{
	if (bprm->interpreter)
		file_release_exec(bprm->interpreter);
	if (bprm->file)
		file_release_exec(bprm->file);
	if (bprm->mm)
		mmput(bprm->mm);
	if (bprm->cred)
		abort_creds(bprm->cred);
	if (bprm->interp != bprm->filename)
		kfree(bprm->interp);
	kfree(bprm);
}

/* A bprm that owns `file`; on failure the file is released too. */
static struct linux_binprm *alloc_bprm(struct file *file, const char *filename)
{
	struct linux_binprm *bprm = kzalloc(sizeof(*bprm), GFP_KERNEL);

	if (!bprm) {
		file_release_exec(file);
		return ERR_PTR(-ENOMEM);
	}
	bprm->file = file;
	bprm->filename = filename;
	bprm->interp = filename;
	bprm->cred = prepare_creds();
	if (!bprm->cred) {
		free_bprm(bprm);
		return ERR_PTR(-ENOMEM);
	}
	return bprm;
}

/* Puts file name, environment and arguments on the new stack, in that order downwards. */
static int bprm_copy_strings(struct linux_binprm *bprm, const struct string_vector *argv,
			     const struct string_vector *envp)
{
	int err = copy_string_kernel(bprm->filename, bprm);

	if (err)
		return err;
	bprm->exec = bprm->p;
	err = copy_strings(bprm, envp, bprm->envc);
	if (!err)
		err = copy_strings(bprm, argv, bprm->argc);
	if (!err && !bprm->argc) {
		/* A program may count on argv[0]; execve(2): an empty one is put there. */
		err = copy_string_kernel("", bprm);
		bprm->argc = 1;
	}
	return err;
}

/*
 * setuid(2) let this task become a user who has too many processes already, counting on execve to
 * refuse: programs check setuid's result too seldom. A task that is within the limit again passes.
 */
static bool over_process_limit(void)
{
	if ((current->flags & PF_NPROC_EXCEEDED) &&
	    atomic_long_read(&current_user()->processes) > rlimit(RLIMIT_NPROC))
		return true;
	current->flags &= ~PF_NPROC_EXCEEDED;
	return false;
}

/*
 * The whole of execve on an opened file, which it consumes.
 *
 * Returns 0, with the task's registers set to the new program's entry, or a negative errno with the
 * task as it was. Past the point of no return there is no program left to tell: the task dies.
 */
static int do_execve_file(struct file *file, const char *filename, bool inaccessible,
			  const struct string_vector *argv, const struct string_vector *envp)
{
	struct linux_binprm *bprm = alloc_bprm(file, filename);
	int err;

	if (IS_ERR(bprm))
		return PTR_ERR(bprm);
	bprm->path_inaccessible = inaccessible;
	err = -EAGAIN;
	if (over_process_limit())
		goto out;

	err = bprm->argc = string_vector_count(argv);
	if (err < 0)
		goto out;
	err = bprm->envc = string_vector_count(envp);
	if (err < 0)
		goto out;
	err = bprm_mm_init(bprm);
	if (err)
		goto out;
	bprm->shares_fs = exec_fs_begin();
	bprm_fill_creds(bprm);
	err = bprm_copy_strings(bprm, argv, envp);
	if (!err)
		err = exec_binprm(bprm);
	if (!bprm->shares_fs)
		exec_fs_end();
	if (err && bprm->point_of_no_return && !fatal_signal_pending(current))
		force_fatal_sig(SIGSEGV);
out:
	free_bprm(bprm);
	return err;
}

/*
 * How a program that was found from a descriptor can name itself, and its interpreter a script.
 * NULL for want of memory; the caller kfrees it.
 */
static char *fd_name(int dfd, const char *path)
{
	if (!*path)
		return kasprintf(GFP_KERNEL, "/dev/fd/%d", dfd);
	return kasprintf(GFP_KERNEL, "/dev/fd/%d/%s", dfd, path);
}

/* execveat(2) of a path that starts at a descriptor, or for an empty one of that. */
static int do_execve_fd(int dfd, const char *path, struct file *file,
			const struct string_vector *argv, const struct string_vector *envp)
{
	char *name = fd_name(dfd, path);
	int err;

	if (!name) {
		file_release_exec(file);
		return -ENOMEM;
	}
	/* The new program won't have the descriptor, if it is closed by the execve. */
	err = do_execve_file(file, name, get_close_on_exec(dfd), argv, envp);
	kfree(name);
	return err;
}

/* Opens what execveat(2) names: a path, or with AT_EMPTY_PATH the descriptor itself. */
static int do_execveat(int dfd, const char __user *upath, const struct string_vector *argv,
		       const struct string_vector *envp, int flags)
{
	struct filename *name;
	struct file *file;
	int err;

	name = getname_flags(upath, flags & AT_EMPTY_PATH ? LOOKUP_EMPTY : 0, NULL);
	if (IS_ERR(name))
		return PTR_ERR(name);

	file = do_open_execat(dfd, name, flags);
	if (IS_ERR(file))
		err = PTR_ERR(file);
	else if (dfd == AT_FDCWD || name->name[0] == '/')
		err = do_execve_file(file, name->name, false, argv, envp);
	else
		err = do_execve_fd(dfd, name->name, file, argv, envp);
	putname(name);
	return err;
}

int kernel_execve(const char *filename, const char *const *argv, const char *const *envp)
{
	const struct string_vector args = {.kernel = argv}, env = {.kernel = envp};
	struct file *file = open_exec(filename);

	if (IS_ERR(file))
		return PTR_ERR(file);
	return do_execve_file(file, filename, false, &args, &env);
}

SYSCALL_DEFINE3(execve, const char __user *, filename, const char __user *const __user *, argv,
		const char __user *const __user *, envp)
{
	const struct string_vector args = {.user = argv}, env = {.user = envp};

	return do_execveat(AT_FDCWD, filename, &args, &env, 0);
}

SYSCALL_DEFINE5(execveat, int, fd, const char __user *, filename, const char __user *const __user *,
		argv, const char __user *const __user *, envp, int, flags)
{
	const struct string_vector args = {.user = argv}, env = {.user = envp};

	return do_execveat(fd, filename, &args, &env, flags);
}

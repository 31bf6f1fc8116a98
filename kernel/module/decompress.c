// SPDX-License-Identifier: MIT
/*
 * Compressed modules: finit_module(2) with MODULE_INIT_COMPRESSED_FILE.
 *
 * The kernel can't decompress, but user space can: the program that goes with the file's first
 * bytes, "gzip -dc", "xz -dc" or "zstd -dc" from /bin or /usr/bin, is run on a copy of the file,
 * and its output is the image. It runs as root in process 1's root directory, with nothing open but
 * the two files and /dev/null, and may use so much processor time and write so much as a module can
 * be thought to need. kmod(8) asks for this if /sys/module/compression names the way in which the
 * file is compressed; busybox doesn't, but decompresses itself what it can.
 */
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/fcntl.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/kobject.h>
#include <linux/mm.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/resource.h>
#include <linux/sched/signal.h>
#include <linux/shmem_fs.h>
#include <linux/signal.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/sysfs.h>
#include <linux/umh.h>
#include <linux/vmalloc.h>
#include "internal.h"
#include "magic.h"

/* Seconds of processor time. */
#define CPU_MAX 120

/* One run of the program. The request's own, as its caller may be killed while it waits. */
struct unpacking {
	struct file *in, *out; /* referenced */
	char path[32];
	char *argv[3];
};

/* What is unpacked lies in memory twice for a moment, and others need some. */
static unsigned long output_max(void)
{
	return min_t(unsigned long, INT_MAX, (totalram_pages() << PAGE_SHIFT) / 4);
}

static void limit(unsigned int resource, unsigned long max)
{
	current->signal->rlim[resource] = (struct rlimit){max, max};
}

/* In the new task, before it becomes the program. */
static int set_up_program(struct subprocess_info *info, struct cred *new)
{
	struct unpacking *u = info->data;
	struct file *null = filp_open("/dev/null", O_WRONLY, 0);
	int err;

	if (IS_ERR(null))
		return PTR_ERR(null);
	err = replace_fd(0, u->in, 0);
	err = err < 0 ? err : replace_fd(1, u->out, 0);
	err = err < 0 ? err : replace_fd(2, null, 0);
	fput(null);
	if (err < 0)
		return err;
	limit(RLIMIT_FSIZE, output_max());
	limit(RLIMIT_CPU, CPU_MAX);
	limit(RLIMIT_CORE, 0);
	return 0;
}

static void free_unpacking(struct subprocess_info *info)
{
	struct unpacking *u = info->data;

	fput(u->in);
	fput(u->out);
	kfree(u);
}

/* The program's status as wait4(2) gives it, or an error of starting it. */
static int run_program(const char *folder, const struct compression *c, struct file *in,
		       struct file *out)
{
	static char *envp[] = {"HOME=/", "PATH=/sbin:/bin:/usr/sbin:/usr/bin", NULL};
	struct unpacking *u = kzalloc(sizeof(*u), GFP_KERNEL);
	struct subprocess_info *info;

	if (!u)
		return -ENOMEM;
	snprintf(u->path, sizeof(u->path), "%s/%s", folder, c->program);
	u->argv[0] = u->path;
	u->argv[1] = "-dc";
	u->in = get_file(in);
	u->out = get_file(out);
	info = call_usermodehelper_setup(u->path, u->argv, envp, GFP_KERNEL, set_up_program,
					 free_unpacking, u);
	if (!info) {
		fput(u->in);
		fput(u->out);
		kfree(u);
		return -ENOMEM;
	}
	return call_usermodehelper_exec(info, UMH_WAIT_PROC | UMH_KILLABLE);
}

/* What the program's status means. */
static int check_status(const char *file, const struct compression *c, int status)
{
	int sig = status & 0x7f;

	if (!status)
		return 0;
	if (status == -ENOENT) {
		pr_err("%s: is compressed by %s, and there is no /bin/%s or /usr/bin/%s to unpack "
		       "it\n",
		       file, c->name, c->program, c->program);
		return -EOPNOTSUPP;
	}
	if (status < 0) {
		pr_err("%s: can't run %s to unpack it: error %d (%pe)\n", file, c->program, status,
		       ERR_PTR(status));
		return status;
	}
	if (sig == SIGXFSZ) {
		pr_err("%s: more than %lu bytes come out of it\n", file, output_max());
		return -EFBIG;
	}
	if (sig)
		pr_err("%s: decompression failed: %s was ended by signal %d\n", file, c->program,
		       sig);
	else
		pr_err("%s: decompression failed with status %d of %s: damaged, or cut off?\n",
		       file, status >> 8, c->program);
	return -EINVAL;
}

/* The image becomes what is in the file. */
static int read_image(struct module_load *load, struct file *file)
{
	loff_t size = i_size_read(file_inode(file)), pos = 0;
	void *image;

	if (!size) {
		pr_err("%s: nothing comes out of it\n", load->report->file);
		return -EINVAL;
	}
	image = __vmalloc(size, GFP_KERNEL | __GFP_NOWARN);
	if (!image)
		return -ENOMEM;
	if (kernel_read(file, image, size, &pos) != size) {
		vfree(image);
		return -EIO;
	}
	vfree(load->copy);
	load->info.image = load->copy = image;
	load->info.len = size;
	return 0;
}

static int unpack(struct module_load *load, const struct compression *c, struct file *in,
		  struct file *out)
{
	loff_t pos = 0;
	ssize_t n = kernel_write(in, load->copy, load->info.len, &pos);
	int status, err;

	if (n != load->info.len)
		return n < 0 ? n : -ENOSPC;
	status = run_program("/bin", c, in, out);
	if (status == -ENOENT)
		status = run_program("/usr/bin", c, in, out);
	err = check_status(load->report->file, c, status);
	return err ?: read_image(load, out);
}

/*
 * load->copy, a compressed image, is replaced by its contents. 0; -EINVAL if it isn't compressed in
 * a way that is known, or is damaged; -EFBIG for contents that no module has; -EOPNOTSUPP without
 * the program; -ENOMEM and others. All but the lack of memory are logged. The caller waits for the
 * program, and can be killed.
 */
int decompress_module(struct module_load *load)
{
	const struct compression *c = image_compression(load->copy, load->info.len);
	struct file *in, *out;
	int err;

	if (!c) {
		pr_err("%s: not a compressed module (gzip, xz or zstd)\n", load->report->file);
		return -EINVAL;
	}
	in = shmem_file_setup("compressed module", 0, 0);
	if (IS_ERR(in))
		return PTR_ERR(in);
	out = shmem_file_setup("module", 0, 0);
	err = PTR_ERR_OR_ZERO(out);
	if (!err) {
		err = unpack(load, c, in, out);
		fput(out);
	}
	fput(in);
	return err;
}

/*
 * Linux knows one way, and its tools expect one word. All three work; this is the one that Debian's
 * kmod can't unpack itself.
 */
static ssize_t compression_show(struct kobject *kobj, struct kobj_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "gzip\n");
}

static struct kobj_attribute compression_attr = __ATTR_RO(compression);

/* dir: /sys/module. */
void __init module_decompress_init(struct kobject *dir)
{
	if (sysfs_create_file(dir, &compression_attr.attr))
		panic("No memory for /sys/module/compression");
}

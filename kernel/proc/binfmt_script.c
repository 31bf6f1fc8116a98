// SPDX-License-Identifier: MIT
/*
 * Scripts: "#! interpreter [one argument]". The interpreter runs with the argument, the script's
 * path and the script's own arguments behind its argv[0]. Source: execve(2), "Interpreter scripts".
 */
#include <linux/binfmts.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <kernel/binfmt.h>

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/*
 * Parses the line in place. *name and *arg point into buf; *arg is NULL when there is none, and is
 * the whole rest of the line otherwise, inner blanks included. False when no interpreter is named,
 * or when its name does not end inside the buffer: half a path must not be run.
 */
static bool parse_line(char *buf, size_t size, char **name, char **arg)
{
	char *end = memchr(buf, '\n', size);
	char *p = buf + 2;
	bool cut = !end && memchr(buf, '\0', size) == NULL;

	if (!end)
		end = cut ? buf + size - 1 : buf + strlen(buf);
	while (end > p && is_blank(end[-1]))
		end--;

	while (p < end && is_blank(*p))
		p++;
	if (p == end)
		return false;
	*name = p;
	while (p < end && !is_blank(*p))
		p++;
	if (p == end && cut)
		return false;

	*arg = NULL;
	*end = '\0';
	if (p < end) {
		*p++ = '\0';
		while (is_blank(*p))
			p++;
		*arg = p;
	}
	return true;
}

static int load_script(struct linux_binprm *bprm)
{
	char *name, *arg, *interp;
	struct file *file;
	int err;

	if (bprm->buf[0] != '#' || bprm->buf[1] != '!')
		return -ENOEXEC;
	if (!parse_line(bprm->buf, sizeof(bprm->buf), &name, &arg))
		return -ENOEXEC;
	if (bprm->path_inaccessible)
		return -ENOENT;

	/* Downwards on the stack: script path, argument, interpreter; argv[0] goes. */
	err = remove_arg_zero(bprm);
	if (!err)
		err = copy_string_kernel(bprm->interp, bprm);
	if (err)
		return err;
	bprm->argc++;
	if (arg) {
		err = copy_string_kernel(arg, bprm);
		if (err)
			return err;
		bprm->argc++;
	}
	err = copy_string_kernel(name, bprm);
	if (err)
		return err;
	bprm->argc++;

	interp = kstrdup(name, GFP_KERNEL);
	if (!interp)
		return -ENOMEM;
	if (bprm->interp != bprm->filename)
		kfree(bprm->interp);
	bprm->interp = interp;

	file = open_exec(interp);
	if (IS_ERR(file))
		return PTR_ERR(file);
	bprm->interpreter = file;
	return 0;
}

static struct linux_binfmt script_format = {
	.load_binary = load_script,
};

void binfmt_script_init(void)
{
	register_binfmt(&script_format);
}

// SPDX-License-Identifier: MIT
/*
 * Names of files behind %pd (a dentry) and %pD (an open file), with up to four components.
 *
 * Messages must not take the lock that guards names, since whoever prints may hold it. So the
 * caller holds a reference to the dentry or file, and a name that a rename changes meanwhile may
 * come out as the old, the new, or a mixture; never as something outside of the name.
 */
#include <linux/dcache.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/rcupdate.h>
#include <linux/sprintf.h>
#include <linux/string.h>

#include "vsprintf.h"

#define COMPONENTS_MAX 4

static void put_component(struct printbuf *b, const struct dentry *d, int *left)
{
	const unsigned char *name = READ_ONCE(d->d_name.name);
	int len = min_t(int, READ_ONCE(d->d_name.len), *left);

	/* Both may be of different names: stop at a NUL, which each name has behind its end. */
	for (int i = 0; i < len && name[i]; i++, (*left)--)
		pb_putc(b, name[i]);
}

void pb_dentry(struct printbuf *b, const void *ptr, struct printf_spec spec, const char *fmt)
{
	const struct dentry *d = ptr, *chain[COMPONENTS_MAX];
	int depth = fmt[1] >= '2' && fmt[1] <= '4' ? fmt[1] - '0' : 1;
	int left = spec.precision < 0 ? INT_MAX : spec.precision, n = 0;
	char *start = b->pos;

	if (pb_bad_pointer(b, d, spec))
		return;
	rcu_read_lock();
	while (n < depth) {
		chain[n++] = d;
		if (d == READ_ONCE(d->d_parent))
			break;
		d = READ_ONCE(d->d_parent);
	}
	while (n--) {
		put_component(b, chain[n], &left);
		/* A root's own name is the slash. */
		if (n && left && !IS_ROOT(chain[n])) {
			pb_putc(b, '/');
			left--;
		}
	}
	rcu_read_unlock();
	for (long pad = spec.width - (b->pos - start); pad > 0; pad--)
		pb_putc(b, ' ');
}

void pb_file(struct printbuf *b, const void *ptr, struct printf_spec spec, const char *fmt)
{
	const struct file *file = ptr;

	if (pb_bad_pointer(b, file, spec))
		return;
	pb_dentry(b, file->f_path.dentry, spec, fmt);
}

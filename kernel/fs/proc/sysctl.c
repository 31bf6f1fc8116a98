// SPDX-License-Identifier: MIT
/*
 * /proc/sys: the tree of directories that register_sysctl() fills, as files.
 *
 * A registration is a header and the caller's table. A header is used (a handler may run) and held
 * (its memory is pointed to): unregistering takes it out of the tree, waits until nobody uses it,
 * and lets the holders, inodes, drop theirs in time. An inode must not look at the table before it
 * has taken a use.
 *
 * Directories are headers too, made by the first registration below them and gone with the last.
 */
#include <linux/completion.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/sysctl.h>
#include <kernel/module.h>
#include "sysctl_internal.h"

DEFINE_SPINLOCK(sysctl_lock);

struct ctl_dir sysctl_root = {
	.header.table = sysctl_root.entry,
	.header.held = 1,
	.header.link = LIST_HEAD_INIT(sysctl_root.header.link),
	.entry[0] = {.procname = "sys", .mode = S_IFDIR | 0555},
	.children = LIST_HEAD_INIT(sysctl_root.children),
};

/* --- use and hold --- */

static void free_header(struct ctl_table_header *head)
{
	if (head->owns_table)
		kfree(head->table);
	kfree(head);
}

bool sysctl_use(struct ctl_table_header *head)
{
	bool ok;

	spin_lock(&sysctl_lock);
	ok = !head->leaving;
	if (ok)
		head->used++;
	spin_unlock(&sysctl_lock);
	return ok;
}

void sysctl_unuse(struct ctl_table_header *head)
{
	spin_lock(&sysctl_lock);
	if (!--head->used && head->unused)
		complete(head->unused);
	spin_unlock(&sysctl_lock);
}

void sysctl_release(struct ctl_table_header *head)
{
	bool last;

	spin_lock(&sysctl_lock);
	if (!--head->used && head->unused)
		complete(head->unused);
	last = !--head->held;
	spin_unlock(&sysctl_lock);
	if (last)
		free_header(head);
}

void sysctl_drop(struct ctl_table_header *head)
{
	bool last;

	spin_lock(&sysctl_lock);
	last = !--head->held;
	spin_unlock(&sysctl_lock);
	if (last)
		free_header(head);
}

/* --- the tree; all with sysctl_lock held --- */

static bool name_is(const struct ctl_table *entry, const char *name, size_t len)
{
	return !strncmp(entry->procname, name, len) && !entry->procname[len];
}

struct ctl_table *sysctl_find(struct ctl_dir *dir, const char *name, size_t len,
			      struct ctl_table_header **head)
{
	struct ctl_table_header *h;
	struct ctl_table *entry;

	list_for_each_entry (h, &dir->children, link) {
		for (entry = h->table; entry->procname; entry++) {
			if (name_is(entry, name, len)) {
				*head = h;
				return entry;
			}
		}
	}
	return NULL;
}

static void link_header(struct ctl_dir *dir, struct ctl_table_header *head)
{
	head->parent = dir;
	head->held++;
	list_add_tail(&head->link, &dir->children);
	dir->nr_children++;
}

/* Also the directories above that thereby become empty. */
void sysctl_unlink(struct ctl_table_header *head)
{
	struct ctl_dir *dir;

	while (head != &sysctl_root.header) {
		dir = head->parent;
		list_del_init(&head->link);
		head->leaving = true;
		if (!--head->held)
			free_header(head);
		if (--dir->nr_children)
			return;
		head = &dir->header;
	}
}

/* --- registration --- */

static struct ctl_dir *dir_alloc(const char *name, size_t len)
{
	struct ctl_dir *dir = kzalloc(struct_size(dir, name, len + 1), GFP_KERNEL);

	if (!dir)
		return NULL;
	memcpy(dir->name, name, len);
	dir->entry[0].procname = dir->name;
	dir->entry[0].mode = S_IFDIR | 0555;
	dir->header.table = dir->entry;
	INIT_LIST_HEAD(&dir->header.link);
	INIT_LIST_HEAD(&dir->children);
	return dir;
}

/*
 * The directory called name in dir, made if need be, with a child counted that does not exist yet:
 * it can't go before the caller has put something in. Gives that of dir up.
 */
static struct ctl_dir *enter_dir(struct ctl_dir *dir, const char *name, size_t len)
{
	struct ctl_dir *new = dir_alloc(name, len);
	struct ctl_dir *sub = new;
	struct ctl_table_header *head;

	if (!new)
		return ERR_PTR(-ENOMEM);
	spin_lock(&sysctl_lock);
	if (sysctl_find(dir, name, len, &head)) {
		sub = sysctl_to_dir(head);
	} else {
		link_header(dir, &new->header);
		new = NULL;
	}
	if (sub) {
		sub->nr_children++;
		dir->nr_children--;
	}
	spin_unlock(&sysctl_lock);
	kfree(new);
	return sub ?: ERR_PTR(-ENOTDIR);
}

/* Undoes the count of a child that never came. */
static void leave_dir(struct ctl_dir *dir)
{
	spin_lock(&sysctl_lock);
	if (!--dir->nr_children && dir != &sysctl_root)
		sysctl_unlink(&dir->header);
	spin_unlock(&sysctl_lock);
}

static struct ctl_dir *walk_to_dir(const char *path)
{
	struct ctl_dir *dir = &sysctl_root;

	spin_lock(&sysctl_lock);
	dir->nr_children++;
	spin_unlock(&sysctl_lock);
	while (*path) {
		size_t len = strcspn(path, "/");
		struct ctl_dir *sub;

		if (len) {
			sub = enter_dir(dir, path, len);
			if (IS_ERR(sub)) {
				leave_dir(dir);
				return sub;
			}
			dir = sub;
		}
		path += len;
		path += *path == '/';
	}
	return dir;
}

static int table_refused(const char *path, const struct ctl_table *entry, const char *why)
{
	pr_err("sysctl table check failed: %s/%s %s\n", path, entry->procname, why);
	return -EINVAL;
}

static bool has_our_handler(const struct ctl_table *entry)
{
	static proc_handler *const handlers[] = {
		proc_dostring,
		proc_dobool,
		proc_dointvec,
		proc_dointvec_minmax,
		proc_douintvec,
		proc_douintvec_minmax,
		proc_dou8vec_minmax,
		proc_doulongvec_minmax,
		proc_doulongvec_ms_jiffies_minmax,
		proc_dointvec_jiffies,
		proc_dointvec_userhz_jiffies,
		proc_dointvec_ms_jiffies,
		proc_do_large_bitmap,
	};

	for (unsigned int i = 0; i < ARRAY_SIZE(handlers); i++)
		if (entry->proc_handler == handlers[i])
			return true;
	return false;
}

/* Of a handler that is for one element. */
static bool is_array(const struct ctl_table *entry)
{
	if (entry->proc_handler == proc_douintvec || entry->proc_handler == proc_douintvec_minmax)
		return entry->maxlen != sizeof(unsigned int);
	return entry->proc_handler == proc_dou8vec_minmax && entry->maxlen != sizeof(u8);
}

/* What the handlers rely on, checked once. */
static int check_table(const char *path, const struct ctl_table *table)
{
	const struct ctl_table *entry;

	for (entry = table; entry->procname; entry++) {
		if (!entry->proc_handler)
			return table_refused(path, entry, "No proc_handler");
		if ((entry->mode & (S_IRUGO | S_IWUGO)) != entry->mode)
			return table_refused(path, entry, "bogus .mode");
		if (!has_our_handler(entry))
			continue;
		if (!entry->data)
			return table_refused(path, entry, "No data");
		if (!entry->maxlen)
			return table_refused(path, entry, "No maxlen");
		if (is_array(entry))
			return table_refused(path, entry, "array not allowed");
	}
	return 0;
}

/**
 * register_sysctl() - add a table's files to a directory of /proc/sys
 *
 * NULL, after a message, when a name is taken, the table is wrong or memory ends. May sleep.
 */
struct ctl_table_header *register_sysctl(const char *path, struct ctl_table *table)
{
	struct ctl_table_header *head, *other;
	struct ctl_table *entry;
	struct ctl_dir *dir;

	if (check_table(path, table))
		return NULL;
	head = kzalloc(sizeof(*head), GFP_KERNEL);
	if (!head)
		return NULL;
	head->table = table;
	head->owner = module_on_stack();
	INIT_LIST_HEAD(&head->link);
	dir = walk_to_dir(path);
	if (IS_ERR(dir)) {
		pr_err("sysctl: can't make directory %s: %pe\n", path, dir);
		goto free_head;
	}

	spin_lock(&sysctl_lock);
	for (entry = table; entry->procname; entry++)
		if (sysctl_find(dir, entry->procname, strlen(entry->procname), &other))
			break;
	if (!entry->procname) {
		head->held = 1; /* the caller's; the tree's comes with the link */
		link_header(dir, head);
		dir->nr_children--;
	}
	spin_unlock(&sysctl_lock);
	if (!entry->procname)
		return head;

	pr_err("sysctl duplicate entry: %s/%s\n", path, entry->procname);
	leave_dir(dir);
free_head:
	kfree(head);
	return NULL;
}
EXPORT_SYMBOL(register_sysctl);

static void unregister_one(struct ctl_table_header *head)
{
	DECLARE_COMPLETION_ONSTACK(unused);
	bool wait;

	spin_lock(&sysctl_lock);
	head->leaving = true;
	wait = head->used;
	if (wait)
		head->unused = &unused;
	if (!list_empty(&head->link))
		sysctl_unlink(head);
	spin_unlock(&sysctl_lock);
	if (wait)
		wait_for_completion(&unused);
	sysctl_drop(head);
}

/**
 * unregister_sysctl_table() - take a registration back
 *
 * Waits for handlers of the table that are running; afterwards the table is the caller's again.
 * NULL is ignored. May sleep.
 */
void unregister_sysctl_table(struct ctl_table_header *header)
{
	struct ctl_table_header **sub;

	if (!header)
		return;
	if (!header->subs) {
		unregister_one(header);
		return;
	}
	for (sub = header->subs; *sub; sub++)
		unregister_one(*sub);
	kfree(header->subs);
	kfree(header);
}
EXPORT_SYMBOL(unregister_sysctl_table);

/* --- register_sysctl_table(): a tree of tables, taken apart into one registration a directory ---
 */

static unsigned int count_tables(const struct ctl_table *table)
{
	unsigned int count = 1;

	for (; table->procname; table++)
		if (table->child)
			count += count_tables(table->child);
	return count;
}

/* A copy of table's files, without its directories: NULL when memory ends. */
static struct ctl_table *copy_files(const struct ctl_table *table)
{
	const struct ctl_table *entry;
	struct ctl_table *files, *to;
	size_t count = 1;

	for (entry = table; entry->procname; entry++)
		count++;
	files = to = kcalloc(count, sizeof(*files), GFP_KERNEL);
	if (!files)
		return NULL;
	for (entry = table; entry->procname; entry++)
		if (!entry->child)
			*to++ = *entry;
	return files;
}

static int register_level(const char *path, struct ctl_table *table,
			  struct ctl_table_header ***subs)
{
	struct ctl_table *files = copy_files(table);
	struct ctl_table_header *head;
	int err = 0;

	if (!files)
		return -ENOMEM;
	if (files->procname) {
		head = register_sysctl(path, files);
		if (!head) {
			kfree(files);
			return -EINVAL;
		}
		head->owns_table = true;
		*(*subs)++ = head;
	} else {
		kfree(files);
	}
	for (; table->procname && !err; table++) {
		char *below;

		if (!table->child)
			continue;
		below = kasprintf(GFP_KERNEL, "%s%s%s", path, *path ? "/" : "", table->procname);
		if (!below)
			return -ENOMEM;
		err = register_level(below, table->child, subs);
		kfree(below);
	}
	return err;
}

static struct ctl_table_header *register_tree(const char *path, struct ctl_table *table)
{
	struct ctl_table_header *head = kzalloc(sizeof(*head), GFP_KERNEL);
	struct ctl_table_header **next;

	if (!head)
		return NULL;
	head->subs = kcalloc(count_tables(table) + 1, sizeof(*head->subs), GFP_KERNEL);
	if (!head->subs) {
		kfree(head);
		return NULL;
	}
	next = head->subs;
	if (register_level(path, table, &next)) {
		unregister_sysctl_table(head);
		return NULL;
	}
	return head;
}

struct ctl_table_header *register_sysctl_table(struct ctl_table *table)
{
	return register_tree("", table);
}
EXPORT_SYMBOL(register_sysctl_table);

struct ctl_table_header *register_sysctl_paths(const struct ctl_path *path, struct ctl_table *table)
{
	struct ctl_table_header *head = NULL;
	char *text = kstrdup("", GFP_KERNEL);

	for (; text && path->procname; path++) {
		char *longer =
			kasprintf(GFP_KERNEL, "%s%s%s", text, *text ? "/" : "", path->procname);

		kfree(text);
		text = longer;
	}
	if (text)
		head = register_tree(text, table);
	kfree(text);
	return head;
}
EXPORT_SYMBOL(register_sysctl_paths);

struct ctl_table_header *register_sysctl_mount_point(const char *path)
{
	static struct ctl_table nothing[] = {{}};

	return register_sysctl(path, nothing);
}
EXPORT_SYMBOL(register_sysctl_mount_point);

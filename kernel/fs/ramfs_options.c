// SPDX-License-Identifier: MIT
/*
 * The mount options of tmpfs and ramfs: size, nr_blocks, nr_inodes, mode, uid, gid (tmpfs(5)).
 *
 * tmpfs refuses an option that it does not know; ramfs has always ignored them.
 */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/printk.h>
#include <linux/seq_file.h>
#include <linux/string.h>

#include "internal.h"
#include "ramfs.h"

/* Half of memory, in pages and in inodes. */
static unsigned long default_limit(void)
{
	return totalram_pages() / 2;
}

static umode_t default_mode(const char *type)
{
	return strcmp(type, "tmpfs") ? 0755 : 0777 | S_ISVTX;
}

void ramfs_default_options(const char *type, struct ramfs_options *opts)
{
	opts->max_pages = default_limit();
	opts->max_inodes = default_limit();
	opts->pages_given = opts->inodes_given = false;
	opts->mode = default_mode(type);
	opts->uid = GLOBAL_ROOT_UID;
	opts->gid = GLOBAL_ROOT_GID;
}

/* What an instance has now: where a remount starts from. */
void ramfs_options_of(const struct ramfs_sb_info *info, struct ramfs_options *opts)
{
	opts->max_pages = info->max_pages;
	opts->max_inodes = info->max_inodes;
	opts->pages_given = info->pages_given;
	opts->inodes_given = info->inodes_given;
	opts->mode = info->mode;
	opts->uid = info->uid;
	opts->gid = info->gid;
}

/* "10m", or "25%" of memory, to whole pages. 0 means no limit. */
static int parse_size(const char *value, unsigned long *pages)
{
	unsigned long long size;
	char *end;

	size = memparse(value, &end);
	if (end == value)
		return -EINVAL;
	if (*end == '%') {
		end++;
		if (size > 100)
			return -EINVAL;
		*pages = totalram_pages() * size / 100;
	} else {
		*pages = DIV_ROUND_UP(size, PAGE_SIZE);
	}
	if (*end)
		return -EINVAL;
	if (!*pages)
		*pages = LONG_MAX;
	return 0;
}

static int parse_count(const char *value, unsigned long *count)
{
	char *end;
	unsigned long long n = memparse(value, &end);

	if (end == value || *end || n > LONG_MAX)
		return -EINVAL;
	*count = n ? n : LONG_MAX;
	return 0;
}

static int parse_mode(const char *value, umode_t *mode)
{
	unsigned int n;

	if (kstrtouint(value, 8, &n))
		return -EINVAL;
	*mode = n & S_IALLUGO;
	return 0;
}

/*
 * mode=, uid= or gid=, which several file systems have, into the variable of that name. -ENOENT:
 * the key is another; -EINVAL.
 */
int parse_owner_option(const char *key, const char *value, umode_t *mode, kuid_t *uid, kgid_t *gid)
{
	unsigned int id;

	if (!strcmp(key, "mode"))
		return parse_mode(value, mode);
	if (strcmp(key, "uid") && strcmp(key, "gid"))
		return -ENOENT;
	if (kstrtouint(value, 0, &id) || id == (unsigned int)-1)
		return -EINVAL;
	if (*key == 'u')
		*uid = KUIDT_INIT(id);
	else
		*gid = KGIDT_INIT(id);
	return 0;
}

/* One "key=value". -ENOENT: no such key. */
static int parse_option(const char *key, const char *value, struct ramfs_options *opts)
{
	if (!strcmp(key, "size") || !strcmp(key, "nr_blocks")) {
		opts->pages_given = true;
		return *key == 's' ? parse_size(value, &opts->max_pages)
				   : parse_count(value, &opts->max_pages);
	}
	if (!strcmp(key, "nr_inodes")) {
		opts->inodes_given = true;
		return parse_count(value, &opts->max_inodes);
	}
	return parse_owner_option(key, value, &opts->mode, &opts->uid, &opts->gid);
}

/* Limits from opts into info, whose lock is held or which nobody else has yet. */
void ramfs_set_limits(struct ramfs_sb_info *info, const struct ramfs_options *opts)
{
	info->max_pages = opts->max_pages;
	info->max_inodes = opts->max_inodes;
	info->pages_given = opts->pages_given;
	info->inodes_given = opts->inodes_given;
}

/* data, if not NULL, is a comma separated list, which is cut up. Changes opts. -EINVAL. */
int ramfs_parse_options(const char *type, char *data, struct ramfs_options *opts)
{
	bool strict = strcmp(type, "ramfs") != 0;
	char *option;

	while ((option = strsep(&data, ","))) {
		char *value;
		int err;

		if (!*option)
			continue;
		value = strchr(option, '=');
		if (value)
			*value++ = '\0';
		err = parse_option(option, value ? value : "", opts);
		if (err == -ENOENT && !strict)
			continue;
		if (err == -ENOENT) {
			pr_err("%s: Unknown parameter '%s'\n", type, option);
			return -EINVAL;
		}
		if (err) {
			pr_err("%s: Bad value for '%s'\n", type, option);
			return -EINVAL;
		}
	}
	return 0;
}

/* What was asked for, for /proc/mounts. */
int ramfs_show_options(struct seq_file *m, struct dentry *root)
{
	const struct ramfs_sb_info *info = root->d_sb->s_fs_info;

	if (info->pages_given && info->max_pages != LONG_MAX)
		seq_printf(m, ",size=%luk", info->max_pages << (PAGE_SHIFT - 10));
	if (info->inodes_given && info->max_inodes != LONG_MAX)
		seq_printf(m, ",nr_inodes=%lu", info->max_inodes);
	if (info->mode != default_mode(root->d_sb->s_type->name))
		seq_printf(m, ",mode=%03o", info->mode);
	if (!uid_eq(info->uid, GLOBAL_ROOT_UID))
		seq_printf(m, ",uid=%u", __kuid_val(info->uid));
	if (!gid_eq(info->gid, GLOBAL_ROOT_GID))
		seq_printf(m, ",gid=%u", __kgid_val(info->gid));
	return 0;
}

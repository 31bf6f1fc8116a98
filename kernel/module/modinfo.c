// SPDX-License-Identifier: MIT
/*
 * What a module says about itself: the "tag=text" strings of .modinfo, each ended by one or more
 * NULs. elf_validity() has proved that the section's last byte is one.
 *
 * Part of the loader's core; compiled for the host as well.
 */
#include <linux/errno.h>
#include <linux/string.h>
#include "core.h"

/* The string after s, which ends before "end"; NULL if there is none. */
static const char *next_string(const char *s, const char *end)
{
	s += strlen(s);
	while (s < end && !*s)
		s++;
	return s < end ? s : NULL;
}

const char *get_next_modinfo(const struct load_info *info, const char *tag, const char *prev)
{
	size_t taglen = strlen(tag);
	const char *s, *end;

	if (!info->index.info)
		return NULL;
	s = section_data(info, info->index.info);
	end = s + info->sechdrs[info->index.info].sh_size;
	if (prev)
		s = next_string(prev, end);
	else if (!*s)
		s = next_string(s, end);
	for (; s; s = next_string(s, end))
		if (!strncmp(s, tag, taglen) && s[taglen] == '=')
			return s + taglen + 1;
	return NULL;
}

const char *get_modinfo(const struct load_info *info, const char *tag)
{
	return get_next_modinfo(info, tag, NULL);
}

void advise_rebuild(struct load_info *info, const char *ours)
{
	const char *theirs = get_modinfo(info, "vermagic");
	int release;

	if (!theirs || !strcmp(theirs, ours))
		return;
	release = strcspn(theirs, " ");
	if (!strncmp(theirs, ours, release + 1))
		load_log(info, LOAD_ERR,
			 "%s: built for a %.*s of another configuration: rebuild it with "
			 "make -C <Graft> M=<its folder> modules",
			 info->name, release, theirs);
	else
		load_log(info, LOAD_ERR,
			 "%s: built for %.*s, and this is %.*s: rebuild it with "
			 "make -C <Graft> M=<its folder> modules",
			 info->name, release, theirs, (int)strcspn(ours, " "), ours);
}

int check_vermagic(struct load_info *info, const char *ours, bool any_release)
{
	const char *theirs = get_modinfo(info, "vermagic");
	u64 skip_ours = any_release ? strcspn(ours, " ") : 0;
	u64 skip_theirs = any_release ? strcspn(theirs, " ") : 0;
	int err;

	if (!strcmp(theirs + skip_theirs, ours + skip_ours))
		return 0;
	err = bad(info, "%s: version magic '%s' should be '%s'", info->name, theirs, ours);
	advise_rebuild(info, ours);
	return err;
}

// SPDX-License-Identifier: MIT
/*
 * Versions of imported symbols: is what the kernel exports what the module was compiled against?
 *
 * A checksum of the type of every export (of its prototype, and of every structure that it leads
 * to) stands beside it in the exporter's __kcrctab. A module carries, in __versions, the checksums
 * that it was built with. If the two differ, the module would misread memory: it is refused before
 * it can.
 *
 * The entries stand in the order in which the module's build saw its imports, which is in general
 * that of the symbol table. So the first place to look is after the last hit. If that fails, once,
 * the names are put into a hash; however they are ordered, no import costs a search.
 *
 * Part of the loader's core; compiled for the host as well.
 */
#include <linux/compiler.h>
#include <linux/errno.h>
#include "core.h"
#include "names.h"

_Static_assert(sizeof(struct load_version) == 64, "the format of __versions");

/* An index with room: at most half of its slots are taken. A slot holds 1 + an entry's number. */
static u64 num_slots(u32 num)
{
	u64 slots = 4;

	while (slots < 2ULL * num)
		slots *= 2;
	return slots;
}

/* The slot of the entry with that name, which is not too long for one, or where it would be. */
static u32 *find_slot(const struct load_info *info, const char *name, struct name_key key)
{
	u64 mask = num_slots(info->versions.num) - 1;
	u32 *slot = info->versions.slot;
	u64 i = key.hash & mask;

	while (slot[i] && !name_equal(info->versions.entry[slot[i] - 1].name, name, key.len + 1))
		i = (i + 1) & mask;
	return &slot[i];
}

/* Of entries with one name the first is taken, so that they don't fill the way to others. */
static int make_index(struct load_info *info)
{
	const struct load_version *entry = info->versions.entry;

	info->versions.slot = info->env->alloc(info, num_slots(info->versions.num) * sizeof(u32));
	if (!info->versions.slot)
		return -ENOMEM;
	for (u32 i = 0; i < info->versions.num; i++) {
		u32 *slot = find_slot(info, entry[i].name,
				      name_key(entry[i].name, sizeof(entry[i].name)));

		if (!*slot)
			*slot = i + 1;
	}
	return 0;
}

/* The number of the entry with that name, by the index; versions.num if there is none; or -ENOMEM.
 */
static noinline s64 search_version(struct load_info *info, const char *name, struct name_key key)
{
	u32 slot;

	if (key.len >= sizeof(info->versions.entry->name))
		return info->versions.num;
	if (!info->versions.slot && make_index(info))
		return -ENOMEM;
	slot = *find_slot(info, name, key);
	return slot ? slot - 1 : info->versions.num;
}

/* The words for an import that the module was built with another version of, or with none. */
static noinline int bad_version(struct load_info *info, const char *name, u32 crc, u32 number)
{
	if (number < info->versions.num) {
		load_log(info, LOAD_WARN,
			 "%s: disagrees about version of symbol %s (built with %#llx, here it is "
			 "%#x: rebuild it against this kernel)",
			 info->name, name, info->versions.entry[number].crc, crc);
		return -EINVAL;
	}
	/* Not a sign of a wrong kernel but of a strange toolchain: said once, and let in. */
	if (!info->versions.warned)
		load_log(info, LOAD_WARN, "%s: no symbol version for %s", info->name, name);
	info->versions.warned = true;
	return 0;
}

int check_version(struct load_info *info, const char *name, struct name_key key, u32 crc)
{
	const struct load_version *entry = &info->versions.entry[info->versions.next];
	s64 number = info->versions.next;

	/* With its NUL; a longer name than an entry has room for has no entry. */
	if (number >= info->versions.num || key.len >= sizeof(entry->name) ||
	    !name_equal(entry->name, name, key.len + 1)) {
		number = search_version(info, name, key);
		if (number < 0)
			return number;
		entry = &info->versions.entry[number];
	}
	if (number < info->versions.num && entry->crc == crc) {
		info->versions.next = number + 1;
		return 0;
	}
	return bad_version(info, name, crc, number);
}

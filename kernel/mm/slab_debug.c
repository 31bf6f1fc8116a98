// SPDX-License-Identifier: MIT
/*
 * Slab debugging, asked for on the kernel command line, as with Linux's SLUB:
 *
 *	slub_debug                all of it, for all caches
 *	slub_debug=FZ             by letter: F checks on every free (always cheap here), Z red
 *	                          zones, P poison, U who allocated and freed
 *	slub_debug=ZP,kmalloc-*   for these caches only; a * ends a name of which the start matches
 *	slub_debug=ZP,a;U,b       several such rules, parted by semicolons
 *	slub_debug=-              none
 *
 * A red zone is a word or more on each side of an object whose bytes say whether it is in use;
 * poison fills a free object, so that a write to it shows when it is handed out again. What is
 * damaged is reported, and then left out of use (a free object) or put right (a red zone).
 */
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/poison.h>
#include <linux/printk.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/string.h>
#include <kernel/cmdline.h>
#include "slab.h"

/* The parameter's value; "" for the bare word, NULL when it isn't there. Constant. */
static const char *debug_rules __ro_after_init;

/* ---- Which flags for which cache ---- */

static slab_flags_t flags_of_letters(const char *s, size_t n)
{
	slab_flags_t flags = 0;

	if (!n)
		return SLAB_DEBUG_FLAGS;
	for (; n; n--, s++) {
		switch (*s) {
		case 'F':
		case 'f':
			flags |= SLAB_CONSISTENCY_CHECKS;
			break;
		case 'Z':
		case 'z':
			flags |= SLAB_RED_ZONE;
			break;
		case 'P':
		case 'p':
			flags |= SLAB_POISON;
			break;
		case 'U':
		case 'u':
			flags |= SLAB_STORE_USER;
			break;
		case '-':
			return 0;
		default:
			pr_err("slub_debug option '%c' unknown. skipped\n", *s);
		}
	}
	return flags;
}

/* Is `name` among the comma-separated patterns of n characters? */
static bool name_listed(const char *name, const char *list, size_t n)
{
	while (n) {
		size_t len = 0;

		while (len < n && list[len] != ',')
			len++;
		if (len && list[len - 1] == '*' ? !strncmp(name, list, len - 1)
						: strlen(name) == len && !memcmp(name, list, len))
			return true;
		list += len;
		n -= len;
		if (n) {
			list++;
			n--;
		}
	}
	return false;
}

slab_flags_t slab_debug_flags(const char *name)
{
	const char *rule = debug_rules;
	slab_flags_t flags = 0;

	while (rule) {
		const char *end = strchrnul(rule, ';'), *letters_end = rule;

		while (letters_end < end && *letters_end != ',')
			letters_end++;
		if (letters_end == end || name_listed(name, letters_end + 1, end - letters_end - 1))
			flags = flags_of_letters(rule, letters_end - rule);
		rule = *end ? end + 1 : NULL;
	}
	return flags;
}

void __init slab_debug_init(void)
{
	debug_rules = cmdline_get("slub_debug");
}

/* ---- Checks; the caller holds s->lock ---- */

/*
 * Compare memory with what it should be full of, and report the first byte that differs. True when
 * it is intact.
 */
static bool check_bytes(struct kmem_cache *s, struct page *slab, void *obj, unsigned long caller,
			const char *what, void *start, u8 value, size_t n)
{
	u8 *bad = memchr_inv(start, value, n);

	if (likely(!bad))
		return true;
	slab_report(s, slab, obj, caller, "%s overwritten: 0x%px is 0x%x instead of 0x%x", what,
		    bad, *bad, value);
	return false;
}

static void *right_zone(const struct kmem_cache *s, void *obj)
{
	return (char *)obj + s->object_size;
}

/* The right red zone starts right behind the object, within the word that it may end in. */
static size_t right_zone_size(const struct kmem_cache *s)
{
	return s->free_offset - s->object_size;
}

static void set_red_zones(struct kmem_cache *s, void *obj, u8 value)
{
	memset((char *)obj - s->left_pad, value, s->left_pad);
	memset(right_zone(s, obj), value, right_zone_size(s));
}

static bool check_red_zones(struct kmem_cache *s, struct page *slab, void *obj,
			    unsigned long caller, u8 value)
{
	/* Both are looked at, for both are reported. */
	bool left = check_bytes(s, slab, obj, caller, "Left Redzone", (char *)obj - s->left_pad,
				value, s->left_pad);
	bool right = check_bytes(s, slab, obj, caller, "Right Redzone", right_zone(s, obj), value,
				 right_zone_size(s));

	return left && right;
}

static void set_poison(struct kmem_cache *s, u8 *obj)
{
	memset(obj, POISON_FREE, s->object_size - 1);
	obj[s->object_size - 1] = POISON_END;
}

static bool check_poison(struct kmem_cache *s, struct page *slab, u8 *obj, unsigned long caller)
{
	return check_bytes(s, slab, obj, caller, "Poison", obj, POISON_FREE, s->object_size - 1) &&
	       check_bytes(s, slab, obj, caller, "End Poison", obj + s->object_size - 1, POISON_END,
			   1);
}

/* An object that is constructed, or may be looked at by RCU, keeps its content while it is free. */
static bool poisoned(const struct kmem_cache *s)
{
	return s->flags & SLAB_POISON && !s->ctor && !(s->flags & SLAB_TYPESAFE_BY_RCU);
}

static void set_track(struct kmem_cache *s, void *obj, enum track_item item, unsigned long caller)
{
	struct track *t = object_track(s, obj, item);

	t->addr = caller;
	t->when = jiffies;
	t->cpu = smp_processor_id();
	t->pid = task_pid_nr(current);
}

void slab_debug_new(struct kmem_cache *s, void *obj)
{
	if (s->flags & SLAB_RED_ZONE)
		set_red_zones(s, obj, SLUB_RED_INACTIVE);
	if (poisoned(s))
		set_poison(s, obj);
	if (s->flags & SLAB_STORE_USER)
		memset(object_track(s, obj, TRACK_ALLOC), 0, 2 * sizeof(struct track));
}

bool slab_debug_alloc(struct kmem_cache *s, struct page *slab, void *obj, unsigned long caller)
{
	if (s->flags & SLAB_RED_ZONE) {
		if (!check_red_zones(s, slab, obj, caller, SLUB_RED_INACTIVE))
			return false;
		set_red_zones(s, obj, SLUB_RED_ACTIVE);
	}
	if (poisoned(s)) {
		if (!check_poison(s, slab, obj, caller))
			return false;
		/* So that use before initialisation shows as well. */
		memset(obj, POISON_INUSE, s->object_size);
	}
	if (s->flags & SLAB_STORE_USER)
		set_track(s, obj, TRACK_ALLOC, caller);
	return true;
}

bool slab_debug_free(struct kmem_cache *s, struct page *slab, void *obj, unsigned long caller)
{
	if (s->flags & SLAB_RED_ZONE) {
		check_red_zones(s, slab, obj, caller, SLUB_RED_ACTIVE);
		set_red_zones(s, obj, SLUB_RED_INACTIVE);
	}
	if (poisoned(s))
		set_poison(s, obj);
	if (s->flags & SLAB_STORE_USER)
		set_track(s, obj, TRACK_FREE, caller);
	return true;
}

// SPDX-License-Identifier: MIT
/*
 * Several loads of one module: one wins, the others wait and get its result.
 *
 * Whoever takes a name first loads the module. Who comes with the same name while that lasts waits
 * until it is over, with nothing allocated but what it has prepared, and then does not repeat the
 * work:
 *   the winner succeeded                -EEXIST, since the module is there now
 *   it failed, with the same image,     what the winner got: the same would happen again
 *   arguments and flags
 *   it failed with others               -EBUSY: what was refused was not this; try again
 *   it crashed                          -EBUSY, and a line that says how to go on
 * The first and the last are Linux 6.1's; the second is what Linux does since 6.5, except that
 * there a loser of a successful race gets 0.
 *
 * A signal ends the waiting (-ERESTARTSYS), and so does finding out that the winner waits for us
 * (waits.c). A name whose module is there, or leaving, is not waited for: -EEXIST, -EBUSY.
 */
#include <linux/errno.h>
#include <linux/printk.h>
#include <linux/rculist.h>
#include <linux/refcount.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include "internal.h"
#include "names.h"

/* One load that others may wait for. The module and each of these have a reference. */
struct load_attempt {
	refcount_t refs;
	u64 fingerprint; /* of what is loaded; constant */
	bool over;	 /* this and the result: module_mutex */
	int result;
};

static void put_attempt(struct load_attempt *a)
{
	if (refcount_dec_and_test(&a->refs))
		kfree(a);
}

u64 hash_bytes(u64 hash, const void *bytes, size_t len)
{
	const u8 *p = bytes;
	u64 word;

	hash = name_mix(hash, len);
	for (; len >= sizeof(word); p += sizeof(word), len -= sizeof(word)) {
		memcpy(&word, p, sizeof(word));
		hash = name_mix(hash, word);
	}
	word = 0;
	memcpy(&word, p, len);
	return name_mix(hash, word);
}

/*
 * The same for two loads that have the same image, arguments and flags, and for no others; not for
 * one whose arguments can't be read.
 */
static u64 fingerprint(const struct module_load *load)
{
	u64 hash = name_mix(load->report->fingerprint, load->flags);

	if (!load->args)
		return name_mix(hash, (unsigned long)load);
	return hash_bytes(hash, load->args, strlen(load->args));
}

static struct load_attempt *new_attempt(const struct module_load *load)
{
	struct load_attempt *a = kzalloc(sizeof(*a), GFP_KERNEL);

	if (!a)
		return NULL;
	refcount_set(&a->refs, 1);
	a->fingerprint = fingerprint(load);
	a->result = -EBUSY;
	return a;
}

static bool is_over(struct load_attempt *a)
{
	bool over;

	mutex_lock(&module_mutex);
	over = a->over;
	mutex_unlock(&module_mutex);
	return over;
}

/* Waits for the winner; what our own load comes to. */
static int wait_for_rival(struct module *mod, struct load_attempt *rival, u64 ours)
{
	struct module_wait wait;
	int err = module_wait_begin(&wait, mod->name);

	if (err) {
		pr_warn("%s: is being loaded already, by an init that waits for this load: "
			"refused\n",
			mod->name);
		return err;
	}
	err = wait_event_interruptible(module_wq, is_over(rival));
	module_wait_end(&wait);
	if (err)
		return err;
	if (!rival->result)
		return -EEXIST;
	return rival->fingerprint == ours ? rival->result : -EBUSY;
}

/* A name that can't be taken because what had it crashed: the way out. */
static void say_if_crashed(const char *name)
{
	const struct module *mod;

	mutex_lock(&module_mutex);
	mod = find_module_all(name, true);
	if (mod && module_is_crashed(mod))
		log_crashed(mod);
	mutex_unlock(&module_mutex);
}

/*
 * Takes the name for load->mod, or finds that another has it: the errors above, -ENOMEM. May sleep.
 */
int add_unformed_module(struct module_load *load)
{
	struct module *mod = load->mod, *old;
	struct load_attempt *ours = new_attempt(load), *rival = NULL;
	int err = 0;

	if (!ours)
		return -ENOMEM;
	mutex_lock(&module_mutex);
	old = find_module_all(mod->name, true);
	if (!old) {
		mod->attempt = ours;
		mod->loader = current;
		list_add_rcu(&mod->list, &modules);
	} else if (old->attempt) {
		rival = old->attempt;
		refcount_inc(&rival->refs);
	} else {
		err = old->state == MODULE_STATE_LIVE ? -EEXIST : -EBUSY;
	}
	mutex_unlock(&module_mutex);
	if (!old)
		return 0;

	if (rival) {
		err = wait_for_rival(mod, rival, ours->fingerprint);
		put_attempt(rival);
	}
	put_attempt(ours);
	if (err == -EBUSY)
		say_if_crashed(mod->name);
	return err;
}

/* The load has failed, with that errno; it is over when the module is gone. */
void module_load_failed(struct module *mod, int err)
{
	mutex_lock(&module_mutex);
	if (mod->attempt)
		mod->attempt->result = err;
	mutex_unlock(&module_mutex);
}

/*
 * The load is over; whoever waits for it goes on, when the caller drops module_mutex. Once: later
 * calls for the same module do nothing.
 */
static void end_attempt(struct module *mod)
{
	if (!mod->attempt)
		return;
	mod->attempt->over = true;
	put_attempt(mod->attempt);
	mod->attempt = NULL;
	mod->loader = NULL;
	wake_up_all(&module_wq);
}

/* It has succeeded. Under module_mutex. */
void module_load_succeeded(struct module *mod)
{
	mod->attempt->result = 0;
	end_attempt(mod);
}

/* It has come to the end that module_load_failed() told. Under module_mutex. */
void module_load_over(struct module *mod)
{
	end_attempt(mod);
}

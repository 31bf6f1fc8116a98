// SPDX-License-Identifier: MIT
/*
 * Static keys: who tests which, and switching.
 *
 * The kernel, and each module that tests keys, has a table of the places, sorted by key. Whoever
 * switches a key goes through all tables and has those places rewritten. A key knows nothing of
 * them, so that a module may test keys of the kernel or of another module without anything to
 * allocate, and its own may be tested by others that come later: those have a reference on it.
 *
 * Locks, outermost first: jump_label_mutex (the list of tables, and every switch), text_mutex.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/jump_label.h>
#include <linux/jump_label_ratelimit.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/notifier.h>
#include <linux/sort.h>
#include <linux/string.h>
#include <asm/sections.h>
#include <kernel/paging.h>
#include <kernel/text.h>
#include "internal.h"

extern struct jump_entry __start___jump_table[], __stop___jump_table[];

static DEFINE_MUTEX(jump_label_mutex);
static LIST_HEAD(tables); /* of struct module, by jump_list; jump_label_mutex */

bool static_key_initialized __read_mostly;
EXPORT_SYMBOL_GPL(static_key_initialized);

int static_key_count(struct static_key *key)
{
	int n = atomic_read(&key->enabled);

	return n >= 0 ? n : 1;
}
EXPORT_SYMBOL_GPL(static_key_count);

/* ---- Tables ---- */

static int compare_entries(const void *a, const void *b)
{
	unsigned long x = (unsigned long)jump_entry_key(a), y = (unsigned long)jump_entry_key(b);

	if (x == y) {
		x = jump_entry_code(a);
		y = jump_entry_code(b);
	}
	return x < y ? -1 : x > y;
}

/* As it would be at another place: its fields are distances from themselves. */
static struct jump_entry moved_entry(const struct jump_entry *entry, const struct jump_entry *to)
{
	long delta = (long)entry - (long)to;

	return (struct jump_entry){
		.code = entry->code + delta,
		.target = entry->target + delta,
		.key = entry->key + delta,
	};
}

static void swap_entries(void *a, void *b, int size)
{
	struct jump_entry from_b = moved_entry(b, a);

	*(struct jump_entry *)b = moved_entry(a, b);
	*(struct jump_entry *)a = from_b;
}

static void sort_entries(struct jump_entry *start, struct jump_entry *stop)
{
	sort(start, stop - start, sizeof(*start), compare_entries, swap_entries);
}

/* The first entry of the key or of a greater one. */
static struct jump_entry *first_entry(struct jump_entry *start, struct jump_entry *stop,
				      const struct static_key *key)
{
	while (start < stop) {
		struct jump_entry *mid = start + (stop - start) / 2;

		if (jump_entry_key(mid) < key)
			start = mid + 1;
		else
			stop = mid;
	}
	return start;
}

/* ---- Code ---- */

static void jump_insn(const struct jump_entry *entry, u8 *insn)
{
	s32 disp = jump_entry_target(entry) - jump_entry_code(entry) - JUMP_LABEL_SIZE;

	insn[0] = JMP32_INSN_OPCODE;
	memcpy(insn + 1, &disp, sizeof(disp));
}

static bool is_jump(const struct jump_entry *entry)
{
	return *(const u8 *)jump_entry_code(entry) == JMP32_INSN_OPCODE;
}

/* Makes the place what its key asks for. Under text_mutex, unless nobody can run it yet. */
static void update_entry(const struct jump_entry *entry, bool on)
{
	bool jump = on != jump_entry_is_branch(entry);
	u8 insn[JUMP_LABEL_SIZE];

	if (jump == is_jump(entry))
		return;
	if (jump)
		jump_insn(entry, insn);
	else
		memcpy(insn, nop5_insn, sizeof(insn));
	text_poke_bp((void *)jump_entry_code(entry), insn, sizeof(insn));
}

/* The kernel's own entries in init code, when that is gone. */
static bool is_gone(const struct jump_entry *entry)
{
	return initmem_freed && is_kernel_inittext(jump_entry_code(entry));
}

static void update_table(struct jump_entry *start, struct jump_entry *stop,
			 const struct static_key *key, bool on)
{
	struct jump_entry *entry;

	for (entry = first_entry(start, stop, key); entry < stop && jump_entry_key(entry) == key;
	     entry++)
		if (!is_gone(entry))
			update_entry(entry, on);
}

/* Under jump_label_mutex. */
static void update_all(const struct static_key *key, bool on)
{
	struct module *mod;

	mutex_lock(&text_mutex);
	update_table(__start___jump_table, __stop___jump_table, key, on);
	list_for_each_entry (mod, &tables, jump_list)
		update_table(mod->jump_entries, mod->jump_entries + mod->num_jump_entries, key, on);
	mutex_unlock(&text_mutex);
}

/* ---- Switching ---- */

static void check_use(const char *function, struct static_key *key)
{
	WARN(!static_key_initialized,
	     "%s(): static key '%pS' used before call to jump_label_init()", function, key);
}

/* Is it on already? Then it is wanted once more. */
static bool inc_not_zero(struct static_key *key)
{
	int n = atomic_read(&key->enabled);

	while (n > 0)
		if (atomic_try_cmpxchg(&key->enabled, &n, n + 1))
			return true;
	return false;
}

/* From off to on. Others that test see it on only when all code is. Under jump_label_mutex. */
static void switch_on(struct static_key *key)
{
	atomic_set(&key->enabled, -1);
	update_all(key, true);
	atomic_set_release(&key->enabled, 1);
}

void static_key_slow_inc_cpuslocked(struct static_key *key)
{
	check_use(__func__, key);
	if (inc_not_zero(key))
		return;
	mutex_lock(&jump_label_mutex);
	if (atomic_read(&key->enabled) == 0)
		switch_on(key);
	else
		atomic_inc(&key->enabled);
	mutex_unlock(&jump_label_mutex);
}

void static_key_slow_inc(struct static_key *key)
{
	static_key_slow_inc_cpuslocked(key);
}
EXPORT_SYMBOL_GPL(static_key_slow_inc);

/* One less, if that isn't the last one. */
static bool dec_not_last(struct static_key *key)
{
	int n = atomic_read(&key->enabled);

	while (n != 1) {
		if (WARN(n <= 0, "jump label: negative count!\n"))
			return true;
		if (atomic_try_cmpxchg(&key->enabled, &n, n - 1))
			return true;
	}
	return false;
}

void static_key_slow_dec_cpuslocked(struct static_key *key)
{
	check_use(__func__, key);
	if (dec_not_last(key))
		return;
	mutex_lock(&jump_label_mutex);
	if (atomic_dec_and_test(&key->enabled))
		update_all(key, false);
	mutex_unlock(&jump_label_mutex);
}

void static_key_slow_dec(struct static_key *key)
{
	static_key_slow_dec_cpuslocked(key);
}
EXPORT_SYMBOL_GPL(static_key_slow_dec);

void static_key_enable_cpuslocked(struct static_key *key)
{
	check_use(__func__, key);
	if (atomic_read(&key->enabled) > 0) {
		WARN_ON_ONCE(atomic_read(&key->enabled) != 1);
		return;
	}
	mutex_lock(&jump_label_mutex);
	if (atomic_read(&key->enabled) == 0)
		switch_on(key);
	mutex_unlock(&jump_label_mutex);
}
EXPORT_SYMBOL_GPL(static_key_enable_cpuslocked);

void static_key_enable(struct static_key *key)
{
	static_key_enable_cpuslocked(key);
}
EXPORT_SYMBOL_GPL(static_key_enable);

void static_key_disable_cpuslocked(struct static_key *key)
{
	check_use(__func__, key);
	if (atomic_read(&key->enabled) != 1) {
		WARN_ON_ONCE(atomic_read(&key->enabled) != 0);
		return;
	}
	mutex_lock(&jump_label_mutex);
	if (atomic_cmpxchg(&key->enabled, 1, 0) == 1)
		update_all(key, false);
	mutex_unlock(&jump_label_mutex);
}
EXPORT_SYMBOL_GPL(static_key_disable_cpuslocked);

void static_key_disable(struct static_key *key)
{
	static_key_disable_cpuslocked(key);
}
EXPORT_SYMBOL_GPL(static_key_disable);

/* ---- Late ---- */

void jump_label_update_timeout(struct work_struct *work)
{
	struct static_key_deferred *key = container_of(work, struct static_key_deferred, work.work);

	static_key_slow_dec(&key->key);
}
EXPORT_SYMBOL_GPL(jump_label_update_timeout);

void __static_key_slow_dec_deferred(struct static_key *key, struct delayed_work *work,
				    unsigned long timeout)
{
	check_use(__func__, key);
	if (!dec_not_last(key))
		schedule_delayed_work(work, timeout);
}
EXPORT_SYMBOL_GPL(__static_key_slow_dec_deferred);

void __static_key_deferred_flush(void *key, struct delayed_work *work)
{
	check_use(__func__, key);
	flush_delayed_work(work);
}
EXPORT_SYMBOL_GPL(__static_key_deferred_flush);

void jump_label_rate_limit(struct static_key_deferred *key, unsigned long rl)
{
	check_use(__func__, &key->key);
	key->timeout = rl;
	INIT_DELAYED_WORK(&key->work, jump_label_update_timeout);
}
EXPORT_SYMBOL_GPL(jump_label_rate_limit);

/* ---- Modules ---- */

static bool is_code(unsigned long addr, size_t len, const struct module *mod)
{
	return within_module_text(addr, mod) && within_module_text(addr + len - 1, mod);
}

/* A key is a variable of the kernel, of the module, or of one that it uses. */
static bool is_key(const struct static_key *key, const struct module *mod)
{
	unsigned long addr = (unsigned long)key;

	if (addr % __alignof__(*key))
		return false;
	return (addr >= (unsigned long)_sdata && addr < (unsigned long)_end) ||
	       (within_module(addr, mod) && !within_module_text(addr, mod)) ||
	       (__module_address(addr) && !__module_text_address(addr));
}

static const char *wrong_with(const struct jump_entry *entry, const struct module *mod)
{
	u8 jump[JUMP_LABEL_SIZE];
	const void *code = (const void *)jump_entry_code(entry);

	if (!is_code(jump_entry_code(entry), JUMP_LABEL_SIZE, mod) ||
	    !is_code(jump_entry_target(entry), 1, mod))
		return "lies outside of the module's code";
	if (!is_key(jump_entry_key(entry), mod))
		return "tests what is no variable";
	jump_insn(entry, jump);
	if (memcmp(code, nop5_insn, sizeof(jump)) && memcmp(code, jump, sizeof(jump)))
		return "has code that is no static branch";
	return NULL;
}

int check_jump_table(struct load_info *info, struct module *mod)
{
	for (unsigned int i = 0; i < mod->num_jump_entries; i++) {
		const struct jump_entry *entry = &mod->jump_entries[i];
		const char *wrong = wrong_with(entry, mod);

		if (wrong)
			return bad(info, "%s: static branch %u at %#lx (key %#lx) %s", mod->name, i,
				   jump_entry_code(entry), (unsigned long)jump_entry_key(entry),
				   wrong);
	}
	sort_entries(mod->jump_entries, mod->jump_entries + mod->num_jump_entries);
	return 0;
}

/* Its code becomes what the keys say now; from here on it follows them. */
static void add_module(struct module *mod)
{
	mutex_lock(&jump_label_mutex);
	mutex_lock(&text_mutex);
	for (unsigned int i = 0; i < mod->num_jump_entries; i++) {
		const struct jump_entry *entry = &mod->jump_entries[i];

		update_entry(entry, static_key_count(jump_entry_key(entry)) > 0);
	}
	mutex_unlock(&text_mutex);
	list_add_tail(&mod->jump_list, &tables);
	mutex_unlock(&jump_label_mutex);
}

/* The entries of init's code, which is about to go, fall out. The table is still writable. */
static void drop_init_entries(struct module *mod)
{
	unsigned int kept = 0;

	mutex_lock(&jump_label_mutex);
	for (unsigned int i = 0; i < mod->num_jump_entries; i++) {
		struct jump_entry *from = &mod->jump_entries[i], *to = &mod->jump_entries[kept];

		if (within_module_init(jump_entry_code(from), mod))
			continue;
		if (from != to)
			*to = moved_entry(from, to);
		kept++;
	}
	mod->num_jump_entries = kept;
	mutex_unlock(&jump_label_mutex);
}

void jump_label_forget_module(struct module *mod)
{
	if (!mod->num_jump_entries)
		return;
	mutex_lock(&jump_label_mutex);
	if (mod->jump_list.next)
		list_del(&mod->jump_list);
	mod->jump_list.next = NULL;
	mod->num_jump_entries = 0;
	mutex_unlock(&jump_label_mutex);
}

static int on_module(struct notifier_block *nb, unsigned long state, void *data)
{
	struct module *mod = data;

	if (!mod->num_jump_entries)
		return NOTIFY_DONE;
	switch (state) {
	case MODULE_STATE_COMING:
		add_module(mod);
		break;
	case MODULE_STATE_LIVE:
		drop_init_entries(mod);
		break;
	case MODULE_STATE_GOING:
		jump_label_forget_module(mod);
		break;
	}
	return NOTIFY_DONE;
}

/* Before any other listener, whose code may be in a module that tests keys. */
static struct notifier_block module_nb = {.notifier_call = on_module, .priority = 1};

static bool table_reserves(const struct jump_entry *entry, const struct jump_entry *stop,
			   const void *start, const void *end)
{
	for (; entry < stop; entry++) {
		unsigned long code = jump_entry_code(entry);

		if (!is_gone(entry) && code < (unsigned long)end &&
		    code + JUMP_LABEL_SIZE > (unsigned long)start)
			return true;
	}
	return false;
}

bool jump_label_text_reserved(const void *start, const void *end)
{
	struct module *mod;
	bool reserved;

	if (table_reserves(__start___jump_table, __stop___jump_table, start, end))
		return true;
	rcu_read_lock();
	mod = __module_text_address((unsigned long)start);
	reserved = mod && table_reserves(mod->jump_entries,
					 mod->jump_entries + mod->num_jump_entries, start, end);
	rcu_read_unlock();
	return reserved;
}

void __init jump_label_init(void)
{
	struct jump_entry *entry;

	sort_entries(__start___jump_table, __stop___jump_table);
	/* Code begins as keys do, but for the older functions, which don't know how theirs did. */
	mutex_lock(&text_mutex);
	for (entry = __start___jump_table; entry < __stop___jump_table; entry++)
		update_entry(entry, static_key_count(jump_entry_key(entry)) > 0);
	mutex_unlock(&text_mutex);
	static_key_initialized = true;
	register_module_notifier(&module_nb);
}

// SPDX-License-Identifier: MIT
/*
 * Static keys of every kind, tested in loops around switching them, in code that stays and in
 * init's. What is not as it should be is told with "not so". static_keys_user tests the exported
 * ones.
 */
#include <linux/jump_label.h>
#include <linux/jump_label_ratelimit.h>
#include <linux/module.h>
#include <linux/string.h>

DEFINE_STATIC_KEY_FALSE(shared_key);
EXPORT_SYMBOL_GPL(shared_key);

static DEFINE_STATIC_KEY_TRUE(begins_on);
static DEFINE_STATIC_KEY_FALSE(begins_off);
static DEFINE_STATIC_KEY_ARRAY_FALSE(several, 3);
static DEFINE_STATIC_KEY_FALSE_RO(for_init);
static struct static_key old_on = STATIC_KEY_INIT_TRUE, old_off = STATIC_KEY_INIT_FALSE;
static DEFINE_STATIC_KEY_DEFERRED_FALSE(late, 1);
static struct static_key_deferred limited;

#define EXPECT(cond)                                                                               \
	do {                                                                                       \
		if (!(cond))                                                                       \
			pr_err("static_keys: line %d: not so: " #cond "\n", __LINE__);             \
	} while (0)

/* A bit for each kind of test that finds its key on. */
static noinline unsigned int on_now(void)
{
	unsigned int on = 0;

	if (static_branch_likely(&begins_on))
		on |= 1;
	if (static_branch_unlikely(&begins_on))
		on |= 2;
	if (static_branch_likely(&begins_off))
		on |= 4;
	if (static_branch_unlikely(&begins_off))
		on |= 8;
	if (static_key_true(&old_on))
		on |= 0x10;
	if (static_key_false(&old_on))
		on |= 0x20;
	if (static_key_true(&old_off))
		on |= 0x40;
	if (static_key_false(&old_off))
		on |= 0x80;
	if (static_branch_unlikely(&several[1]))
		on |= 0x100;
	return on;
}

/* The five bytes of a test that begins as nothing. */
static noinline bool is_shared_on(void)
{
	if (static_branch_unlikely(&shared_key))
		return true;
	return false;
}

static void __init test_switching(void)
{
	EXPECT(on_now() == 0x33);
	static_branch_enable(&begins_off);
	EXPECT(on_now() == 0x3f && static_key_enabled(&begins_off));
	static_branch_disable(&begins_on);
	EXPECT(on_now() == 0x3c && !static_key_enabled(&begins_on));
	static_key_disable(&old_on);
	static_key_enable(&old_off);
	EXPECT(on_now() == 0xcc);
	static_branch_enable(&several[1]);
	EXPECT(on_now() == 0x1cc && !static_key_enabled(&several[0]));
	static_branch_enable(&several[1]);
	static_branch_disable(&several[1]);
	static_branch_disable(&several[1]);
	static_branch_disable(&begins_off);
	static_branch_enable(&begins_on);
	static_key_enable(&old_on);
	static_key_disable(&old_off);
	EXPECT(on_now() == 0x33);
}

static void __init test_counting(void)
{
	static_branch_inc(&begins_off);
	static_branch_inc(&begins_off);
	EXPECT(static_key_count(&begins_off.key) == 2 && on_now() == 0x3f);
	static_branch_dec(&begins_off);
	EXPECT(static_key_count(&begins_off.key) == 1 && on_now() == 0x3f);
	static_branch_dec(&begins_off);
	EXPECT(static_key_count(&begins_off.key) == 0 && on_now() == 0x33);
}

static void __init test_deferred(void)
{
	static_branch_deferred_inc(&late);
	static_branch_slow_dec_deferred(&late);
	static_key_deferred_flush(&late);
	EXPECT(!static_key_enabled(&late.key));
	jump_label_rate_limit(&limited, HZ * 1000);
	static_key_slow_inc(&limited.key);
	static_key_slow_dec_deferred(&limited);
	EXPECT(static_key_enabled(&limited.key));
	static_key_slow_inc(&limited.key);
	static_key_slow_dec_deferred(&limited);
	static_key_deferred_flush(&limited);
	EXPECT(!static_key_enabled(&limited.key));
}

/* Tests in init's code follow, too, as long as they are there. */
static void __init test_in_init(void)
{
	for (int i = 0; i < 2; i++) {
		bool on = false;

		if (static_branch_unlikely(&for_init))
			on = true;
		EXPECT(on == (i == 1));
		static_branch_enable(&for_init);
	}
}

static int set_shared(const char *value, const struct kernel_param *kp)
{
	bool on;
	int err = kstrtobool(value, &on);

	if (err)
		return err;
	if (on)
		static_branch_enable(&shared_key);
	else
		static_branch_disable(&shared_key);
	return 0;
}

static int get_shared(char *buf, const struct kernel_param *kp)
{
	return sprintf(buf, "%c\n", is_shared_on() ? 'Y' : 'N');
}

static const struct kernel_param_ops shared_ops = {.set = set_shared, .get = get_shared};
module_param_cb(shared, &shared_ops, NULL, 0644);

static int __init static_keys_init(void)
{
	/* A test of shared_key in code that goes. */
	if (static_branch_unlikely(&shared_key))
		pr_info("static_keys: shared already\n");
	test_switching();
	test_counting();
	test_deferred();
	test_in_init();
	pr_info("static_keys: done\n");
	return 0;
}
module_init(static_keys_init);

static void __exit static_keys_exit(void)
{
}
module_exit(static_keys_exit);

MODULE_LICENSE("GPL");

// SPDX-License-Identifier: MIT
/*
 * kobjects and their directories in /sys, looked at as a program would: by opening the files.
 */
#include <kunit/test.h>
#include <linux/err.h>
#include <linux/fcntl.h>
#include <linux/fs.h>
#include <linux/kobject.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/sysfs.h>

MODULE_DESCRIPTION("Tests of kobjects, ksets and attributes");
MODULE_LICENSE("GPL");

/* The text of /sys/try_kobject/NAME, or NULL. It is the case's. */
static char *text_of(struct kunit *test, const char *name)
{
	char *path = kunit_kzalloc(test, 128, GFP_KERNEL);
	char *text = kunit_kzalloc(test, 256, GFP_KERNEL);
	struct file *file;
	loff_t pos = 0;
	ssize_t len;

	KUNIT_ASSERT_NOT_NULL(test, path);
	KUNIT_ASSERT_NOT_NULL(test, text);
	snprintf(path, 128, "/sys/%s", name);
	file = filp_open(path, O_RDONLY, 0);
	if (IS_ERR(file))
		return NULL;
	len = kernel_read(file, text, 255, &pos);
	filp_close(file, NULL);
	return len < 0 ? NULL : text;
}

static int value = 5;

static ssize_t value_show(struct kobject *kobj, struct kobj_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%d\n", value);
}

static ssize_t value_store(struct kobject *kobj, struct kobj_attribute *attr, const char *buf,
			   size_t count)
{
	int err = kstrtoint(buf, 0, &value);

	return err ?: count;
}

static struct kobj_attribute value_attr = __ATTR_RW(value);
static struct kobj_attribute hidden_attr = __ATTR(hidden, 0444, value_show, NULL);

static ssize_t blob_read(struct file *file, struct kobject *kobj, struct bin_attribute *attr,
			 char *buf, loff_t pos, size_t count)
{
	memcpy(buf, (char *)attr->private + pos, count);
	return count;
}
static BIN_ATTR_RO(blob, 8);

static bool is_hidden = true;

static umode_t visible(struct kobject *kobj, struct attribute *attr, int i)
{
	return attr == &hidden_attr.attr && is_hidden ? 0 : attr->mode;
}

static struct attribute *attrs[] = {&value_attr.attr, &hidden_attr.attr, NULL};
static struct bin_attribute *blobs[] = {&bin_attr_blob, NULL};
static const struct attribute_group group = {
	.name = "group",
	.attrs = attrs,
	.bin_attrs = blobs,
	.is_visible = visible,
};

static int make(struct kunit *test)
{
	test->priv = kobject_create_and_add("try_kobject", NULL);
	bin_attr_blob.private = "01234567";
	is_hidden = true;
	value = 5;
	return test->priv ? 0 : -ENOMEM;
}

static void put(struct kunit *test)
{
	kobject_put(test->priv);
}

static void an_attribute_is_read(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, sysfs_create_file(test->priv, &value_attr.attr), 0);
	KUNIT_EXPECT_STREQ(test, text_of(test, "try_kobject/value"), "5\n");
	sysfs_remove_file(test->priv, &value_attr.attr);
	KUNIT_EXPECT_NULL(test, text_of(test, "try_kobject/value"));
}

/* A file that is open when its attribute goes gives ENODEV. */
static void an_open_file_outlives_its_attribute(struct kunit *test)
{
	struct file *file;
	char buf[8];
	loff_t pos = 0;

	KUNIT_ASSERT_EQ(test, sysfs_create_file(test->priv, &value_attr.attr), 0);
	file = filp_open("/sys/try_kobject/value", O_RDWR, 0);
	KUNIT_ASSERT_NOT_ERR_OR_NULL(test, file);
	sysfs_remove_file(test->priv, &value_attr.attr);
	KUNIT_EXPECT_EQ(test, kernel_read(file, buf, sizeof(buf), &pos), (ssize_t)-ENODEV);
	KUNIT_EXPECT_EQ(test, kernel_write(file, "7", 1, &pos), (ssize_t)-ENODEV);
	KUNIT_EXPECT_EQ(test, value, 5);
	filp_close(file, NULL);
}

static void a_group_shows_what_is_visible(struct kunit *test)
{
	KUNIT_ASSERT_EQ(test, sysfs_create_group(test->priv, &group), 0);
	KUNIT_EXPECT_STREQ(test, text_of(test, "try_kobject/group/value"), "5\n");
	KUNIT_EXPECT_STREQ(test, text_of(test, "try_kobject/group/blob"), "01234567");
	KUNIT_EXPECT_NULL(test, text_of(test, "try_kobject/group/hidden"));
	is_hidden = false;
	KUNIT_EXPECT_EQ(test, sysfs_update_group(test->priv, &group), 0);
	KUNIT_EXPECT_STREQ(test, text_of(test, "try_kobject/group/hidden"), "5\n");
	sysfs_remove_group(test->priv, &group);
	KUNIT_EXPECT_NULL(test, text_of(test, "try_kobject/group/value"));
}

static void a_link_can_be_renamed(struct kunit *test)
{
	struct kobject *other = kobject_create_and_add("other", test->priv);

	KUNIT_ASSERT_NOT_NULL(test, other);
	KUNIT_ASSERT_EQ(test, sysfs_create_file(other, &value_attr.attr), 0);
	KUNIT_ASSERT_EQ(test, sysfs_create_link(test->priv, other, "link"), 0);
	KUNIT_EXPECT_STREQ(test, text_of(test, "try_kobject/link/value"), "5\n");
	KUNIT_EXPECT_EQ(test, sysfs_rename_link(test->priv, other, "link", "new"), 0);
	KUNIT_EXPECT_EQ(test, sysfs_rename_link(test->priv, other, "link", "new"), -ENOENT);
	KUNIT_EXPECT_STREQ(test, text_of(test, "try_kobject/new/value"), "5\n");
	KUNIT_EXPECT_EQ(test, sysfs_rename_link(test->priv, test->priv, "new", "x"), -EINVAL);
	sysfs_remove_link(test->priv, "new");
	KUNIT_EXPECT_NULL(test, text_of(test, "try_kobject/new/value"));
	kobject_put(other);
}

static void an_object_moves(struct kunit *test)
{
	struct kobject *a = kobject_create_and_add("a", test->priv);
	struct kobject *b = kobject_create_and_add("b", test->priv);

	KUNIT_ASSERT_NOT_NULL(test, a);
	KUNIT_ASSERT_NOT_NULL(test, b);
	KUNIT_ASSERT_EQ(test, sysfs_create_file(b, &value_attr.attr), 0);
	KUNIT_EXPECT_STREQ(test, text_of(test, "try_kobject/b/value"), "5\n");
	KUNIT_EXPECT_EQ(test, kobject_move(b, a), 0);
	KUNIT_EXPECT_STREQ(test, text_of(test, "try_kobject/a/b/value"), "5\n");
	KUNIT_EXPECT_NULL(test, text_of(test, "try_kobject/b/value"));
	KUNIT_EXPECT_EQ(test, kobject_rename(b, "c"), 0);
	KUNIT_EXPECT_STREQ(test, text_of(test, "try_kobject/a/c/value"), "5\n");
	/* Not into itself */
	KUNIT_EXPECT_EQ(test, kobject_move(a, b), -EINVAL);
	kobject_put(b);
	kobject_put(a);
}

/* --- sets and their events --- */

static int told;
static int said; /* of what the event was about */

static int set_filter(struct kobject *kobj)
{
	return strcmp(kobject_name(kobj), "quiet");
}

static const char *set_name(struct kobject *kobj)
{
	return "sayings";
}

static int set_uevent(struct kobject *kobj, struct kobj_uevent_env *env)
{
	told++;
	for (int i = 0; i < env->envp_idx; i++)
		if (!strcmp(env->envp[i], "SUBSYSTEM=sayings") || !strcmp(env->envp[i], "EXTRA=1"))
			said++;
	return 0;
}

static const struct kset_uevent_ops set_ops = {
	.filter = set_filter,
	.name = set_name,
	.uevent = set_uevent,
};

static void end_member(struct kobject *kobj)
{
	kfree(kobj);
}

static const struct kobj_type member_type = {
	.release = end_member,
	.sysfs_ops = &kobj_sysfs_ops,
};

static struct kobject *add_member(struct kunit *test, struct kset *set, const char *name)
{
	struct kobject *kobj = kzalloc(sizeof(*kobj), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, kobj);
	kobj->kset = set;
	KUNIT_ASSERT_EQ(test, kobject_init_and_add(kobj, &member_type, NULL, "%s", name), 0);
	return kobj;
}

static void a_set_speaks_for_its_members(struct kunit *test)
{
	struct kset *set = kset_create_and_add("set", &set_ops, test->priv);
	char *extra[] = {"EXTRA=1", NULL};
	struct kobject *member, *found;

	KUNIT_ASSERT_NOT_NULL(test, set);
	told = said = 0;
	member = add_member(test, set, "loud");
	found = kset_find_obj(set, "loud");
	KUNIT_EXPECT_PTR_EQ(test, found, member);
	kobject_put(found);
	KUNIT_EXPECT_EQ(test, kobject_uevent_env(member, KOBJ_ADD, extra), 0);
	KUNIT_EXPECT_EQ(test, told, 1);
	KUNIT_EXPECT_EQ(test, said, 2);
	/* Having said "add", it says "remove" by itself. */
	kobject_put(member);
	KUNIT_EXPECT_EQ(test, told, 2);
	member = add_member(test, set, "quiet");
	KUNIT_EXPECT_EQ(test, kobject_uevent(member, KOBJ_CHANGE), 0);
	kobject_put(member);
	KUNIT_EXPECT_EQ(test, told, 2);
	KUNIT_EXPECT_EQ(test, kobject_uevent(test->priv, KOBJ_CHANGE), -EINVAL);
	kset_unregister(set);
}

static struct kunit_case kobject_cases[] = {
	KUNIT_CASE(an_attribute_is_read),
	KUNIT_CASE(an_open_file_outlives_its_attribute),
	KUNIT_CASE(a_group_shows_what_is_visible),
	KUNIT_CASE(a_link_can_be_renamed),
	KUNIT_CASE(an_object_moves),
	KUNIT_CASE(a_set_speaks_for_its_members),
	{},
};

static struct kunit_suite kobject_suite = {
	.name = "kobjects",
	.init = make,
	.exit = put,
	.test_cases = kobject_cases,
};

kunit_test_suite(kobject_suite);

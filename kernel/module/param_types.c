// SPDX-License-Identifier: MIT
/*
 * The types that parameters can have: text to value (set), value to text (get).
 *
 * set() gets the text without quotes, or NULL for a name without "=" if the type allows that, and
 * changes the variable only if the whole text is a value of the type: -EINVAL, or -ERANGE if it is
 * one but too large. get() gets a page, and ends what it writes with a newline. See
 * <linux/moduleparam.h> for who may call when.
 *
 * Compiled for the host as well.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <asm/page.h>
#include "params.h"

/* Numbers: decimal, 0x hexadecimal or 0 octal; all of the text, but for one newline at the end. */
#define NUMBER_PARAM(name, type, format, parse)                                                    \
	int param_set_##name(const char *val, const struct kernel_param *kp)                       \
	{                                                                                          \
		return parse(val, 0, (type *)kp->arg);                                             \
	}                                                                                          \
	int param_get_##name(char *buffer, const struct kernel_param *kp)                          \
	{                                                                                          \
		return scnprintf(buffer, PAGE_SIZE, format "\n", *(type *)kp->arg);                \
	}                                                                                          \
	const struct kernel_param_ops param_ops_##name = {                                         \
		.set = param_set_##name,                                                           \
		.get = param_get_##name,                                                           \
	};                                                                                         \
	EXPORT_SYMBOL(param_set_##name);                                                           \
	EXPORT_SYMBOL(param_get_##name);                                                           \
	EXPORT_SYMBOL(param_ops_##name)

NUMBER_PARAM(byte, unsigned char, "%hhu", kstrtou8);
NUMBER_PARAM(short, short, "%hi", kstrtos16);
NUMBER_PARAM(ushort, unsigned short, "%hu", kstrtou16);
NUMBER_PARAM(int, int, "%i", kstrtoint);
NUMBER_PARAM(uint, unsigned int, "%u", kstrtouint);
NUMBER_PARAM(long, long, "%li", kstrtol);
NUMBER_PARAM(ulong, unsigned long, "%lu", kstrtoul);
NUMBER_PARAM(ullong, unsigned long long, "%llu", kstrtoull);
NUMBER_PARAM(hexint, unsigned int, "%#08x", kstrtouint);

int param_set_uint_minmax(const char *val, const struct kernel_param *kp, unsigned int min,
			  unsigned int max)
{
	unsigned int num;
	int err;

	if (!val)
		return -EINVAL;
	err = kstrtouint(val, 0, &num);
	if (err)
		return err;
	if (num < min || num > max)
		return -EINVAL;
	*(unsigned int *)kp->arg = num;
	return 0;
}
EXPORT_SYMBOL_GPL(param_set_uint_minmax);

/*
 * Strings. The variable may hold the text that it was compiled with, or a copy that set() made;
 * only a copy is to be freed, so copies are remembered.
 */
#define CHARP_MAX 1024 /* param_expected() says so, too */

struct charp_copy {
	struct list_head list;
	const void *variable; /* what points to it, unless the module has thought otherwise */
	char text[];
};

static LIST_HEAD(charp_copies);
static DEFINE_SPINLOCK(charp_lock); /* guards charp_copies */

/*
 * The variable's copy, taken off the list, or NULL. By the variable and not by its value, which the
 * module may have changed.
 */
static struct charp_copy *take_charp_copy(const void *variable)
{
	struct charp_copy *c, *found = NULL;

	spin_lock(&charp_lock);
	list_for_each_entry (c, &charp_copies, list) {
		if (c->variable == variable) {
			found = c;
			list_del(&c->list);
			break;
		}
	}
	spin_unlock(&charp_lock);
	return found;
}

int param_set_charp(const char *val, const struct kernel_param *kp)
{
	size_t len = strlen(val);
	struct charp_copy *c, *old;

	if (len > CHARP_MAX) {
		pr_err("%s: string parameter too long\n", kp->name);
		return -ENOSPC;
	}
	c = kmalloc(sizeof(*c) + len + 1, GFP_KERNEL);
	if (!c)
		return -ENOMEM;
	memcpy(c->text, val, len + 1);
	c->variable = kp->arg;
	old = take_charp_copy(kp->arg);
	spin_lock(&charp_lock);
	list_add(&c->list, &charp_copies);
	spin_unlock(&charp_lock);

	*(char **)kp->arg = c->text;
	kfree(old);
	return 0;
}
EXPORT_SYMBOL(param_set_charp);

int param_get_charp(char *buffer, const struct kernel_param *kp)
{
	return scnprintf(buffer, PAGE_SIZE, "%s\n", *(char **)kp->arg ?: "(null)");
}
EXPORT_SYMBOL(param_get_charp);

void param_free_charp(void *arg)
{
	kfree(take_charp_copy(arg));
}
EXPORT_SYMBOL(param_free_charp);

const struct kernel_param_ops param_ops_charp = {
	.set = param_set_charp,
	.get = param_get_charp,
	.free = param_free_charp,
};
EXPORT_SYMBOL(param_ops_charp);

int param_set_copystring(const char *val, const struct kernel_param *kp)
{
	const struct kparam_string *str = kp->str;

	if (strnlen(val, str->maxlen) == str->maxlen) {
		pr_err("%s: string doesn't fit in %u chars.\n", kp->name, str->maxlen - 1);
		return -ENOSPC;
	}
	strcpy(str->string, val);
	return 0;
}
EXPORT_SYMBOL(param_set_copystring);

int param_get_string(char *buffer, const struct kernel_param *kp)
{
	return scnprintf(buffer, PAGE_SIZE, "%s\n", kp->str->string);
}
EXPORT_SYMBOL(param_get_string);

const struct kernel_param_ops param_ops_string = {
	.set = param_set_copystring,
	.get = param_get_string,
};
EXPORT_SYMBOL(param_ops_string);

/* Truth. */
int param_set_bool(const char *val, const struct kernel_param *kp)
{
	return kstrtobool(val ?: "1", kp->arg);
}
EXPORT_SYMBOL(param_set_bool);

int param_get_bool(char *buffer, const struct kernel_param *kp)
{
	return sprintf(buffer, "%c\n", *(bool *)kp->arg ? 'Y' : 'N');
}
EXPORT_SYMBOL(param_get_bool);

const struct kernel_param_ops param_ops_bool = {
	.flags = KERNEL_PARAM_OPS_FL_NOARG,
	.set = param_set_bool,
	.get = param_get_bool,
};
EXPORT_SYMBOL(param_ops_bool);

int param_set_bool_enable_only(const char *val, const struct kernel_param *kp)
{
	bool value;
	int err = kstrtobool(val ?: "1", &value);

	if (err)
		return err;
	if (!value && *(bool *)kp->arg)
		return -EROFS;
	*(bool *)kp->arg = value;
	return 0;
}
EXPORT_SYMBOL_GPL(param_set_bool_enable_only);

const struct kernel_param_ops param_ops_bool_enable_only = {
	.flags = KERNEL_PARAM_OPS_FL_NOARG,
	.set = param_set_bool_enable_only,
	.get = param_get_bool,
};
EXPORT_SYMBOL_GPL(param_ops_bool_enable_only);

int param_set_invbool(const char *val, const struct kernel_param *kp)
{
	bool value;
	int err = kstrtobool(val, &value);

	if (!err)
		*(bool *)kp->arg = !value;
	return err;
}
EXPORT_SYMBOL(param_set_invbool);

int param_get_invbool(char *buffer, const struct kernel_param *kp)
{
	return sprintf(buffer, "%c\n", *(bool *)kp->arg ? 'N' : 'Y');
}
EXPORT_SYMBOL(param_get_invbool);

const struct kernel_param_ops param_ops_invbool = {
	.set = param_set_invbool,
	.get = param_get_invbool,
};
EXPORT_SYMBOL(param_ops_invbool);

int param_set_bint(const char *val, const struct kernel_param *kp)
{
	bool value;
	int err = kstrtobool(val ?: "1", &value);

	if (!err)
		*(int *)kp->arg = value;
	return err;
}
EXPORT_SYMBOL(param_set_bint);

const struct kernel_param_ops param_ops_bint = {
	.flags = KERNEL_PARAM_OPS_FL_NOARG,
	.set = param_set_bint,
	.get = param_get_int,
};
EXPORT_SYMBOL(param_ops_bint);

/*
 * Arrays: the element's set() for each value between commas. The text is ours to cut up, and stays
 * cut at the comma behind the value that failed, so that the caller's message shows how far it got.
 */
static int param_array_set(const char *val, const struct kernel_param *kp)
{
	const struct kparam_array *arr = kp->arr;
	unsigned int ignored, *num = arr->num ?: &ignored;
	struct kernel_param element = *kp;
	char *text = (char *)val;
	bool more;

	*num = 0;
	do {
		size_t len = strcspn(text, ",");
		int err;

		if (*num == arr->max) {
			pr_err("%s: can only take %u arguments\n", kp->name, arr->max);
			return -EINVAL;
		}
		more = text[len] == ',';
		text[len] = '\0';
		element.arg = arr->elem + arr->elemsize * *num;
		err = arr->ops->set(text, &element);
		if (err)
			return err;
		text += len + 1;
		++*num;
	} while (more);
	return 0;
}

static int param_array_get(char *buffer, const struct kernel_param *kp)
{
	const struct kparam_array *arr = kp->arr;
	struct kernel_param element = *kp;
	char *page = kmalloc(PAGE_SIZE, GFP_KERNEL); /* an element's get() may fill one */
	int off = 0, len;

	if (!page)
		return -ENOMEM;
	for (unsigned int i = 0; i < (arr->num ? *arr->num : arr->max); i++) {
		if (i)
			buffer[off - 1] = ','; /* over the newline of the one before */
		element.arg = arr->elem + arr->elemsize * i;
		len = arr->ops->get(page, &element);
		if (len < 0) {
			off = len;
			break;
		}
		len = min(len, (int)(PAGE_SIZE - 1) - off);
		memcpy(buffer + off, page, len);
		off += len;
		if (off == PAGE_SIZE - 1)
			break;
	}
	if (off >= 0)
		buffer[off] = '\0';
	kfree(page);
	return off;
}

static void param_array_free(void *arg)
{
	const struct kparam_array *arr = arg;
	unsigned int num = arr->max;

	if (!arr->ops->free)
		return;
	/* Of ours each may be freed, set or not; the module can have changed the count. */
	if (arr->num && arr->ops != &param_ops_charp)
		num = min(num, *arr->num);
	for (unsigned int i = 0; i < num; i++)
		arr->ops->free(arr->elem + arr->elemsize * i);
}

const struct kernel_param_ops param_array_ops = {
	.set = param_array_set,
	.get = param_array_get,
	.free = param_array_free,
};
EXPORT_SYMBOL(param_array_ops);

#define SIGNED(bits)  "a number from " MIN_##bits " to " MAX_##bits
#define UNSIGNED(max) "a number from 0 to " max
#define TRUTH	      "y, n, 1, 0, on or off"
#define MIN_16	      "-32768"
#define MAX_16	      "32767"
#define MIN_32	      "-2147483648"
#define MAX_32	      "2147483647"
#define MIN_64	      "-9223372036854775808"
#define MAX_64	      "9223372036854775807"
#define UNSIGNED_32   UNSIGNED("4294967295")
#define UNSIGNED_64   UNSIGNED("18446744073709551615")

/* The types above whose variable is one value: not arrays and strings. */
static const struct param_type {
	const struct kernel_param_ops *ops;
	size_t size;
	const char *expected;
} types[] = {
	{&param_ops_byte, 1, UNSIGNED("255")},
	{&param_ops_short, 2, SIGNED(16)},
	{&param_ops_ushort, 2, UNSIGNED("65535")},
	{&param_ops_int, 4, SIGNED(32)},
	{&param_ops_uint, 4, UNSIGNED_32},
	{&param_ops_hexint, 4, UNSIGNED_32},
	{&param_ops_bint, 4, TRUTH},
	{&param_ops_long, 8, SIGNED(64)},
	{&param_ops_ulong, 8, UNSIGNED_64},
	{&param_ops_ullong, 8, UNSIGNED_64},
	{&param_ops_charp, 8, "a text of at most 1024 characters"},
	{&param_ops_bool, 1, TRUTH},
	{&param_ops_invbool, 1, TRUTH},
	{&param_ops_bool_enable_only, 1, TRUTH "; once on, it stays on"},
};

static const struct param_type *param_type(const struct kernel_param_ops *ops)
{
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (types[i].ops == ops)
			return &types[i];
	return NULL;
}

size_t param_value_size(const struct kernel_param_ops *ops)
{
	const struct param_type *type = param_type(ops);

	return type ? type->size : 0;
}

void param_expected(const struct kernel_param *kp, char *buf)
{
	bool array = kp->ops == &param_array_ops;
	const struct param_type *type = param_type(array ? kp->arr->ops : kp->ops);

	buf[0] = '\0';
	if (!kp->ops->set)
		scnprintf(buf, PARAM_EXPECTED_MAX, " (expected: nothing, it can only be read)");
	else if (kp->ops == &param_ops_string)
		scnprintf(buf, PARAM_EXPECTED_MAX, " (expected: a text of at most %u characters)",
			  kp->str->maxlen - 1);
	else if (type && array)
		scnprintf(buf, PARAM_EXPECTED_MAX,
			  " (expected: up to %u with commas between, each %s)", kp->arr->max,
			  type->expected);
	else if (type)
		scnprintf(buf, PARAM_EXPECTED_MAX, " (expected: %s)", type->expected);
}

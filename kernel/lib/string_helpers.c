// SPDX-License-Identifier: MIT
/*
 * Sizes, quoting and arrays of strings: <linux/string_helpers.h>. Escapes are in string_escape.c,
 * what needs tasks and files in string_quotable.c.
 */
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/math64.h>
#include <linux/slab.h>
#include <linux/string_helpers.h>

/*
 * The number in the largest unit of which there is one, three digits in all, rounded. The product
 * is formed with 128 bits, as it may be anything.
 */
void string_get_size(u64 size, u64 blk_size, enum string_size_units units, char *buf, int len)
{
	static const char *const names_10[] = {"B", "kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"};
	static const char *const names_2[] = {"B",   "KiB", "MiB", "GiB", "TiB",
					      "PiB", "EiB", "ZiB", "YiB"};
	const u32 unit = units == STRING_UNITS_10 ? 1000 : 1024;
	unsigned __int128 bytes = (unsigned __int128)size * blk_size;
	u64 high = bytes >> 64, low = bytes, rest = 0;
	unsigned int i = 0, digits, thousandths;

	/* By long division, for there is no division of 128 bits in the kernel. */
	while (high || low >= unit) {
		u64 mid = ((high % unit) << 32) | (low >> 32);
		u64 tail = ((mid % unit) << 32) | (u32)low;

		rest = tail % unit;
		low = ((mid / unit) << 32) | (tail / unit);
		high = high / unit;
		i++;
	}
	digits = low >= 100 ? 0 : low >= 10 ? 1 : 2;
	thousandths = rest * 1000 / unit;
	if (!bytes) {
		snprintf(buf, len, "0 B");
		return;
	}
	/* Half of the last digit that is shown; it may carry over. */
	thousandths += digits == 0 ? 500 : digits == 1 ? 50 : 5;
	if (thousandths >= 1000) {
		thousandths -= 1000;
		low++;
	}
	if (digits)
		snprintf(buf, len, "%u.%0*u %s", (u32)low, digits,
			 thousandths / (digits == 1 ? 100 : 10),
			 units == STRING_UNITS_10 ? names_10[i] : names_2[i]);
	else
		snprintf(buf, len, "%u %s", (u32)low,
			 units == STRING_UNITS_10 ? names_10[i] : names_2[i]);
}
EXPORT_SYMBOL(string_get_size);

int parse_int_array_user(const char __user *from, size_t count, int **array)
{
	char *text = memdup_user_nul(from, count);
	int *ints, n, ret = 0;

	if (IS_ERR(text))
		return PTR_ERR(text);
	get_options(text, 0, &n);
	if (!n) {
		ret = -ENOENT;
		goto free_text;
	}
	ints = kcalloc(n + 1, sizeof(*ints), GFP_KERNEL);
	if (!ints) {
		ret = -ENOMEM;
		goto free_text;
	}
	get_options(text, n + 1, ints);
	*array = ints;
free_text:
	kfree(text);
	return ret;
}
EXPORT_SYMBOL(parse_int_array_user);

char *kstrdup_quotable(const char *src, gfp_t gfp)
{
	const unsigned int flags = ESCAPE_HEX;
	const char escaped[] = "\f\n\r\t\v\a\e\\\"";
	size_t len;
	char *dst;

	if (!src)
		return NULL;
	len = string_escape_mem(src, strlen(src), NULL, 0, flags, escaped);
	dst = kmalloc(len + 1, gfp);
	if (!dst)
		return NULL;
	WARN_ON(string_escape_mem(src, strlen(src), dst, len, flags, escaped) != len);
	dst[len] = '\0';
	return dst;
}
EXPORT_SYMBOL_GPL(kstrdup_quotable);

char **kasprintf_strarray(gfp_t gfp, const char *prefix, size_t n)
{
	char **names = kcalloc(n + 1, sizeof(*names), gfp);
	size_t i;

	if (!names)
		return NULL;
	for (i = 0; i < n; i++) {
		names[i] = kasprintf(gfp, "%s-%zu", prefix, i);
		if (!names[i]) {
			kfree_strarray(names, i);
			return NULL;
		}
	}
	return names;
}
EXPORT_SYMBOL_GPL(kasprintf_strarray);

void kfree_strarray(char **array, size_t n)
{
	size_t i;

	if (!array)
		return;
	for (i = 0; i < n; i++)
		kfree(array[i]);
	kfree(array);
}
EXPORT_SYMBOL_GPL(kfree_strarray);

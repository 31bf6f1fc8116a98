// SPDX-License-Identifier: MIT
/*
 * Handlers for tables of /proc/sys: strings, and vectors of numbers.
 *
 * On a read *lenp is the buffer's size and becomes the bytes put; on a write it is the bytes given
 * and becomes those used, and the buffer ends in a NUL. *ppos moves by as much. A vector reads as
 * its numbers with tabs between and a newline at the end, in one go: from any later position there
 * is nothing. A write that does not start at 0 is taken and ignored, as a second write(2) of one
 * buffer must not parse the middle of a number.
 */
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/limits.h>
#include <linux/string.h>
#include <linux/sysctl.h>

const int sysctl_vals[] = {0, 1, 2, 3, 4, 100, 200, 1000, 3000, INT_MAX, 65535, -1};
EXPORT_SYMBOL(sysctl_vals);

const unsigned long sysctl_long_vals[] = {0, 1, LONG_MAX};
EXPORT_SYMBOL_GPL(sysctl_long_vals);

/* --- strings --- */

/**
 * proc_dostring() - table->data is a string of at most table->maxlen bytes, the NUL counted
 *
 * A write ends at a newline or NUL; what is too long is cut. A later position goes on where an
 * earlier write ended.
 */
int proc_dostring(struct ctl_table *table, int write, void *buffer, size_t *lenp, loff_t *ppos)
{
	char *data = table->data;
	char *buf = buffer;
	size_t len, i;

	if (!data || !table->maxlen || !*lenp) {
		*lenp = 0;
		return 0;
	}
	if (write) {
		len = strnlen(data, table->maxlen - 1);
		if (*ppos > len)
			return 0;
		len = *ppos;
		*ppos += *lenp;
		for (i = 0; i < *lenp && len < table->maxlen - 1; i++) {
			if (!buf[i] || buf[i] == '\n')
				break;
			data[len++] = buf[i];
		}
		data[len] = '\0';
		return 0;
	}

	len = strnlen(data, table->maxlen);
	if (*ppos > len) {
		*lenp = 0;
		return 0;
	}
	data += *ppos;
	len = min(len - (size_t)*ppos, *lenp);
	memcpy(buf, data, len);
	if (len < *lenp)
		buf[len++] = '\n';
	*lenp = len;
	*ppos += len;
	return 0;
}
EXPORT_SYMBOL(proc_dostring);

/* --- vectors --- */

struct vec;

/* One element: *neg and *magnitude to or from memory. -EINVAL refuses the value. */
typedef int vec_conv(const struct vec *vec, bool *neg, unsigned long *magnitude, void *element,
		     int write);

struct vec {
	vec_conv *conv;
	size_t size;	       /* of an element */
	const void *min, *max; /* arrays, an element each for each of the table's; or NULL */
	bool one_bound;	       /* min and max have one element for all */
};

static const void *bound(const struct vec *vec, const void *bounds, unsigned int i)
{
	if (!bounds)
		return NULL;
	return (const char *)bounds + (vec->one_bound ? 0 : i * vec->size);
}

/*
 * The number at *p, blanks before it skipped, and *p moved behind it. -EINVAL when there is none or
 * something other than a blank follows.
 */
static int parse_number(const char **p, const char *end, bool *neg, unsigned long *magnitude)
{
	const char *s = *p;
	unsigned int base = 10;
	unsigned long long v = 0;
	bool any = false;

	*neg = *s == '-' && s + 1 < end;
	s += *neg;
	if (*s == '0' && (s[1] == 'x' || s[1] == 'X')) {
		base = 16;
		s += 2;
	} else if (*s == '0') {
		base = 8;
	}
	for (; s < end; s++, any = true) {
		int digit = isdigit(*s) ? *s - '0' : isxdigit(*s) ? tolower(*s) - 'a' + 10 : 99;

		if (digit >= base)
			break;
		if (v > (ULONG_MAX - digit) / base)
			return -EINVAL;
		v = v * base + digit;
	}
	if (!any || (s < end && !isspace(*s) && *s))
		return -EINVAL;
	*p = s;
	*magnitude = v;
	return 0;
}

static int read_vec(const struct vec *vec, const void *data, unsigned int count, char *buf,
		    size_t *lenp, loff_t *ppos)
{
	size_t len = 0;
	unsigned int i;

	if (*ppos) {
		*lenp = 0;
		return 0;
	}
	for (i = 0; i < count && len < *lenp; i++) {
		char text[24];
		unsigned long magnitude;
		bool neg;
		size_t n;
		int err = vec->conv(vec, &neg, &magnitude, (char *)data + i * vec->size, 0);

		if (err)
			return err;
		n = snprintf(text, sizeof(text), "%s%s%lu", i ? "\t" : "", neg ? "-" : "",
			     magnitude);
		n = min(n, *lenp - len);
		memcpy(buf + len, text, n);
		len += n;
	}
	if (len < *lenp)
		buf[len++] = '\n';
	*lenp = len;
	*ppos += len;
	return 0;
}

/* Stores numbers until the text or the vector ends; the first at fault ends it with -EINVAL. */
static int write_vec(const struct vec *vec, void *data, unsigned int count, const char *buf,
		     size_t *lenp, loff_t *ppos)
{
	const char *p = buf, *end = buf + *lenp;
	struct vec element = *vec;
	unsigned int i;
	int err = 0;

	if (*ppos) {
		*ppos += *lenp;
		return 0;
	}
	for (i = 0; i < count; i++) {
		unsigned long magnitude;
		bool neg;

		while (p < end && isspace(*p))
			p++;
		if (p == end || !*p)
			break;
		err = parse_number(&p, end, &neg, &magnitude);
		if (err)
			break;
		element.min = bound(vec, vec->min, i);
		element.max = bound(vec, vec->max, i);
		err = vec->conv(&element, &neg, &magnitude, (char *)data + i * vec->size, 1);
		if (err)
			break;
	}
	if (err || !i)
		return -EINVAL;
	while (p < end && isspace(*p))
		p++;
	*lenp = p - buf;
	*ppos += *lenp;
	return 0;
}

static int do_vec(const struct vec *vec, struct ctl_table *table, int write, void *buffer,
		  size_t *lenp, loff_t *ppos)
{
	unsigned int count = table->maxlen / vec->size;

	if (!table->data || !count || !*lenp) {
		*lenp = 0;
		return 0;
	}
	return write ? write_vec(vec, table->data, count, buffer, lenp, ppos)
		     : read_vec(vec, table->data, count, buffer, lenp, ppos);
}

static int conv_int(const struct vec *vec, bool *neg, unsigned long *magnitude, void *element,
		    int write)
{
	const int *min = vec->min, *max = vec->max;
	int *p = element;
	long v;

	if (!write) {
		v = READ_ONCE(*p);
		*neg = v < 0;
		*magnitude = *neg ? -v : v;
		return 0;
	}
	if (*magnitude > (unsigned long)INT_MAX + *neg)
		return -EINVAL;
	v = *neg ? -(long)*magnitude : (long)*magnitude;
	if ((min && v < *min) || (max && v > *max))
		return -EINVAL;
	WRITE_ONCE(*p, v);
	return 0;
}

static int conv_uint(const struct vec *vec, bool *neg, unsigned long *magnitude, void *element,
		     int write)
{
	const unsigned int *min = vec->min, *max = vec->max;
	unsigned int *p = element;

	if (!write) {
		*neg = false;
		*magnitude = READ_ONCE(*p);
		return 0;
	}
	if (*neg || *magnitude > UINT_MAX || (min && *magnitude < *min) ||
	    (max && *magnitude > *max))
		return -EINVAL;
	WRITE_ONCE(*p, *magnitude);
	return 0;
}

static int conv_ulong(const struct vec *vec, bool *neg, unsigned long *magnitude, void *element,
		      int write)
{
	const unsigned long *min = vec->min, *max = vec->max;
	unsigned long *p = element;

	if (!write) {
		*neg = false;
		*magnitude = READ_ONCE(*p);
		return 0;
	}
	if (*neg || (min && *magnitude < *min) || (max && *magnitude > *max))
		return -EINVAL;
	WRITE_ONCE(*p, *magnitude);
	return 0;
}

/* The file is in seconds, memory in jiffies. */
static int conv_jiffies(const struct vec *vec, bool *neg, unsigned long *magnitude, void *element,
			int write)
{
	int *p = element;
	int v;

	if (!write) {
		v = READ_ONCE(*p);
		*neg = v < 0;
		*magnitude = (*neg ? -(unsigned long)v : v) / HZ;
		return 0;
	}
	if (*magnitude > INT_MAX / HZ)
		return -EINVAL;
	WRITE_ONCE(*p, *neg ? -(int)(*magnitude * HZ) : (int)(*magnitude * HZ));
	return 0;
}

static int conv_ms_jiffies(const struct vec *vec, bool *neg, unsigned long *magnitude,
			   void *element, int write)
{
	int *p = element;
	int v;

	if (!write) {
		v = READ_ONCE(*p);
		*neg = v < 0;
		*magnitude = jiffies_to_msecs(*neg ? -(unsigned long)v : v);
		return 0;
	}
	if (*magnitude > UINT_MAX || msecs_to_jiffies(*magnitude) > INT_MAX)
		return -EINVAL;
	v = msecs_to_jiffies(*magnitude);
	WRITE_ONCE(*p, *neg ? -v : v);
	return 0;
}

/* The file is in the programs' ticks, USER_HZ a second. */
static int conv_userhz_jiffies(const struct vec *vec, bool *neg, unsigned long *magnitude,
			       void *element, int write)
{
	int *p = element;
	unsigned long ticks;
	int v;

	if (!write) {
		v = READ_ONCE(*p);
		*neg = v < 0;
		*magnitude = jiffies_to_clock_t(*neg ? -(unsigned long)v : v);
		return 0;
	}
	ticks = clock_t_to_jiffies(*magnitude);
	if (ticks > INT_MAX)
		return -EINVAL;
	WRITE_ONCE(*p, *neg ? -(int)ticks : (int)ticks);
	return 0;
}

/* The file is in milliseconds, memory and bounds in jiffies. */
static int conv_ulong_ms(const struct vec *vec, bool *neg, unsigned long *magnitude, void *element,
			 int write)
{
	unsigned long jiffies_value = 0;

	if (!write) {
		conv_ulong(vec, neg, &jiffies_value, element, 0);
		*magnitude = jiffies_value * MSEC_PER_SEC / HZ;
		return 0;
	}
	if (*magnitude > ULONG_MAX / HZ)
		return -EINVAL;
	jiffies_value = *magnitude * HZ / MSEC_PER_SEC;
	return conv_ulong(vec, neg, &jiffies_value, element, 1);
}

/**
 * proc_dointvec() - table->data is table->maxlen / sizeof(int) ints
 */
int proc_dointvec(struct ctl_table *table, int write, void *buffer, size_t *lenp, loff_t *ppos)
{
	static const struct vec vec = {.conv = conv_int, .size = sizeof(int)};

	return do_vec(&vec, table, write, buffer, lenp, ppos);
}
EXPORT_SYMBOL(proc_dointvec);

/**
 * proc_dointvec_minmax() - the same, each between *extra1 and *extra2 where these are given
 */
int proc_dointvec_minmax(struct ctl_table *table, int write, void *buffer, size_t *lenp,
			 loff_t *ppos)
{
	struct vec vec = {.conv = conv_int,
			  .size = sizeof(int),
			  .min = table->extra1,
			  .max = table->extra2,
			  .one_bound = true};

	return do_vec(&vec, table, write, buffer, lenp, ppos);
}
EXPORT_SYMBOL(proc_dointvec_minmax);

/**
 * proc_douintvec() - one unsigned int
 */
int proc_douintvec(struct ctl_table *table, int write, void *buffer, size_t *lenp, loff_t *ppos)
{
	static const struct vec vec = {.conv = conv_uint, .size = sizeof(unsigned int)};

	return do_vec(&vec, table, write, buffer, lenp, ppos);
}
EXPORT_SYMBOL(proc_douintvec);

int proc_douintvec_minmax(struct ctl_table *table, int write, void *buffer, size_t *lenp,
			  loff_t *ppos)
{
	struct vec vec = {.conv = conv_uint,
			  .size = sizeof(unsigned int),
			  .min = table->extra1,
			  .max = table->extra2,
			  .one_bound = true};

	return do_vec(&vec, table, write, buffer, lenp, ppos);
}
EXPORT_SYMBOL_GPL(proc_douintvec_minmax);

/**
 * proc_doulongvec_minmax() - unsigned longs; extra1 and extra2 point at an array of bounds each
 */
int proc_doulongvec_minmax(struct ctl_table *table, int write, void *buffer, size_t *lenp,
			   loff_t *ppos)
{
	struct vec vec = {.conv = conv_ulong,
			  .size = sizeof(unsigned long),
			  .min = table->extra1,
			  .max = table->extra2};

	return do_vec(&vec, table, write, buffer, lenp, ppos);
}
EXPORT_SYMBOL(proc_doulongvec_minmax);

int proc_dointvec_jiffies(struct ctl_table *table, int write, void *buffer, size_t *lenp,
			  loff_t *ppos)
{
	static const struct vec vec = {.conv = conv_jiffies, .size = sizeof(int)};

	return do_vec(&vec, table, write, buffer, lenp, ppos);
}
EXPORT_SYMBOL(proc_dointvec_jiffies);

int proc_dointvec_ms_jiffies(struct ctl_table *table, int write, void *buffer, size_t *lenp,
			     loff_t *ppos)
{
	static const struct vec vec = {.conv = conv_ms_jiffies, .size = sizeof(int)};

	return do_vec(&vec, table, write, buffer, lenp, ppos);
}
EXPORT_SYMBOL(proc_dointvec_ms_jiffies);

int proc_dointvec_userhz_jiffies(struct ctl_table *table, int write, void *buffer, size_t *lenp,
				 loff_t *ppos)
{
	static const struct vec vec = {.conv = conv_userhz_jiffies, .size = sizeof(int)};

	return do_vec(&vec, table, write, buffer, lenp, ppos);
}
EXPORT_SYMBOL(proc_dointvec_userhz_jiffies);

int proc_doulongvec_ms_jiffies_minmax(struct ctl_table *table, int write, void *buffer,
				      size_t *lenp, loff_t *ppos)
{
	struct vec vec = {.conv = conv_ulong_ms,
			  .size = sizeof(unsigned long),
			  .min = table->extra1,
			  .max = table->extra2};

	return do_vec(&vec, table, write, buffer, lenp, ppos);
}
EXPORT_SYMBOL(proc_doulongvec_ms_jiffies_minmax);

/**
 * proc_dou8vec_minmax() - one u8, between the unsigned ints *extra1 and *extra2; 0 to 255 else
 */
int proc_dou8vec_minmax(struct ctl_table *table, int write, void *buffer, size_t *lenp,
			loff_t *ppos)
{
	static const unsigned int u8_max = U8_MAX;
	u8 *data = table->data;
	unsigned int v = READ_ONCE(*data);
	struct ctl_table as_uint = *table;
	int err;

	as_uint.data = &v;
	as_uint.maxlen = sizeof(v);
	if (!as_uint.extra2 || *(unsigned int *)as_uint.extra2 > u8_max)
		as_uint.extra2 = (void *)&u8_max;
	err = proc_douintvec_minmax(&as_uint, write, buffer, lenp, ppos);
	if (!err && write)
		WRITE_ONCE(*data, v);
	return err;
}
EXPORT_SYMBOL_GPL(proc_dou8vec_minmax);

/**
 * proc_dobool() - table->data is a bool; reads and writes as 0 or 1
 */
int proc_dobool(struct ctl_table *table, int write, void *buffer, size_t *lenp, loff_t *ppos)
{
	bool *data = table->data;
	int v = READ_ONCE(*data);
	struct ctl_table as_int = *table;
	int err;

	as_int.data = &v;
	as_int.maxlen = sizeof(v);
	err = proc_dointvec(&as_int, write, buffer, lenp, ppos);
	if (!err && write)
		WRITE_ONCE(*data, v);
	return err;
}
EXPORT_SYMBOL(proc_dobool);

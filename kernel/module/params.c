// SPDX-License-Identifier: MIT
/*
 * Parsing a module's parameters. What a value means is the business of its type (param_types.c);
 * this is about names, quotes and errors, with Linux's words for each.
 *
 * Compiled for the host as well.
 */
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/moduleparam.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/string.h>
#include "params.h"

/* A guess at what was meant costs something: only so many of the first arguments get one. */
#define ARGS_GUESSED 16

static char dash2underscore(char c)
{
	return c == '-' ? '_' : c;
}

bool parameqn(const char *a, const char *b, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (dash2underscore(a[i]) != dash2underscore(b[i]))
			return false;
		if (!a[i])
			break;
	}
	return true;
}

bool parameq(const char *a, const char *b)
{
	return parameqn(a, b, strlen(a) + 1);
}

static char *skip_white(char *s)
{
	while (isspace(*s))
		s++;
	return s;
}

/*
 * Cuts the first argument off args: *name, and *value or NULL if there is no "=". Quotes are taken
 * off where they enclose the whole argument or the whole value; elsewhere they only keep spaces
 * together. Returns what follows.
 */
static char *next_arg(char *args, char **name, char **value)
{
	bool quoted = *args == '"', in_quote = quoted;
	char *equals = NULL, *end;

	if (quoted)
		args++;
	for (end = args; *end && (in_quote || !isspace(*end)); end++) {
		if (*end == '=' && !equals)
			equals = end;
		if (*end == '"')
			in_quote = !in_quote;
	}

	*name = args;
	*value = NULL;
	if (equals) {
		*equals = '\0';
		*value = equals + 1;
		if (**value == '"') {
			(*value)++;
			if (end > *value && end[-1] == '"')
				end[-1] = '\0';
		}
	}
	if (quoted && end > args && end[-1] == '"')
		end[-1] = '\0';
	if (*end)
		*end++ = '\0';
	return skip_white(end);
}

static int set_param(const struct kernel_param *kp, const char *value)
{
	if (!kp->ops->set)
		return -EPERM;
	if (!value && !(kp->ops->flags & KERNEL_PARAM_OPS_FL_NOARG))
		return -EINVAL;
	if (kp->flags & KERNEL_PARAM_FL_UNSAFE) {
		pr_notice("Setting dangerous option %s - tainting kernel\n", kp->name);
		add_taint(TAINT_USER, LOCKDEP_STILL_OK);
	}
	return kp->ops->set(value, kp);
}

/* Linux's words for a value that was refused, and what would not have been. */
static void report_refused(const char *who, const struct kernel_param *kp, const char *name,
			   const char *value, int err)
{
	char expected[PARAM_EXPECTED_MAX];

	param_expected(kp, expected);
	if (err == -ENOMEM)
		expected[0] = '\0'; /* the value was not to blame */
	if (err == -ENOENT)
		pr_err("%s: Unknown parameter `%s'\n", who, name);
	else
		pr_err("%s: `%s' %s for parameter `%s'%s\n", who, value ?: "",
		       err == -ENOSPC ? "too large" : "invalid", name, expected);
}

/*
 * A name that nobody has is only reported: tools pass too much. Two are asked for by tools without
 * looking whether a module has them; probing side by side is something that a driver core may do.
 */
static void report_unknown(const char *who, const char *name, const struct kernel_param *params,
			   unsigned int num, bool guess)
{
	const char *nearest;

	if (!strcmp(name, "async_probe"))
		return;
	if (!strcmp(name, "dyndbg")) {
		pr_warn("dyndbg param is supported only in CONFIG_DYNAMIC_DEBUG builds\n");
		return;
	}
	nearest = guess ? nearest_param(name, params, num) : NULL;
	if (nearest)
		pr_warn("%s: unknown parameter '%s' ignored (did you mean '%s'?)\n", who, name,
			nearest);
	else
		pr_warn("%s: unknown parameter '%s' ignored\n", who, name);
}

int parse_arg(const char *who, const char *name, const char *value,
	      const struct kernel_param *params, unsigned int num, bool guess)
{
	for (unsigned int i = 0; i < num; i++) {
		int err;

		if (!parameq(name, params[i].name))
			continue;
		err = set_param(&params[i], value);
		if (err)
			report_refused(who, &params[i], name, value, err);
		return err;
	}
	report_unknown(who, name, params, num, guess);
	return 0;
}

int parse_args(const char *who, char *args, const struct kernel_param *params, unsigned int num)
{
	unsigned int done = 0;
	int ret = 0;

	args = skip_white(args);
	while (*args) {
		char *name, *value;

		args = next_arg(args, &name, &value);
		if (!value && !strcmp(name, "--")) {
			pr_warn("%s: parameters '%s' after `--' ignored\n", who, args);
			break;
		}
		ret = parse_arg(who, name, value, params, num, done++ < ARGS_GUESSED) ?: ret;
	}
	return ret;
}

bool args_set(char *args, const char *param)
{
	args = skip_white(args);
	while (*args) {
		char *name, *value;

		args = next_arg(args, &name, &value);
		if (!value && !strcmp(name, "--"))
			break;
		if (parameq(name, param))
			return true;
	}
	return false;
}

void destroy_params(const struct kernel_param *params, unsigned int num)
{
	for (unsigned int i = 0; i < num; i++)
		if (params[i].ops->free)
			params[i].ops->free(params[i].arg);
}

// SPDX-License-Identifier: MIT
/*
 * The test suites of a module: found in its section .kunit_test_suites, checked, and run by KUnit
 * (kernel/lib/kunit) when its init has succeeded.
 *
 * KUnit follows the table through the suites to the cases, and writes their results there. So a
 * module whose table leads elsewhere is refused and not obeyed.
 */
#include <linux/init.h>
#include <linux/notifier.h>
#include <kunit/test.h>
#include "internal.h"

/* KUnit calls it only while init's memory is there, too. */
static bool is_function(const struct module *mod, const void *fn)
{
	return is_code_or_null(mod, (unsigned long)fn);
}

static int check_case(struct load_info *info, const struct module *mod,
		      const struct kunit_suite *suite, unsigned int i)
{
	const struct kunit_case *c = &suite->test_cases[i];

	if (!in_own_data(mod, c, sizeof(*c)))
		return bad(info, "%s: suite %s: case %u is not in data that the module keeps",
			   mod->name, suite->name, i);
	if (c->run_case && !is_module_string(mod, c->name))
		return bad(info, "%s: suite %s: case %u has no name (at %#lx)", mod->name,
			   suite->name, i, (unsigned long)c->name);
	if (!is_function(mod, c->run_case) || !is_function(mod, c->generate_params))
		return bad(info, "%s: suite %s: case %u is no function (at %#lx)", mod->name,
			   suite->name, i, (unsigned long)c->run_case);
	return 0;
}

static int check_suite(struct load_info *info, const struct module *mod, unsigned int index)
{
	const struct kunit_suite *suite = mod->kunit_suites[index];
	int err;

	if (!in_own_data(mod, suite, sizeof(*suite)))
		return bad(info, "%s: test suite %u at %#lx is not in data that the module keeps",
			   mod->name, index, (unsigned long)suite);
	if (strnlen(suite->name, sizeof(suite->name)) == sizeof(suite->name) || !suite->name[0])
		return bad(info, "%s: test suite %u has no valid name", mod->name, index);
	if (!is_function(mod, suite->suite_init) || !is_function(mod, suite->suite_exit) ||
	    !is_function(mod, suite->init) || !is_function(mod, suite->exit))
		return bad(info, "%s: suite %s: one of its init and exit is no function", mod->name,
			   suite->name);
	for (unsigned int i = 0;; i++) {
		err = check_case(info, mod, suite, i);
		if (err || !suite->test_cases[i].run_case)
			return err;
	}
}

/* 0 or -ENOEXEC. The module is relocated, and mod->kunit_suites found. */
int check_kunit_suites(struct load_info *info, const struct module *mod)
{
	int err = 0;

	for (unsigned int i = 0; i < mod->num_kunit_suites && !err; i++)
		err = check_suite(info, mod, i);
	return err;
}

static int on_module_change(struct notifier_block *nb, unsigned long state, void *data)
{
	struct module *mod = data;

	if (state == MODULE_STATE_LIVE && mod->num_kunit_suites && !mod->dormant) {
		module_enter(mod, "tests");
		__kunit_test_suites_init(mod->kunit_suites, mod->num_kunit_suites);
	} else if (state == MODULE_STATE_GOING) {
		__kunit_test_suites_exit(mod->kunit_suites, mod->num_kunit_suites);
	}
	return NOTIFY_OK;
}

static struct notifier_block kunit_notifier = {.notifier_call = on_module_change};

void __init module_kunit_init(void)
{
	register_module_notifier(&kunit_notifier);
}

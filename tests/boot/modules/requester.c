// SPDX-License-Identifier: MIT
/*
 * Asks for other modules, from its init or from a work queue, and says what came of it. With
 * "from=work" the request is made by a worker, with "nowait" it is not waited for.
 */
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

int exporter_value(void); /* of exporter.c; never linked to */

static char *name = "exporter";
module_param(name, charp, 0);
static char *from = "init";
module_param(from, charp, 0);
static bool nowait;
module_param(nowait, bool, 0);
static int times = 1;
module_param(times, int, 0);

static void ask(void)
{
	int ret;

	if (nowait)
		ret = request_module_nowait("%s", name);
	else
		ret = request_module("%s", name);
	pr_info("requester: from %s: %d\n", from, ret);
}

static void ask_later(struct work_struct *work)
{
	ask();
}

/* As many at once as "times" says. */
static int ask_from_workers(void)
{
	struct work_struct *works = kcalloc(times, sizeof(*works), GFP_KERNEL);

	if (!works)
		return -ENOMEM;
	for (int i = 0; i < times; i++) {
		INIT_WORK(&works[i], ask_later);
		queue_work(system_unbound_wq, &works[i]);
	}
	for (int i = 0; i < times; i++)
		flush_work(&works[i]);
	kfree(works);
	return 0;
}

static int __init requester_init(void)
{
	int (*value)(void);

	if (!strcmp(from, "work"))
		return ask_from_workers();
	if (!strcmp(from, "symbol")) {
		value = symbol_request(exporter_value);
		pr_info("requester: from symbol: %d\n", value ? value() : -1);
		if (value)
			symbol_put(exporter_value);
		return 0;
	}
	ask();
	return 0;
}
module_init(requester_init);

static void __exit requester_exit(void)
{
}
module_exit(requester_exit);

MODULE_LICENSE("GPL");

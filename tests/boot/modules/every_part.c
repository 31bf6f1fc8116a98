// SPDX-License-Identifier: MIT
/* A module with a bit of everything that a load allocates for: see the macros below. */
#include <linux/module.h>
#include <linux/percpu.h>

static int number = 7;
static char *text = "none";
static int list[4];
static unsigned int list_len;
static char word[16] = "word";
static bool secret;

module_param(number, int, 0644);
module_param(text, charp, 0444);
module_param_array(list, int, &list_len, 0644);
module_param_string(word, word, sizeof(word), 0400);
module_param(secret, bool, 0); /* no file in /sys */

static DEFINE_PER_CPU(unsigned long, counter);
static int made __ro_after_init;
static char large[3 * PAGE_SIZE];

int every_part_made(void)
{
	return made;
}
EXPORT_SYMBOL(every_part_made);

unsigned long every_part_count(void)
{
	return this_cpu_inc_return(counter);
}
EXPORT_SYMBOL_GPL(every_part_count);

static int __init every_part_init(void)
{
	large[0] = secret;
	made = number + list_len;
	return 0;
}

static void __exit every_part_exit(void)
{
}

module_init(every_part_init);
module_exit(every_part_exit);
MODULE_LICENSE("GPL");
MODULE_VERSION("1.5");
MODULE_DESCRIPTION("a bit of everything");

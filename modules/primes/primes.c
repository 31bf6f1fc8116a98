// SPDX-License-Identifier: MIT
/*
 * A file in /proc that is longer than a page: /proc/primes, a prime number a line.
 *
 * seq_file turns a sequence of things into a file. It asks for them one by one, as the reader's
 * buffer has room, and forgets them in between: so start() finds a place again by its number, and
 * nothing may be locked from one read(2) to the next.
 */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>

MODULE_DESCRIPTION("A file in /proc with seq_file");
MODULE_LICENSE("GPL");

static unsigned int last = 100;
module_param(last, uint, 0644);
MODULE_PARM_DESC(last, "the largest number that is looked at");

static bool is_prime(unsigned long n)
{
	for (unsigned long i = 2; i * i <= n; i++)
		if (n % i == 0)
			return false;
	return n > 1;
}

/* The place *pos, and every following one that is wanted: a position is the number itself. */
static void *find(loff_t *pos)
{
	for (; *pos <= READ_ONCE(last); ++*pos)
		if (is_prime(*pos))
			return pos;
	return NULL;
}

static void *primes_start(struct seq_file *m, loff_t *pos)
{
	return find(pos);
}

static void *primes_next(struct seq_file *m, void *v, loff_t *pos)
{
	++*pos;
	return find(pos);
}

/* After the last, or when the buffer is full. Here a lock would be given back. */
static void primes_stop(struct seq_file *m, void *v)
{
}

static int primes_show(struct seq_file *m, void *v)
{
	seq_printf(m, "%lld\n", *(loff_t *)v);
	return 0;
}

static const struct seq_operations primes_ops = {
	.start = primes_start,
	.next = primes_next,
	.stop = primes_stop,
	.show = primes_show,
};

static int __init primes_init(void)
{
	return proc_create_seq("primes", 0444, NULL, &primes_ops) ? 0 : -ENOMEM;
}

static void __exit primes_exit(void)
{
	/* Returns when nobody reads it any more. */
	remove_proc_entry("primes", NULL);
}

module_init(primes_init);
module_exit(primes_exit);

// SPDX-License-Identifier: MIT
/* Sets of CPUs, as pure sets: the machine's own CPUs play no part but in their number. */
#include <kunit/test.h>
#include <linux/cpumask.h>
#include <linux/module.h>

MODULE_DESCRIPTION("Tests of sets of CPUs");
MODULE_LICENSE("GPL");

static void sets_of_none_of_all_and_of_one(struct kunit *test)
{
	KUNIT_EXPECT_TRUE(test, cpumask_empty(cpu_none_mask));
	KUNIT_EXPECT_TRUE(test, cpumask_full(cpu_all_mask));
	KUNIT_EXPECT_EQ(test, cpumask_weight(cpumask_of(5)), 1);
	KUNIT_EXPECT_TRUE(test, cpumask_test_cpu(5, cpumask_of(5)));
	KUNIT_EXPECT_TRUE(test, cpumask_subset(cpu_online_mask, cpu_possible_mask));
	KUNIT_EXPECT_GE(test, num_online_cpus(), 1);
}

static void a_complement_has_the_rest(struct kunit *test)
{
	cpumask_t odd, even;

	cpumask_clear(&odd);
	for (unsigned int cpu = 1; cpu < NR_CPUS; cpu += 2)
		cpumask_set_cpu(cpu, &odd);
	cpumask_complement(&even, &odd);
	KUNIT_EXPECT_FALSE(test, cpumask_intersects(&odd, &even));
	KUNIT_EXPECT_TRUE(test, cpumask_or_equal(&odd, &even, cpu_all_mask));
	KUNIT_EXPECT_EQ(test, cpumask_first_zero(&even), 1);
	KUNIT_EXPECT_EQ(test, cpumask_nth(3, &odd), 7);
	cpumask_shift_left(&odd, &odd, 1);
	cpumask_clear_cpu(0, &even);
	KUNIT_EXPECT_TRUE(test, cpumask_equal(&odd, &even));
}

static void a_walk_round_meets_each_cpu_once(struct kunit *test)
{
	unsigned int cpu, met = 0;

	for_each_cpu_wrap(cpu, cpu_possible_mask, nr_cpu_ids - 1) met++;
	KUNIT_EXPECT_EQ(test, met, num_possible_cpus());
	met = 0;
	for_each_cpu_wrap(cpu, cpu_none_mask, 0) met++;
	KUNIT_EXPECT_EQ(test, met, 0);
}

static void text_is_read_and_written(struct kunit *test)
{
	char *page = kunit_kzalloc(test, PAGE_SIZE, GFP_KERNEL);
	cpumask_t mask;

	KUNIT_ASSERT_NOT_NULL(test, page);
	KUNIT_EXPECT_EQ(test, cpulist_parse("0,4-6", &mask), 0);
	KUNIT_EXPECT_EQ(test, cpumask_weight(&mask), 4);
	KUNIT_EXPECT_EQ(test, cpumask_parse("71", &mask), 0);
	KUNIT_EXPECT_EQ(test, cpumask_last(&mask), 6);
	KUNIT_EXPECT_EQ(test, cpulist_parse("9-3", &mask), -EINVAL);
	KUNIT_EXPECT_EQ(test, cpumap_print_to_pagebuf(true, page, cpumask_of(0)), 2);
	KUNIT_EXPECT_STREQ(test, page, "0\n");
}

static struct kunit_case cpumask_cases[] = {
	KUNIT_CASE(sets_of_none_of_all_and_of_one),
	KUNIT_CASE(a_complement_has_the_rest),
	KUNIT_CASE(a_walk_round_meets_each_cpu_once),
	KUNIT_CASE(text_is_read_and_written),
	{},
};

static struct kunit_suite cpumask_suite = {.name = "cpumask", .test_cases = cpumask_cases};
kunit_test_suite(cpumask_suite);

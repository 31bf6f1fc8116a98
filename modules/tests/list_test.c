// SPDX-License-Identifier: MIT
/*
 * Lists: a struct list_head in each member, and a head that is a list_head, too. The list knows
 * nothing of its members; list_entry() goes from the link to the structure around it.
 *
 * This is also the simplest shape of a test module: functions, a table of them, a suite.
 */
#include <kunit/test.h>
#include <linux/list.h>
#include <linux/module.h>

MODULE_DESCRIPTION("Tests of doubly linked lists");
MODULE_LICENSE("GPL");

struct item {
	int value;
	struct list_head link;
};

/* On a list of three: 1, 2, 3. */
struct three {
	struct list_head head;
	struct item items[3];
};

/* Memory from kunit_kzalloc() is freed when the case is over, however it ends. */
static struct three *make_three(struct kunit *test)
{
	struct three *t = kunit_kzalloc(test, sizeof(*t), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, t);
	INIT_LIST_HEAD(&t->head);
	for (int i = 0; i < 3; i++) {
		t->items[i].value = i + 1;
		list_add_tail(&t->items[i].link, &t->head);
	}
	return t;
}

/* The values of a list as the digits of a number: 123 is 1, 2, 3. */
static int digits(struct list_head *head)
{
	struct item *item;
	int number = 0;

	list_for_each_entry (item, head, link)
		number = number * 10 + item->value;
	return number;
}

static void an_empty_list(struct kunit *test)
{
	LIST_HEAD(head);

	KUNIT_EXPECT_TRUE(test, list_empty(&head));
	KUNIT_EXPECT_PTR_EQ(test, head.next, &head);
	KUNIT_EXPECT_PTR_EQ(test, head.prev, &head);
}

static void adds_at_both_ends(struct kunit *test)
{
	struct three *t = make_three(test);
	struct item first = {.value = 8}, last = {.value = 9};

	list_add(&first.link, &t->head);
	list_add_tail(&last.link, &t->head);
	KUNIT_EXPECT_EQ(test, digits(&t->head), 81239);
	KUNIT_EXPECT_PTR_EQ(test, list_first_entry(&t->head, struct item, link), &first);
	KUNIT_EXPECT_PTR_EQ(test, list_last_entry(&t->head, struct item, link), &last);
	list_del(&first.link);
	list_del(&last.link);
}

/* A deleted link is poisoned: who follows it faults at an address that says so. */
static void deletes(struct kunit *test)
{
	struct three *t = make_three(test);

	list_del(&t->items[1].link);
	KUNIT_EXPECT_EQ(test, digits(&t->head), 13);
	KUNIT_EXPECT_PTR_EQ(test, t->items[1].link.next, (struct list_head *)LIST_POISON1);
	KUNIT_EXPECT_PTR_EQ(test, t->items[1].link.prev, (struct list_head *)LIST_POISON2);

	/* This one can be asked whether it is on a list, and be deleted again. */
	list_del_init(&t->items[0].link);
	KUNIT_EXPECT_TRUE(test, list_empty(&t->items[0].link));
	list_del_init(&t->items[0].link);
	KUNIT_EXPECT_EQ(test, digits(&t->head), 3);
}

static void replaces_and_swaps(struct kunit *test)
{
	struct three *t = make_three(test);
	struct item other = {.value = 7};

	list_replace(&t->items[1].link, &other.link);
	KUNIT_EXPECT_EQ(test, digits(&t->head), 173);
	list_swap(&t->items[0].link, &t->items[2].link);
	KUNIT_EXPECT_EQ(test, digits(&t->head), 371);
	list_del(&other.link);
}

static void moves(struct kunit *test)
{
	struct three *t = make_three(test);

	list_move(&t->items[2].link, &t->head);
	KUNIT_EXPECT_EQ(test, digits(&t->head), 312);
	list_move_tail(&t->items[2].link, &t->head);
	KUNIT_EXPECT_EQ(test, digits(&t->head), 123);
	list_rotate_left(&t->head);
	KUNIT_EXPECT_EQ(test, digits(&t->head), 231);
}

static void splices(struct kunit *test)
{
	struct three *a = make_three(test), *b = make_three(test);

	list_splice_init(&a->head, &b->head);
	KUNIT_EXPECT_TRUE(test, list_empty(&a->head));
	KUNIT_EXPECT_EQ(test, digits(&b->head), 123123);

	list_cut_position(&a->head, &b->head, &a->items[1].link);
	KUNIT_EXPECT_EQ(test, digits(&a->head), 12);
	KUNIT_EXPECT_EQ(test, digits(&b->head), 3123);
}

/* Deleting while walking takes the form that looks ahead. */
static void is_emptied_while_walking(struct kunit *test)
{
	struct three *t = make_three(test);
	struct item *item, *next;
	int seen = 0;

	list_for_each_entry_safe (item, next, &t->head, link) {
		list_del(&item->link);
		seen++;
	}
	KUNIT_EXPECT_EQ(test, seen, 3);
	KUNIT_EXPECT_TRUE(test, list_empty(&t->head));
}

static void walks_backwards(struct kunit *test)
{
	struct three *t = make_three(test);
	struct item *item;
	int number = 0;

	list_for_each_entry_reverse (item, &t->head, link)
		number = number * 10 + item->value;
	KUNIT_EXPECT_EQ(test, number, 321);
}

/* hlist: the head is one pointer, for tables of many lists. */
static void singly_headed(struct kunit *test)
{
	struct entry {
		int value;
		struct hlist_node link;
	} a = {.value = 1}, b = {.value = 2}, *entry;
	HLIST_HEAD(head);
	int number = 0;

	KUNIT_EXPECT_TRUE(test, hlist_unhashed(&a.link));
	hlist_add_head(&a.link, &head);
	hlist_add_behind(&b.link, &a.link);
	hlist_for_each_entry (entry, &head, link)
		number = number * 10 + entry->value;
	KUNIT_EXPECT_EQ(test, number, 12);
	hlist_del_init(&a.link);
	KUNIT_EXPECT_PTR_EQ(test, head.first, &b.link);
	KUNIT_EXPECT_TRUE(test, hlist_unhashed(&a.link));
}

static struct kunit_case list_cases[] = {
	KUNIT_CASE(an_empty_list),
	KUNIT_CASE(adds_at_both_ends),
	KUNIT_CASE(deletes),
	KUNIT_CASE(replaces_and_swaps),
	KUNIT_CASE(moves),
	KUNIT_CASE(splices),
	KUNIT_CASE(is_emptied_while_walking),
	KUNIT_CASE(walks_backwards),
	KUNIT_CASE(singly_headed),
	{},
};

static struct kunit_suite list_suite = {
	.name = "list",
	.test_cases = list_cases,
};
kunit_test_suite(list_suite);

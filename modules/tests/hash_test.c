// SPDX-License-Identifier: MIT
/*
 * Hash tables: an array of hlists whose size is a power of two. Keys are numbers; what is found
 * under a key may also be of another one with the same hash, so the caller compares.
 */
#include <kunit/test.h>
#include <linux/hashtable.h>
#include <linux/jhash.h>
#include <linux/module.h>
#include <linux/string.h>

MODULE_DESCRIPTION("Tests of hash tables");
MODULE_LICENSE("GPL");

struct word {
	const char *text;
	struct hlist_node node;
};

static u32 key_of(const char *text)
{
	return jhash(text, strlen(text), 0);
}

static void is_empty_at_first(struct kunit *test)
{
	DEFINE_HASHTABLE(table, 4);

	KUNIT_EXPECT_EQ(test, HASH_SIZE(table), 16);
	KUNIT_EXPECT_TRUE(test, hash_empty(table));
}

static void finds_by_key(struct kunit *test)
{
	DEFINE_HASHTABLE(table, 3);
	struct word words[] = {{.text = "one"}, {.text = "two"}, {.text = "three"}}, *word;
	int found = 0;

	for (int i = 0; i < ARRAY_SIZE(words); i++)
		hash_add(table, &words[i].node, key_of(words[i].text));
	hash_for_each_possible (table, word, node, key_of("three"))
		found += !strcmp(word->text, "three");
	KUNIT_EXPECT_EQ(test, found, 1);
	hash_for_each_possible (table, word, node, key_of("five"))
		KUNIT_EXPECT_STRNEQ(test, word->text, "five");
}

static void deletes(struct kunit *test)
{
	DEFINE_HASHTABLE(table, 2);
	struct word word = {.text = "one"};

	KUNIT_EXPECT_FALSE(test, hash_hashed(&word.node));
	hash_add(table, &word.node, 1);
	KUNIT_EXPECT_TRUE(test, hash_hashed(&word.node));
	hash_del(&word.node);
	KUNIT_EXPECT_FALSE(test, hash_hashed(&word.node));
	KUNIT_EXPECT_TRUE(test, hash_empty(table));
}

/* More members than places: all are visited, each once. */
static void visits_all(struct kunit *test)
{
	DEFINE_HASHTABLE(table, 2);
	struct word words[40], *word;
	struct hlist_node *next;
	int bucket, seen = 0;

	for (int i = 0; i < ARRAY_SIZE(words); i++)
		hash_add(table, &words[i].node, i);
	hash_for_each(table, bucket, word, node) seen++;
	KUNIT_EXPECT_EQ(test, seen, 40);
	hash_for_each_safe(table, bucket, next, word, node) hash_del(&word->node);
	KUNIT_EXPECT_TRUE(test, hash_empty(table));
}

static struct kunit_case hash_cases[] = {
	KUNIT_CASE(is_empty_at_first),
	KUNIT_CASE(finds_by_key),
	KUNIT_CASE(deletes),
	KUNIT_CASE(visits_all),
	{},
};

static struct kunit_suite hash_suite = {
	.name = "hash",
	.test_cases = hash_cases,
};
kunit_test_suite(hash_suite);

// SPDX-License-Identifier: MIT
/*
 * Trees and sorting: random operations, with every property checked after each.
 */
#include "lib_test.h"

struct rb_node {
	unsigned long parent_color; /* colour in bit 0: 1 black */
	struct rb_node *right, *left;
};

struct rb_root {
	struct rb_node *node;
};

struct list_head {
	struct list_head *next, *prev;
};

void k_rb_insert_color(struct rb_node *, struct rb_root *);
void k_rb_erase(struct rb_node *, struct rb_root *);
struct rb_node *k_rb_first(const struct rb_root *);
struct rb_node *k_rb_last(const struct rb_root *);
struct rb_node *k_rb_next(const struct rb_node *);
struct rb_node *k_rb_prev(const struct rb_node *);
struct rb_node *k_rb_first_postorder(const struct rb_root *);
struct rb_node *k_rb_next_postorder(const struct rb_node *);
void k_rb_replace_node(struct rb_node *, struct rb_node *, struct rb_root *);
void k_sort(void *, size_t, size_t, int (*)(const void *, const void *),
	    void (*)(void *, void *, int));
void k_list_sort(void *, struct list_head *,
		 int (*)(void *, const struct list_head *, const struct list_head *));
void *k_bsearch(const void *, const void *, size_t, size_t, int (*)(const void *, const void *));

#define NODES 200

struct item {
	struct rb_node rb; /* first, so that both have one address */
	int key;
	bool in_tree;
};

static struct item items[NODES];
static struct rb_root root;

static struct rb_node *parent_of(const struct rb_node *n)
{
	return (struct rb_node *)(n->parent_color & ~3UL);
}

static int key_of(const struct rb_node *n)
{
	return ((const struct item *)n)->key;
}

/* Checks the subtree and returns its black height. */
static int check(const struct rb_node *n, const struct rb_node *parent, int *count)
{
	int left, right;

	if (!n)
		return 1;
	++*count;
	assert_ptr_equal(parent_of(n), parent);
	if (!(n->parent_color & 1)) {
		assert_non_null(parent);
		assert_true(!n->left || n->left->parent_color & 1);
		assert_true(!n->right || n->right->parent_color & 1);
	}
	if (n->left)
		assert_true(key_of(n->left) <= key_of(n));
	if (n->right)
		assert_true(key_of(n->right) >= key_of(n));
	left = check(n->left, n, count);
	right = check(n->right, n, count);
	assert_int_equal(left, right);
	return left + (n->parent_color & 1);
}

static void check_tree(int size)
{
	struct rb_node *n, *before = NULL;
	int count = 0, walked = 0;

	check(root.node, NULL, &count);
	assert_int_equal(count, size);
	for (n = k_rb_first(&root); n; before = n, n = k_rb_next(n), walked++) {
		assert_true(!before || key_of(before) <= key_of(n));
		assert_ptr_equal(k_rb_prev(n), before);
	}
	assert_int_equal(walked, size);
	assert_ptr_equal(k_rb_last(&root), before);
}

/* A leaf, at its place in the order. */
static void link_item(struct item *item)
{
	struct rb_node **link = &root.node, *parent = NULL;

	while (*link) {
		parent = *link;
		link = item->key < key_of(parent) ? &parent->left : &parent->right;
	}
	item->rb = (struct rb_node){.parent_color = (unsigned long)parent};
	*link = &item->rb;
}

static void add(struct item *item)
{
	link_item(item);
	k_rb_insert_color(&item->rb, &root);
	item->in_tree = true;
}

static void random_insertions_and_removals(void **state)
{
	int size = 0;

	srand(3);
	for (int round = 0; round < 20000; round++) {
		/* Grow and shrink in waves, so that small and large trees both occur. */
		struct item *item = &items[rand() % (round / 1000 % 2 ? NODES : 12)];

		if (item->in_tree) {
			k_rb_erase(&item->rb, &root);
			item->in_tree = false;
			size--;
		} else {
			item->key = rand() % 100;
			add(item);
			size++;
		}
		check_tree(size);
	}
}

static void children_before_parents(void **state)
{
	struct rb_node *n, *next;
	bool seen[NODES] = {false};
	int count = 0;

	root.node = NULL;
	for (int i = 0; i < NODES; i++) {
		items[i].key = i * 7 % NODES;
		add(&items[i]);
	}
	for (n = k_rb_first_postorder(&root); n; n = next) {
		next = k_rb_next_postorder(n);
		assert_true(!n->left || seen[(struct item *)n->left - items]);
		assert_true(!n->right || seen[(struct item *)n->right - items]);
		seen[(struct item *)n - items] = true;
		count++;
	}
	assert_int_equal(count, NODES);
}

static void replacing_a_node(void **state)
{
	struct item copy = {.key = items[5].key};

	k_rb_replace_node(&items[5].rb, &copy.rb, &root);
	check_tree(NODES);
	k_rb_replace_node(&copy.rb, &items[5].rb, &root);
	check_tree(NODES);
}

/* ---- Nodes that know their subtree ---- */

struct rb_augment_callbacks {
	void (*propagate)(struct rb_node *node, struct rb_node *stop);
	void (*copy)(struct rb_node *old, struct rb_node *new);
	void (*rotate)(struct rb_node *old, struct rb_node *new);
};

void k_rb_insert_augmented(struct rb_node *, struct rb_root *, const struct rb_augment_callbacks *);
void k_rb_erase_augmented(struct rb_node *, struct rb_root *, const struct rb_augment_callbacks *);

/* Of each item's subtree: the largest key, which ends a propagation early, and the sum of them. */
static struct {
	int max, sum;
} known[NODES];

static long index_of(const struct rb_node *n)
{
	return (const struct item *)n - items;
}

static bool compute(const struct rb_node *n)
{
	long i = index_of(n);
	int max = key_of(n), sum = key_of(n), old_max = known[i].max, old_sum = known[i].sum;
	const struct rb_node *child[] = {n->left, n->right};

	for (int k = 0; k < 2; k++) {
		if (!child[k])
			continue;
		sum += known[index_of(child[k])].sum;
		if (known[index_of(child[k])].max > max)
			max = known[index_of(child[k])].max;
	}
	known[i].max = max;
	known[i].sum = sum;
	return max == old_max && sum == old_sum;
}

static void propagate(struct rb_node *n, struct rb_node *stop)
{
	while (n != stop && !compute(n))
		n = parent_of(n);
}

static void copy(struct rb_node *old, struct rb_node *new)
{
	known[index_of(new)] = known[index_of(old)];
}

static void rotate(struct rb_node *old, struct rb_node *new)
{
	copy(old, new);
	compute(old);
}

static const struct rb_augment_callbacks callbacks = {propagate, copy, rotate};

static void check_known(const struct rb_node *n, int *max, int *sum)
{
	int left_max = -1, right_max = -1, left_sum = 0, right_sum = 0;

	if (!n)
		return;
	check_known(n->left, &left_max, &left_sum);
	check_known(n->right, &right_max, &right_sum);
	*max = key_of(n) > left_max ? key_of(n) : left_max;
	*max = right_max > *max ? right_max : *max;
	*sum = key_of(n) + left_sum + right_sum;
	assert_int_equal(known[index_of(n)].max, *max);
	assert_int_equal(known[index_of(n)].sum, *sum);
}

static void add_augmented(struct item *item)
{
	link_item(item);
	compute(&item->rb);
	propagate(parent_of(&item->rb), NULL);
	k_rb_insert_augmented(&item->rb, &root, &callbacks);
}

static void augmented_nodes_know_their_subtree(void **state)
{
	int size = 0, max, sum;

	srand(5);
	root.node = NULL;
	for (int i = 0; i < NODES; i++)
		items[i].in_tree = false;
	for (int round = 0; round < 20000; round++) {
		struct item *item = &items[rand() % (round / 1000 % 2 ? NODES : 12)];

		if (item->in_tree) {
			k_rb_erase_augmented(&item->rb, &root, &callbacks);
			size--;
		} else {
			/* Often 0: then a sum stays as it was, and the propagation ends. */
			item->key = rand() % 2 * (rand() % 100);
			add_augmented(item);
			size++;
		}
		item->in_tree = !item->in_tree;
		check_tree(size);
		check_known(root.node, &max, &sum);
	}
}

static int compare_ints(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

static void sorting_arrays(void **state)
{
	int got[100], want[100], key;

	srand(4);
	for (size_t n = 0; n <= ARRAY_LEN(got); n++) {
		for (size_t i = 0; i < n; i++)
			got[i] = want[i] = rand() % 50;
		k_sort(got, n, sizeof(int), compare_ints, NULL);
		qsort(want, n, sizeof(int), compare_ints);
		assert_memory_equal(got, want, n * sizeof(int));
		for (key = -1; key <= 50; key++)
			assert_int_equal(!!k_bsearch(&key, got, n, sizeof(int), compare_ints),
					 !!bsearch(&key, got, n, sizeof(int), compare_ints));
	}
}

struct entry {
	struct list_head list; /* first */
	int key, order;
};

static int compare_entries(void *priv, const struct list_head *a, const struct list_head *b)
{
	return ((const struct entry *)a)->key - ((const struct entry *)b)->key;
}

static void sorting_lists_is_stable(void **state)
{
	struct entry entries[100];
	struct list_head head, *p;

	for (int n = 0; n <= 100; n++) {
		int count = 0;

		head.next = head.prev = &head;
		for (int i = 0; i < n; i++) {
			entries[i] = (struct entry){{&head, head.prev}, rand() % 10, i};
			head.prev->next = &entries[i].list;
			head.prev = &entries[i].list;
		}
		k_list_sort(NULL, &head, compare_entries);
		for (p = head.next; p != &head; p = p->next, count++) {
			const struct entry *e = (struct entry *)p, *next = (struct entry *)p->next;

			assert_ptr_equal(p->next->prev, p);
			if (p->next != &head)
				assert_true(e->key < next->key ||
					    (e->key == next->key && e->order < next->order));
		}
		assert_ptr_equal(head.next->prev, &head);
		assert_int_equal(count, n);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_insertions_and_removals),
		cmocka_unit_test(children_before_parents),
		cmocka_unit_test(replacing_a_node),
		cmocka_unit_test(augmented_nodes_know_their_subtree),
		cmocka_unit_test(sorting_arrays),
		cmocka_unit_test(sorting_lists_is_stable),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

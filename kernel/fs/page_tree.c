// SPDX-License-Identifier: MIT
/*
 * The radix tree that holds an address space's pages (<linux/page_tree.h>).
 *
 * Six bits of the index pick the slot at each level. height 0: root is page 0 itself or NULL;
 * height h: root is a node, and indices below 64^h fit. Nodes know how many of their slots are in
 * use; an empty node is freed, and the tree loses levels that have only slot 0. The functions take
 * the tree's lock; nodes are got before it.
 */
#include <linux/bug.h>
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "internal.h"

#define SLOT_BITS  6
#define SLOTS	   (1U << SLOT_BITS)
#define MAX_HEIGHT 11 /* 64 bits in sixes */

struct tree_node {
	unsigned int count; /* slots that are not NULL */
	void *slots[SLOTS];
};

/* Nodes got in advance, chained through slots[0]. */
struct node_pool {
	struct tree_node *first;
	unsigned int count;
};

static struct kmem_cache *node_cache;

void __init page_tree_cache_init(void)
{
	node_cache =
		kmem_cache_create("page_tree_node", sizeof(struct tree_node), 0, SLAB_PANIC, NULL);
}

/* The largest index that a tree of that height can hold. */
static pgoff_t max_index(unsigned int height)
{
	return height >= MAX_HEIGHT ? ~0UL : (1UL << (height * SLOT_BITS)) - 1;
}

static unsigned int height_for(pgoff_t index)
{
	unsigned int height = 0;

	while (index > max_index(height))
		height++;
	return height;
}

/* The slot that index picks in a node of that level; level 0 holds pages. */
static unsigned int slot_of(pgoff_t index, unsigned int level)
{
	return (index >> (level * SLOT_BITS)) & (SLOTS - 1);
}

/* ----------------------------------------------------------------------------------------- nodes
 */

static bool pool_fill(struct node_pool *pool, unsigned int want)
{
	while (pool->count < want) {
		struct tree_node *node = kmem_cache_zalloc(node_cache, GFP_KERNEL);

		if (!node)
			return false;
		node->slots[0] = pool->first;
		pool->first = node;
		pool->count++;
	}
	return true;
}

static struct tree_node *pool_take(struct node_pool *pool)
{
	struct tree_node *node = pool->first;

	BUG_ON(!node);
	pool->first = node->slots[0];
	pool->count--;
	node->slots[0] = NULL;
	return node;
}

static void pool_drain(struct node_pool *pool)
{
	while (pool->count)
		kmem_cache_free(node_cache, pool_take(pool));
}

/* How many nodes an insertion at index takes. The lock is held. */
static unsigned int nodes_needed(const struct page_tree *tree, pgoff_t index)
{
	unsigned int height = height_for(index), level;
	const struct tree_node *node = tree->root;

	if (!node)
		return height;
	if (height > tree->height) /* new levels on top, and a path beside the old tree */
		return (height - tree->height) + (height - 1);
	for (level = tree->height; level > 1; level--) {
		node = node->slots[slot_of(index, level - 1)];
		if (!node)
			return level - 1;
	}
	return 0;
}

/* ------------------------------------------------------------------------------------ operations
 */

/* The page at index, unreferenced, or NULL. The lock is held. */
static struct page *tree_lookup(const struct page_tree *tree, pgoff_t index)
{
	void *at = tree->root;
	unsigned int level;

	if (index > max_index(tree->height))
		return NULL;
	for (level = tree->height; level > 0 && at; level--)
		at = ((struct tree_node *)at)->slots[slot_of(index, level - 1)];
	return at;
}

/* The page at index, with a reference for the caller, or NULL. */
struct page *page_tree_get(struct address_space *mapping, pgoff_t index)
{
	struct page_tree *tree = &mapping->i_pages;
	struct page *page;

	spin_lock(&tree->lock);
	page = tree_lookup(tree, index);
	if (page)
		get_page(page);
	spin_unlock(&tree->lock);
	return page;
}

/* Put page at a free index. The pool has the nodes. The lock is held. */
static void tree_insert(struct page_tree *tree, pgoff_t index, struct page *page,
			struct node_pool *pool)
{
	unsigned int height = height_for(index), level;
	struct tree_node *node;
	void **slot;

	if (!tree->root)
		tree->height = height;
	while (tree->height < height) {
		node = pool_take(pool);
		node->slots[0] = tree->root;
		node->count = 1;
		tree->root = node;
		tree->height++;
	}
	slot = &tree->root;
	for (level = tree->height; level > 0; level--) {
		if (!*slot)
			*slot = pool_take(pool);
		node = *slot;
		slot = &node->slots[slot_of(index, level - 1)];
		if (!*slot)
			node->count++; /* filled by the next round, or below */
	}
	*slot = page;
}

/*
 * Put page, whose reference the tree takes over, at index. -EEXIST: another page is there; -ENOMEM.
 */
int page_tree_insert(struct address_space *mapping, pgoff_t index, struct page *page)
{
	struct page_tree *tree = &mapping->i_pages;
	struct node_pool pool = {NULL, 0};
	int err = 0;

	spin_lock(&tree->lock);
	for (;;) {
		unsigned int want = nodes_needed(tree, index);

		if (pool.count >= want)
			break;
		spin_unlock(&tree->lock);
		if (!pool_fill(&pool, want)) {
			pool_drain(&pool);
			return -ENOMEM;
		}
		spin_lock(&tree->lock); /* it may have changed: count again */
	}
	if (tree_lookup(tree, index)) {
		err = -EEXIST;
	} else {
		page->mapping = mapping;
		page->index = index;
		tree_insert(tree, index, page, &pool);
		mapping->nrpages++;
	}
	spin_unlock(&tree->lock);
	pool_drain(&pool);
	return err;
}

/* Take off levels that have nothing but slot 0. The lock is held. */
static void tree_shrink(struct page_tree *tree)
{
	while (tree->height) {
		struct tree_node *node = tree->root;

		if (node && (node->count > 1 || !node->slots[0]))
			return;
		tree->root = node ? node->slots[0] : NULL;
		tree->height = node ? tree->height - 1 : 0;
		if (node)
			kmem_cache_free(node_cache, node);
	}
}

/* Empty the slot of an index that holds a page. The lock is held. */
static void tree_delete(struct page_tree *tree, pgoff_t index)
{
	void **slots[MAX_HEIGHT + 1];
	unsigned int level = tree->height;

	slots[level] = &tree->root;
	for (; level > 0; level--) {
		struct tree_node *node = *slots[level];

		slots[level - 1] = &node->slots[slot_of(index, level - 1)];
	}
	*slots[0] = NULL;
	for (level = 1; level <= tree->height; level++) {
		struct tree_node *node = *slots[level];

		if (--node->count)
			break;
		*slots[level] = NULL;
		kmem_cache_free(node_cache, node);
	}
	tree_shrink(tree);
}

/*
 * Take page out, if it is still at index. The tree's reference goes with it; the caller has one of
 * its own. Returns whether it was there.
 */
bool page_tree_remove(struct address_space *mapping, pgoff_t index, struct page *page)
{
	struct page_tree *tree = &mapping->i_pages;
	bool there;

	spin_lock(&tree->lock);
	there = tree_lookup(tree, index) == page;
	if (there) {
		tree_delete(tree, index);
		mapping->nrpages--;
		page->mapping = NULL;
	}
	spin_unlock(&tree->lock);
	if (there)
		put_page(page);
	return there;
}

/* The first page at or after *index, which is set to its place; NULL if none. The lock is held. */
static struct page *tree_next(const struct page_tree *tree, pgoff_t *index)
{
	pgoff_t at = *index, limit = max_index(tree->height);
	unsigned int level;
	void *node;

restart:
	if (at > limit || !tree->root)
		return NULL;
	node = tree->root;
	for (level = tree->height; level > 0; level--) {
		unsigned int shift = (level - 1) * SLOT_BITS;
		void *child = ((struct tree_node *)node)->slots[slot_of(at, level - 1)];

		if (!child) {
			/* Nothing in this slot: on to the start of the next one, which may carry.
			 */
			pgoff_t next = ((at >> shift) + 1) << shift;

			if (next <= at)
				return NULL; /* the end of all indices */
			at = next;
			goto restart;
		}
		node = child;
	}
	*index = at;
	return node;
}

/*
 * Up to max pages with indices in [first, last], in order, each with a reference for the caller.
 * Returns how many.
 */
unsigned int page_tree_gang(struct address_space *mapping, pgoff_t first, pgoff_t last,
			    struct page **pages, unsigned int max)
{
	struct page_tree *tree = &mapping->i_pages;
	unsigned int nr = 0;
	struct page *page;

	spin_lock(&tree->lock);
	while (nr < max && (page = tree_next(tree, &first)) && first <= last) {
		get_page(page);
		pages[nr++] = page;
		if (first++ == ~0UL)
			break;
	}
	spin_unlock(&tree->lock);
	return nr;
}

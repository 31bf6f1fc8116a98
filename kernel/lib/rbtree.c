// SPDX-License-Identifier: MIT
/*
 * Red-black trees (Cormen, Leiserson, Rivest, Stein: Introduction to Algorithms, chapter 13).
 *
 * Every node is red or black; a red node has no red child; every path from a node down to a missing
 * child passes the same number of black nodes. So no path is more than twice as long as another.
 * A missing child counts as black. <linux/rbtree.h> and <linux/rbtree_augmented.h> have the rules
 * for callers; a tree that is not augmented is one that has nothing to do when told.
 */
#include <linux/export.h>
#include <linux/rbtree_augmented.h>

#define RB_RED	 0UL
#define RB_BLACK 1UL

static void nothing(struct rb_node *old, struct rb_node *new)
{
}

static const struct rb_augment_callbacks not_augmented = {
	.propagate = nothing,
	.copy = nothing,
	.rotate = nothing,
};

static bool is_red(const struct rb_node *node)
{
	return node && !(node->__rb_parent_color & RB_BLACK);
}

static bool is_black(const struct rb_node *node)
{
	return !is_red(node);
}

static void set_parent(struct rb_node *node, struct rb_node *parent)
{
	node->__rb_parent_color = (unsigned long)parent | (node->__rb_parent_color & RB_BLACK);
}

static void set_color(struct rb_node *node, unsigned long color)
{
	node->__rb_parent_color = (node->__rb_parent_color & ~RB_BLACK) | color;
}

/* Make parent (NULL: the root) point to new where it points to old. */
static void change_child(struct rb_node *old, struct rb_node *new, struct rb_node *parent,
			 struct rb_root *root)
{
	if (!parent)
		WRITE_ONCE(root->rb_node, new);
	else if (parent->rb_left == old)
		WRITE_ONCE(parent->rb_left, new);
	else
		WRITE_ONCE(parent->rb_right, new);
}

/*
 *     node               right
 *    /    \             /     \
 *   a     right   =>  node     c
 *        /    \      /    \
 *       b      c    a      b
 */
static void rotate_left(struct rb_node *node, struct rb_root *root,
			const struct rb_augment_callbacks *augment)
{
	struct rb_node *right = node->rb_right;
	struct rb_node *parent = rb_parent(node);

	WRITE_ONCE(node->rb_right, right->rb_left);
	if (node->rb_right)
		set_parent(node->rb_right, node);
	WRITE_ONCE(right->rb_left, node);
	set_parent(right, parent);
	change_child(node, right, parent, root);
	set_parent(node, right);
	augment->rotate(node, right);
}

/* The mirror image of rotate_left(). */
static void rotate_right(struct rb_node *node, struct rb_root *root,
			 const struct rb_augment_callbacks *augment)
{
	struct rb_node *left = node->rb_left;
	struct rb_node *parent = rb_parent(node);

	WRITE_ONCE(node->rb_left, left->rb_right);
	if (node->rb_left)
		set_parent(node->rb_left, node);
	WRITE_ONCE(left->rb_right, node);
	set_parent(left, parent);
	change_child(node, left, parent, root);
	set_parent(node, left);
	augment->rotate(node, left);
}

/*
 * node was linked as a leaf. It becomes red; the only thing that can be wrong is that its parent is
 * red, too. Recolouring moves that up the tree until rotations end it.
 */
void rb_insert_augmented(struct rb_node *node, struct rb_root *root,
			 const struct rb_augment_callbacks *augment)
{
	struct rb_node *parent, *grandparent, *uncle;

	set_color(node, RB_RED);
	while (is_red(parent = rb_parent(node))) {
		grandparent = rb_parent(parent); /* exists: the root is black */
		uncle = parent == grandparent->rb_left ? grandparent->rb_right
						       : grandparent->rb_left;
		if (is_red(uncle)) {
			set_color(uncle, RB_BLACK);
			set_color(parent, RB_BLACK);
			set_color(grandparent, RB_RED);
			node = grandparent;
			continue;
		}
		if (parent == grandparent->rb_left) {
			if (node == parent->rb_right) {
				rotate_left(parent, root, augment);
				parent = node;
			}
			set_color(parent, RB_BLACK);
			set_color(grandparent, RB_RED);
			rotate_right(grandparent, root, augment);
		} else {
			if (node == parent->rb_left) {
				rotate_right(parent, root, augment);
				parent = node;
			}
			set_color(parent, RB_BLACK);
			set_color(grandparent, RB_RED);
			rotate_left(grandparent, root, augment);
		}
		break;
	}
	set_color(root->rb_node, RB_BLACK);
}
EXPORT_SYMBOL(rb_insert_augmented);

void rb_insert_color(struct rb_node *node, struct rb_root *root)
{
	rb_insert_augmented(node, root, &not_augmented);
}
EXPORT_SYMBOL(rb_insert_color);

/*
 * The paths through node (which may be missing), a child of parent, are short of one black node.
 * Either the sibling's side can give one, by rotation, or the sibling is made red and the shortage
 * moves up.
 */
static void erase_color(struct rb_node *node, struct rb_node *parent, struct rb_root *root,
			const struct rb_augment_callbacks *augment)
{
	struct rb_node *sibling;

	while (parent && is_black(node)) {
		bool left = node == parent->rb_left;

		sibling = left ? parent->rb_right : parent->rb_left;
		if (is_red(sibling)) {
			/* Get a black sibling: rotate the red one above parent. */
			set_color(sibling, RB_BLACK);
			set_color(parent, RB_RED);
			if (left)
				rotate_left(parent, root, augment);
			else
				rotate_right(parent, root, augment);
			sibling = left ? parent->rb_right : parent->rb_left;
		}
		if (is_black(sibling->rb_left) && is_black(sibling->rb_right)) {
			set_color(sibling, RB_RED);
			node = parent;
			parent = rb_parent(node);
			continue;
		}
		/* Let the child that is red be the outer one, then rotate it into place. */
		if (left) {
			if (is_black(sibling->rb_right)) {
				set_color(sibling->rb_left, RB_BLACK);
				set_color(sibling, RB_RED);
				rotate_right(sibling, root, augment);
				sibling = parent->rb_right;
			}
			set_color(sibling->rb_right, RB_BLACK);
		} else {
			if (is_black(sibling->rb_left)) {
				set_color(sibling->rb_right, RB_BLACK);
				set_color(sibling, RB_RED);
				rotate_left(sibling, root, augment);
				sibling = parent->rb_left;
			}
			set_color(sibling->rb_left, RB_BLACK);
		}
		set_color(sibling, parent->__rb_parent_color & RB_BLACK);
		set_color(parent, RB_BLACK);
		if (left)
			rotate_left(parent, root, augment);
		else
			rotate_right(parent, root, augment);
		return;
	}
	if (node)
		set_color(node, RB_BLACK);
}

/* A node with two children trades places with the next in order, which has no left child. */
void rb_erase_augmented(struct rb_node *node, struct rb_root *root,
			const struct rb_augment_callbacks *augment)
{
	struct rb_node *child, *parent, *successor;
	bool lost_black;

	if (node->rb_left && node->rb_right) {
		successor = node->rb_right;
		while (successor->rb_left)
			successor = successor->rb_left;
		lost_black = is_black(successor);
		child = successor->rb_right;
		parent = rb_parent(successor);
		if (parent == node) {
			parent = successor;
		} else {
			if (child)
				set_parent(child, parent);
			WRITE_ONCE(parent->rb_left, child);
			WRITE_ONCE(successor->rb_right, node->rb_right);
			set_parent(node->rb_right, successor);
		}
		WRITE_ONCE(successor->rb_left, node->rb_left);
		set_parent(node->rb_left, successor);
		successor->__rb_parent_color = node->__rb_parent_color;
		change_child(node, successor, rb_parent(node), root);
		augment->copy(node, successor);
		/* From where it is missing up to where it is now, and on: each may end early. */
		augment->propagate(parent, successor);
		augment->propagate(successor, NULL);
	} else {
		child = node->rb_left ? node->rb_left : node->rb_right;
		parent = rb_parent(node);
		lost_black = is_black(node);
		if (child)
			set_parent(child, parent);
		change_child(node, child, parent, root);
		augment->propagate(parent, NULL);
	}
	if (lost_black)
		erase_color(child, parent, root, augment);
}
EXPORT_SYMBOL(rb_erase_augmented);

void rb_erase(struct rb_node *node, struct rb_root *root)
{
	rb_erase_augmented(node, root, &not_augmented);
}
EXPORT_SYMBOL(rb_erase);

struct rb_node *rb_first(const struct rb_root *root)
{
	struct rb_node *n = root->rb_node;

	while (n && n->rb_left)
		n = n->rb_left;
	return n;
}
EXPORT_SYMBOL(rb_first);

struct rb_node *rb_last(const struct rb_root *root)
{
	struct rb_node *n = root->rb_node;

	while (n && n->rb_right)
		n = n->rb_right;
	return n;
}
EXPORT_SYMBOL(rb_last);

struct rb_node *rb_next(const struct rb_node *node)
{
	struct rb_node *n, *parent;

	if (RB_EMPTY_NODE(node))
		return NULL;
	if (node->rb_right) {
		for (n = node->rb_right; n->rb_left;)
			n = n->rb_left;
		return n;
	}
	while ((parent = rb_parent(node)) && node == parent->rb_right)
		node = parent;
	return parent;
}
EXPORT_SYMBOL(rb_next);

struct rb_node *rb_prev(const struct rb_node *node)
{
	struct rb_node *n, *parent;

	if (RB_EMPTY_NODE(node))
		return NULL;
	if (node->rb_left) {
		for (n = node->rb_left; n->rb_right;)
			n = n->rb_right;
		return n;
	}
	while ((parent = rb_parent(node)) && node == parent->rb_left)
		node = parent;
	return parent;
}
EXPORT_SYMBOL(rb_prev);

void rb_replace_node(struct rb_node *victim, struct rb_node *new, struct rb_root *root)
{
	*new = *victim;
	if (victim->rb_left)
		set_parent(victim->rb_left, new);
	if (victim->rb_right)
		set_parent(victim->rb_right, new);
	change_child(victim, new, rb_parent(victim), root);
}
EXPORT_SYMBOL(rb_replace_node);

/* Readers walk down: the new node is whole before its parent leads to it. */
void rb_replace_node_rcu(struct rb_node *victim, struct rb_node *new, struct rb_root *root)
{
	*new = *victim;
	if (victim->rb_left)
		set_parent(victim->rb_left, new);
	if (victim->rb_right)
		set_parent(victim->rb_right, new);
	smp_wmb();
	change_child(victim, new, rb_parent(victim), root);
}
EXPORT_SYMBOL(rb_replace_node_rcu);

static struct rb_node *deepest_first(struct rb_node *node)
{
	while (node->rb_left || node->rb_right)
		node = node->rb_left ? node->rb_left : node->rb_right;
	return node;
}

struct rb_node *rb_first_postorder(const struct rb_root *root)
{
	return root->rb_node ? deepest_first(root->rb_node) : NULL;
}
EXPORT_SYMBOL(rb_first_postorder);

struct rb_node *rb_next_postorder(const struct rb_node *node)
{
	struct rb_node *parent;

	if (!node)
		return NULL;
	parent = rb_parent(node);
	if (parent && node == parent->rb_left && parent->rb_right)
		return deepest_first(parent->rb_right);
	return parent;
}
EXPORT_SYMBOL(rb_next_postorder);

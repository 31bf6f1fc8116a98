// SPDX-License-Identifier: MIT
/*
 * Between dcache.c (single entries), dcache_tree.c (subtrees), dcache_name.c (names) and
 * drop_caches.c. All but __d_set_name(), __d_put_name() and shrink_dcache_all() are called with
 * dcache_lock held; __d_kill() releases it.
 */
#ifndef _FS_DCACHE_H
#define _FS_DCACHE_H

struct dentry;
struct qstr;
struct inode;

void __d_rehash(struct dentry *dentry);
void __d_unhash(struct dentry *dentry);
void __d_set_inode(struct dentry *dentry, struct inode *inode);
void __d_add_child(struct dentry *dentry);
void __d_lru_del(struct dentry *dentry);
struct dentry *__d_kill(struct dentry *dentry);
void shrink_dcache_all(void);
int __d_set_name(struct dentry *dentry, const struct qstr *name);
void __d_put_name(struct dentry *dentry);
void __d_take_name(struct dentry *dentry, const struct dentry *target);
void __d_swap_names(struct dentry *one, struct dentry *two);

#endif

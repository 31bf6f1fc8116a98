// SPDX-License-Identifier: MIT
/*
 * Module parameters: variables that "insmod hello.ko howmany=10" sets, and /sys/module shows.
 *
 *	static int howmany = 1;
 *	module_param(howmany, int, 0444);
 *	MODULE_PARM_DESC(howmany, "how often to say hello");
 *
 * A parameter is one struct kernel_param in the section __param, which leads to operations that
 * turn text into a value (set) and back (get). The types that come with operations are byte,
 * short, ushort, int, uint, long, ulong, ullong, hexint, charp, bool, invbool, and arrays and
 * strings of them; others bring their own (module_param_cb).
 *
 * The permissions are those of /sys/module/NAME/parameters/PARAM; 0 keeps it out of there. A
 * parameter that can be written while code reads it needs kernel_param_lock() around the reading.
 */
#ifndef LINUX_MODULEPARAM_H
#define LINUX_MODULEPARAM_H

#include <linux/array_size.h>
#include <linux/build_bug.h>
#include <linux/compiler.h>
#include <linux/init.h>
#include <linux/stringify.h>
#include <linux/types.h>

struct module;
struct kernel_param;

/* In front of a parameter's name, for those of the kernel itself: "printk." */
#ifdef MODULE
#define MODULE_PARAM_PREFIX
#else
#define MODULE_PARAM_PREFIX KBUILD_MODNAME "."
#endif

/*
 * One "tag=text" string in .modinfo, where modinfo(8), depmod(8) and the loader find it. The
 * strings of the kernel itself carry the prefix of their part.
 */
#ifdef MODULE
#define __MODULE_INFO_PREFIX
#else
#define __MODULE_INFO_PREFIX KBUILD_MODNAME "."
#endif
#define __MODULE_INFO(tag, name, info)                                                             \
	static const char __UNIQUE_ID(name)[] __used __section(".modinfo") __aligned(1) =          \
		__MODULE_INFO_PREFIX __stringify(tag) "=" info

#define __MODULE_PARM_TYPE(name, _type) __MODULE_INFO(parmtype, name##type, #name ":" _type)

/* What the parameter is for; modinfo(8) shows it. */
#define MODULE_PARM_DESC(_parm, desc) __MODULE_INFO(parm, _parm, #_parm ":" desc)

/* The name alone, without "=value", is a value too: set() is then called with val == NULL. */
enum { KERNEL_PARAM_OPS_FL_NOARG = (1 << 0) };

/*
 * set: gives the parameter the value that val stands for; 0 or a negative errno.
 * get: writes the value and a newline into buffer (PAGE_SIZE bytes); the length, or an errno.
 * free: releases what set() allocated, when the module goes; may be NULL, as may get.
 * All run in process context, with the parameter lock held once /sys shows the parameter.
 */
struct kernel_param_ops {
	unsigned int flags;
	int (*set)(const char *val, const struct kernel_param *kp);
	int (*get)(char *buffer, const struct kernel_param *kp);
	void (*free)(void *arg);
};

enum { KERNEL_PARAM_FL_UNSAFE = (1 << 0), KERNEL_PARAM_FL_HWPARAM = (1 << 1) };

struct kernel_param {
	const char *name;
	struct module *mod;
	const struct kernel_param_ops *ops;
	const u16 perm;
	s8 level;
	u8 flags;
	union {
		void *arg;
		const struct kparam_string *str;
		const struct kparam_array *arr;
	};
};

/* A string that is copied into the module's own buffer. */
struct kparam_string {
	unsigned int maxlen;
	char *string;
};

/* Values with commas between; *num, if there, becomes how many were given. */
struct kparam_array {
	unsigned int max;
	unsigned int elemsize;
	unsigned int *num;
	const struct kernel_param_ops *ops;
	void *elem;
};

/* A parameter that is a variable called as itself. */
#define module_param(name, type, perm) module_param_named(name, name, type, perm)

/* As module_param(); setting it taints the kernel. */
#define module_param_unsafe(name, type, perm) module_param_named_unsafe(name, name, type, perm)

/* The variable "value", called "name" outside. */
#define module_param_named(name, value, type, perm)                                                \
	param_check_##type(name, &(value));                                                        \
	module_param_cb(name, &param_ops_##type, &value, perm);                                    \
	__MODULE_PARM_TYPE(name, #type)

#define module_param_named_unsafe(name, value, type, perm)                                         \
	param_check_##type(name, &(value));                                                        \
	module_param_cb_unsafe(name, &param_ops_##type, &value, perm);                             \
	__MODULE_PARM_TYPE(name, #type)

/* With operations of the module's own; arg is what they find in kp->arg. */
#define module_param_cb(name, ops, arg, perm)                                                      \
	__module_param_call(MODULE_PARAM_PREFIX, name, ops, arg, perm, -1, 0)

#define module_param_cb_unsafe(name, ops, arg, perm)                                               \
	__module_param_call(MODULE_PARAM_PREFIX, name, ops, arg, perm, -1, KERNEL_PARAM_FL_UNSAFE)

/*
 * In the kernel itself only: a parameter that has no part's name in front on the command line; in
 * /sys it is one of the part "kernel".
 */
#ifndef MODULE
#define core_param(name, var, type, perm)                                                          \
	param_check_##type(name, &(var));                                                          \
	__module_param_call("", name, &param_ops_##type, &var, perm, -1, 0)
#endif

/* The older form: two functions in place of operations. */
#define module_param_call(name, _set, _get, arg, perm)                                             \
	static const struct kernel_param_ops __param_ops_##name = {                                \
		.flags = 0, .set = _set, .get = _get};                                             \
	__module_param_call(MODULE_PARAM_PREFIX, name, &__param_ops_##name, arg, perm, -1, 0)

/* A string of at most len - 1 characters, copied into the array "string". */
#define module_param_string(name, string, len, perm)                                               \
	static const struct kparam_string __param_string_##name = {len, string};                   \
	__module_param_call(MODULE_PARAM_PREFIX, name, &param_ops_string,                          \
			    .str = &__param_string_##name, perm, -1, 0);                           \
	__MODULE_PARM_TYPE(name, "string")

/* Up to ARRAY_SIZE(name) values; nump points to an unsigned int for the count, or is NULL. */
#define module_param_array(name, type, nump, perm)                                                 \
	module_param_array_named(name, name, type, nump, perm)

#define module_param_array_named(name, array, type, nump, perm)                                    \
	param_check_##type(name, &(array)[0]);                                                     \
	static const struct kparam_array __param_arr_##name = {.max = ARRAY_SIZE(array),           \
							       .num = nump,                        \
							       .ops = &param_ops_##type,           \
							       .elemsize = sizeof(array[0]),       \
							       .elem = array};                     \
	__module_param_call(MODULE_PARAM_PREFIX, name, &param_array_ops,                           \
			    .arr = &__param_arr_##name, perm, -1, 0);                              \
	__MODULE_PARM_TYPE(name, "array of " #type)

/* Values that name hardware (an I/O port, an interrupt): ordinary parameters, marked as such. */
enum hwparam_type {
	hwparam_ioport,
	hwparam_iomem,
	hwparam_ioport_or_iomem,
	hwparam_irq,
	hwparam_dma,
	hwparam_dma_addr,
	hwparam_other,
};

#define module_param_hw_named(name, value, type, hwtype, perm)                                     \
	param_check_##type(name, &(value));                                                        \
	__module_param_call(MODULE_PARAM_PREFIX, name, &param_ops_##type, &value, perm, -1,        \
			    KERNEL_PARAM_FL_HWPARAM | (hwparam_##hwtype & 0));                     \
	__MODULE_PARM_TYPE(name, #type)

#define module_param_hw(name, type, hwtype, perm)                                                  \
	module_param_hw_named(name, name, type, hwtype, perm)

#define module_param_hw_array(name, type, hwtype, nump, perm)                                      \
	param_check_##type(name, &(name)[0]);                                                      \
	static const struct kparam_array __param_arr_##name = {.max = ARRAY_SIZE(name),            \
							       .num = nump,                        \
							       .ops = &param_ops_##type,           \
							       .elemsize = sizeof(name[0]),        \
							       .elem = name};                      \
	__module_param_call(MODULE_PARAM_PREFIX, name, &param_array_ops,                           \
			    .arr = &__param_arr_##name, perm, -1,                                  \
			    KERNEL_PARAM_FL_HWPARAM | (hwparam_##hwtype & 0));                     \
	__MODULE_PARM_TYPE(name, "array of " #type)

/*
 * The record itself. The alignment stops the compiler from padding records to 32 bytes or more
 * apart: the section is read as an array. Permissions that make no sense don't compile: others
 * can't have what the group lacks, nor the group what the owner lacks, and nobody but the owner
 * may write.
 */
#define __module_param_perm(perm)                                                                  \
	(BUILD_BUG_ON_ZERO((perm) < 0) + BUILD_BUG_ON_ZERO((perm) > 0777) +                        \
	 BUILD_BUG_ON_ZERO((((perm) >> 6) & 4) < (((perm) >> 3) & 4)) +                            \
	 BUILD_BUG_ON_ZERO((((perm) >> 3) & 4) < ((perm)&4)) +                                     \
	 BUILD_BUG_ON_ZERO((((perm) >> 6) & 2) < (((perm) >> 3) & 2)) +                            \
	 BUILD_BUG_ON_ZERO((perm)&2) + (perm))

#define __module_param_call(prefix, name, ops, arg, perm, level, flags)                            \
	static const char __param_str_##name[] = prefix #name;                                     \
	static struct kernel_param const __param_##name __used __section("__param")                \
		__aligned(__alignof__(struct kernel_param)) = {__param_str_##name,                 \
							       THIS_MODULE,                        \
							       ops,                                \
							       __module_param_perm(perm),          \
							       level,                              \
							       flags,                              \
							       {arg}}

/*
 * Each type: operations, and a check at compile time that the variable is of that type.
 * charp's set() keeps a copy of the text; an array's runs its element's set() on each value.
 */
#define __param_check(name, p, type)                                                               \
	static inline type __always_unused *__check_##name(void)                                   \
	{                                                                                          \
		return (p);                                                                        \
	}

extern const struct kernel_param_ops param_ops_byte;
int param_set_byte(const char *val, const struct kernel_param *kp);
int param_get_byte(char *buffer, const struct kernel_param *kp);
#define param_check_byte(name, p) __param_check(name, p, unsigned char)

extern const struct kernel_param_ops param_ops_short;
int param_set_short(const char *val, const struct kernel_param *kp);
int param_get_short(char *buffer, const struct kernel_param *kp);
#define param_check_short(name, p) __param_check(name, p, short)

extern const struct kernel_param_ops param_ops_ushort;
int param_set_ushort(const char *val, const struct kernel_param *kp);
int param_get_ushort(char *buffer, const struct kernel_param *kp);
#define param_check_ushort(name, p) __param_check(name, p, unsigned short)

extern const struct kernel_param_ops param_ops_int;
int param_set_int(const char *val, const struct kernel_param *kp);
int param_get_int(char *buffer, const struct kernel_param *kp);
#define param_check_int(name, p) __param_check(name, p, int)

extern const struct kernel_param_ops param_ops_uint;
int param_set_uint(const char *val, const struct kernel_param *kp);
int param_get_uint(char *buffer, const struct kernel_param *kp);
/* As param_set_uint(), for operations that bound the value: -EINVAL outside [min, max]. */
int param_set_uint_minmax(const char *val, const struct kernel_param *kp, unsigned int min,
			  unsigned int max);
#define param_check_uint(name, p) __param_check(name, p, unsigned int)

extern const struct kernel_param_ops param_ops_long;
int param_set_long(const char *val, const struct kernel_param *kp);
int param_get_long(char *buffer, const struct kernel_param *kp);
#define param_check_long(name, p) __param_check(name, p, long)

extern const struct kernel_param_ops param_ops_ulong;
int param_set_ulong(const char *val, const struct kernel_param *kp);
int param_get_ulong(char *buffer, const struct kernel_param *kp);
#define param_check_ulong(name, p) __param_check(name, p, unsigned long)

extern const struct kernel_param_ops param_ops_ullong;
int param_set_ullong(const char *val, const struct kernel_param *kp);
int param_get_ullong(char *buffer, const struct kernel_param *kp);
#define param_check_ullong(name, p) __param_check(name, p, unsigned long long)

/* An unsigned int that is shown in hexadecimal. */
extern const struct kernel_param_ops param_ops_hexint;
int param_set_hexint(const char *val, const struct kernel_param *kp);
int param_get_hexint(char *buffer, const struct kernel_param *kp);
#define param_check_hexint(name, p) param_check_uint(name, p)

extern const struct kernel_param_ops param_ops_charp;
int param_set_charp(const char *val, const struct kernel_param *kp);
int param_get_charp(char *buffer, const struct kernel_param *kp);
void param_free_charp(void *arg);
#define param_check_charp(name, p) __param_check(name, p, char *)

/* Y, y, 1, N, n, 0, on, off; the name alone is Y. */
extern const struct kernel_param_ops param_ops_bool;
int param_set_bool(const char *val, const struct kernel_param *kp);
int param_get_bool(char *buffer, const struct kernel_param *kp);
#define param_check_bool(name, p) __param_check(name, p, bool)

/* A bool that can be switched on and never off again: -EROFS. */
extern const struct kernel_param_ops param_ops_bool_enable_only;
int param_set_bool_enable_only(const char *val, const struct kernel_param *kp);
#define param_check_bool_enable_only param_check_bool

/* A bool whose variable holds the opposite of what is said. */
extern const struct kernel_param_ops param_ops_invbool;
int param_set_invbool(const char *val, const struct kernel_param *kp);
int param_get_invbool(char *buffer, const struct kernel_param *kp);
#define param_check_invbool(name, p) __param_check(name, p, bool)

/* An int that is set like a bool. */
extern const struct kernel_param_ops param_ops_bint;
int param_set_bint(const char *val, const struct kernel_param *kp);
#define param_get_bint	 param_get_int
#define param_check_bint param_check_int

extern const struct kernel_param_ops param_array_ops;

extern const struct kernel_param_ops param_ops_string;
int param_set_copystring(const char *val, const struct kernel_param *kp);
int param_get_string(char *buffer, const struct kernel_param *kp);

/*
 * Held while a parameter of mod (NULL: of the kernel) is read or written through /sys. May sleep;
 * not to be taken by a parameter's own operations.
 */
void kernel_param_lock(struct module *mod);
void kernel_param_unlock(struct module *mod);

/* Are the names the same, '-' and '_' counting as one? n: in the first n characters. */
bool parameq(const char *name1, const char *name2);
bool parameqn(const char *name1, const char *name2, size_t n);

#endif

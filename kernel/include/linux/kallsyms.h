// SPDX-License-Identifier: MIT
/*
 * Names for addresses, and addresses for names: of the kernel and of every module.
 *
 * Every look-up here may be called from any context, an oops included: none sleeps, and none
 * waits for a lock that the interrupted code may hold.
 */
#ifndef LINUX_KALLSYMS_H
#define LINUX_KALLSYMS_H

#include <linux/errno.h>
#include <linux/printk.h>
#include <linux/stddef.h>
#include <linux/types.h>

struct cred;
struct module;

#define KSYM_NAME_LEN 512
/* Room for "name+0xoffset/0xsize [module]" and its NUL: a name, two longs, a module's name. */
#define KSYM_SYMBOL_LEN (sizeof("+0x/0x []") + KSYM_NAME_LEN + 2 * 16 + 64)

/* The address of a symbol of that name, locals included; 0 if there is none. "mod:name" works. */
unsigned long kallsyms_lookup_name(const char *name);

/*
 * Calls fn(data, name, NULL, address) for every symbol of the kernel's own, in order of addresses,
 * until it returns something else than 0, which is the result. Process context.
 */
int kallsyms_on_each_symbol(int (*fn)(void *, const char *, struct module *, unsigned long),
			    void *data);

/*
 * What covers addr: copies the name into namebuf (KSYM_NAME_LEN bytes) and returns namebuf, or
 * returns NULL. Each of the three outputs may be NULL. *modname is NULL for the kernel's own; it
 * points into the module, so it is good for as long as the module can't go away.
 */
const char *kallsyms_lookup(unsigned long addr, unsigned long *symbolsize, unsigned long *offset,
			    char **modname, char *namebuf);

/* As kallsyms_lookup(), the numbers only: 1 if addr is covered by a symbol, 0 if not. */
int kallsyms_lookup_size_offset(unsigned long addr, unsigned long *symbolsize,
				unsigned long *offset);

/* Name only: 0, or -ERANGE if nothing covers addr. */
int lookup_symbol_name(unsigned long addr, char *symname);

/*
 * Write addr as "name+0x10/0x20 [module]" into buffer (KSYM_SYMBOL_LEN bytes) and return the
 * length; an address that nothing covers comes out as 0x and hexadecimal digits.
 * sprint_symbol_no_offset() leaves the numbers out. sprint_backtrace() is for return addresses:
 * it names the call that they return to, also if that call was its function's last instruction.
 */
int sprint_symbol(char *buffer, unsigned long address);
int sprint_symbol_no_offset(char *buffer, unsigned long address);
int sprint_backtrace(char *buffer, unsigned long address);
/* This kernel carries no build IDs in its traces, so these are the two above. */
int sprint_symbol_build_id(char *buffer, unsigned long address);
int sprint_backtrace_build_id(char *buffer, unsigned long address);

/* May someone with these credentials see addresses? (/proc/kallsyms and /proc/modules ask.) */
bool kallsyms_show_value(const struct cred *cred);

/* Function pointers are plain addresses on this machine; elsewhere they lead to descriptors. */
static inline void *dereference_symbol_descriptor(void *ptr)
{
	return ptr;
}

/* One line of a trace: the address and its name. */
static inline void print_ip_sym(const char *loglvl, unsigned long ip)
{
	printk("%s[<%px>] %pS\n", loglvl, (void *)ip, (void *)ip);
}

#ifdef MODULE
#include <linux/implied_fs.h>
#endif

#endif

/* SPDX-License-Identifier: MIT */
/*
 * An entry of a device id table (linux/mod_devicetable.h) as aliases: the names by which
 * modprobe(8) looks for the driver of a device, as the kernel's bus reports it. They are patterns
 * of fnmatch(3).
 */
#ifndef TOOLS_MODPOST_ALIASES_H
#define TOOLS_MODPOST_ALIASES_H

#include <stddef.h>

struct module;

struct device_type {
	const char *name; /* as in MODULE_DEVICE_TABLE(name, ...) */
	const char *id;	  /* the structure, for messages */
	size_t size;	  /* of it */
	void (*add)(struct module *mod, const void *entry);
};

/* NULL for a type that has no aliases or is not known. */
const struct device_type *find_device_type(const char *name, size_t len);

/* devices.c: gives MOD one more alias. */
void add_alias(struct module *mod, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif

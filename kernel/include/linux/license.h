// SPDX-License-Identifier: MIT
/* Which MODULE_LICENSE() texts open the symbols exported with EXPORT_SYMBOL_GPL(). */
#ifndef LINUX_LICENSE_H
#define LINUX_LICENSE_H

#include <linux/string.h>

static inline int license_is_gpl_compatible(const char *license)
{
	return strcmp(license, "GPL") == 0 || strcmp(license, "GPL v2") == 0 ||
	       strcmp(license, "GPL and additional rights") == 0 ||
	       strcmp(license, "Dual BSD/GPL") == 0 || strcmp(license, "Dual MIT/GPL") == 0 ||
	       strcmp(license, "Dual MPL/GPL") == 0;
}

#endif

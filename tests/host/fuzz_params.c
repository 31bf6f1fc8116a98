// SPDX-License-Identifier: MIT
/*
 * libFuzzer's entry for a module's arguments: any text, to parameters of every type. Each value
 * that was taken can be shown, and everything that was allocated is let go. `make fuzz`.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <asm/page.h>
#include <linux/panic.h>
#include <linux/printk.h>
/* As in a module: no prefix in front of names. */
#define MODULE
struct module {
	int unused;
} __this_module;
#include <linux/export.h>
#include <linux/moduleparam.h>
#include "../../kernel/module/params.h"
#include "fuzz.h"

/* The macros paste the type's name, so it must not be the C library's macro. */
#undef bool
typedef _Bool bool;

extern const struct kernel_param __start___param[], __stop___param[];

static int num, bint, list[4];
static unsigned int unum, hex, list_len;
static long big;
static unsigned long ubig;
static unsigned long long ull;
static short small;
static unsigned short usmall;
static unsigned char tiny;
static char *word, *words[2], text[8];
static bool flag, upside_down, enabled;

module_param(num, int, 0);
module_param(unum, uint, 0);
module_param(big, long, 0);
module_param(ubig, ulong, 0);
module_param(ull, ullong, 0);
module_param(small, short, 0);
module_param(usmall, ushort, 0);
module_param(tiny, byte, 0);
module_param(hex, hexint, 0);
module_param(word, charp, 0);
module_param(flag, bool, 0);
module_param(upside_down, invbool, 0);
module_param(enabled, bool_enable_only, 0);
module_param(bint, bint, 0);
module_param_array(list, int, &list_len, 0);
module_param_array(words, charp, NULL, 0);
module_param_string(text, text, sizeof(text), 0);

/* What the parameters' code wants of the kernel. */
void add_taint(unsigned int flag_number, int lockdep_ok)
{
}

/* The line is made, so that a bad argument shows, and thrown away. */
void host_log(const char *fmt, ...)
{
	char line[256];
	va_list args;

	va_start(args, fmt);
	vsnprintf(line, sizeof(line), fmt, args);
	va_end(args);
}

int scnprintf(char *buf, size_t size, const char *fmt, ...)
{
	va_list args;
	int len;

	va_start(args, fmt);
	len = vsnprintf(buf, size, fmt, args);
	va_end(args);
	return len < (int)size ? len : (int)size - 1;
}

static void show(const struct kernel_param *kp)
{
	static char page[PAGE_SIZE];
	int len = kp->ops->get(page, kp);

	if (len < 0 || len >= PAGE_SIZE || (size_t)len != strlen(page))
		abort();
}

int LLVMFuzzerTestOneInput(const u8 *data, size_t size)
{
	unsigned int n = __stop___param - __start___param;
	char *args = malloc(size + 1);

	memcpy(args, data, size);
	args[size] = '\0';
	parse_args("fuzz", args, __start___param, n);
	for (unsigned int i = 0; i < n; i++)
		if (__start___param[i].ops->get)
			show(&__start___param[i]);
	destroy_params(__start___param, n);
	/* charp parameters have let go of their strings: the next input starts with none. */
	word = words[0] = words[1] = NULL;
	free(args);
	return 0;
}

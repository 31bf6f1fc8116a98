// SPDX-License-Identifier: MIT
/*
 * What this system calls itself: uname(2), the first line of the log, /proc/version.
 *
 * The build may say when it was by KBUILD_BUILD_TIMESTAMP; by default it doesn't, so that the same
 * sources give the same kernel.
 */
#include <linux/cred.h>
#include <linux/export.h>
#include <linux/printk.h>
#include <linux/rwsem.h>
#include <linux/user_namespace.h>
#include <linux/utsname.h>
#include <generated/utsrelease.h>

#define UTS_SYSNAME "Linux"
#define UTS_MACHINE "x86_64"

#ifdef KBUILD_BUILD_TIMESTAMP
#define UTS_VERSION "#1 SMP " KBUILD_BUILD_TIMESTAMP
#else
#define UTS_VERSION "#1 SMP"
#endif

#ifdef __clang__
#define COMPILER __VERSION__
#else
#define COMPILER "gcc " __VERSION__
#endif

#define BUILDER "(graft@graft) (" COMPILER ")"

struct uts_namespace init_uts_ns = {
	.name =
		{
			.sysname = UTS_SYSNAME,
			.nodename = CONFIG_DEFAULT_HOSTNAME,
			.release = UTS_RELEASE,
			.version = UTS_VERSION,
			.machine = UTS_MACHINE,
			.domainname = "(none)",
		},
	.user_ns = &init_user_ns,
};
EXPORT_SYMBOL_GPL(init_uts_ns);

DECLARE_RWSEM(uts_sem);

const char linux_banner[] = UTS_SYSNAME " version " UTS_RELEASE " " BUILDER " " UTS_VERSION "\n";
/* Arguments: system, release, version. */
const char linux_proc_banner[] = "%s version %s " BUILDER " %s\n";

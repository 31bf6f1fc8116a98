/* SPDX-License-Identifier: MIT */
/* What the kernel would log goes to the test's log (host_env.h), where it is looked at. */
#ifndef HOST_LINUX_PRINTK_H
#define HOST_LINUX_PRINTK_H

void host_log(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

#define pr_err(...)    host_log(__VA_ARGS__)
#define pr_warn(...)   host_log(__VA_ARGS__)
#define pr_notice(...) host_log(__VA_ARGS__)

#endif

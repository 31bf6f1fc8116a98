// SPDX-License-Identifier: MIT
/*
 * uevents: what user space is told of kobjects that come, go and change.
 *
 * An event is a list of KEY=value pairs. It is the environment of the helper program, whose path
 * stands in /sys/kernel/uevent_helper (and /proc/sys/kernel/hotplug, its older name), and which
 * gets the subsystem as its argument: mdev(8) is such a program. It is not waited for, so SEQNUM is
 * what tells the order. /sys/kernel/uevent_seqnum is the last one's.
 */
#include <linux/atomic.h>
#include <linux/bug.h>
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kobject.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/sysctl.h>
#include <linux/umh.h>
#include <kernel/procfs.h>
#include "sysfs.h"

/* Written without a lock, as a program in it may be half of the old one and half of the new only
 * where both are written at once. */
char uevent_helper[UEVENT_HELPER_PATH_LEN];

static atomic64_t seqnum = ATOMIC64_INIT(0);

static const char *const actions[] = {
	[KOBJ_ADD] = "add",   [KOBJ_REMOVE] = "remove", [KOBJ_CHANGE] = "change",
	[KOBJ_MOVE] = "move", [KOBJ_ONLINE] = "online", [KOBJ_OFFLINE] = "offline",
	[KOBJ_BIND] = "bind", [KOBJ_UNBIND] = "unbind",
};

/* --- the pairs --- */

int add_uevent_var(struct kobj_uevent_env *env, const char *format, ...)
{
	size_t room = sizeof(env->buf) - env->buflen;
	va_list args;
	int len;

	if (WARN(env->envp_idx >= ARRAY_SIZE(env->envp), "add_uevent_var: too many keys\n"))
		return -ENOMEM;
	va_start(args, format);
	len = vsnprintf(env->buf + env->buflen, room, format, args);
	va_end(args);
	if (WARN(len >= room, "add_uevent_var: buffer size too small\n"))
		return -ENOMEM;
	env->envp[env->envp_idx++] = env->buf + env->buflen;
	env->buflen += len + 1;
	return 0;
}
EXPORT_SYMBOL_GPL(add_uevent_var);

/* Who hears of "unbind" may not take it for the arrival of a device to load a module for. */
static void drop_modalias(struct kobj_uevent_env *env)
{
	int kept = 0;

	for (int i = 0; i < env->envp_idx; i++)
		if (strncmp(env->envp[i], "MODALIAS=", strlen("MODALIAS=")))
			env->envp[kept++] = env->envp[i];
	env->envp_idx = kept;
}

/* All pairs of the event but its number, or what the set's uevent() has returned. */
static int fill_env(struct kobj_uevent_env *env, struct kobject *kobj, enum kobject_action action,
		    const char *subsystem, const struct kset_uevent_ops *ops, char *extra[])
{
	char *path = kobject_get_path(kobj, GFP_KERNEL);
	int err;

	if (!path)
		return -ENOENT;
	err = add_uevent_var(env, "ACTION=%s", actions[action]);
	err = err ?: add_uevent_var(env, "DEVPATH=%s", path);
	err = err ?: add_uevent_var(env, "SUBSYSTEM=%s", subsystem);
	kfree(path);
	for (int i = 0; extra && extra[i] && !err; i++)
		err = add_uevent_var(env, "%s", extra[i]);
	if (!err && ops && ops->uevent)
		err = ops->uevent(kobj, env);
	if (action == KOBJ_UNBIND)
		drop_modalias(env);
	return err;
}

/* --- the helper program --- */

static void free_env(struct subprocess_info *info)
{
	kfree(info->data);
}

/* Starts it; env is its own from here on. 0 or a negative errno. */
static int start_helper(struct kobj_uevent_env *env, const char *subsystem)
{
	struct subprocess_info *info = NULL;
	size_t used = env->buflen;
	int err = add_uevent_var(env, "HOME=/");

	err = err ?: add_uevent_var(env, "PATH=/sbin:/bin:/usr/sbin:/usr/bin");
	if (!err) {
		/* The argument must stay as long as the program may read it: in env, too. */
		used = env->buflen;
		err = strscpy(env->buf + used, subsystem, sizeof(env->buf) - used);
	}
	if (err >= 0) {
		env->argv[0] = uevent_helper;
		env->argv[1] = env->buf + used;
		env->argv[2] = NULL;
		err = -ENOMEM;
		info = call_usermodehelper_setup(env->argv[0], env->argv, env->envp, GFP_KERNEL,
						 NULL, free_env, env);
	}
	if (!info) {
		kfree(env);
		return err;
	}
	return call_usermodehelper_exec(info, UMH_NO_WAIT);
}

/* --- sending --- */

/* The set that speaks for the object: its own or its nearest parent's. NULL: none. */
static struct kset *speaking_set(const struct kobject *kobj)
{
	for (; kobj; kobj = kobj->parent)
		if (kobj->kset)
			return kobj->kset;
	return NULL;
}

static void note_sent(struct kobject *kobj, enum kobject_action action)
{
	if (action == KOBJ_ADD)
		kobj->state_add_uevent_sent = 1;
}

int kobject_uevent_env(struct kobject *kobj, enum kobject_action action, char *envp_ext[])
{
	const struct kset *kset = speaking_set(kobj);
	const struct kset_uevent_ops *ops;
	struct kobj_uevent_env *env;
	const char *subsystem;
	int err;

	/* Whatever becomes of it, it isn't sent again when the object leaves. */
	if (action == KOBJ_REMOVE)
		kobj->state_remove_uevent_sent = 1;
	if (!kset)
		return -EINVAL;
	ops = kset->uevent_ops;
	if (kobj->uevent_suppress || (ops && ops->filter && !ops->filter(kobj)))
		return 0;
	subsystem = ops && ops->name ? ops->name(kobj) : kobject_name(&kset->kobj);
	if (!subsystem)
		return 0;

	env = kzalloc(sizeof(*env), GFP_KERNEL);
	if (!env)
		return -ENOMEM;
	err = fill_env(env, kobj, action, subsystem, ops, envp_ext);
	if (!err)
		note_sent(kobj, action);
	err = err
		      ?: add_uevent_var(env, "SEQNUM=%llu",
					(unsigned long long)atomic64_inc_return(&seqnum));
	if (!err && uevent_helper[0])
		return start_helper(env, subsystem);
	kfree(env);
	return err;
}
EXPORT_SYMBOL_GPL(kobject_uevent_env);

int kobject_uevent(struct kobject *kobj, enum kobject_action action)
{
	return kobject_uevent_env(kobj, action, NULL);
}
EXPORT_SYMBOL_GPL(kobject_uevent);

/* --- events that user space asks for: "ACTION [UUID [KEY=value ...]]" --- */

#define UUID_LENGTH 36 /* of its text */

static bool is_uuid(const char *text)
{
	for (int i = 0; i < UUID_LENGTH; i++) {
		bool dash = i == 8 || i == 13 || i == 18 || i == 23;

		if (dash ? text[i] != '-' : !isxdigit(text[i]))
			return false;
	}
	return true;
}

/* The action that text[0..len) names, or -EINVAL. */
static int find_action(const char *text, size_t len)
{
	for (int i = 0; i < ARRAY_SIZE(actions); i++)
		if (strlen(actions[i]) == len && !strncmp(text, actions[i], len))
			return i;
	return -EINVAL;
}

/* Letters, digits and one '=' in between */
static bool is_pair(const char *text)
{
	const char *at = text;

	while (isalnum(*at))
		at++;
	if (at == text || *at++ != '=')
		return false;
	text = at;
	while (isalnum(*at))
		at++;
	return at > text && !*at;
}

/* text: UUID and pairs, which is cut into pieces. */
static int add_synth_args(struct kobj_uevent_env *env, char *text)
{
	char *word;
	int err;

	if (strlen(text) < UUID_LENGTH || !is_uuid(text) ||
	    (text[UUID_LENGTH] && text[UUID_LENGTH] != ' '))
		return -EINVAL;
	word = strsep(&text, " ");
	err = add_uevent_var(env, "SYNTH_UUID=%s", word);
	while (!err && (word = strsep(&text, " ")))
		if (*word)
			err = is_pair(word) ? add_uevent_var(env, "SYNTH_ARG_%s", word) : -EINVAL;
	return err;
}

/* env: zeroed. text is cut into pieces; *what becomes what is wrong with it. */
static int send_synth(struct kobject *kobj, struct kobj_uevent_env *env, char *text,
		      const char **what)
{
	int action = find_action(text, strcspn(text, " "));
	int err;

	*what = "unknown uevent action string";
	if (action < 0)
		return action;
	text = skip_spaces(text + strlen(actions[action]));
	err = *text ? add_synth_args(env, text) : add_uevent_var(env, "SYNTH_UUID=0");
	*what = "incorrect uevent action arguments";
	if (err)
		return err;
	*what = "failed to send uevent";
	return kobject_uevent_env(kobj, action, env->envp);
}

int kobject_synth_uevent(struct kobject *kobj, const char *buf, size_t count)
{
	struct kobj_uevent_env *env = kzalloc(sizeof(*env), GFP_KERNEL);
	char *text = kmemdup_nul(buf, count, GFP_KERNEL);
	const char *what = "failed to send uevent";
	int err = -ENOMEM;

	if (env && text)
		err = send_synth(kobj, env, strim(text), &what);
	if (err) {
		char *path = kobject_get_path(kobj, GFP_KERNEL);

		pr_warn("synth uevent: %s: %s\n", path ?: "unknown device", what);
		kfree(path);
	}
	kfree(env);
	kfree(text);
	return err;
}
EXPORT_SYMBOL_GPL(kobject_synth_uevent);

/* --- /sys/kernel/uevent_{helper,seqnum}, /proc/sys/kernel/hotplug --- */

static ssize_t uevent_helper_show(struct kobject *kobj, struct kobj_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%s\n", uevent_helper);
}

static ssize_t uevent_helper_store(struct kobject *kobj, struct kobj_attribute *attr,
				   const char *buf, size_t count)
{
	if (count + 1 > UEVENT_HELPER_PATH_LEN)
		return -ENOENT;
	strscpy(uevent_helper, buf, UEVENT_HELPER_PATH_LEN);
	uevent_helper[strcspn(uevent_helper, "\n")] = '\0';
	return count;
}

static ssize_t uevent_seqnum_show(struct kobject *kobj, struct kobj_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%llu\n", (unsigned long long)atomic64_read(&seqnum));
}

static struct kobj_attribute uevent_helper_attr = __ATTR_RW(uevent_helper);
static struct kobj_attribute uevent_seqnum_attr = __ATTR_RO(uevent_seqnum);

static struct ctl_table hotplug_table[] = {{
						   .procname = "hotplug",
						   .data = uevent_helper,
						   .maxlen = UEVENT_HELPER_PATH_LEN,
						   .mode = 0644,
						   .proc_handler = proc_dostring,
					   },
					   {}};

void __init uevent_init(void)
{
	if (sysfs_create_file(kernel_kobj, &uevent_helper_attr.attr) ||
	    sysfs_create_file(kernel_kobj, &uevent_seqnum_attr.attr) ||
	    !register_sysctl("kernel", hotplug_table))
		panic("No memory for uevents");
}

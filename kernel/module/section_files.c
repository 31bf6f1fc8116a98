// SPDX-License-Identifier: MIT
/*
 * /sys/module/NAME/sections and /sys/module/NAME/notes: a file for each loaded section.
 *
 *	sections/.text            "0xffffffffc0301000": where it is, for gdb's add-symbol-file;
 *	                          only root can read it
 *	notes/.note.gnu.build-id  the note's bytes, for whoever looks for its debug information
 *
 * Sections of init are listed too: they are where the file says while init runs, and gone after.
 */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/kallsyms.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/sort.h>
#include <linux/string.h>
#include <linux/sysfs.h>
#include "internal.h"

/* One directory: the group's list of files is file[0..num) and a NULL. */
struct section_files {
	struct attribute_group group;
	unsigned int num;
	struct bin_attribute *file[];
};

/* An address's text: "0x", sixteen digits, a newline. */
#define ADDRESS_LEN 19

static ssize_t section_read(struct file *file, struct kobject *kobj, struct bin_attribute *battr,
			    char *buf, loff_t pos, size_t count)
{
	unsigned long addr = (unsigned long)READ_ONCE(battr->private);
	char text[ADDRESS_LEN + 1];

	if ((long)addr > 0)
		addr = ~addr; /* it was init's: section_files_after_init() */
	if (!kallsyms_show_value(file->f_cred))
		addr = 0;
	snprintf(text, sizeof(text), "0x%016lx\n", addr);
	return memory_read_from_buffer(buf, count, &pos, text, ADDRESS_LEN);
}

static ssize_t note_read(struct file *file, struct kobject *kobj, struct bin_attribute *battr,
			 char *buf, loff_t pos, size_t count)
{
	return memory_read_from_buffer(buf, count, &pos, battr->private, battr->size);
}

/* A loaded section that isn't empty, with a name that a file can have. */
static bool is_section(const struct load_info *info, unsigned int i)
{
	const char *name = section_name(info, i);

	return section_is_loaded(info, i) && info->sechdrs[i].sh_size && *name &&
	       !strchr(name, '/') && strcmp(name, ".") && strcmp(name, "..");
}

/* A note outlives the load if it is in core. */
static bool is_note(const struct load_info *info, unsigned int i)
{
	return is_section(info, i) && info->sechdrs[i].sh_type == SHT_NOTE &&
	       info->sections[i].region == LOAD_CORE;
}

static void free_file(struct bin_attribute *battr)
{
	kfree(battr->attr.name);
	kfree(battr);
}

static void free_files(struct section_files *files)
{
	for (unsigned int i = 0; i < files->num; i++)
		free_file(files->file[i]);
	kvfree(files);
}

static int compare_names(const void *a, const void *b)
{
	return strcmp((*(struct bin_attribute *const *)a)->attr.name,
		      (*(struct bin_attribute *const *)b)->attr.name);
}

/* A directory has one file of a name: of sections that share one, one is shown. */
static void drop_duplicates(struct section_files *files)
{
	unsigned int kept = 0;

	sort(files->file, files->num, sizeof(files->file[0]), compare_names, NULL);
	for (unsigned int i = 0; i < files->num; i++) {
		if (kept && !compare_names(&files->file[kept - 1], &files->file[i]))
			free_file(files->file[i]);
		else
			files->file[kept++] = files->file[i];
	}
	files->file[kept] = NULL;
	files->num = kept;
}

/* The file for section i, or NULL without memory. */
static struct bin_attribute *new_file(const struct load_info *info, unsigned int i, bool note)
{
	struct bin_attribute *battr = kzalloc(sizeof(*battr), GFP_KERNEL);

	if (!battr)
		return NULL;
	sysfs_bin_attr_init(battr);
	battr->attr.name = kstrdup(section_name(info, i), GFP_KERNEL);
	if (!battr->attr.name) {
		kfree(battr);
		return NULL;
	}
	battr->attr.mode = note ? 0444 : 0400;
	battr->size = note ? info->sechdrs[i].sh_size : ADDRESS_LEN;
	battr->private = (void *)(unsigned long)info->sections[i].addr;
	battr->read = note ? note_read : section_read;
	return battr;
}

/* Creates the directory "name" for the sections that want() picks, unless there are none. */
static int add_directory(struct module *mod, const struct load_info *info, const char *name,
			 bool (*want)(const struct load_info *info, unsigned int i),
			 struct section_files **result)
{
	struct section_files *files;
	unsigned int num = 0;
	int err = -ENOMEM;

	for (unsigned int i = 1; i < info->hdr->e_shnum; i++)
		num += want(info, i);
	if (!num)
		return 0;
	files = kvzalloc(struct_size(files, file, num + 1), GFP_KERNEL);
	if (!files)
		return -ENOMEM;
	for (unsigned int i = 1; i < info->hdr->e_shnum; i++) {
		if (!want(info, i))
			continue;
		files->file[files->num] = new_file(info, i, want == is_note);
		if (!files->file[files->num])
			goto free;
		files->num++;
	}
	drop_duplicates(files);
	files->group.name = name;
	files->group.bin_attrs = files->file;
	err = sysfs_create_group(&mod->mkobj.kobj, &files->group);
	if (err)
		goto free;
	*result = files;
	return 0;

free:
	free_files(files);
	return err;
}

/* 0 or a negative errno; section_files_remove() cleans up either way. */
int section_files_setup(struct module *mod, const struct load_info *info)
{
	int err = add_directory(mod, info, "sections", is_section, &mod->sect_attrs);

	return err ?: add_directory(mod, info, "notes", is_note, &mod->notes_attrs);
}

/*
 * Where sections of init were is only a number from here on, and is kept inverted: it must not look
 * like a pointer to what comes there next (bury.c). Under module_mutex.
 */
void section_files_after_init(struct module *mod)
{
	struct section_files *files = mod->sect_attrs;

	for (unsigned int i = 0; files && i < files->num; i++) {
		unsigned long addr = (unsigned long)files->file[i]->private;

		if (within_module_init(addr, mod))
			WRITE_ONCE(files->file[i]->private, (void *)~addr);
	}
}

static void remove_directory(struct module *mod, struct section_files **files)
{
	if (!*files)
		return;
	sysfs_remove_group(&mod->mkobj.kobj, &(*files)->group);
	free_files(*files);
	*files = NULL;
}

void section_files_remove(struct module *mod)
{
	remove_directory(mod, &mod->notes_attrs);
	remove_directory(mod, &mod->sect_attrs);
}

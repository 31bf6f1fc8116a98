// SPDX-License-Identifier: MIT
/* The strings of .modinfo, and the version magic that is one of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <linux/errno.h>
#include "host_env.h"

#define OURS "6.1.0-graft SMP mod_unload "

static struct image image;
static struct host_load load;

/* A module with that .modinfo; what elf_validity() makes of it. */
static int validate_modinfo(const char *strings, size_t size, size_t struct_module_size)
{
	struct elf_builder *b = elf_new();
	unsigned int mod = elf_section(b, ".gnu.linkonce.this_module", SHT_PROGBITS,
				       SHF_ALLOC | SHF_WRITE, struct_module_size);

	elf_align(b, mod, 64);
	elf_section_data(b, ".modinfo", SHT_PROGBITS, SHF_ALLOC, strings, size);
	elf_symbol(b, "x", STB_GLOBAL, STT_NOTYPE, SHN_ABS, 0, 0);
	image = elf_build(b);
	host_load_init(&load, &image);
	return elf_validity(&load.info);
}

/* A module with that .modinfo (its literal's NUL is the last one), validated. */
#define WITH_MODINFO(strings)                                                                      \
	assert_int_equal(validate_modinfo(strings, sizeof(strings), HOST_MODULE_SIZE), 0)

static int end(void **state)
{
	host_load_end(&load);
	free(image.data);
	return 0;
}

static void a_tag_is_found_whole(void **state)
{
	WITH_MODINFO("licenses=no\0license=GPL\0lice=no\0name=x");
	assert_string_equal(get_modinfo(&load.info, "license"), "GPL");
	assert_null(get_modinfo(&load.info, "licens"));
	assert_null(get_modinfo(&load.info, "GPL"));
	assert_null(get_modinfo(&load.info, "author"));
	assert_string_equal(load.info.name, "x");
}

static void a_tag_may_come_again(void **state)
{
	const char *ns = NULL;

	WITH_MODINFO("import_ns=A\0author=me\0import_ns=B");
	ns = get_next_modinfo(&load.info, "import_ns", ns);
	assert_string_equal(ns, "A");
	ns = get_next_modinfo(&load.info, "import_ns", ns);
	assert_string_equal(ns, "B");
	assert_null(get_next_modinfo(&load.info, "import_ns", ns));
}

static void padding_is_skipped(void **state)
{
	WITH_MODINFO("\0\0a=1\0\0\0b=2\0\0");
	assert_string_equal(get_modinfo(&load.info, "a"), "1");
	assert_string_equal(get_modinfo(&load.info, "b"), "2");
	assert_null(get_modinfo(&load.info, "c"));
}

static void a_value_may_be_empty_or_hold_an_equals_sign(void **state)
{
	WITH_MODINFO("parm=x:a=b\0description=");
	assert_string_equal(get_modinfo(&load.info, "parm"), "x:a=b");
	assert_string_equal(get_modinfo(&load.info, "description"), "");
}

static void our_vermagic_is_accepted(void **state)
{
	WITH_MODINFO("vermagic=" OURS);
	assert_int_equal(check_vermagic(&load.info, OURS, false), 0);
	assert_string_equal(host_log_text, "");
}

static void another_kernels_vermagic_is_refused(void **state)
{
	WITH_MODINFO("name=hello\0vermagic=6.1.0-56-amd64 SMP preempt mod_unload modversions ");
	assert_int_equal(check_vermagic(&load.info, OURS, false), -ENOEXEC);
	assert_logged("hello: version magic '6.1.0-56-amd64 SMP preempt mod_unload modversions ' "
		      "should be '" OURS "'\n");
	assert_logged("hello: built for 6.1.0-56-amd64, and this is 6.1.0-graft: rebuild it with "
		      "make -C <Graft> M=<its folder> modules\n");
}

static void other_options_of_the_same_kernel_are_refused(void **state)
{
	WITH_MODINFO("name=hello\0vermagic=6.1.0-graft preempt ");
	assert_int_equal(check_vermagic(&load.info, OURS, false), -ENOEXEC);
	assert_logged("hello: built for a 6.1.0-graft of another configuration: rebuild it with "
		      "make -C <Graft> M=<its folder> modules\n");
}

static void a_release_that_begins_like_ours_is_another(void **state)
{
	WITH_MODINFO("name=hello\0vermagic=6.1.0 SMP mod_unload ");
	assert_int_equal(check_vermagic(&load.info, OURS, false), -ENOEXEC);
	assert_logged("hello: built for 6.1.0, and this is 6.1.0-graft: rebuild it");
}

/* A distribution's module doesn't come as far as to its vermagic: its struct module is another. */
static void what_a_refused_module_was_built_for_is_told(void **state)
{
	static const char strings[] = "name=hello\0vermagic=6.1.0-56-amd64 SMP mod_unload ";

	assert_int_equal(validate_modinfo(strings, sizeof(strings), HOST_MODULE_SIZE + 64),
			 -ENOEXEC);
	assert_logged("hello: .gnu.linkonce.this_module section size must match");
	host_log_clear();
	advise_rebuild(&load.info, OURS);
	assert_logged("hello: built for 6.1.0-56-amd64, and this is 6.1.0-graft: rebuild it with "
		      "make -C <Graft> M=<its folder> modules\n");
}

static void nothing_is_told_of_a_module_built_for_this_kernel(void **state)
{
	static const char strings[] = "name=hello\0vermagic=" OURS;

	assert_int_equal(validate_modinfo(strings, sizeof(strings), HOST_MODULE_SIZE + 64),
			 -ENOEXEC);
	host_log_clear();
	advise_rebuild(&load.info, OURS);
	assert_string_equal(host_log_text, "");
}

static void nothing_is_read_of_a_modinfo_without_an_end(void **state)
{
	static const char strings[] = "vermagic=6.1.0-56-amd64 SMP ";

	assert_int_equal(validate_modinfo(strings, strlen(strings), HOST_MODULE_SIZE), -ENOEXEC);
	host_log_clear();
	advise_rebuild(&load.info, OURS);
	assert_string_equal(host_log_text, "");
}

/* What section 0 claims of its bytes means nothing (System V ABI, "Special Sections"). */
static void without_the_section_there_is_no_tag(void **state)
{
	WITH_MODINFO("license=GPL");
	load.info.index.info = 0;
	image_shdr(&image, 0)->sh_offset = image_shdr_named(&image, ".modinfo")->sh_offset;
	assert_null(get_modinfo(&load.info, "license"));
}

/* With versions of symbols the release doesn't matter; all that follows it does. */
static void another_release_is_accepted_if_versions_decide(void **state)
{
	WITH_MODINFO("vermagic=6.1.0-56-amd64 SMP mod_unload ");
	assert_int_equal(check_vermagic(&load.info, OURS, false), -ENOEXEC);
	host_log_clear();
	assert_int_equal(check_vermagic(&load.info, OURS, true), 0);
	assert_string_equal(host_log_text, "");
}

static void other_options_are_refused_whatever_decides(void **state)
{
	WITH_MODINFO("name=hello\0vermagic=6.1.0-graft SMP preempt mod_unload ");
	assert_int_equal(check_vermagic(&load.info, OURS, true), -ENOEXEC);
	assert_logged("hello: version magic '6.1.0-graft SMP preempt mod_unload ' should be '" OURS
		      "'\n");
}

static void a_vermagic_without_options_is_refused(void **state)
{
	WITH_MODINFO("vermagic=6.1.0-graft");
	assert_int_equal(check_vermagic(&load.info, OURS, true), -ENOEXEC);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(a_tag_is_found_whole, end),
		cmocka_unit_test_teardown(a_tag_may_come_again, end),
		cmocka_unit_test_teardown(padding_is_skipped, end),
		cmocka_unit_test_teardown(a_value_may_be_empty_or_hold_an_equals_sign, end),
		cmocka_unit_test_teardown(our_vermagic_is_accepted, end),
		cmocka_unit_test_teardown(another_kernels_vermagic_is_refused, end),
		cmocka_unit_test_teardown(other_options_of_the_same_kernel_are_refused, end),
		cmocka_unit_test_teardown(a_release_that_begins_like_ours_is_another, end),
		cmocka_unit_test_teardown(what_a_refused_module_was_built_for_is_told, end),
		cmocka_unit_test_teardown(nothing_is_told_of_a_module_built_for_this_kernel, end),
		cmocka_unit_test_teardown(nothing_is_read_of_a_modinfo_without_an_end, end),
		cmocka_unit_test_teardown(without_the_section_there_is_no_tag, end),
		cmocka_unit_test_teardown(another_release_is_accepted_if_versions_decide, end),
		cmocka_unit_test_teardown(other_options_are_refused_whatever_decides, end),
		cmocka_unit_test_teardown(a_vermagic_without_options_is_refused, end),
	};

	return cmocka_run_group_tests_name("modinfo", tests, NULL, NULL);
}

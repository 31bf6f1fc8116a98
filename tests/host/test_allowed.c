// SPDX-License-Identifier: MIT
/*
 * The other side of the rules: oddities that are no fault. Each is a good module with one thing
 * changed that a check must not mistake for damage.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "host_env.h"

static struct image image;

static int start(void **state)
{
	(void)state;
	image = good_module();
	return 0;
}

static int end(void **state)
{
	(void)state;
	free(image.data);
	return 0;
}

static void loads_without_a_word(void)
{
	struct host_load load;

	host_load_init(&load, &image);
	assert_int_equal(host_load_run(&load), 0);
	assert_string_equal(host_log_text, "");
	host_load_end(&load);
}

/* SHT_NULL marks a header that means nothing (System V ABI, "Section Header"). */
static void an_unused_section_header_holds_anything(void **state)
{
	(void)state;
	image_shdr_named(&image, ".note.GNU-stack")->sh_type = SHT_NULL;
	image_shdr_named(&image, ".note.GNU-stack")->sh_offset = ~0ULL;
	image_shdr_named(&image, ".note.GNU-stack")->sh_flags = ~0ULL;
	loads_without_a_word();
}

/* Where .bss lies in the file says nothing: it has no bytes there. */
static void bss_may_claim_to_be_past_the_end(void **state)
{
	(void)state;
	image_shdr_named(&image, ".bss")->sh_offset = image.len + 1000;
	loads_without_a_word();
}

static void a_section_may_ask_for_a_large_pages_alignment(void **state)
{
	(void)state;
	image_shdr_named(&image, ".bss")->sh_addralign = LOAD_ALIGN_MAX;
	loads_without_a_word();
}

/* Who defines it decides what it is; the kernel's exports are addresses. */
static void an_import_may_be_called_ifunc(void **state)
{
	(void)state;
	image_sym(&image, "printk")->st_info = STB_GLOBAL << 4 | STT_GNU_IFUNC;
	loads_without_a_word();
}

static void a_symbol_may_stand_at_its_sections_end(void **state)
{
	(void)state;
	image_sym(&image, "helper")->st_value = image_shdr_named(&image, ".text")->sh_size;
	loads_without_a_word();
}

static void a_symbol_of_what_is_not_loaded_may_have_any_value(void **state)
{
	(void)state;
	image_sym(&image, "magic")->st_shndx = image_section(&image, ".debug_info");
	image_sym(&image, "magic")->st_value = 1ULL << 40;
	loads_without_a_word();
}

static void no_relocations_at_all_for_bss(void **state)
{
	Elf64_Shdr *rela = image_shdr_named(&image, ".rela.data");

	(void)state;
	rela->sh_info = image_section(&image, ".bss");
	rela->sh_size = 0;
	loads_without_a_word();
}

static void relocations_of_debug_information_are_not_looked_at(void **state)
{
	(void)state;
	image_rela(&image, ".debug_info", 0)->r_info = ~0ULL;
	image_rela(&image, ".debug_info", 0)->r_offset = ~0ULL;
	loads_without_a_word();
}

static void a_relocation_may_reach_its_sections_end(void **state)
{
	(void)state;
	image_rela(&image, ".text", 0)->r_offset = image_shdr_named(&image, ".text")->sh_size - 4;
	loads_without_a_word();
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(an_unused_section_header_holds_anything, start,
						end),
		cmocka_unit_test_setup_teardown(bss_may_claim_to_be_past_the_end, start, end),
		cmocka_unit_test_setup_teardown(a_section_may_ask_for_a_large_pages_alignment,
						start, end),
		cmocka_unit_test_setup_teardown(an_import_may_be_called_ifunc, start, end),
		cmocka_unit_test_setup_teardown(a_symbol_may_stand_at_its_sections_end, start, end),
		cmocka_unit_test_setup_teardown(a_symbol_of_what_is_not_loaded_may_have_any_value,
						start, end),
		cmocka_unit_test_setup_teardown(no_relocations_at_all_for_bss, start, end),
		cmocka_unit_test_setup_teardown(relocations_of_debug_information_are_not_looked_at,
						start, end),
		cmocka_unit_test_setup_teardown(a_relocation_may_reach_its_sections_end, start,
						end),
	};

	return cmocka_run_group_tests_name("allowed", tests, NULL, NULL);
}

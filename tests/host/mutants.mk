# SPDX-License-Identifier: MIT
#
# `make mutants`: takes out each check of the core in turn; a test must notice (mutants.py).
# MUTATE=elf_validity names the sources to do it to, all of the core by default.

MUTANT_OUT := $(OUT)/mutants
MUTANT_CFLAGS := $(filter-out -O1 -g -fsanitize% -fno-sanitize% -W%,$(CFLAGS)) -O0
# The core's tests, in the order in which they are asked: who notices most comes first. Not those
# that try their luck or ask the linker.
MUTANT_TESTS := refusals layout symbols relocations many_relocations symtab modinfo versions params \
	param_hints allowed limits section_objs magic known_exports param_limits param_memory no_memory \
	compiled seeds
MUTATE ?= $(notdir $(filter-out lib/%,$(CORE)))
MUTANT_SOURCES := $(foreach m,$(MUTATE),$(filter %/$(m),$(filter-out lib/%,$(CORE))))

MUTANT_OBJS := $(CORE:%=$(MUTANT_OUT)/core/%.o) $(SUPPORT:%=$(MUTANT_OUT)/%.o) \
	$(MUTANT_TESTS:%=$(MUTANT_OUT)/test_%.o) \
	$(addprefix $(MUTANT_OUT)/,bare_env.o fuzz_core.o malloc_fails.o)

$(MUTANT_OUT)/core/%.o: $(ROOT)/kernel/%.c
	@mkdir -p $(@D)
	@$(HOSTCC) $(CPPFLAGS) $(MUTANT_CFLAGS) -MMD -MP -c $< -o $@

$(MUTANT_OUT)/%.o: %.c
	@mkdir -p $(@D)
	@$(HOSTCC) $(CPPFLAGS) $(MUTANT_CFLAGS) -MMD -MP -c $< -o $@

.PHONY: mutants
mutants: $(MUTANT_OBJS) $(OBJECTS)
	@rm -rf $(MUTANT_OUT)/mutant-*
	@python3 mutants.py --out $(MUTANT_OUT) --objects $(OUT)/objects --cc '$(HOSTCC)' \
		--cflags '$(CPPFLAGS) $(MUTANT_CFLAGS)' --tests '$(MUTANT_TESTS)' \
		$(sort $(MUTANT_SOURCES:%=$(ROOT)/kernel/%.c))

# test_param_memory.c has a malloc() that fails; mutants are linked so with every test.
$(OUT)/test_param_memory: $(OUT)/malloc_fails.o
$(OUT)/test_param_memory: private CFLAGS += -Wl,--wrap=malloc

-include $(wildcard $(MUTANT_OUT)/*.d $(MUTANT_OUT)/core/*/*.d $(MUTANT_OUT)/core/*/*/*.d)

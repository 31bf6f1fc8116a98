# SPDX-License-Identifier: MIT
#
# `make fuzz T=60`: libFuzzer (clang's) for T seconds on the core and, beside it, on parameters. It
# starts from the inputs in seeds/ and from what earlier runs found, in build/fuzz. A crash stops
# it; the input is then build/fuzz/crash-…: `build/tests/host/fuzz/fuzz_core FILE` repeats it.

CLANG ?= clang
FUZZ_OUT := $(OUT)/fuzz
FUZZ_WORK := $(ROOT)/build/fuzz
FUZZ_CFLAGS := $(filter-out -fsanitize%,$(CFLAGS)) -fsanitize=address,undefined -gline-tables-only
FUZZ_FLAGS := -max_total_time=$(or $(T),60) -timeout=10 -print_final_stats=1 -verbosity=1 \
	-artifact_prefix=$(FUZZ_WORK)/
FUZZ_CORE := $(patsubst %,$(FUZZ_OUT)/core/%.o,$(filter-out module/param% lib/%,$(CORE)))
FUZZ_PARAMS := $(patsubst %,$(FUZZ_OUT)/core/%.o,$(filter module/param% lib/%,$(CORE)))

$(FUZZ_OUT)/core/%.o: $(ROOT)/kernel/%.c
	@mkdir -p $(@D)
	@$(CLANG) $(CPPFLAGS) $(FUZZ_CFLAGS) -fsanitize=fuzzer-no-link -MMD -MP -c $< -o $@

# What is not to be fuzzed but does it is not looked at for coverage.
$(FUZZ_OUT)/%.o: %.c
	@mkdir -p $(@D)
	@$(CLANG) $(CPPFLAGS) $(FUZZ_CFLAGS) -MMD -MP -c $< -o $@

$(FUZZ_OUT)/fuzz_core: $(addprefix $(FUZZ_OUT)/,fuzz_core.o fuzz_mutator.o elf_damage.o bare_env.o) $(FUZZ_CORE)
	@$(CLANG) $(FUZZ_CFLAGS) -fsanitize=fuzzer -o $@ $^

$(FUZZ_OUT)/fuzz_params: $(FUZZ_OUT)/fuzz_params.o $(FUZZ_PARAMS)
	@$(CLANG) $(FUZZ_CFLAGS) -fsanitize=fuzzer -o $@ $^

# Each program on a processor of its own. Of a failed one the end of its log says what happened.
.PHONY: fuzz
fuzz: $(FUZZ_OUT)/fuzz_core $(FUZZ_OUT)/fuzz_params
	@mkdir -p $(FUZZ_WORK)/core $(FUZZ_WORK)/params
	@echo 'fuzzing for $(or $(T),60) s'; \
	$(FUZZ_OUT)/fuzz_params $(FUZZ_FLAGS) -max_len=256 $(FUZZ_WORK)/params seeds/params \
		>$(FUZZ_WORK)/params.log 2>&1 & params=$$!; \
	$(FUZZ_OUT)/fuzz_core $(FUZZ_FLAGS) -max_len=8192 $(FUZZ_WORK)/core seeds/core \
		>$(FUZZ_WORK)/core.log 2>&1 & core=$$!; \
	failed=0; \
	wait $$params || { tail -n 40 $(FUZZ_WORK)/params.log; failed=1; }; \
	wait $$core || { tail -n 40 $(FUZZ_WORK)/core.log; failed=1; }; \
	cd $(FUZZ_WORK) && sed -n 's/^stat::number_of_executed_units: */inputs tried: /p' core.log \
		params.log; \
	exit $$failed

-include $(wildcard $(FUZZ_OUT)/*.d $(FUZZ_OUT)/core/*/*.d $(FUZZ_OUT)/core/*/*/*.d)

# The first inputs; they change only if seed_maker.c does.
$(OUT)/seed_maker: $(OUT)/seed_maker.o $(OUT)/elf_builder.o
	@$(HOSTCC) $(CFLAGS) -o $@ $^

.PHONY: seeds
seeds: $(OUT)/seed_maker
	@mkdir -p seeds/core seeds/params
	@$(OUT)/seed_maker seeds/core

# test_seeds.c tries them without clang.
$(OUT)/test_seeds: $(OUT)/fuzz_core.o $(OUT)/bare_env.o

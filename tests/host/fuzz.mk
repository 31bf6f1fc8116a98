# SPDX-License-Identifier: MIT
#
# `make fuzz T=60`: libFuzzer (clang's) for T seconds on the core and, beside it, on parameters. It
# starts from the inputs in seeds/ and from what earlier runs found, in build/fuzz, and with SEED=1
# tries the same inputs in the same order each time. A crash stops it; the input is then
# build/fuzz/crash-…: `build/tests/host/fuzz/fuzz_core FILE` repeats it. It is also printed, since
# where the tests run the file may be gone.

CLANG ?= clang
FUZZ_OUT := $(OUT)/fuzz
FUZZ_WORK := $(ROOT)/build/fuzz
FUZZ_CFLAGS := $(filter-out -fsanitize%,$(CFLAGS)) -fsanitize=address,undefined -gline-tables-only
FUZZ_FLAGS := -max_total_time=$(or $(T),60) -timeout=10 -print_final_stats=1 -verbosity=1 \
	-artifact_prefix=$(FUZZ_WORK)/ $(if $(SEED),-seed=$(SEED))
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

# Of a fuzzer that failed: its report, without the statistics, and the input.
define fuzz_report
{ sed -n '/ERROR:\|runtime error:/,/^SUMMARY:/p' $(1) | head -n 60; grep '^MS:' $(1); \
	input=$$(sed -n 's/.*Test unit written to //p' $(1)); test -f "$$input" && \
	echo "the input, by xz and base64:" && xz -9c "$$input" | base64; }
endef

# Each program on a processor of its own.
.PHONY: fuzz
fuzz: $(FUZZ_OUT)/fuzz_core $(FUZZ_OUT)/fuzz_params
	@mkdir -p $(FUZZ_WORK)/core $(FUZZ_WORK)/params
	@echo 'fuzzing for $(or $(T),60) s'; \
	$(FUZZ_OUT)/fuzz_params $(FUZZ_FLAGS) -max_len=256 $(FUZZ_WORK)/params seeds/params \
		>$(FUZZ_WORK)/params.log 2>&1 & params=$$!; \
	$(FUZZ_OUT)/fuzz_core $(FUZZ_FLAGS) -max_len=8192 $(FUZZ_WORK)/core seeds/core \
		>$(FUZZ_WORK)/core.log 2>&1 & core=$$!; \
	failed=0; \
	wait $$params || { $(call fuzz_report,$(FUZZ_WORK)/params.log); failed=1; }; \
	wait $$core || { $(call fuzz_report,$(FUZZ_WORK)/core.log); failed=1; }; \
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

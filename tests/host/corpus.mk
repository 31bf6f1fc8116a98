# SPDX-License-Identifier: MIT
#
# `make corpus`: Debian's modules through the core and through GNU ld; they must agree in every
# byte. N=200 takes the twenty largest and 200 others, KO=DIR the modules of a folder, LINKER=ld.lld
# another linker. A line for each module goes to build/corpus/report.

CORPUS_DIR := $(abspath $(ROOT))/build/corpus
LINKER ?= ld

# The core as the kernel has it: optimised, without sanitisers; without parameters, which take no
# part in placing a module. For corpus, bench and whatever measures.
BARE_OUT := $(OUT)/bare
BARE_CORE := $(filter-out module/param% lib/%,$(CORE))
BARE_CFLAGS := $(filter-out -O1 -fsanitize% -fno-sanitize%,$(CFLAGS)) -O2 -fno-strict-aliasing
BARE_OBJS := $(BARE_CORE:%=$(BARE_OUT)/core/%.o) $(BARE_OUT)/bare_env.o

$(BARE_OUT)/core/%.o: $(ROOT)/kernel/%.c
	@mkdir -p $(@D)
	@$(HOSTCC) $(CPPFLAGS) $(BARE_CFLAGS) -MMD -MP -c $< -o $@

$(BARE_OUT)/%.o: %.c
	@mkdir -p $(@D)
	@$(HOSTCC) $(CPPFLAGS) $(BARE_CFLAGS) -MMD -MP -c $< -o $@

$(OUT)/corpus: $(addprefix $(BARE_OUT)/,corpus.o corpus_ld.o corpus_report.o) $(BARE_OBJS)
	@$(HOSTCC) $(BARE_CFLAGS) -o $@ $^

.PHONY: corpus
corpus: $(OUT)/corpus
	@mkdir -p $(CORPUS_DIR)/scratch
	@tree=$(or $(KO),$$(./corpus_fetch $(CORPUS_DIR))) && \
		$(OUT)/corpus $(if $(N),-n $(N)) -j $$(nproc) -l $(LINKER) -o $(CORPUS_DIR)/report \
			-t $(CORPUS_DIR)/scratch $$tree

# test_linker.c asks the linker too.
$(OUT)/test_linker: $(OUT)/bare_env.o $(OUT)/corpus_ld.o

-include $(wildcard $(BARE_OUT)/*.d $(BARE_OUT)/core/*/*.d $(BARE_OUT)/core/*/*/*.d)

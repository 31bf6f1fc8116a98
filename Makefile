# SPDX-License-Identifier: MIT
#
# Builds Graft, its modules and its bootable image, all under build/. `make help` lists the
# targets. Sources are found, not listed: a .c or .S file under kernel/ or boot/ is part of the
# kernel, a folder with a Makefile under modules/ is a module. An object is rebuilt when a file
# it read has changed, or a flag; and only then.
#
# `make -C <here> M=DIR modules` builds an external module: tools/kbuild/external.mk.

# Commands run side by side unless the caller chose otherwise or is a make of ours.
ifeq ($(MAKELEVEL),0)
ifeq ($(filter -j% --jobserver%,$(MAKEFLAGS)),)
MAKEFLAGS += -j$(shell nproc)
endif
endif
MAKEFLAGS += -r
.SUFFIXES:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := all

KBUILD_MK := tools/kbuild
include tools/kbuild/flags.mk

ifneq ($(call odd,$(CURDIR)),)
$(error Graft can't be built in '$(CURDIR)': make or the shell would take for its own what is in the \
	path: $(call odd,$(CURDIR)))
endif

ifeq ($(origin M),command line)
KBUILD_EXTMOD := $(M)
endif
ifneq ($(or $(KBUILD_EXTMOD),$(SUBDIRS)),)
include tools/kbuild/external.mk

.PHONY: modules_prepare
modules_prepare:
	$(Q)$(MAKE) --no-print-directory M= KBUILD_EXTMOD= SUBDIRS= modules_prepare
else

SRCS := $(shell find kernel boot -name '*.[cS]' 2>/dev/null | LC_ALL=C sort)
OBJS := $(patsubst %,build/%.o,$(basename $(SRCS)))

CPPFLAGS := -D__KERNEL__ -include kernel/include/linux/kconfig.h -Ikernel/include \
	-Ikernel/include/uapi
CFLAGS := $(KERNEL_CFLAGS) $(KERNEL_WARNINGS)
LDFLAGS := -m elf_x86_64 -nostdlib -static -z max-page-size=4096 -z noexecstack \
	--build-id=sha1 --fatal-warnings

# Where everything made lies, and the files that remember flags and lists.
$(shell mkdir -p build)

.PHONY: all
all: build/graft.iso	## build everything: kernel, modules, bootable image

.PHONY: iso
iso: build/graft.iso	## the image, build/graft.iso (OVERLAY=DIR lays a tree over its root)

.PHONY: kernel modules
kernel: build/graft.elf	## the kernel with symbols, build/graft.elf
modules: build/modules/.modules.cmd	## the modules under modules/, to build/modules/NAME.ko

.PHONY: run
run:			## boot in QEMU, the console on this terminal (ACCEL= MEM= APPEND= ENTRY= GUI=1)
	$(Q)tools/setup run
	$(Q)$(MAKE) --no-print-directory iso
	$(Q)tools/run build/graft.iso

.PHONY: debug
debug:			## the same boot, stopped, with gdb attached; needs two panes: uses tmux
	$(Q)tools/setup run debug
	$(Q)$(MAKE) --no-print-directory iso
	$(Q)tools/debug build/graft.iso

.PHONY: test
test:			## every test: the loader's on this machine, the rest in QEMU (T=name to pick)
	$(Q)tools/setup run test proofs
	$(Q)$(MAKE) --no-print-directory iso build/tests/graft.iso
	$(Q)tools/test $(T)

.PHONY: corpus fuzz mutants bench
corpus:			## compare the loader with GNU ld on all of Debian's kernel modules (N=200: some)
fuzz:			## throw mutated objects at the loader's core (T=60: for so many seconds)
mutants:		## delete each check of the loader in turn: some test must notice
bench:			## count the loader's instructions per relocation, per import, per byte
corpus fuzz mutants bench:
	$(Q)tools/setup run proofs
	$(Q)$(MAKE) --no-print-directory -C tests/host $@

.PHONY: aliases
aliases:		## compare the aliases of device tables with those in all of Debian's modules
	$(Q)tools/setup run proofs
	$(Q)$(MAKE) -s --no-print-directory build/tests/aliases
	$(Q)tree=$$(tests/host/corpus_fetch build/corpus) && test -d "$$tree" && \
		find "$$tree" -name '*.ko' | build/tests/aliases

.PHONY: setup
setup:			## install the packages that run, test and debug need
	$(Q)tools/setup run test debug

.PHONY: check-format format
check-format:		## fail if clang-format would change a C file
	$(Q)git ls-files -co --exclude-standard '*.[ch]' | xargs clang-format --dry-run -Werror
format:			## let clang-format lay out every C file
	$(Q)git ls-files -co --exclude-standard '*.[ch]' | xargs clang-format -i

.PHONY: clean
clean:			## remove build/, where everything made lies
	rm -rf build

.PHONY: help
help:			## this list
	@echo 'make TARGET [V=1 to see the commands]:'
	@sed -n 's/^\([a-z][a-z-]*\):.*## \(.*\)/  \1\t\2/p' Makefile | expand -t 16

# The kernel: objects, then the passes of tools/link that build its own symbol table in.

build/%.o: %.c $(call record,build/.cflags,$(CC) $(CPPFLAGS) $(CFLAGS))
	@mkdir -p $(@D)
	@$(call say,CC,$<)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(call name_flags,$*,$*) -MMD -MP -c $< -o $@

build/%.o: %.S $(call record,build/.aflags,$(CC) $(CPPFLAGS) $(KERNEL_AFLAGS))
	@mkdir -p $(@D)
	@$(call say,AS,$<)
	$(Q)$(CC) $(CPPFLAGS) $(KERNEL_AFLAGS) -MMD -MP -c $< -o $@

-include $(OBJS:.o=.d)

# The versions of what each object exports, as a fragment of C; all of them make one more object,
# before the link, so that they cost it no further pass.

VERSIONS := $(patsubst %.c,build/%.versions,$(filter %.c,$(SRCS)))

$(VERSIONS): %.versions: %.o build/bin/symtypes
	$(Q)build/bin/symtypes $< >$@

build/versions.c: $(VERSIONS)
	$(Q){ echo '#include <linux/export-internal.h>'; cat $^; } >$@

build/versions.o: build/versions.c kernel/include/linux/export-internal.h build/.cflags
	@$(call say,CC,$<)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -g0 -c $< -o $@

build/graft.elf: $(OBJS) build/versions.o linker.ld tools/link build/bin/kallsyms \
		$(call record,build/.link,$(LD) $(LDFLAGS) $(OBJS))
	@$(call say,LINK,$@)
	$(Q)CC='$(CC)' LD='$(LD) $(LDFLAGS)' tools/link $@ linker.ld $(OBJS) build/versions.o

# Module.symvers keeps its time if the kernel exports what it did before: the other file tells
# that it was looked at.
build/.symvers: build/graft.elf build/bin/modpost
	@$(call say,SYMVERS,build/Module.symvers)
	$(Q)build/bin/modpost --kernel build/graft.elf -o build/Module.symvers $(OBJS)
	@$(CC) --version | head -n 1 >build/.compiler
	@touch $@

build/Module.symvers: build/.symvers ;

# Modules: tools/kbuild, as for an external module, but with the objects under build/modules and
# our own warnings. They see the public headers, through links that leave out the internal ones.

PUBLIC_HEADERS := $(filter-out kernel,$(notdir $(wildcard kernel/include/*)))

build/include: $(call record,build/.headers,$(PUBLIC_HEADERS))
	$(Q)rm -rf $@ && mkdir -p $@ && ln -s $(addprefix ../../kernel/include/,$(PUBLIC_HEADERS)) $@

# Before an external build. The kernel's exports are only made if there are none, so that a module
# can be built while the kernel is being worked on.
.PHONY: modules_prepare
modules_prepare: build/bin/modpost build/include \
		$(if $(wildcard build/Module.symvers),,build/Module.symvers)
	@:

.PHONY: headers
headers: build/Module.symvers build/bin/modpost	## the public headers and tools, to build modules with no sources: build/sdk
	@$(call say,HEADERS,build/sdk)
	$(Q)tools/headers build/sdk

KBUILD_HERE := --no-print-directory kbuild_src=modules obj=build/modules WARNINGS='$(KERNEL_WARNINGS)'

build/modules/.modules.cmd: build/Module.symvers build/bin/modpost build/include FORCE
	$(Q)$(MAKE) $(KBUILD_HERE) -f tools/kbuild/build.mk
	$(Q)$(MAKE) $(KBUILD_HERE) -f tools/kbuild/modpost.mk
	$(Q)cp -u --preserve=timestamps $$(cat build/modules/modules.order) build/modules/

# The image. Its root filesystem is Debian's busybox, iso/root, the modules where modprobe looks
# for them, hello.ko in the shell's home, and OVERLAY on top. build/tests/graft.iso is the same
# with the tests' own programs and modules as its overlay.

# Programs that go with a module: modules/NAME/NAME_user.c, in the guest as /usr/bin/NAME_user.
SAMPLE_PROGRAMS := $(patsubst %.c,build/%,$(wildcard modules/*/*_user.c))

$(SAMPLE_PROGRAMS): build/%: %.c
	@mkdir -p $(@D)
	@$(call say,CC,$<)
	$(Q)$(HOSTCC) -static -O2 -s -Wall -Wextra -MMD -MP -o $@ $<

-include $(SAMPLE_PROGRAMS:=.d)

BUSYBOX := /bin/busybox
ROOT_SOURCES := iso/nodes $(shell find iso/root) tools/initramfs tools/merge_modules $(BUSYBOX)
ISO_SOURCES := tools/iso $(shell find iso/boot -type f)
ifneq ($(OVERLAY),)
ifneq ($(call odd,$(OVERLAY)),)
$(error OVERLAY='$(OVERLAY)': make or the shell would take for its own what is in the path: \
	$(call odd,$(OVERLAY)))
endif
ifeq ($(wildcard $(OVERLAY)/.),)
$(error OVERLAY='$(OVERLAY)': there is no such folder)
endif
endif
# With ? for what make would take for its own in a name, such as a blank.
OVERLAY_FILES := $(if $(OVERLAY),$(shell find $(OVERLAY) | sed 's,[^A-Za-z0-9/._+@-],?,g'))
export OBJCOPY

build/root/.made: build/modules/.modules.cmd tools/kbuild/install.mk $(SAMPLE_PROGRAMS)
	@$(call say,ROOT,$(@D))
	$(Q)rm -rf $(@D) && mkdir -p $(@D)/root
	$(Q)cp build/modules/hello.ko $(@D)/root/
	$(Q)mkdir -p $(@D)/usr/bin && cp $(SAMPLE_PROGRAMS) $(@D)/usr/bin
	$(Q)$(MAKE) $(KBUILD_HERE) -f tools/kbuild/install.mk INSTALL_MOD_PATH=$(@D) \
		INSTALL_MOD_DIR=kernel INSTALL_MOD_STRIP=1 >/dev/null
	@touch $@

# If the overlay has modules, modprobe's lists must know them and ours.
build/initramfs.cpio build/tests/initramfs.cpio: LAYER_MODULES = $(if $(wildcard $(LAYER)/lib/modules),$@.modules)

build/initramfs.cpio: LAYER = $(OVERLAY)
build/initramfs.cpio: $(OVERLAY_FILES) $(call record,build/.overlay,$(OVERLAY))
build/tests/initramfs.cpio: LAYER = build/tests/root
build/tests/initramfs.cpio: build/tests/root/.made
build/initramfs.cpio build/tests/initramfs.cpio: build/root/.made $(ROOT_SOURCES)
	@$(call say,CPIO,$@)
	$(Q)$(if $(LAYER_MODULES),tools/merge_modules $(LAYER_MODULES) build/root $(LAYER))
	$(Q)tools/initramfs $@ --busybox $(BUSYBOX) --nodes iso/nodes iso/root build/root $(LAYER) \
		$(LAYER_MODULES)

build/graft.iso: build/initramfs.cpio
build/tests/graft.iso: build/tests/initramfs.cpio
build/graft.iso build/tests/graft.iso: build/graft.elf build/modules/.modules.cmd $(ISO_SOURCES)
	@$(call say,ISO,$@)
	$(Q)tools/iso $@ build/graft.elf $(filter %.cpio,$^) build/modules/hello.ko

include tests/boot/guest.mk

# The host's tools.

HOST_CFLAGS := -std=gnu11 -O2 -g -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	-Wvla -Werror
tool_objs = $(patsubst %.c,build/%.o,$(wildcard tools/$(1)/*.c)) build/tools/elffile.o
SYMTYPES_OBJS := $(call tool_objs,symtypes)
MODPOST_OBJS := $(call tool_objs,modpost) $(filter build/tools/symtypes/%,\
	$(filter-out %/main.o,$(SYMTYPES_OBJS)))
HOST_OBJS := $(sort $(MODPOST_OBJS) $(SYMTYPES_OBJS) build/tools/kallsyms.o)

build/tools/%.o: tools/%.c $(call record,build/.hostflags,$(HOSTCC) $(HOST_CFLAGS))
	@mkdir -p $(@D)
	@$(call say,HOSTCC,$<)
	$(Q)$(HOSTCC) $(HOST_CFLAGS) -Itools -MMD -MP -c $< -o $@

build/bin/modpost: $(MODPOST_OBJS)
build/bin/symtypes: $(SYMTYPES_OBJS)
build/bin/kallsyms: build/tools/kallsyms.o build/tools/elffile.o
build/bin/modpost build/bin/symtypes: HOST_LIBS := -ldw -lelf -lz
build/bin/modpost build/bin/symtypes build/bin/kallsyms:
	@mkdir -p $(@D)
	@$(call say,HOSTLD,$@)
	$(Q)$(HOSTCC) -o $@ $(filter %.o,$^) $(HOST_LIBS)

build/tests/aliases: tests/host/aliases.c \
		$(addprefix build/tools/,modpost/aliases.o modpost/devices.o modpost/report.o elffile.o)
	@mkdir -p $(@D)
	@$(call say,HOSTLD,$@)
	$(Q)$(HOSTCC) $(HOST_CFLAGS) -Itools -Wl,--wrap=warning -o $@ $^

-include $(HOST_OBJS:.o=.d)

.PHONY: FORCE
endif

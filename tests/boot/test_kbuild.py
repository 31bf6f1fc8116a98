# SPDX-License-Identifier: MIT
"""The makefiles of external modules, as Linux's manual (kbuild/makefiles, kbuild/modules) has them: a
behaviour each."""

import json
import os
import subprocess

from external import lay_out, make, modinfo
from guest import ROOT

EMPTY = '#include <linux/module.h>\nMODULE_LICENSE("GPL");\n'


def kbuild(folder, *args, status=0):
    """make -C Graft M=FOLDER; what it printed, without the lines about folders."""
    said = make(folder, "-C", ROOT, f"M={folder}", *args, status=status)
    return "".join(line.replace(f"{folder}/", "") + "\n" for line in said.splitlines()
                   if not line.startswith("make: "))


def wants(*names):
    """C that compiles if these are defined, and not those with a ! before them."""
    test = " && ".join("!" * (name[0] == "!") + f"defined({name.lstrip('!')})" for name in names)
    return f"#if !({test})\n#error flags\n#endif\n"


def files(folder):
    return sorted(os.path.relpath(os.path.join(top, name), folder)
                  for top, _, names in os.walk(folder) for name in names if name[0] != ".")


def test_options_of_the_kernel(tmp_path):
    lay_out(tmp_path, m_c=EMPTY + wants("MODULES", "HZ", "!NEVER"), Kbuild="""\
obj-$(CONFIG_MODULES) := m.o
obj-$(CONFIG_NEVER_HEARD_OF) += nowhere.o
ccflags-$(CONFIG_64BIT) := -DMODULES
ccflags-$(CONFIG_NEVER_HEARD_OF) += -DNEVER
ifeq ($(CONFIG_HZ),250)
ccflags-y += -DHZ
endif
""")
    kbuild(tmp_path)


def test_flags_of_a_folder_a_file_and_those_removed(tmp_path):
    (tmp_path / "sub").mkdir()
    lay_out(tmp_path, a_c=EMPTY + '#include "x.h"\n' + wants("ALL", "A", "EXTRA", "BELOW", "!B"),
            b_c=wants("ALL", "B", "!A", "!GONE"), x_h="", Kbuild="""\
obj-m := m.o sub/
m-y := a.o b.o sub/part.o
ccflags-y := -I$(PWD) -I$(src) -I$(obj) -I$(M) -I$(KBUILD_EXTMOD) -DALL -DGONE
subdir-ccflags-y := -DBELOW
EXTRA_CFLAGS += -DEXTRA
CFLAGS_a.o := -DA
CFLAGS_b.o := -DB -DGONE
CFLAGS_REMOVE_b.o := -DGONE
CFLAGS_sub/part.o := -DPART
CFLAGS_REMOVE_sub/part.o := -DALL
""")
    lay_out(tmp_path / "sub", s_c=EMPTY + wants("BELOW", "S", "!ALL"), part_c=wants("PART", "!ALL"),
            Kbuild="obj-m := s.o\nCFLAGS_s.o := -DS\n")
    kbuild(tmp_path)


def test_folders_first_and_each_once(tmp_path):
    lay_out(tmp_path, top_c=EMPTY, Kbuild="obj-m := top.o top.o\nobj-m += a/\nobj-y := b/\n")
    for name in ("a", "b", "a/deep"):
        (tmp_path / name).mkdir()
        lay_out(tmp_path / name, **{f"{os.path.basename(name)}1_c": EMPTY},
                Kbuild=f"obj-m := {os.path.basename(name)}1.o{' deep/' * (name == 'a')}\n")
    assert kbuild(tmp_path, "-j1").splitlines()[:5] == [
        "  CC [M]  a/deep/deep1.o", "  CC [M]  a/a1.o", "  CC [M]  b/b1.o", "  CC [M]  top.o",
        "  MODPOST Module.symvers"]
    assert (tmp_path / "modules.order").read_text().splitlines() == [
        f"{tmp_path}/{name}.ko" for name in ("b/b1", "top", "a/a1", "a/deep/deep1")]


PROGRAM = "int main(void) { return 0; }\n"


def test_programs_generated_files_and_clean(tmp_path):
    lay_out(tmp_path, m_c=EMPTY + '#include "table.h"\n' + wants("TABLE", "KEPT"), user_c=PROGRAM,
            gen_c='#include <stdio.h>\nint main(void) { return puts("#define TABLE") < 0; }\n',
            one_c="int two(void); int main(void) { return two(); }\n",
            two_c="int two(void); int two(void) { return 0; }\n", Kbuild="""\
obj-m := m.o
hostprogs := gen
hostprogs-always-y := both
both-objs := one.o two.o
userprogs-always-y := user
always-y := kept.h
ccflags-y := -I$(obj)
quiet_cmd_gen = GEN     $@
      cmd_gen = $(obj)/gen >$@ && echo $(WORDS) '\\#include "kept.h"' >>$@
$(obj)/table.h: $(obj)/gen FORCE
	$(call if_changed,gen)
targets += table.h
filechk_kept = echo "\\#define KEPT"
$(obj)/kept.h: FORCE
	$(call filechk,kept)
$(obj)/m.o: $(obj)/table.h $(obj)/kept.h
clean-files := kept.h
""")
    before = files(tmp_path)
    said = kbuild(tmp_path, "-j1")
    for line in ("  HOSTCC  gen", "  GEN     table.h", "  UPD     kept.h", "  HOSTCC  one.o",
                 "  HOSTLD  both", "  CC [U]  user"):
        assert line + "\n" in said
    assert kbuild(tmp_path) == ""
    # Another command, and only what comes of it.
    said = kbuild(tmp_path, "-j1", "WORDS=/* changed */".replace(" ", "\\ "))
    assert said.startswith("  GEN     table.h\n  CC [M]  m.o\n") and "HOST" not in said
    assert "CLEAN" in kbuild(tmp_path, "clean")
    assert files(tmp_path) == before


def test_source_that_comes_compiled(tmp_path):
    subprocess.run(["gcc", "-c", "-fno-pic", "-mcmodel=kernel", "-fcf-protection=none", "-xc", "-",
                    "-o", tmp_path / "blob.o_shipped"], input=b"int blob(void) { return 0; }",
                   check=True)
    lay_out(tmp_path, a_c=EMPTY + "int blob(void); int init_module(void) { return blob(); }\n",
            Kbuild="obj-m := m.o\nm-objs := a.o blob.o\n")
    assert "  COPY    blob.o\n" in kbuild(tmp_path)


def test_export_from_assembly(tmp_path):
    lay_out(tmp_path, user_c=EMPTY + "int sum(int, int); int init_module(void) { return sum(1, -1); }",
            m_c=EMPTY, sum_S="""\
#include <linux/linkage.h>
#include <asm/export.h>
SYM_FUNC_START(sum)
	leal (%rdi, %rsi), %eax
	RET
SYM_FUNC_END(sum)
EXPORT_SYMBOL_GPL(sum)
""", Kbuild="obj-m := user.o exporter.o\nexporter-y := m.o sum.o\n")
    said = kbuild(tmp_path)
    assert "  AS [M]  sum.o\n" in said
    assert ('WARNING: modpost: EXPORT symbol "sum" [exporter.ko] version generation failed, symbol '
            "will not be versioned.\n") in said
    assert "\tsum\t" in (tmp_path / "Module.symvers").read_text()
    assert modinfo(tmp_path / "user.ko", "depends") == ["exporter"]


def test_exports_of_another_build(tmp_path):
    """KBUILD_EXTRA_SYMBOLS, set by the user's own Makefile."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    lay_out(tmp_path / "one", one_c=EMPTY + "int one(void); int one(void) { return 1; }\n"
            "EXPORT_SYMBOL(one);\n", Kbuild="obj-m := one.o\n")
    lay_out(tmp_path / "two", two_c=EMPTY + "int one(void);\n"
            "int init_module(void) { return one() - 1; }\n",
            Kbuild="KBUILD_EXTRA_SYMBOLS := $(src)/../one/Module.symvers\nobj-m := two.o\n")
    kbuild(tmp_path / "one")
    kbuild(tmp_path / "two")
    assert modinfo(tmp_path / "two/two.ko", "depends") == ["one"]


def test_one_file_of_many(tmp_path):
    (tmp_path / "sub").mkdir()
    lay_out(tmp_path, a_c=EMPTY, b_c=EMPTY, Kbuild="obj-m := a.o b.o sub/\n")
    lay_out(tmp_path / "sub", s_c=EMPTY, Kbuild="obj-m := s.o\n")
    assert kbuild(tmp_path, "a.o") == "  CC [M]  a.o\n"
    assert kbuild(tmp_path, "b.i") == "  CPP [M] b.i\n"
    assert kbuild(tmp_path, "b.s") == "  CC [M]  b.s\n"
    assert kbuild(tmp_path, "sub/") == "  CC [M]  sub/s.o\n"
    assert kbuild(tmp_path, "b.ko") == ("  CC [M]  b.o\n  MODPOST Module.symvers\n"
                                        "  CC [M]  b.mod.o\n  LD [M]  b.ko\n")
    assert not {"a.ko", "sub/s.ko", "modules.order"} & set(files(tmp_path))
    assert "nowhere.c" in kbuild(tmp_path, "nowhere.o", status=2)


def test_what_is_printed(tmp_path):
    lay_out(tmp_path, m_c=EMPTY + "int odd(void) { return 1; }\n",
            Kbuild="obj-m := m.o\n")
    assert "-DKBUILD_MODNAME='\"m\"'" in kbuild(tmp_path, "V=1")
    (tmp_path / "m.o").unlink()
    assert "  CC [M]  m.o - due to target missing\n" in kbuild(tmp_path, "V=2")
    os.utime(tmp_path / "m.c")
    assert "  CC [M]  m.o - due to: m.c\n" in kbuild(tmp_path, "V=2")
    said = kbuild(tmp_path, "V=2", "W=1")
    assert "  CC [M]  m.o - due to command line change\n" in said
    assert "[-Wmissing-prototypes]" in said
    assert kbuild(tmp_path, "-s", "W=") == ""


def test_what_is_refused(tmp_path):
    lay_out(tmp_path, m_c=EMPTY, Kbuild="obj-m := m.o\n")
    assert "not annotated for sparse" in kbuild(tmp_path, "C=1", status=2)
    assert "SUBDIRS was removed in Linux 5.3: use M=" in make(
        tmp_path, "-C", ROOT, f"SUBDIRS={tmp_path}", "modules", status=2)
    (tmp_path / "Kbuild").write_text("obj-m := m.o\nm-objs := m.o\n")
    assert "m.o is made from its parts" in kbuild(tmp_path, status=2)
    assert files(tmp_path) == ["Kbuild", "Makefile", "m.c"]
    # make -C from elsewhere leaves PWD as it was.
    said = make(tmp_path, "-C", ROOT, f"M={ROOT}/", "modules", status=2)
    assert "where the build itself lies, and not a module" in said


def test_a_module_that_is_gone_is_noticed(tmp_path):
    """The image depends on .modules.cmd, and no module is newer when one is gone."""
    lay_out(tmp_path, m_c=EMPTY, n_c=EMPTY, Kbuild="obj-m := m.o n.o\n")
    kbuild(tmp_path)
    before = (tmp_path / ".modules.cmd").stat().st_mtime_ns
    kbuild(tmp_path)
    assert (tmp_path / ".modules.cmd").stat().st_mtime_ns == before
    (tmp_path / "Kbuild").write_text("obj-m := m.o\n")
    kbuild(tmp_path)
    assert (tmp_path / ".modules.cmd").stat().st_mtime_ns > before


def test_another_compiler_is_told(tmp_path):
    lay_out(tmp_path, m_c=EMPTY, Kbuild="obj-m := m.o\n")
    (tmp_path / "cc").write_text('#!/bin/sh\n[ "$1" != --version ] || exec echo other 1.0\n'
                                 'exec gcc "$@"\n')
    (tmp_path / "cc").chmod(0o755)
    said = kbuild(tmp_path, f"CC={tmp_path}/cc")
    assert "warning: the compiler differs from the one used to build the kernel\n" in said
    assert "  You are using:           other 1.0\n" in said
    assert "warning" not in kbuild(tmp_path)


def test_commands_for_editors(tmp_path):
    lay_out(tmp_path, m_c=EMPTY, Kbuild="obj-m := m.o\n")
    kbuild(tmp_path, "compile_commands.json")
    entry = next(e for e in json.loads((tmp_path / "compile_commands.json").read_text())
                 if e["file"] == f"{tmp_path}/m.c")
    subprocess.run(entry["command"], cwd=entry["directory"], shell=True, check=True)


def test_install(tmp_path):
    (tmp_path / "sub").mkdir()
    lay_out(tmp_path, m_c=EMPTY, Kbuild="obj-m := m.o sub/\n")
    lay_out(tmp_path / "sub", s_c=EMPTY, Kbuild="obj-m := s.o\n")
    kbuild(tmp_path)
    lib = "root/lib/modules/6.1.0-graft"
    install = ["modules_install", "-j1", f"INSTALL_MOD_PATH={tmp_path}/root"]
    assert kbuild(tmp_path, *install, "INSTALL_MOD_STRIP=1", "INSTALL_MOD_DIR=mine") == f"""\
  INSTALL {lib}/mine/m.ko
  STRIP   {lib}/mine/m.ko
  INSTALL {lib}/mine/sub/s.ko
  STRIP   {lib}/mine/sub/s.ko
  DEPMOD  {lib}
"""
    assert sorted((tmp_path / lib / "modules.dep").read_text().splitlines()) == [
        "mine/m.ko:", "mine/sub/s.ko:"]
    assert "warning" in kbuild(tmp_path, *install, "DEPMOD=nowhere").lower()
    assert (tmp_path / lib / "extra/m.ko").read_bytes() == (tmp_path / "m.ko").read_bytes()


def test_our_own_modules_are_looked_at_each_time():
    said = make(ROOT, "-n", "modules")
    assert "tools/kbuild/build.mk" in said and "tools/kbuild/modpost.mk" in said


def test_overlays_that_are_refused(tmp_path):
    for path, why in ((f"{tmp_path}/none", "there is no such folder"),
                      (f"{tmp_path}/a b", "what is in the path: space")):
        said = make(ROOT, "-n", "iso", f"OVERLAY={path}", status=2)
        assert f"OVERLAY='{path}': " in said and why in said


def test_overlay_s_files_may_have_any_name(tmp_path):
    for character in ":%'\";&*?,$#\\`<>|[]()= \xe4":
        (tmp_path / f"a{character}b").touch()
    assert "tools/initramfs" in make(ROOT, "-n", "iso", f"OVERLAY={tmp_path}")

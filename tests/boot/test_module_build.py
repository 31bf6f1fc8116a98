# SPDX-License-Identifier: MIT
"""Building a module outside the tree, as its author does; then the result in the guest, typed in
over the console, since no image has it."""

import os
import re
import subprocess

import pytest

from external import lay_out, make, modinfo
from guest import ROOT


@pytest.fixture
def folder(tmp_path):
    return lay_out(tmp_path, hello=True)


def test_output_and_files_are_linux_s(folder):
    assert make(folder) == f"""\
make -C {ROOT} M={folder} modules
make[1]: Entering directory '{ROOT}'
  CC [M]  {folder}/hello.o
  MODPOST {folder}/Module.symvers
  CC [M]  {folder}/hello.mod.o
  LD [M]  {folder}/hello.ko
make[1]: Leaving directory '{ROOT}'
"""
    assert sorted(f for f in os.listdir(folder) if f[0] != ".") == [
        "Makefile", "Module.symvers", "hello.c", "hello.ko", "hello.mod", "hello.mod.c",
        "hello.mod.o", "hello.o", "modules.order"]
    kind = subprocess.run(["file", "hello.ko"], cwd=folder, capture_output=True, text=True,
                          check=True).stdout
    assert re.fullmatch(r"hello\.ko: ELF 64-bit LSB relocatable, x86-64, version 1 \(SYSV\), "
                        r"BuildID\[sha1\]=[0-9a-f]{40}, with debug_info, not stripped\n", kind)
    info = subprocess.run(["/sbin/modinfo", "./hello.ko"], cwd=folder, capture_output=True,
                          text=True, check=True).stdout
    assert "license:        GPL\n" in info and "name:           hello\n" in info
    assert "vermagic:       6.1.0-graft SMP mod_unload modversions \n" in info


def test_second_make_does_nothing(folder):
    make(folder)
    assert len(make(folder).splitlines()) == 3
    os.utime(folder / "hello.c")
    assert "  CC [M]  " in make(folder)
    assert make(folder, "clean") and sorted(os.listdir(folder)) == ["Makefile", "hello.c",
                                                                    "hello.mod"]


def test_unresolved_symbol_and_missing_license(folder):
    (folder / "hello.c").write_text("""\
#include <linux/module.h>
void nowhere(void);
static int __init hello_init(void) { nowhere(); return 0; }
module_init(hello_init);
""")
    printed = make(folder, status=2)
    assert f'ERROR: modpost: "nowhere" [{folder}/hello.ko] undefined!\n' in printed
    assert f"ERROR: modpost: missing MODULE_LICENSE() in {folder}/hello.o\n" in printed


def test_module_of_several_files_and_one_that_uses_it(folder):
    (folder / "a.c").write_text("""\
#include <linux/module.h>
#include "part.h"
static int __init a_init(void) { return part() == PART ? 0 : -1; }
module_init(a_init);
MODULE_LICENSE("GPL");
""")
    (folder / "sub").mkdir()
    (folder / "sub/part.c").write_text("""\
#include <linux/module.h>
#include "part.h"
int part(void) { return PART; }
EXPORT_SYMBOL(part);
""")
    (folder / "include").mkdir()
    (folder / "include/part.h").write_text("int part(void);\n")
    (folder / "user.c").write_text("""\
#include <linux/module.h>
#include "part.h"
static int __init user_init(void) { return part() == PART ? 0 : -1; }
module_init(user_init);
MODULE_LICENSE("GPL");
""")
    (folder / "Kbuild").write_text("""\
obj-m := two-parts.o user.o
two-parts-objs := a.o sub/part.o
ccflags-y := -I$(PWD)/include -DPART=17
""")
    printed = make(folder)
    assert f"  LD [M]  {folder}/two-parts.o\n" in printed
    assert modinfo(folder / "user.ko", "depends") == ["two-parts"]


def test_internal_headers_are_out_of_reach(folder):
    (folder / "hello.c").write_text("#include <linux/module.h>\n#include <kernel/boot.h>\n")
    assert "kernel/boot.h: No such file" in make(folder, status=2)

# SPDX-License-Identifier: MIT
"""The version of an exported symbol, a CRC of its type: what changes it and what does not; and the
modules that carry the versions."""

import os
import re
import subprocess
import zlib

import pytest

from external import lay_out, make, modinfo
from guest import ROOT

# A type with something of everything in it. Each variant below is this with one thing changed.
BASE = """\
struct opaque;
enum color { RED, GREEN = 5 };
typedef unsigned int number;
union either { long l; char c[8]; };
struct inner { struct inner *next; number n; };
struct outer {
	int a;
	unsigned int low : 3, high : 5;
	enum color color;
	union either either;
	struct { char x, y; } point;
	struct inner *inner;
	int (*call)(const char *text, struct opaque *);
	char name[12];
};
struct other { int i; };
int FUNCTION(struct outer *outer, const char *format, ...);
int FUNCTION(struct outer *outer, const char *format, ...)
{
	return outer->a;
}
EXPORT_SYMBOL(FUNCTION);
"""

SAME = {
    "comment": ("int a;", "int a; /* the first */"),
    "blank_lines": ("struct outer {", "\n\n\nstruct outer {"),
    "parameter_name": ("*outer, const char *format, ...)\n{", "*outer, const char *f, ...)\n{"),
    "parameter_name_in_pointer": ("const char *text", "const char *words"),
    "unrelated_structure": ("struct other { int i; };", "struct other { long i; };"),
    "unrelated_before": ("struct opaque;", "struct more { int i; };\nstruct opaque;"),
    "order_of_declarations": ("enum color { RED, GREEN = 5 };\ntypedef unsigned int number;",
                              "typedef unsigned int number;\nenum color { RED, GREEN = 5 };"),
    "body": ("return outer->a;", "return outer->a + 1;"),
    "line_directive": ("struct other", '#line 7 "/elsewhere/file.h"\nstruct other'),
}

DIFFERENT = {
    "member_added": ("int a;", "int a; int b;"),
    "member_removed": ("\tchar name[12];\n", ""),
    "member_renamed": ("char name[12]", "char title[12]"),
    "member_type": ("char name[12]", "signed char name[12]"),
    "array_length": ("char name[12]", "char name[11]"),
    "flexible_array": ("char name[12]", "char name[]"),
    "bit_field_width": ("low : 3, high : 5", "low : 4, high : 5"),
    "bit_field_order": ("low : 3, high : 5", "high : 5, low : 3"),
    "bit_field_made_whole": ("low : 3, high : 5", "low, high"),
    "enumerator_value": ("GREEN = 5", "GREEN = 6"),
    "enumerator_negative": ("GREEN = 5", "GREEN = -1"),
    "enumerator_all_bits": ("GREEN = 5", "GREEN = 255"),
    "enumerator_added": ("GREEN = 5", "GREEN = 5, BLUE"),
    "meaning_of_typedef": ("typedef unsigned int number", "typedef int number"),
    "union_member": ("char c[8]; }", "char c[8]; short s; }"),
    "nameless_structure": ("char x, y;", "char y, x;"),
    "structure_behind_pointer": ("number n; }", "number n, m; }"),
    "prototype_of_member": ("const char *text,", "char *text,"),
    "packed": ("char name[12];\n};", "char name[12];\n} __packed;"),
    "aligned": ("char name[12];\n};", "char name[12];\n} __aligned(64);"),
    "opaque_made_known": ("struct opaque;", "struct opaque { int i; };"),
    "parameter_added": ("const char *format, ...", "const char *format, int n, ..."),
    "parameter_type": ("const char *format", "const signed char *format"),
    "parameter_qualifier": ("const char *format", "char *format"),
    "no_more_variadic": ("const char *format, ...", "const char *format"),
    "result": ("int FUNCTION(", "long FUNCTION("),
}


@pytest.fixture(scope="module")
def crcs(tmp_path_factory):
    """The CRC of each variant. All are parts of one module: its debugging information knows many
    structures of one name."""
    folder = lay_out(tmp_path_factory.mktemp("variants"))
    variants = {"base": ("", ""), **SAME, **DIFFERENT}
    for name, (old, new) in variants.items():
        assert old in BASE
        text = BASE.replace(old, new) if old else BASE
        (folder / f"{name}.c").write_text(f"#include <linux/export.h>\n#define FUNCTION f_{name}\n"
                                          + text)
    (folder / "license.c").write_text('#include <linux/module.h>\nMODULE_LICENSE("GPL");\n')
    parts = " ".join(f"{name}.o" for name in [*variants, "license"])
    (folder / "Kbuild").write_text(f"obj-m := all.o\nall-objs := {parts}\n")
    make(folder)
    lines = [line.split("\t") for line in (folder / "Module.symvers").read_text().splitlines()]
    return {line[1].removeprefix("f_"): line[0] for line in lines}


@pytest.mark.parametrize("variant", SAME)
def test_version_is_the_same(crcs, variant):
    assert crcs[variant] == crcs["base"]


@pytest.mark.parametrize("variant", DIFFERENT)
def test_version_differs(crcs, variant):
    assert crcs[variant] != crcs["base"]
    assert len(set(crcs[v] for v in DIFFERENT)) == len(DIFFERENT)


def symtypes(*args):
    return subprocess.run([os.path.join(ROOT, "build/bin/symtypes"), *map(str, args)], check=True,
                          capture_output=True).stdout


def test_version_is_the_crc_of_the_text_that_is_shown(tmp_path):
    folder = lay_out(tmp_path, hello_c=BASE.replace("struct opaque;", """\
#include <linux/module.h>
#define FUNCTION f
MODULE_LICENSE("GPL");
struct opaque;"""))
    make(folder)
    text = symtypes("--dump", "f", folder / "hello.o")
    assert text.decode() == """\
func(*struct outer, *const char, ...) int
struct outer size 64 {
	0 a int
	4 bits 0-2 low unsigned int
	4 bits 3-7 high unsigned int
	8 color enum color
	16 either union either
	24 point struct size 2 {
		0 x char
		1 y char
	}
	32 inner *struct inner
	40 call *func(*const char, *struct opaque) int
	48 name [12]char
}
enum color size 4 {
	RED = 0
	GREEN = 5
}
union either size 8 {
	0 l long
	0 c [8]char
}
struct inner size 16 {
	0 next *struct inner
	8 n number
}
typedef number = unsigned int
"""
    assert (folder / "Module.symvers").read_text() == \
        f"0x{zlib.crc32(text):08x}\tf\t{folder}/hello\tEXPORT_SYMBOL\t\n"
    assert symtypes("--dump", "f", folder / "hello.ko") == text


# What gcc and clang tell in different ways. Alignments are DWARF 5's.
BOTH_COMPILERS = """\
enum values { ALL = 255, MOST = 200 };
enum mixed { LESS = -1, MORE = 200 };
enum large { LARGE = 0xffffffff };
struct aligned { char c; int i; } __aligned(64);
struct around { char c; struct aligned in[2]; struct aligned *to; };
struct member { int i; int j __aligned(32); };
typedef void (*last)(int) __attribute__((noreturn));
typedef unsigned long long u64;
struct all {
	short s; unsigned short us; long l; unsigned long ul; long long ll; u64 ull; char c;
	signed char sc; unsigned char uc; _Bool b; __int128 i128; unsigned __int128 u128;
	const volatile int cv; volatile const void *cvp; const int array[4]; last last;
	unsigned a : 3, : 2, f : 7; u64 q : 40; int none[0]; void *(*any)();
	enum values values; enum mixed mixed; enum large large;
	struct around around; struct member member; __builtin_va_list args; int more[];
};
extern const volatile unsigned long f_variable;
EXPORT_SYMBOL(f_variable);
int f(struct all *restrict all, const int n, int array[5], ...);
EXPORT_SYMBOL(f);
void f_last(long) __attribute__((noreturn));
EXPORT_SYMBOL(f_last);
"""


@pytest.mark.parametrize("symbol", ["f", "f_variable", "f_last"])
def test_text_is_the_same_whichever_compiler(tmp_path, symbol):
    (tmp_path / "f.c").write_text("#include <linux/export.h>\n" + BOTH_COMPILERS)
    texts = []
    for compiler in ("gcc", "clang"):
        subprocess.run([compiler, "-std=gnu11", "-O2", "-g", "-ffreestanding", "-fno-pic", "-c",
                        "-D__KERNEL__", "-include", "kernel/include/linux/kconfig.h",
                        "-Ikernel/include", "-Ikernel/include/uapi", tmp_path / "f.c",
                        "-o", tmp_path / f"{compiler}.o"], cwd=ROOT, check=True)
        texts.append(symtypes("--dump", symbol, tmp_path / f"{compiler}.o").decode())
    assert texts[0] == texts[1]
    if symbol == "f":
        assert "enum values size 4 {\n\tALL = 255\n\tMOST = 200\n}" in texts[0]
        assert "enum mixed size 4 {\n\tLESS = -1\n\tMORE = 200\n}" in texts[0]
        assert "struct around size 256 align 64 {" in texts[0]


def symvers(path):
    return dict(reversed(line.split("\t")[:2]) for line in open(path, encoding="utf-8"))


def versions(module):
    """The versions that a module asks for, as kmod reads them."""
    done = subprocess.run(["/sbin/modprobe", "--dump-modversions", str(module)], check=True,
                          capture_output=True, text=True)
    return [tuple(reversed(line.split("\t"))) for line in done.stdout.splitlines()]


def test_kernel_gives_every_export_a_version():
    kernel = symvers(os.path.join(ROOT, "build/Module.symvers"))
    assert len(kernel) > 1000 and "0x00000000" not in kernel.values()
    text = symtypes("--dump", "_printk", os.path.join(ROOT, "build/graft.elf"))
    assert text == b"func(*const char, ...) int\n"
    assert kernel["_printk"] == f"0x{zlib.crc32(text):08x}"


def test_module_names_the_versions_of_its_imports(tmp_path):
    kernel = symvers(os.path.join(ROOT, "build/Module.symvers"))
    folder = lay_out(tmp_path, hello=True)
    make(folder)
    assert versions(folder / "hello.ko") == [(name, kernel[name])
                                             for name in ("module_layout", "_printk")]


EXPORTER = """\
#include <linux/module.h>
struct thing { int a; };
int take(struct thing *thing);
int take(struct thing *thing) { return thing->a; }
EXPORT_SYMBOL_GPL(take);
MODULE_LICENSE("GPL");
"""

USER = """\
#include <linux/module.h>
struct thing { int a; };
int take(struct thing *thing);
static int __init user_init(void) { struct thing t = { 0 }; return take(&t); }
module_init(user_init);
MODULE_LICENSE("GPL");
"""


def test_modules_of_one_folder_have_each_other_s_versions(tmp_path):
    folder = lay_out(tmp_path, exporter_c=EXPORTER, user_c=USER,
                     Kbuild="obj-m := user.o exporter.o\n")
    make(folder)
    assert versions(folder / "user.ko")[-1] == \
        ("take", symvers(folder / "Module.symvers")["take"])
    (folder / "exporter.c").write_text(EXPORTER.replace("int a;", "int a, b;"))
    before = versions(folder / "user.ko")
    assert "  CC [M]  " + str(folder / "user.mod.o") in make(folder)
    assert versions(folder / "user.ko") != before
    assert versions(folder / "user.ko")[-1] == \
        ("take", symvers(folder / "Module.symvers")["take"])


def test_versions_of_another_build_come_with_its_symvers(tmp_path):
    for name in ("there", "here"):
        (tmp_path / name).mkdir()
    there = lay_out(tmp_path / "there", exporter_c=EXPORTER, Kbuild="obj-m := exporter.o\n")
    here = lay_out(tmp_path / "here", user_c=USER, Kbuild="obj-m := user.o\n")
    make(there)
    make(here, f"KBUILD_EXTRA_SYMBOLS={there}/Module.symvers")
    assert versions(here / "user.ko")[-1] == ("take", symvers(there / "Module.symvers")["take"])
    assert modinfo(here / "user.ko", "depends") == ["exporter"]


def test_module_without_debugging_information_has_no_versions(tmp_path):
    folder = lay_out(tmp_path, exporter_c=EXPORTER,
                     Kbuild="obj-m := exporter.o\nccflags-y := -g0\n")
    assert re.search(r'^WARNING: modpost: EXPORT symbol "take" \[.*/exporter\.ko\] version '
                     r'generation failed, symbol will not be versioned\.', make(folder), re.M)
    assert symvers(folder / "Module.symvers") == {"take": "0x00000000"}

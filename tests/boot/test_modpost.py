# SPDX-License-Identifier: MIT
"""What modpost refuses, warns of and writes, in Linux's words and forms."""

import os
import re
import subprocess

import pytest

from external import lay_out, make, modinfo
from guest import ROOT

HEAD = '#include <linux/module.h>\nMODULE_LICENSE("{}");\n'


def module(text, license="GPL"):
    return HEAD.format(license) + text


def modules(folder, **texts):
    """A folder of modules by their names."""
    files = {f"{name}_c": text for name, text in texts.items()}
    objects = " ".join(f"{name}.o" for name in texts)
    return lay_out(folder, Kbuild=f"obj-m := {objects}\n", **files)


BAD = {
    "nowhere": (module("void absent(void); int init_module(void) { absent(); return 0; }"),
                '"absent" [{}/nowhere.ko] undefined!'),
    "nolicense": ("#include <linux/module.h>\n", "missing MODULE_LICENSE() in {}/nolicense.o"),
    "closed": (module("int open_to_all(void); int for_gpl(void);"
                      "int init_module(void) { return open_to_all() + for_gpl(); }",
                      license="Proprietary"),
               "GPL-incompatible module closed.ko uses GPL-only symbol 'for_gpl'"),
    "asks": (module("int spaced(void); int init_module(void) { return spaced(); }"),
             "module asks uses symbol spaced from namespace SPACE, but does not import it."),
    "second": (module("int open_to_all(void); int open_to_all(void) { return 2; }"
                      "EXPORT_SYMBOL(open_to_all);"),
               "{}/second: 'open_to_all' exported twice. Previous export was in {}/exporter.ko"),
    "kernels": (module("void kfree(const void *p); void kfree(const void *p) { }"
                       "EXPORT_SYMBOL(kfree);"),
                "{}/kernels: 'kfree' exported twice. Previous export was in vmlinux"),
    "hidden": (module("static int hidden(void) { return 1; } EXPORT_SYMBOL(hidden);"),
               '"hidden" [{}/hidden] is a static EXPORT_SYMBOL'),
    "long": (module("int LONG(void); int init_module(void) { return LONG(); }"
                    .replace("LONG", "n" * 56)), 'too long symbol "' + "n" * 56 + '" [{}/long.ko]'),
    "m" * 56: (module(""), "module name is too long [{}/" + "m" * 56
               + ".ko]: it has at most 55 characters"),
}

EXPORTER = module("""\
int open_to_all(void); int open_to_all(void) { return 1; } EXPORT_SYMBOL(open_to_all);
int for_gpl(void); int for_gpl(void) { return 1; } EXPORT_SYMBOL_GPL(for_gpl);
int spaced(void); int spaced(void) { return 1; } EXPORT_SYMBOL_NS(spaced, SPACE);
int LONG(void); int LONG(void) { return 1; } EXPORT_SYMBOL(LONG);
""".replace("LONG", "n" * 56))


@pytest.fixture(scope="module")
def refusals(tmp_path_factory):
    """One build of all the bad modules, for modpost reports whatever it finds."""
    folder = modules(tmp_path_factory.mktemp("bad"), exporter=EXPORTER,
                     good=module("int open_to_all(void); int spaced(void); int for_gpl(void);"
                                 "MODULE_IMPORT_NS(SPACE); int init_module(void)"
                                 "{ return open_to_all() + spaced() + for_gpl(); }"),
                     **{name: text for name, (text, _) in BAD.items()})
    return folder, make(folder, status=2)


@pytest.mark.parametrize("name", BAD)
def test_refused(refusals, name):
    folder, printed = refusals
    assert f"ERROR: modpost: {BAD[name][1].replace('{}', str(folder))}\n" in printed


def test_nothing_else_is_refused_and_nothing_made(refusals):
    folder, printed = refusals
    assert len(re.findall("^(ERROR|WARNING): modpost: ", printed, re.M)) == len(BAD)
    assert not (folder / "Module.symvers").exists() and not (folder / "good.ko").exists()


def test_modpost_warn_makes_undefined_a_warning(tmp_path):
    folder = modules(tmp_path, nowhere=BAD["nowhere"][0])
    printed = make(folder, "KBUILD_MODPOST_WARN=1")
    assert f'WARNING: modpost: "absent" [{folder}/nowhere.ko] undefined!\n' in printed
    assert (folder / "nowhere.ko").exists()


def test_modules_that_need_each_other(tmp_path):
    needs = "int {0}(void); int {1}(void); int {0}(void) {{ return {1}(); }} EXPORT_SYMBOL({0});"
    folder = modules(tmp_path, a=module(needs.format("fa", "fb")), c=module(""),
                     b=module(needs.format("fb", "fa")))
    printed = make(folder)
    assert re.findall("^WARNING: modpost: .*", printed, re.M) == [
        f"WARNING: modpost: module {name}.ko needs a module that needs it: neither can be loaded"
        for name in "ab"]


def test_section_mismatches(tmp_path):
    folder = modules(tmp_path, m=module("""\
static int __initdata seed = 3;
static noinline int __init early(void) { asm volatile(""); return seed; }
static noinline int __exit late(void) { asm volatile(""); return 4; }
int stays(void);
int stays(void) { return early(); }
int (*pointer)(void) = early;
int (*my_probe)(void) = early;
int __ref allowed(void);
int __ref allowed(void) { return early(); }
int __init first(void);
int __init first(void) { return early() + late(); }
void __exit last(void);
void __exit last(void) { early(); }
int __init shared(void);
int __init shared(void) { return 0; }
EXPORT_SYMBOL(shared);
"""))
    mismatch = f"WARNING: modpost: {folder}/m.o: section mismatch in reference: "
    # What calls __init code is itself cold, for some compilers.
    printed = make(folder).replace(".text.unlikely", ".text")
    assert sorted(re.findall("^WARNING.*", printed, re.M)) == sorted([
        mismatch + "stays (section: .text) -> early (section: .init.text)",
        mismatch + "pointer (section: .data) -> early (section: .init.text)",
        mismatch + "first (section: .init.text) -> late (section: .exit.text)",
        mismatch + "last (section: .exit.text) -> early (section: .init.text)",
        f"WARNING: modpost: {folder}/m.o: EXPORT_SYMBOL used for init/exit symbol: shared "
        "(section: .init.text)",
    ])


def test_section_mismatch_in_the_kernel(tmp_path):
    """A function that stays and calls one that is gone when init runs, in another file."""
    (tmp_path / "bad.c").write_text("void start_kernel(void); void stays(void);"
                                    "void stays(void) { start_kernel(); }")
    subprocess.run(["gcc", "-c", "bad.c"], cwd=tmp_path, check=True)
    done = subprocess.run([os.path.join(ROOT, "build/bin/modpost"), "--kernel",
                           os.path.join(ROOT, "build/graft.elf"), "-o", tmp_path / "symvers",
                           tmp_path / "bad.o"], capture_output=True, text=True, check=True)
    assert done.stderr == ("WARNING: modpost: vmlinux.o: section mismatch in reference: stays "
                           "(section: .text) -> start_kernel (section: .init.text)\n")


SUMMED = """\
#include <linux/module.h>
#include "m.h"
MODULE_LICENSE("GPL");
MODULE_VERSION("1 2");
"""


def srcversion(folder, *args):
    make(folder, *args)
    return modinfo(folder / "m.ko", "srcversion")


def test_srcversion(tmp_path):
    folder = lay_out(tmp_path, m_c=SUMMED, m_h="#define M 1\n", Kbuild="obj-m := m.o\n")
    # MD4 of '#include<linux/module.h>#include"m.h"MODULE_LICENSE("GPL");MODULE_VERSION("1 2");'
    # and '#defineM1', in four words, by another program.
    assert srcversion(folder) == ["8539E9401DCFCC8C4097604"]
    (folder / "m.c").write_text(SUMMED.replace("\n", " /* a word */ \\\n\n\t"))
    assert srcversion(folder) == ["8539E9401DCFCC8C4097604"]
    (folder / "m.c").write_text(SUMMED.replace('"1 2"', '"12"'))
    assert srcversion(folder) != ["8539E9401DCFCC8C4097604"]
    (folder / "m.c").write_text(SUMMED)
    (folder / "m.h").write_text("#define M 2\n")
    assert srcversion(folder) != ["8539E9401DCFCC8C4097604"]


def test_no_srcversion_without_a_version(tmp_path):
    folder = lay_out(tmp_path, m_c=module(""), Kbuild="obj-m := m.o\n")
    assert srcversion(folder) == []


TABLES = """\
#include <linux/mod_devicetable.h>
static const struct @structure@_id table[] = { @entries@, {} };
MODULE_DEVICE_TABLE(@name@, table);
"""

ALIASES = {
    "pci": ("pci_device", "{ 0x8086, 0x100e, PCI_ANY_ID, 7 }, { PCI_ANY_ID, 1, 2, PCI_ANY_ID,"
            "0x010601, 0xffffff }, { 1, 2, 3, 4, .override_only = 1 }",
            ["pci:v00008086d0000100Esv*sd00000007bc*sc*i*",
             "pci:v*d00000001sv00000002sd*bc01sc06i01*",
             "vfio_pci:v00000001d00000002sv00000003sd00000004bc*sc*i*"]),
    "usb": ("usb_device", "{ .match_flags = 0x3, .idVendor = 0x46d, .idProduct = 0xc077 },"
            "{ .match_flags = 0xd, .idVendor = 1, .bcdDevice_lo = 0x0098, .bcdDevice_hi = 0x0210 },"
            "{ .match_flags = 0xd, .idVendor = 2, .bcdDevice_lo = 0x0a, .bcdDevice_hi = 0x1c },"
            "{ .match_flags = 0x780, .bInterfaceClass = 8, .bInterfaceNumber = 1 }",
            ["usb:v046DpC077d*dc*dsc*dp*ic*isc*ip*in*",
             "usb:v0001p*d009[8-9]dc*dsc*dp*ic*isc*ip*in*",
             "usb:v0001p*d0210dc*dsc*dp*ic*isc*ip*in*",
             "usb:v0001p*d020*dc*dsc*dp*ic*isc*ip*in*",
             "usb:v0001p*d01*dc*dsc*dp*ic*isc*ip*in*",
             "usb:v0002p*d000[A-F]dc*dsc*dp*ic*isc*ip*in*",
             "usb:v0002p*d001[0-9A-C]dc*dsc*dp*ic*isc*ip*in*",
             "usb:v*p*d*dc*dsc*dp*ic08isc00ip00in01*"]),
    "hid": ("hid_device", "{ 3, HID_GROUP_ANY, 0x46d, HID_ANY_ID }", ["hid:b0003g*v0000046Dp*"]),
    "acpi": ("acpi_device", '{ "PNP0501" }, { .cls = 0x010601, .cls_msk = 0xffff00 }',
             ["acpi*:PNP0501:*", "acpi*:0106??:*"]),
    "pnp": ("pnp_device", '{ "pnp0501" }', ["pnp:dpnp0501*", "acpi*:PNP0501:*"]),
    "pnp_card": ("pnp_card_device", '{ "CARD", .devs = { { "abc0001" }, { "abc0002" } } }',
                 ["pnp:dabc0001*", "acpi*:ABC0001:*", "pnp:dabc0002*", "acpi*:ABC0002:*"]),
    "serio": ("serio_device", "{ 6, SERIO_ANY, 2, SERIO_ANY }", ["serio:ty06pr*id02ex*"]),
    "of": ("of_device", '{ .compatible = "a,b c" }, { .type = "t", .compatible = "d" }',
           ["of:N*T*Ca,b_c", "of:N*T*Ca,b_cC*", "of:N*Tt*Cd", "of:N*Tt*CdC*"]),
    "input": ("input_device", "{ .flags = 0x31, .bustype = 0x11, .evbit = { 3 }, .keybit = {"
              "[4] = 1ul << 16 } }",
              ["input:b0011v*p*e*-e*0,*1,*k*110,*r*a*m*l*s*f*w*"]),
    "virtio": ("virtio_device", "{ 2, VIRTIO_DEV_ANY_ID }", ["virtio:d00000002v*"]),
    "i2c": ("i2c_device", '{ "lm75" }', ["i2c:lm75"]),
    "spi": ("spi_device", '{ "m25p80" }', ["spi:m25p80"]),
    "platform": ("platform_device", '{ "rtc" }', ["platform:rtc"]),
    "dmi": ("dmi_system", '{ .matches = { DMI_MATCH(DMI_PRODUCT_NAME, "Big: Box"),'
            'DMI_EXACT_MATCH(DMI_SYS_VENDOR, "Me") } }', ["dmi*:svn*Me*:pn*BigBox*:"]),
    "mdio": ("mdio_device", "{ 0x1, 0x3 }", ["mdio:" + 30 * "?" + "01"]),
    "x86cpu": ("x86_cpu", "{ 0, 6, .feature = 0x83 }",
               ["cpu:type:x86,ven0000fam0006mod*:feature:*0083*"]),
}


def aliases_of(types):
    return {f"dev_{name}": module(TABLES.replace("@name@", name)
                                  .replace("@structure@", structure).replace("@entries@", entries))
            for name, (structure, entries, _) in types.items()}


@pytest.fixture(scope="module")
def device_modules(tmp_path_factory):
    folder = modules(tmp_path_factory.mktemp("devices"), **aliases_of(ALIASES))
    make(folder)
    return folder


@pytest.mark.parametrize("name", ALIASES)
def test_aliases_of_a_device_table(device_modules, name):
    found = modinfo(device_modules / f"dev_{name}.ko", "alias")
    assert sorted(found) == sorted(ALIASES[name][2])


def test_device_table_without_end(tmp_path):
    text = aliases_of({"pci": ("pci_device", "{ 1, 2 }", None)})["dev_pci"].replace(", {} };", "};")
    folder = modules(tmp_path, m=text)
    assert (f"ERROR: modpost: {folder}/m: struct pci_device_id is not terminated with a NULL "
            "entry!\n") in make(folder, status=2)


def test_modprobe_finds_a_driver_by_its_alias(device_modules, tmp_path):
    """What depmod makes of the aliases: its table, and the one that kmod searches."""
    make(device_modules, "-C", ROOT, f"M={device_modules}", "modules_install",
         f"INSTALL_MOD_PATH={tmp_path}")
    done = subprocess.run(["/sbin/modprobe", "-d", str(tmp_path), "-S", "6.1.0-graft",
                           "--resolve-alias",
                           "pci:v00008086d0000100Esv00001AF4sd00000007bc02sc00i00"],
                          capture_output=True, text=True, check=True)
    assert done.stdout == "dev_pci\n"


def depmod_says(folder, root):
    make(folder)
    printed = make(folder, "-C", ROOT, f"M={folder}", "modules_install", f"INSTALL_MOD_PATH={root}")
    return re.findall("^depmod: .*", printed, re.M)


def test_depmod_finds_no_fault_with_our_modules(tmp_path):
    folder = modules(tmp_path, exporter=EXPORTER.replace("n" * 56, "n"),
                     user=module("int open_to_all(void); int init_module(void) "
                                 "{ pr_info(\"x\"); return open_to_all(); }"))
    assert depmod_says(folder, tmp_path / "root") == []
    made = os.listdir(tmp_path / "root/lib/modules/6.1.0-graft")
    assert {"modules.dep", "modules.dep.bin", "modules.alias", "modules.alias.bin",
            "modules.symbols", "modules.symbols.bin", "modules.softdep"} <= set(made)
    # Without the exporter, its user has a fault.
    os.unlink(folder / "exporter.ko")
    (folder / "modules.order").write_text(f"{folder}/user.ko\n")
    printed = make(folder, "-C", ROOT, f"M={folder}", "modules_install",
                   f"INSTALL_MOD_PATH={tmp_path}/other")
    assert "user.ko needs unknown symbol open_to_all\n" in printed


@pytest.mark.parametrize("character", list(":%'\";&*?,$#\\`<>|[]()= "))
def test_odd_characters_in_a_path_are_refused(tmp_path, character):
    folder = tmp_path / f"a{character}b"
    folder.mkdir()
    lay_out(folder, hello=True)
    said = make(tmp_path, "-C", ROOT, f"M={folder}", "modules", status=2)
    assert str(folder) in said and " *** " in said
    assert sorted(os.listdir(folder)) == ["Makefile", "hello.c"]


def test_a_space_is_named_when_the_makefile_does_not_quote(tmp_path):
    """M=$(PWD), as most have it, is cut at the space."""
    folder = tmp_path / "a b"
    folder.mkdir()
    said = make(tmp_path, "-C", ROOT, f"M={tmp_path}/a", "b", "modules", status=2)
    assert f"no Makefile in {tmp_path}/a: a module can't be built in a path with spaces.  Stop." in said
    said = make(tmp_path, "-C", ROOT, f"M={tmp_path}", "modules", status=2)
    assert f"no Makefile in {tmp_path}.  Stop." in said


def test_other_characters_in_a_path_are_not(tmp_path):
    folder = tmp_path / "a+@~^{}!-._\xe4b"
    folder.mkdir()
    lay_out(folder, hello=True)
    make(tmp_path, "-C", ROOT, f"M={folder}", "modules")
    assert (folder / "hello.ko").exists()

# SPDX-License-Identifier: MIT
"""Symbol versions at load time: a module is refused whose imports had other types when it was
built. The modules are importer.ko and exporter.ko with some bytes changed in the guest."""

import os

import pytest

from guest import ROOT

IMPORTER = os.path.join(ROOT, "build/tests/root/test/importer.ko")


@pytest.fixture(name="importing")
def loaded_exporter(guest):
    """A guest that importer.ko can be loaded into."""
    guest.kernel_log()
    guest.check("insmod /test/exporter.ko")
    yield guest
    if guest.is_alive():
        guest.run("rmmod importer")
        guest.check("rmmod exporter; rm -f /tmp/*.ko")


def changed(guest, place, octal_bytes):
    """A copy of importer.ko with other bytes at a place in the file."""
    guest.check("cp /test/importer.ko /tmp/importer.ko")
    guest.check(f"printf '{octal_bytes}' | dd of=/tmp/importer.ko bs=1 seek={place} conv=notrunc"
                " 2>/dev/null")
    return "/tmp/importer.ko"


def entry_of(symbol):
    """Where the module's entry for a symbol's version lies: eight bytes of CRC, then the name."""
    image = open(IMPORTER, "rb").read()
    name = symbol.encode().ljust(56, b"\0")
    assert image.count(name) == 1
    return image.index(name) - 8


def test_right_versions(importing):
    importing.check("insmod /test/importer.ko")
    assert "version" not in importing.kernel_log()


def test_import_of_another_version(importing):
    copy = changed(importing, entry_of("exporter_value"), r"\001\002\003\004")
    said = importing.run(f"insmod {copy}")
    assert said.said() == f"insmod: can't insert '{copy}': Invalid argument\n"
    log = importing.kernel_log()
    assert "importer: disagrees about version of symbol exporter_value" in log
    assert "importer: Unknown symbol exporter_value (err -22)" in log


def test_import_of_another_version_and_another_release(importing):
    """The release alone is no reason, but it explains the other one."""
    importing.check("sed s/6.1.0-graft/6.1.0-other/ /test/importer.ko > /tmp/importer.ko")
    importing.check("insmod /tmp/importer.ko; rmmod importer")
    copy = changed(importing, entry_of("exporter_value"), r"\001\002\003\004")
    importing.check(f"sed -i s/6.1.0-graft/6.1.0-other/ {copy}")
    importing.kernel_log()
    assert importing.run(f"insmod {copy}").status != 0
    assert importing.kernel_log().splitlines()[-1] == (
        "importer: built for 6.1.0-other, and this is 6.1.0-graft: rebuild it with make -C <Graft> "
        "M=<its folder> modules")


def test_another_struct_module(importing):
    copy = changed(importing, entry_of("module_layout"), r"\001\002\003\004")
    said = importing.run(f"insmod {copy}")
    assert said.said() == f"insmod: can't insert '{copy}': invalid module format\n"
    assert "importer: disagrees about version of symbol module_layout" in importing.kernel_log()


def test_what_a_module_of_another_struct_module_was_built_for(importing):
    copy = changed(importing, entry_of("module_layout"), r"\001\002\003\004")
    importing.check(f"sed -i s/6.1.0-graft/6.1.0-other/ {copy}; dmesg -n 1")
    said = importing.run(f"insmod {copy}").lines()
    importing.check("dmesg -n 4")
    assert said[0].startswith("kernel: importer: disagrees about version of symbol module_layout")
    assert said[1:] == [
        "kernel: importer: built for 6.1.0-other, and this is 6.1.0-graft: rebuild it with make "
        "-C <Graft> M=<its folder> modules",
        f"insmod: can't insert '{copy}': invalid module format"]


def test_symbol_without_a_version_is_let_through(importing):
    copy = changed(importing, entry_of("exporter_value") + 8, "E")
    importing.check(f"insmod {copy}")
    assert "importer: no symbol version for exporter_value" in importing.kernel_log()


def test_module_without_versions_taints_the_kernel(boot):
    image = open(IMPORTER, "rb").read()
    assert image.count(b"\0__versions\0") == 1
    guest = boot()
    guest.wait_for_shell()
    guest.check("insmod /test/exporter.ko")
    copy = changed(guest, image.index(b"\0__versions\0") + 1, "X")
    guest.check(f"insmod {copy}")
    assert "importer: module_layout: kernel tainted." in guest.kernel_log()
    assert "(FOE)" in guest.check("grep ^importer /proc/modules")

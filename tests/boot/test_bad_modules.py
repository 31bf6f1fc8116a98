# SPDX-License-Identifier: MIT
"""Files that are no modules, or not for this kernel: refused with Linux's words and errno, the
reason in the log, and the machine none the worse."""

import pytest


@pytest.fixture(autouse=True)
def clean_log(guest):
    guest.check("cd /root")
    guest.kernel_log()
    yield
    if not guest.is_alive():
        return
    guest.check("rm -f /tmp/*.ko")
    assert guest.check("cat /proc/modules") == ""


def refused(guest, command, message, status):
    result = guest.run(command)
    assert result.said() == message + "\n"
    assert result.status == status


def patch(guest, offset, octal_bytes, name="bad.ko"):
    """A copy of hello.ko in /tmp with other bytes at an offset."""
    guest.check(f"cp hello.ko /tmp/{name}")
    guest.check(f"printf '{octal_bytes}' | dd of=/tmp/{name} bs=1 seek={offset} conv=notrunc"
                " 2>/dev/null")


def test_not_elf(guest):
    guest.check("echo not an ELF file, but long enough for its header to be looked at, > /tmp/x.ko")
    refused(guest, "insmod /tmp/x.ko",
            "insmod: can't insert '/tmp/x.ko': invalid module format", 8)
    assert "Invalid ELF header magic" in guest.kernel_log()


def test_wrong_machine(guest):
    patch(guest, 18, r"\267\000")
    refused(guest, "insmod /tmp/bad.ko",
            "insmod: can't insert '/tmp/bad.ko': invalid module format", 8)
    assert "Invalid architecture in ELF header: 183" in guest.kernel_log()


@pytest.mark.parametrize("kind", [2, 3])
def test_not_relocatable(guest, kind):
    patch(guest, 16, rf"\00{kind}\000")
    refused(guest, "insmod /tmp/bad.ko",
            "insmod: can't insert '/tmp/bad.ko': invalid module format", 8)
    assert f"Invalid ELF header type: {kind} != 1" in guest.kernel_log()


def test_section_headers_past_the_end(guest):
    guest.check("head -c 1000 hello.ko > /tmp/short.ko")
    refused(guest, "insmod /tmp/short.ko",
            "insmod: can't insert '/tmp/short.ko': invalid module format", 8)
    assert "Invalid ELF section header overflow" in guest.kernel_log()


def test_empty_file(guest):
    guest.check(": > /tmp/empty.ko")
    refused(guest, "insmod /tmp/empty.ko", "insmod: short read", 1)


def test_missing_file(guest):
    refused(guest, "insmod nosuch.ko",
            "insmod: can't insert 'nosuch.ko': No such file or directory", 254)


def test_directory(guest):
    refused(guest, "insmod /root", "insmod: short read", 1)


def test_unknown_symbol(guest):
    refused(guest, "insmod /test/unknown_symbols.ko",
            "insmod: can't insert '/test/unknown_symbols.ko': unknown symbol in module, or unknown "
            "parameter", 2)
    log = guest.kernel_log()
    # All of them in one go.
    for name in ("no_such_function", "no_such_data"):
        assert f"unknown_symbols: Unknown symbol {name} (err -2)" in log


@pytest.mark.parametrize("parameter", ["shown", "freed"])
def test_parameter_that_goes_with_init(guest, parameter):
    refused(guest, f"insmod /test/init_{parameter}_parameter.ko",
            f"insmod: can't insert '/test/init_{parameter}_parameter.ko': invalid module format", 8)
    assert f"parameter {parameter} is a variable of init's" in guest.kernel_log()


def test_parameter_for_init_alone(guest):
    """That is allowed: nobody looks at it later."""
    guest.check("insmod /test/init_parameter.ko once=42; rmmod init_parameter")
    assert "once is 42" in guest.kernel_log()


def test_two_parameters_of_one_name(guest):
    refused(guest, "insmod /test/twin_parameters.ko",
            "insmod: can't insert '/test/twin_parameters.ko': invalid module format", 8)
    assert "twin_parameters: two parameters have the name twin in /sys" in guest.kernel_log()


def test_parameter_in_struct_module(guest):
    refused(guest, "insmod /test/parameter_in_struct_module.ko",
            "insmod: can't insert '/test/parameter_in_struct_module.ko': invalid module format", 8)
    assert "parameter itself has no variable" in guest.kernel_log()


def test_parameter_that_points_nowhere(guest):
    refused(guest, "insmod /test/text_nowhere.ko",
            "insmod: can't insert '/test/text_nowhere.ko': invalid module format", 8)
    assert "text_nowhere: parameter nowhere points to what is no text" in guest.kernel_log()


def test_init_that_fails(guest):
    refused(guest, "insmod /test/init_fails.ko",
            "insmod: can't insert '/test/init_fails.ko': No such device", 19)
    assert guest.run("ls -d /sys/module/init_fails").status == 1


def test_already_loaded(guest):
    guest.check("insmod hello.ko")
    guest.check("cp hello.ko /tmp/other.ko")
    refused(guest, "insmod /tmp/other.ko", "insmod: can't insert '/tmp/other.ko': File exists", 17)
    assert guest.check("grep -c ^hello /proc/modules") == "1\n"
    guest.check("rmmod hello")


def test_name_of_a_part_of_the_kernel(guest):
    refused(guest, "insmod /test/printk.ko",
            "insmod: can't insert '/test/printk.ko': Invalid argument", 22)
    log = guest.kernel_log()
    assert ("printk: module is already loaded (/sys/module/printk is a part of the kernel: give "
            "the module another name)") in log
    assert "Call Trace" not in log
    assert guest.check("cat /sys/module/printk/parameters/time") == "Y\n"


def test_rmmod_of_what_is_not_there(guest):
    refused(guest, "rmmod hello",
            "rmmod: can't unload module 'hello': No such file or directory", 1)


def test_neither_init_nor_exit(guest):
    guest.check("insmod /test/nothing.ko")
    assert guest.check("grep ^nothing /proc/modules").startswith("nothing ")
    guest.check("rmmod nothing")


def test_permanent_module(boot):
    machine = boot()
    machine.wait_for_shell()
    machine.check("insmod /test/no_exit.ko")
    assert " 0 [permanent], Live 0x" in machine.check("grep ^no_exit /proc/modules")
    result = machine.run("rmmod no_exit")
    assert result.said() == "rmmod: can't unload module 'no_exit': Device or resource busy\n"


def test_truncated_at_every_64th_byte(guest):
    guest.check("/test/truncated /root/hello.ko 64", limit=300)
    assert "Invalid ELF" in guest.kernel_log()


def test_bad_pointers(guest):
    guest.check("/test/bad_module_pointers /root/hello.ko")
    log = guest.kernel_log()
    assert "Oops" not in log and "BUG" not in log


def test_one_module_needs_another(guest):
    guest.check("insmod /test/exporter.ko")
    guest.check("insmod /test/importer.ko")
    assert guest.check("cut -d' ' -f1-4 /proc/modules") == "importer 16384 0 -\n" \
        "exporter 16384 1 importer,\n"
    refused(guest, "rmmod exporter",
            "rmmod: can't unload module 'exporter': Resource temporarily unavailable", 1)
    guest.check("rmmod importer")
    guest.check("rmmod exporter")
    refused(guest, "insmod /test/importer.ko",
            "insmod: can't insert '/test/importer.ko': unknown symbol in module, or unknown "
            "parameter", 2)
    assert "importer: Unknown symbol exporter_value (err -2)" in guest.kernel_log()

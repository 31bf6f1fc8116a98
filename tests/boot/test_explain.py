# SPDX-License-Identifier: MIT
"""The reason why a module is refused reaches the person at the terminal, exactly once, whichever
tool asked for the module and whatever the console shows; and the log, once, too."""

import re

import pytest

from guest import STAMP

REASONS = ["unknown_symbols: Unknown symbol no_such_data (err -2)",
           "unknown_symbols: Unknown symbol no_such_function (err -2)"]
INSMOD_SAYS = ("insmod: can't insert '/test/unknown_symbols.ko': unknown symbol in module, or "
               "unknown parameter")
ON_THE_TERMINAL = [f"kernel: {reason}" for reason in REASONS]


@pytest.fixture(autouse=True)
def quiet_console(guest):
    guest.check("cd /root")
    # The first refusal brings remarks on the kernel's taint.
    guest.run("insmod /test/unknown_symbols.ko")
    guest.kernel_log()
    yield
    if guest.is_alive():
        guest.check("dmesg -n 4; echo 1 > /proc/sys/kernel/module_explain; rm -f /tmp/*.ko /tmp/*.gz /tmp/out /tmp/err")


def lines_without_stamps(text):
    return re.sub(f"^{STAMP}", "", text, flags=re.MULTILINE).splitlines()


@pytest.mark.parametrize("command", [
    "insmod /test/unknown_symbols.ko",
    "insmod /test/unknown_symbols.ko 2>&1 | cat",
    "cat /dev/null | insmod /test/unknown_symbols.ko 2>&1",
    "sh -c 'insmod /test/unknown_symbols.ko'",
    "busybox insmod /test/unknown_symbols.ko",
])
def test_once_on_the_terminal_and_once_in_the_log(guest, command):
    assert guest.run(command).lines() == ON_THE_TERMINAL + [INSMOD_SAYS]
    assert guest.kernel_log().splitlines() == REASONS


def test_not_in_the_tools_output(guest):
    result = guest.run("insmod /test/unknown_symbols.ko > /tmp/out 2> /tmp/err")
    assert result.lines() == ON_THE_TERMINAL
    assert guest.check("cat /tmp/out /tmp/err") == INSMOD_SAYS + "\n"


def test_nothing_without_a_terminal(guest):
    result = guest.run("setsid sh -c 'insmod /test/unknown_symbols.ko; echo' > /tmp/out 2>&1 | cat")
    assert result == ""
    assert guest.check("cat /tmp/out") == INSMOD_SAYS + "\n\n"
    assert guest.kernel_log().splitlines() == REASONS


def test_switched_off(guest):
    assert guest.check("cat /proc/sys/kernel/module_explain") == "1\n"
    guest.check("echo 0 > /proc/sys/kernel/module_explain")
    assert guest.run("insmod /test/unknown_symbols.ko").lines() == [INSMOD_SAYS]
    assert guest.kernel_log().splitlines() == REASONS


def test_once_when_the_console_shows_it_there(guest):
    guest.check("dmesg -n 8")
    printed = guest.run("insmod /test/unknown_symbols.ko")
    assert lines_without_stamps(printed) == REASONS + [INSMOD_SAYS]
    assert "kernel: " not in printed


def test_once_when_the_console_is_silent(guest):
    guest.check("dmesg -n 1")
    assert guest.run("insmod /test/unknown_symbols.ko").lines() == ON_THE_TERMINAL + [INSMOD_SAYS]


def test_each_line_by_its_level(guest):
    """At level 4, which is the usual, the console shows errors, and the terminal gets the rest."""
    guest.check("sed 's/6.1.0-graft SMP/5.1.0-other UUP/' hello.ko > /tmp/other.ko")
    magic = r"hello: version magic '5.1.0-other UUP .*' should be '6.1.0-graft SMP .*'"
    advice = (r"hello: built for 5.1.0-other, and this is 6.1.0-graft: rebuild it with make -C "
              r"<Graft> M=<its folder> modules")
    says = "insmod: can't insert '/tmp/other.ko': invalid module format"
    for level, before in ((4, STAMP), (3, "kernel: ")):
        guest.check(f"dmesg -n {level}")
        printed = guest.run("insmod /tmp/other.ko")
        assert re.fullmatch(f"{before}{magic}\n{before}{advice}\n{says}\n", printed)


def test_what_init_returned(guest):
    assert guest.run("insmod /test/init_fails.ko").lines() == [
        "kernel: init_fails: its init returned -19 (-ENODEV)",
        "insmod: can't insert '/test/init_fails.ko': No such device"]
    assert guest.kernel_log() == "init_fails: its init returned -19 (-ENODEV)\n"


def test_a_name_that_is_taken(guest):
    """The tool's own words say it all, and Linux's log has nothing."""
    guest.check("insmod hello.ko")
    guest.kernel_log()
    assert guest.run("insmod hello.ko") == "insmod: can't insert 'hello.ko': File exists\n"
    assert guest.kernel_log() == ""
    guest.check("rmmod hello")


def test_a_file_that_is_no_module(guest):
    """It has no name but the file's, of which the bytes alone know nothing."""
    guest.check(f"printf '#!/bin/sh{60 * ' '}' > /tmp/script.ko; dmesg -n 1")
    printed = guest.run("insmod /tmp/script.ko").replace("\x7f", "")
    assert printed.splitlines() == [
        "kernel: Invalid ELF header magic: != \\x7fELF (script.ko begins with 23 21 2f 62: a "
        "script)",
        "insmod: can't insert '/tmp/script.ko': invalid module format"]


def test_a_compressed_file_that_insmod_unpacks(guest):
    """busybox submits it as it is, and then its contents: that works, and there is nothing to
    explain; the log has the first refusal."""
    guest.check("gzip -c hello.ko > /tmp/hello.ko.gz")
    assert guest.check("insmod /tmp/hello.ko.gz") == ""
    assert ("Invalid ELF header magic: != \x7fELF (hello.ko.gz is compressed by gzip: unpack it by "
            "gzip -d, or load it by modprobe)").replace("\x7f", "") in \
        guest.kernel_log().replace("\x7f", "")
    guest.check("rmmod hello")


def test_every_way_to_submit_a_file(guest):
    guest.check("dmesg -n 1")
    assert guest.run("/test/explain /test/unknown_symbols.ko", limit=120) == ""


SYMBOLS = "/lib/modules/6.1.0-graft/modules.symbols"


@pytest.fixture
def no_modules_symbols(guest):
    """depmod's file is not there, or the test's own; afterwards it is as it was."""
    guest.check(f"mkdir -p /lib/modules/6.1.0-graft /tmp/saved; mv {SYMBOLS} /tmp/saved; :")
    yield
    if guest.is_alive():
        guest.check(f"rm -f {SYMBOLS}; mv /tmp/saved/* /lib/modules/6.1.0-graft; rmdir /tmp/saved")


def said_of(guest, module):
    """The log's lines about a module that is refused."""
    assert guest.run(f"insmod /test/{module}.ko").status == 2
    return [line for line in guest.kernel_log().splitlines() if line.startswith(f"{module}: ")]


def test_exporter_from_the_file_of_depmod(guest, no_modules_symbols):
    guest.check(f"echo 'alias symbol:exporter_value some_module' > {SYMBOLS}")
    assert said_of(guest, "importer") == [
        "importer: Unknown symbol exporter_value (err -2), exported by some_module.ko",
        "importer: load some_module first, as modprobe importer does"]


def test_exporter_that_was_there_before(guest, no_modules_symbols):
    guest.check("insmod /test/exporter.ko")
    guest.check("rmmod exporter")
    assert said_of(guest, "importer") == [
        "importer: Unknown symbol exporter_value (err -2), exported by exporter.ko",
        "importer: load exporter first"]


def test_exporter_that_was_refused_itself(guest, no_modules_symbols):
    assert said_of(guest, "refused_exporter") == [
        "refused_exporter: Unknown symbol no_such_function (err -2)"]
    assert said_of(guest, "refused_importer") == [
        "refused_importer: Unknown symbol refused_value (err -2), exported by refused_exporter.ko",
        "refused_importer: load refused_exporter first"]


def test_exporter_that_is_there_but_not_for_everyone(guest, no_modules_symbols):
    """What is missing is the licence, and not a module."""
    guest.check("insmod /test/exporter.ko")
    guest.check("sed 's/license=GPL/license=own/' /test/importer.ko > /tmp/own.ko")
    guest.kernel_log()
    assert guest.run("insmod /tmp/own.ko").status == 2
    log = guest.kernel_log().splitlines()
    assert [line for line in log if "taint" not in line] == [
        "importer: symbol exporter_value of exporter is for modules under a GPL-compatible "
        "license, not 'own'",
        "importer: Unknown symbol exporter_value (err -2)"]
    guest.check("rmmod exporter")

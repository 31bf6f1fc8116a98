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
        guest.check("dmesg -n 4; echo 1 > /proc/sys/kernel/module_explain; rm -f /tmp/*")


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
    guest.check("sed s/6.1.0-graft/5.1.0-other/ hello.ko > /tmp/other.ko")
    magic = r"hello: version magic '5.1.0-other SMP .*' should be '6.1.0-graft SMP .*'"
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
    guest.check("insmod hello.ko")
    assert guest.run("insmod hello.ko").lines() == [
        "kernel: hello: is loaded already: rmmod hello first",
        "insmod: can't insert 'hello.ko': File exists"]
    guest.check("rmmod hello")


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

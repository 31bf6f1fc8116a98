# SPDX-License-Identifier: MIT
"""Around a module's init and exit: constructors, exception and bug tables, odd return values,
references, and the flags of delete_module(2)."""

import errno
import re

import pytest

O_TRUNC, O_EXCL, O_NONBLOCK = 0o1000, 0o200, 0o4000


@pytest.fixture(autouse=True)
def surroundings(guest, quiet):
    yield
    if guest.is_alive():
        assert guest.check("cat /proc/modules") == ""


def said(guest, who):
    return [x for x in re.findall(f"^{who}: (.*)", guest.kernel_log(), re.MULTILINE)
            if "taint" not in x]


def delete(guest, name, flags):
    return guest.run(f"/test/delete_module {name} {flags}").status


def test_a_life(guest):
    guest.check("insmod /test/life.ko; rmmod life")
    assert said(guest, "life") == [
        "2 constructors have run",
        "get_user -14, value 0",
        "__put_user -14",
        "own load faults 0, 1",
        # init's own and this one
        "its own reference 1, count 2",
        "in exit a reference to itself: 0",
    ]


def test_warnings_say_where_and_the_module_goes_on(guest):
    guest.check("insmod /test/life.ko warn=1")
    log = guest.kernel_log()
    at = r"WARNING: CPU: 0 PID: \d+ at \S*life\.c:\d+ life_init\+0x[0-9a-f]+/0x[0-9a-f]+ \[life\]"
    assert len(re.findall(at, log)) == 3
    assert "life: a warning with a text\n" in log
    assert re.search(r"Modules linked in:.* life\(OE\+\)", log)
    assert "life: goes on" in log
    assert int(guest.check("cat /proc/sys/kernel/tainted")) & 512
    guest.check("rmmod life")


def test_init_that_fails_with_things_registered(guest):
    """They go with it: the names are free, and the timer's function is never called."""
    for _ in range(3):
        result = guest.run("insmod /test/leaves_things.ko range=240")
        assert "No such device" in result
        log = guest.kernel_log()
        for what in ("timers (1)", "entries in /proc (1)", "misc devices (1)",
                     "character devices (2)", "tables in /proc/sys (2)",
                     "entries in debugfs (3)", "file systems (1)", "devices and drivers (2)"):
            assert f"leaves_things: left behind, and taken out now: {what}" in log
        assert "left behind, and taken out now: timers (1)" in result
    assert guest.run("ls /proc/leaves_things /dev/leaves_things /dev/left /sys/class/leaves_things"
                     " 2>/dev/null") == ""
    assert guest.run("ls /proc/sys/kernel/leaves_things /proc/sys/leaves"
                     " /sys/kernel/debug/leaves_things 2>/dev/null") == ""
    assert "leaves_things" not in guest.check("cat /proc/devices /proc/filesystems")
    guest.check("sleep 0.3")  # longer than the timer would
    assert "the timer runs" not in guest.kernel_log()


def test_init_that_returns_a_positive_number(guest):
    guest.check("insmod /test/life.ko ret=7")
    log = guest.kernel_log()
    assert "do_init_module: 'life'->init suspiciously returned 7, it should follow 0/-E convention" \
        in log
    assert "do_init_module: loading module anyway..." in log
    assert guest.check("cat /sys/module/life/initstate") == "live\n"
    guest.check("rmmod life")


@pytest.mark.parametrize("flags", [0, O_NONBLOCK, O_NONBLOCK | O_EXCL])
def test_a_reference_keeps_it(guest, flags):
    guest.check("insmod /test/holder.ko")
    assert delete(guest, "holder", flags) == errno.EWOULDBLOCK
    assert guest.check("cat /sys/module/holder/refcnt") == "1\n"
    guest.check("echo >/sys/module/holder/parameters/release")
    assert delete(guest, "holder", flags) == 0
    assert said(guest, "holder") == ["exit"]


def test_names_that_are_none(guest):
    assert delete(guest, "nothing_of_that_name", 0) == errno.ENOENT
    assert delete(guest, "''", 0) == errno.ENOENT


def test_force(boot):
    machine = boot()
    machine.wait_for_shell()
    machine.check("dmesg -n 1; insmod /test/holder.ko; insmod /test/no_exit.ko")
    assert int(machine.check("cat /proc/sys/kernel/tainted")) & 8 == 0
    # With references left.
    assert delete(machine, "holder", O_NONBLOCK) == errno.EWOULDBLOCK
    assert delete(machine, "holder", O_NONBLOCK | O_TRUNC) == 0
    assert said(machine, "holder") == ["exit"]
    assert int(machine.check("cat /proc/sys/kernel/tainted")) & 8
    # Without an exit function.
    assert machine.check("grep -c '^no_exit .* \\[permanent\\],' /proc/modules") == "1\n"
    assert delete(machine, "no_exit", O_NONBLOCK) == errno.EBUSY
    assert delete(machine, "no_exit", O_NONBLOCK | O_TRUNC) == 0
    # Not with users, whose code would call into nothing.
    machine.check("insmod /test/exporter.ko; insmod /test/importer.ko")
    assert delete(machine, "exporter", O_NONBLOCK | O_TRUNC) == errno.EWOULDBLOCK
    assert machine.check("cut -d' ' -f1 /proc/modules") == "importer\nexporter\n"

# SPDX-License-Identifier: MIT
"""Notifier chains, and what the kernel tells by them: modules, crashes, the end."""

import re

import pytest


@pytest.fixture(autouse=True)
def clean_log(guest):
    guest.kernel_log()
    yield
    if guest.is_alive():
        guest.check("rmmod notifiers 2>/dev/null; true")
        assert guest.check("cat /proc/modules") == ""


def heard(guest):
    return re.findall("^notifiers: (.*)", guest.kernel_log(), re.MULTILINE)


def test_the_chains_themselves(guest):
    guest.check("insmod /test/notifier_chains.ko; rmmod notifier_chains")
    log = guest.kernel_log()
    assert "not so" not in log
    assert log.count("notifier callback listen [notifier_chains] already registered") == 1


def test_a_module_comes_and_goes(guest):
    guest.check("insmod /test/notifiers.ko; insmod hello.ko; rmmod hello")
    guest.check("rmmod notifiers")
    assert [x for x in heard(guest) if "taints" not in x] == [
        # Its own end of init comes after it began to listen, its own going after it stopped.
        "first, notifiers is live", "notifiers is live",
        "first, hello is coming", "hello is coming",
        "first, hello is live", "hello is live",
        "first, hello is going", "hello is going"]


def test_init_fails(guest):
    guest.check("insmod /test/notifiers.ko")
    assert guest.run("insmod /test/init_fails.ko").status == 19
    assert [x for x in heard(guest) if "init_fails" in x] == [
        "first, init_fails is coming", "init_fails is coming",
        "first, init_fails is going", "init_fails is going"] * 2  # busybox tries twice


def test_a_parameter_is_wrong(guest):
    guest.check("insmod /test/notifiers.ko")
    assert guest.run("insmod /test/requester.ko times=x").status == 22
    assert [x for x in heard(guest) if x.startswith("requester")] == [
        "requester is coming", "requester is going"] * 2


def test_a_listener_refuses_a_module(guest):
    guest.check("insmod /test/notifiers.ko refuse=hello")
    assert guest.run("insmod hello.ko").said() == \
        "insmod: can't insert 'hello.ko': Permission denied\n"
    assert guest.check("cut -d' ' -f1 /proc/modules") == "notifiers\n"
    log = guest.kernel_log()
    assert "hello: a module notifier refuses the module (err -13)" in log
    # Only those who were told before are told that it goes.
    assert [x for x in re.findall("^notifiers: (.*)", log, re.MULTILINE) if "hello" in x] == [
        "first, hello is coming", "hello is coming", "first, hello is going"] * 2
    guest.check("rmmod notifiers; insmod hello.ko; rmmod hello")


@pytest.mark.parametrize("command, line", [("poweroff -f", "3, no command"),
                                           ("halt -f", "2, no command"),
                                           ("reboot -f", "1, no command")])
def test_the_end_of_the_machine(boot, command, line):
    machine = boot()
    machine.wait_for_shell()
    machine.check("insmod /test/notifiers.ko")
    machine.send(command + "\n")
    machine.expect(f"notifiers: the end, {line}")
    machine.expect("reboot: (Power down|System halted|Restarting system)")


def test_a_crash(boot):
    machine = boot()
    machine.wait_for_shell()
    machine.send("insmod /test/notifiers.ko do_crash=1\n")
    machine.expect("Oops: 0002 ")
    machine.expect("notifiers: die, 1, 'Oops', error 2, trap 14, signal 11")
    machine.expect("end trace")


def test_panic(boot):
    machine = boot()
    machine.wait_for_shell()
    machine.check("insmod /test/notifiers.ko")
    machine.check("rmmod notifiers")
    machine.send("insmod /test/notifiers.ko do_panic=1\n")
    machine.expect("Kernel panic - not syncing: asked for")
    machine.expect("notifiers: panic, 'asked for'")
    machine.expect("end Kernel panic - not syncing: asked for")

# SPDX-License-Identifier: MIT
"""Interrupt handlers: lines that are shared, threads, and what /proc shows."""

import re

import pytest


def line_of(guest, irq):
    return [x for x in guest.check("cat /proc/interrupts").lines()
            if x.lstrip().startswith(f"{irq}:")]


@pytest.mark.usefixtures("quiet")
def test_sharing_threads_and_closing(guest):
    guest.check("insmod /test/interrupts.ko")
    # Who shares the keyboard's line comes behind its driver.
    assert re.fullmatch(r"  1: +\d+    XT-PIC      i8042, beside_the_keyboard",
                        line_of(guest, 1)[0])
    assert guest.check("ls /proc/irq/1").split() == ["beside_the_keyboard", "i8042", "spurious"]
    assert re.fullmatch(r"count \d+\nunhandled \d+\n", guest.check("cat /proc/irq/1/spurious"))
    guest.check("rmmod interrupts")
    assert guest.check("ls /proc/irq/1").split() == ["i8042", "spurious"]
    assert line_of(guest, 1)[0].endswith("XT-PIC      i8042")
    log = guest.kernel_log()
    assert "interrupts: done" in log
    assert "not so" not in log and "WARNING" not in log
    assert "genirq: Flags mismatch irq 8. 00000000 (alone) vs. 00000080 (second)" in log
    assert "genirq: Threaded irq requested with handler=NULL and !ONESHOT for x (irq 8)" in log


def test_a_thread_crashes(boot):
    machine = boot()
    machine.wait_for_shell()
    result = machine.run("insmod /test/interrupts.ko crash=1")
    said = "interrupts: crashed in its code, which ended irq/8-once"
    taken = "irq 8: handler of interrupts taken off"
    if taken not in result:
        result += machine.expect(f"(?s).*{taken}")[0]
    assert said in result
    # The line is free again, and works.
    machine.check("rmmod interrupts; dmesg -c >/dev/null; insmod /test/interrupts.ko")
    log = machine.kernel_log()
    assert "interrupts: done" in log and "not so" not in log

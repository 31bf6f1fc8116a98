# SPDX-License-Identifier: MIT
"""The trace buffer: what trace_printk() leaves there, and the files that show it."""

import re

import pytest

TRACING = "/sys/kernel/tracing"


@pytest.fixture(autouse=True)
def an_empty_buffer(guest):
    guest.check(f"echo > {TRACING}/trace")
    yield
    if guest.is_alive():
        guest.check(f"echo 1 > {TRACING}/tracing_on; rmmod traces 2>/dev/null; true")


def records(text):
    """The lines below the heading: (task, process, flags, the rest)."""
    line = re.compile(r" *(\S+)-(\d+) +\[000\] (\S{5}) +\d+\.\d{6}: (.*)")
    return [line.fullmatch(x).groups() for x in text.splitlines()
            if not x.startswith(("#", " => "))]


def test_each_context_shows(guest):
    guest.check("insmod /test/traces.ko; rmmod traces")
    text = guest.check(f"cat {TRACING}/trace")
    assert "# entries-in-buffer/entries-written: 6/6   #P:1\n" in text
    found = records(text)
    assert {task for task, _, flags, _ in found if flags[2] == "."} == {"insmod"}
    # The interrupt may come where preemption is off.
    found[3] = (*found[3][:2], found[3][2].replace("1", "."), found[3][3])
    assert [(flags, said) for _, _, flags, said in found] == [
        (".....", "traces_init: number 42, no newline"),
        ("d..1.", "traces_init: interrupts off"),
        ("b....", "traces_init: softirqs off"),
        ("d.h..", "in_interrupt_work: in an interrupt"),
        ("..s..", "in_tasklet: in a softirq"),
        (".....", "<stack trace>"),
    ]
    # The caller itself was in __init memory, which is gone.
    assert re.search(r"<stack trace>\n => 0x[0-9a-f]+\n => run_init\+0x", text)
    assert "number 42" not in guest.kernel_log()


def test_old_path_and_clearing(guest):
    guest.check("insmod /test/traces.ko")
    assert "number 42" in guest.check("cat /sys/kernel/debug/tracing/trace")
    guest.check(f"echo > {TRACING}/trace")
    assert "entries-written: 0/0 " in guest.check(f"cat {TRACING}/trace")


def test_the_newest_stay(guest):
    guest.check("insmod /test/traces.ko lines=3000")
    text = guest.check(f"cat {TRACING}/trace | sed -n '3p;$p'; wc -l < {TRACING}/trace")
    assert "# entries-in-buffer/entries-written: 1024/3006 " in text
    assert text.endswith(": traces_init: line 2999\n1036\n")


def test_switched_off(guest):
    guest.check(f"echo 0 > {TRACING}/tracing_on; insmod /test/traces.ko")
    # The module switches it off and on again.
    assert guest.check(f"cat {TRACING}/tracing_on") == "1\n"
    text = guest.check(f"cat {TRACING}/trace")
    assert "number 42" not in text and "unheard" not in text
    assert "traces: tracing is off" in guest.kernel_log()


def test_pipe_gives_each_once_and_waits(guest):
    guest.check(f"(head -n 2 {TRACING}/trace_pipe > /tmp/two) & sleep 0.1; "
                f"echo one > {TRACING}/trace_marker; echo two > {TRACING}/trace_marker; wait")
    two = [said for *_, said in records(guest.check("cat /tmp/two; rm /tmp/two"))]
    assert two == ["tracing_mark_write: one", "tracing_mark_write: two"]
    assert "mark_write" not in guest.check(f"cat {TRACING}/trace")


def test_a_long_mark_is_told_short(guest):
    long = "x" * 500
    assert guest.run(f"printf {long} > {TRACING}/trace_marker").status == 0
    said = "".join(said.split(": ")[1] for *_, said in
                   records(guest.check(f"cat {TRACING}/trace")))
    assert said == long


def test_read_again_from_the_start(guest):
    guest.check(f"exec 7< {TRACING}/trace; echo one > {TRACING}/trace_marker; "
                f"echo > {TRACING}/trace; echo two > {TRACING}/trace_marker")
    text = guest.check("cat <&7; exec 7<&-")
    assert "entries-written: 1/1 " in text and "mark_write: two" in text


def test_only_the_tracer_that_there_is(guest):
    assert guest.check(f"cat {TRACING}/available_tracers; echo nop > {TRACING}/current_tracer") \
        == "nop\n"
    assert guest.run(f"echo function > {TRACING}/current_tracer").status != 0

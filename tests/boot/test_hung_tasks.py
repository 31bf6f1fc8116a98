# SPDX-License-Identifier: MIT
"""Tasks that sleep for too long are reported with their stacks, as often as is wanted."""

import re

import pytest

SYSCTL = "/proc/sys/kernel/hung_task"
REPORT = (r"INFO: task blocks:\d+ blocked for more than \d+ seconds\.\n"
          r" +Tainted: \S.* 6\.1\.0-graft #1\n"
          r"\"echo 0 > /proc/sys/kernel/hung_task_timeout_secs\" disables this message\.\n"
          r"task:blocks +state:D pid:\d+ +ppid:2 +flags:0x\w+\n"
          r"Call Trace:(?:.*\n)*.*sleeps_for_long\+0x\w+/0x\w+ \[blocks\]")


@pytest.fixture
def watched(guest):
    """Looks each second."""
    guest.kernel_log()
    guest.check(f"echo 1 > {SYSCTL}_timeout_secs")
    yield guest
    guest.check(f"echo 120 > {SYSCTL}_timeout_secs; echo 10 > {SYSCTL}_warnings")
    guest.run("rmmod blocks 2> /dev/null")


def test_reported(watched):
    """But not the thread whose sleep a signal can end, though it began earlier."""
    watched.check(f"echo 2 > {SYSCTL}_warnings; insmod /test/blocks.ko")
    for _ in range(2):
        watched.expect("disables this message")
    watched.run("rmmod blocks")
    log = watched.kernel_log()
    assert "Future hung task reports are suppressed" in log
    assert re.search(REPORT, log), log
    assert log.count("INFO: task ") == 2 and "sleeps_killably" not in log
    assert watched.check(f"cat {SYSCTL}_warnings").strip() == "0"


def test_a_panic_if_wanted(boot):
    machine = boot(append="quiet panic=-1")
    machine.wait_for_shell()
    machine.check(f"echo 1 > {SYSCTL}_panic; echo 1 > {SYSCTL}_timeout_secs")
    machine.send("insmod /test/blocks.ko\n")
    machine.expect(r"Kernel panic - not syncing: hung_task: blocked tasks")


def test_settings(guest):
    for name, value in (("timeout_secs", 120), ("check_interval_secs", 0), ("check_count", 32768),
                        ("warnings", 10), ("panic", 0)):
        assert guest.check(f"cat {SYSCTL}_{name}").strip() == str(value)
    assert guest.run(f"echo 2 > {SYSCTL}_panic").status != 0
    assert "khungtaskd" in guest.check("ps -o comm")

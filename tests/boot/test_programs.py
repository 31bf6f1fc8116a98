# SPDX-License-Identifier: MIT
"""The programs of tests/boot/programs that check one subject each and need nothing but to run:
what they say on failure is the line that failed. They pass on Linux, too: run one there when in
doubt about what Linux does."""

import pytest


@pytest.mark.parametrize("program", ["processes", "pipes", "signals", "files", "memory", "clocks"])
def test_program(guest, program):
    result = guest.run(f"cd /tmp; /test/{program}", limit=180)
    assert (result.status, str(result)) == (0, "")
    guest.check("cd /root")


def test_bad_pointers_and_unknown_calls(guest):
    guest.kernel_log()
    result = guest.run("/test/bad_pointers", limit=180)
    assert (result.status, str(result)) == (0, "")
    log = guest.kernel_log()
    assert log.count("unknown system call 777") == 1
    assert "bad_pointers[" in log
    assert "Oops" not in log and "BUG" not in log


def test_programs_lose_no_pages(guest):
    """All of the above again and again: what a process held is free when it is gone."""
    once = "for p in processes pipes files memory; do /test/$p || break; done"
    free = "awk '/^MemFree/ {print $2}' /proc/meminfo"
    guest.check(f"cd /tmp; {once}; {once}", limit=300)
    before = int(guest.check(free))
    guest.check(f"{once}; {once}; {once}", limit=300)
    after = int(guest.check(free))
    guest.check("cd /root")
    # Caches keep a few pages for the next time: they may differ, but not by a process's memory.
    assert abs(before - after) <= 64

# SPDX-License-Identifier: MIT
"""The programs of tests/boot/programs that check one subject each and need nothing but to run:
what they say on failure is the line that failed. They pass on Linux, too: run one there when in
doubt about what Linux does."""

import pytest


@pytest.mark.parametrize("program", ["processes", "pipes", "fifos", "signals", "files",
                                     "file_mappings", "locks", "mounts", "memory", "clocks", "privileges", "static_pie",
                                     "priorities", "event_fds", "epolls", "console_lights"])
def test_program(guest, program):
    # The kernel may complain of what a program provokes; here the program's own words count.
    guest.check("dmesg -n 1")
    result = guest.run(f"cd /tmp; /test/{program}", limit=180)
    guest.check("cd /root; dmesg -n 4")
    assert (result.status, str(result)) == (0, "")


def test_bad_pointers_and_unknown_calls(guest):
    guest.kernel_log()
    result = guest.run("/test/bad_pointers", limit=180)
    assert (result.status, str(result)) == (0, "")
    log = guest.kernel_log()
    assert log.count("unknown system call 777") == 1
    assert "bad_pointers[" in log
    assert "Oops" not in log and "BUG" not in log


def test_programs_lose_nothing(guest):
    """Again and again: what a process held is free when it is gone."""
    programs = " ".join(f"/test/{name}" for name in ("processes", "pipes", "files", "memory"))
    guest.check("dmesg -n 1")
    result = guest.run(f"cd /tmp; /test/run_rounds 10 {programs}", limit=600)
    guest.check("cd /root; dmesg -n 4")
    assert (result.status, str(result)) == (0, "")

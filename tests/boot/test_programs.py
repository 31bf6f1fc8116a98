# SPDX-License-Identifier: MIT
"""The programs of tests/boot/programs that check one subject each and need nothing but to run:
what they say on failure is the line that failed. They pass on Linux, too: run one there when in
doubt about what Linux does."""

import pytest


@pytest.mark.parametrize("program", ["processes", "pipes", "fifos", "signals", "files",
                                     "file_mappings", "locks", "mounts", "memory", "clocks"])
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


def test_programs_lose_no_pages(guest):
    """All of the above again and again: what a process held is free when it is gone."""
    once = "for p in processes pipes files memory; do /test/$p || break; done"
    free = "awk '/^MemFree/ {print $2}' /proc/meminfo"
    guest.check(f"cd /tmp; {once}; {once}", limit=300)
    before = int(guest.check(free))
    guest.check(f"for i in 1 2 3 4 5 6 7 8 9 10; do {once}; done", limit=600)
    after = int(guest.check(free))
    guest.check("cd /root")
    # A slab is free when the last of its objects is, so the figure wanders by some 200 KiB up and
    # down, however many rounds there are. Ten rounds are a thousand processes: were only a page
    # lost with each, it would be 4 MiB.
    assert before - after <= 512

# SPDX-License-Identifier: MIT
"""What /sys/kernel/debug/page_tables shows, parsed, and the rules that hold of it at any time."""

import re

LINE = re.compile(r"0x([0-9a-f]{16})-0x([0-9a-f]{16}) {3} *(\d+)([KMGTPE]) (.{30})(pte|pmd|pud|pgd)$")
KERNEL_HALF = 0xffff800000000000
DIRECT_MAP, DIRECT_MAP_END = 0xffff888000000000, 0xffffc88000000000
MODULES, MODULES_END = 0xffffffffc0000000, 0xffffffffff000000


class Range:
    """Addresses from start on, before end, all mapped alike; `flags` are the words of the line."""

    def __init__(self, match):
        self.start, self.end = int(match[1], 16), int(match[2], 16) or 1 << 64
        self.flags = match[5].split()
        self.present = bool(self.flags)
        self.writable = "RW" in self.flags
        self.executable = "x" in self.flags
        self.user = "USR" in self.flags
        self.level = match[6]
        assert self.end - self.start == int(match[3]) << 10 * (1 + "KMGTPE".index(match[4]))

    def __repr__(self):
        return f"{self.start:#x}-{self.end:#x} {' '.join(self.flags)} {self.level}"


def parse(text):
    """The ranges, which must follow each other from the first address to the last."""
    ranges = []
    for line in text.splitlines():
        if line.startswith("---["):
            continue
        match = LINE.match(line)
        assert match, line
        ranges.append(Range(match))
    for one, other in zip(ranges, ranges[1:]):
        assert one.end == other.start, (one, other)
    assert ranges[0].start == 0 and ranges[-1].end == 1 << 64
    return ranges


def read(guest, table="kernel"):
    return parse(guest.check(f"cat /sys/kernel/debug/page_tables/{table}").said())


def at(ranges, address):
    """The range in which the address lies."""
    return next(r for r in ranges if r.start <= address < r.end)


def check_rules(ranges):
    """Nothing of the kernel's is writable and executable; nothing in its half is the user's, and
    nothing in the user's half is the kernel's."""
    for r in ranges:
        if not r.present:
            continue
        assert not (r.writable and r.executable), r
        assert r.user == (r.start < KERNEL_HALF), r
        if r.executable and not r.user:
            assert r.start >= 0xffffffff80000000, r

# SPDX-License-Identifier: MIT
"""A module goes in and out ten thousand times, and not a page is lost."""

import re


def pages_are_equal(printed):
    before, after = re.findall(r"free pages before (\d+) after (\d+)", printed)[-1]
    return before == after


def test_ten_thousand_rounds(guest):
    guest.kernel_log()
    printed = guest.check("/test/load_rounds /root/hello.ko hello 10000", limit=900)
    assert pages_are_equal(printed), printed
    assert guest.check("cat /proc/modules") == ""


def test_refused_loads_lose_nothing(guest):
    """The same for a load that fails at its last step, init, and one that fails at symbols."""
    for module in ("init_fails", "unknown_symbols"):
        printed = guest.check(f"/test/load_rounds /test/{module}.ko - 1000", limit=300)
        assert pages_are_equal(printed), printed
    guest.kernel_log()

# SPDX-License-Identifier: MIT
"""A module goes in and out ten thousand times, and nothing is lost, be it eight bytes."""


def rounds(guest, module, name, count, limit):
    guest.kernel_log()
    result = guest.run(f"/test/load_rounds {module} {name} {count}", limit=limit)
    assert (result.status, result.said()) == (0, "")


def test_ten_thousand_rounds(guest):
    rounds(guest, "/root/hello.ko", "hello", 10000, limit=900)
    assert guest.check("cat /proc/modules") == ""


def test_refused_loads_lose_nothing(guest):
    """The same for a load that fails at its last step, init, and one that fails at symbols."""
    for module in ("init_fails", "unknown_symbols"):
        rounds(guest, f"/test/{module}.ko", "-", 1000, limit=300)
    guest.kernel_log()

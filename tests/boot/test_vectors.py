# SPDX-License-Identifier: MIT
"""The vector registers in the kernel: they work, and the program's own come back."""

import pytest

PARAMETERS = "/sys/module/vectors/parameters"


@pytest.fixture(autouse=True)
def module(guest):
    guest.check("insmod /test/vectors.ko")
    yield
    if guest.is_alive():
        guest.check("rmmod vectors")


def test_they_calculate(guest):
    assert guest.check(f"echo 2 > {PARAMETERS}/root; cat {PARAMETERS}/root") == "1414213\n"
    assert guest.check(f"echo 1000000 > {PARAMETERS}/root; cat {PARAMETERS}/root") == \
        "1000000000\n"


def test_the_programs_own_come_back(guest):
    assert guest.run(f"/test/vectors {PARAMETERS}/root") == ""
    assert guest.check(f"cat {PARAMETERS}/root") == "1414213\n"


def test_a_crash_gives_them_back(guest):
    guest.check(f"echo 1 > {PARAMETERS}/crash")
    assert guest.run(f"sh -c 'echo 2 > {PARAMETERS}/root'").status == 139
    guest.check("rmmod vectors; insmod /test/vectors.ko")
    assert guest.check(f"echo 4 > {PARAMETERS}/root; cat {PARAMETERS}/root") == "2000000\n"
    assert "WARNING" not in guest.kernel_log()

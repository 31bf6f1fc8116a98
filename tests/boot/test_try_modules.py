# SPDX-License-Identifier: MIT
"""Modules that try a part of what modules may call, in their init: modules/try_*.c."""

import pathlib

import pytest

MODULES = sorted(p.stem for p in pathlib.Path(__file__).with_name("modules").glob("try_*.c"))


@pytest.mark.parametrize("name", MODULES)
def test_all_that_it_checks_holds(guest, quiet, name):
    guest.kernel_log()
    loaded = guest.run(f"insmod /test/{name}.ko")
    log = guest.kernel_log()
    assert "not so" not in log and "BUG:" not in log and "WARNING:" not in log, log
    assert loaded.status == 0, log
    guest.check(f"rmmod {name}")
    assert "left behind" not in guest.kernel_log()

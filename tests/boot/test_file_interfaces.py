# SPDX-License-Identifier: MIT
"""Modules that offer files, and a program for each that uses them in every way."""

import pytest


@pytest.mark.parametrize("name", ["file_ops", "file_map"])
def test_module_and_program(guest, quiet, name):
    guest.kernel_log()
    guest.check(f"insmod /test/{name}.ko")
    result = guest.run(f"/test/{name}", limit=120)
    assert (result.status, str(result)) == (0, "")
    guest.check(f"rmmod {name}; [ ! -e /dev/{name} ]")
    log = guest.kernel_log()
    assert "WARNING" not in log and "BUG" not in log, log

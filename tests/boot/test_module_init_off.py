# SPDX-License-Identifier: MIT
"""/proc/sys/kernel/module_init at 0: a module gets in, and none of its code runs."""

import pytest

MODULE = "refuses_to_run"


@pytest.fixture
def off(guest):
    guest.kernel_log()
    guest.check("echo 0 > /proc/sys/kernel/module_init")
    yield guest
    if guest.is_alive():
        guest.check("echo 1 > /proc/sys/kernel/module_init")
        assert guest.check("cat /proc/modules") == ""


def test_it_is_on_by_default(guest):
    assert guest.check("cat /proc/sys/kernel/module_init") == "1\n"
    result = guest.run(f"insmod /test/{MODULE}.ko")
    assert result.said() == \
        f"insmod: can't insert '/test/{MODULE}.ko': Operation canceled\n"
    log = guest.kernel_log()
    assert "construct ran" in log and "init ran" in log


def test_only_0_and_1(guest):
    for value in ("2", "-1"):
        assert "Invalid argument" in guest.run(f"echo {value} > /proc/sys/kernel/module_init")
    assert guest.check("cat /proc/sys/kernel/module_init") == "1\n"


def test_none_of_its_code_runs(off):
    off.check(f"insmod /test/{MODULE}.ko number=7 list=1,2 own=1")
    # Live, with the standard parameters set, its names and files there.
    assert " Live 0x" in off.check(f"grep ^{MODULE} /proc/modules")
    assert off.check(f"cd /sys/module/{MODULE}; cat initstate parameters/number parameters/list;"
                     " cd") == "live\n7\n1,2\n"
    off.check(f"grep -w refuses_to_run_export /proc/kallsyms")
    assert "Operation not permitted" in off.run(f"cat /sys/module/{MODULE}/parameters/own")
    off.check(f"rmmod {MODULE}")
    log = off.kernel_log()
    assert " ran\n" not in log
    assert f"{MODULE}: none of its code will run: kernel.module_init is 0" in log
    assert "parameter 'own' is not set: its operations are code of a dormant module" in log


def test_init_without_exit_is_not_permanent(off):
    off.check("insmod /test/no_exit.ko")
    assert "permanent" not in off.check("cat /proc/modules")
    off.check("rmmod no_exit")


def test_it_stays_dormant_and_lends_no_code(off):
    """Who runs may not call into what was never initialised; who doesn't may refer to it."""
    off.check("insmod /test/exporter.ko; insmod /test/importer.ko; rmmod importer")
    off.check("echo 1 > /proc/sys/kernel/module_init")
    off.kernel_log()
    assert off.run("insmod /test/importer.ko").said() == \
        "insmod: can't insert '/test/importer.ko': unknown symbol in module, or unknown " \
        "parameter\n"
    assert "importer: symbol exporter_value is of exporter, which was loaded without its init" \
        in off.kernel_log()
    off.check("rmmod exporter")

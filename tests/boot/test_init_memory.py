# SPDX-License-Identifier: MIT
"""init_on_alloc= and init_on_free= decide what memory holds of its last owner."""

import pytest

OLD, ZERO = "its old content", "zeroes"


@pytest.mark.parametrize(
    "append, freed, fresh",
    [
        ("init_on_alloc=0 init_on_free=0", OLD, OLD),
        ("init_on_alloc=1", OLD, ZERO),
        ("init_on_free=1", ZERO, ZERO),
    ],
)
def test_what_memory_holds(boot, append, freed, fresh):
    machine = boot(append=append)
    machine.wait_for_shell()
    machine.check("dmesg -n 1")
    log = machine.kernel_log()
    alloc, free = "init_on_alloc=1" in append, "init_on_free=1" in append
    switched = ("off", "on")
    assert (
        f"mem auto-init: stack:off, heap alloc:{switched[alloc]}, heap free:{switched[free]}" in log
    )
    machine.check("insmod /test/old_content.ko")
    log = machine.kernel_log()
    assert f"object: freed {freed}, fresh {fresh}, same 1" in log
    assert f"page: freed {freed}, fresh {fresh}, same 1" in log

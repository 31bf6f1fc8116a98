# SPDX-License-Identifier: MIT
"""Ten thousand damaged modules in one boot: whatever is in them, the kernel says no, or lets them
in and out again, and is the same afterwards. Nothing of their own code runs."""

import re

SEED = 1
FREE = "awk '/^MemFree/ {print $2}' /proc/meminfo"

# Each module with how many copies of it, and what it is loaded with.
MODULES = [("/root/hello.ko", 3000, ""),
           ("/test/refuses_to_run.ko", 4000, '"number=7 list=1,2 own=1 text=abc"'),
           ("/test/exporter.ko", 1000, ""),
           ("/test/importer.ko", 2000, "")]


def mutate(machine, path, copies, arguments):
    result = machine.run(f"/test/mutated_modules {SEED} {copies} {path} {arguments}", limit=600)
    print(result)
    assert result.status == 0, result
    # The damage is such that many get in, and many don't.
    loaded = int(re.search(r"loaded and removed (\d+)", result).group(1))
    refused = int(re.search(r"Exec format error (\d+)", result).group(1))
    assert loaded > copies // 4 and refused > copies // 4


def test_ten_thousand_damaged_modules(boot):
    machine = boot(append="oops=panic panic_on_warn=1")
    machine.wait_for_shell()
    # What the loader says of each is in the log, and too much for a serial line.
    machine.check("dmesg -n 1; echo 0 > /proc/sys/kernel/module_explain")
    machine.check("echo 0 > /proc/sys/kernel/module_init")
    assert sum(copies for _, copies, _ in MODULES) == 10000
    before = None
    for path, copies, arguments in MODULES:
        if "importer" in path:
            machine.check("insmod /test/exporter.ko")
        mutate(machine, path, copies, arguments)
        # Of the first, only that the caches of the page allocator and of slabs have filled.
        before = before or int(machine.check(FREE))
        # In the guest: all of the log is much for a serial line.
        assert machine.run("dmesg -c | grep -e Oops -e BUG: -e WARNING: -e 'Call Trace'") == ""
    machine.check("rmmod exporter")
    assert machine.check("cat /proc/modules") == ""
    # Objects were counted one by one; of whole pages, less than one for every hundred copies.
    assert before - int(machine.check(FREE)) < 7000 // 100 * 4
    machine.check("echo 1 > /proc/sys/kernel/module_init; insmod /root/hello.ko; rmmod hello")

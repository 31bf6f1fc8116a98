# SPDX-License-Identifier: MIT
"""Damaged objects are reported: some always, the rest where slub_debug= or a cache's flags ask.
What isn't asked for isn't tried: it would damage somebody else's object."""

import re

ALWAYS = {
    "twice": r"BUG kmalloc-64 \(.*\): Object already free",
    "inside": r"BUG kmalloc-64 \(.*\): Invalid pointer 0x[0-9a-f]{16}: not an object's start",
    "freed": r"BUG damaged \(.*\): Poison overwritten: 0x[0-9a-f]{16} is 0x78 instead of 0x6b",
    "forgotten": r"BUG forgotten \(.*\): 1 objects remaining on kmem_cache_destroy\(\)",
}
ASKED_FOR = {
    "behind": r"BUG kmalloc-64 \(.*\): Right Redzone overwritten: .* is 0x78 instead of 0xcc",
    "before": r"BUG kmalloc-64 \(.*\): Left Redzone overwritten: .* is 0x78 instead of 0xcc",
}


def damage(machine, how):
    machine.check(f"echo {how} >/proc/slab_damage")
    return machine.kernel_log()


def loaded(boot, append):
    machine = boot(append=append)
    machine.wait_for_shell()
    machine.check("dmesg -n 1")
    machine.check("insmod /test/slab_damage.ko")
    machine.kernel_log()
    return machine


def test_what_is_always_reported(boot):
    machine = loaded(boot, "")
    for how, report in ALWAYS.items():
        assert re.search(report, damage(machine, how)), how


def test_what_the_command_line_asks_for(boot):
    machine = loaded(boot, "slub_debug=FZPU,kmalloc-64")
    for how, report in (ALWAYS | ASKED_FOR).items():
        assert re.search(report, damage(machine, how)), how
    log = damage(machine, "behind")
    assert re.search(r"Allocated in write_behind\+0x[0-9a-f]+/0x[0-9a-f]+ \[slab_damage\] "
                     r"age=\d+ cpu=0 pid=\d+", log), log
    # The byte behind the object, in the dump of what is around it.
    assert re.search(r"Redzone  ?\s*[0-9a-f]+: 78 cc cc", log), log

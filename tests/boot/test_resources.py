# SPDX-License-Identifier: MIT
"""Who has which ports and addresses: /proc/ioports, /proc/iomem, and modules that ask for some."""

import re

import pytest

pytestmark = pytest.mark.usefixtures("quiet")


def test_the_machine(guest):
    ports = guest.check("cat /proc/ioports").lines()
    assert {"0020-0021 : pic1", "0040-0043 : timer0", "0060-0060 : keyboard",
            "03f8-03ff : serial"} <= set(ports)
    memory = guest.check("cat /proc/iomem")
    ram = re.search(r"^00100000-0[0-9a-f]{7} : System RAM\n((?:  .*\n)+)", memory, re.MULTILINE)
    assert re.findall(r"^  [0-9a-f]{8}-[0-9a-f]{8} : (.*)$", ram[1], re.MULTILINE) == \
        ["Kernel code", "Kernel rodata", "Kernel data", "Kernel bss"]
    starts = [int(x.split("-")[0], 16) for x in memory.lines() if not x.startswith(" ")]
    assert starts == sorted(starts) and len(starts) > 1


def test_modules_that_ask(guest):
    before = guest.check("cat /proc/ioports")
    guest.check("insmod /test/resources.ko")
    shown = guest.check("cat /proc/ioports")
    assert "1000-10ff : resources window\n  1080-1087 : resources device\n" in shown
    guest.check("rmmod resources")
    assert guest.check("cat /proc/ioports") == before
    log = guest.kernel_log()
    assert "resources: done" in log and "not so" not in log
    assert "Trying to free nonexistent resource <0000000000001020-0000000000001023>" in log


def test_what_a_failed_init_leaves(guest):
    before = guest.check("cat /proc/ioports")
    assert guest.run("insmod /test/resources.ko init_fails=1").status != 0
    assert "left behind, and taken out now: regions of ports and addresses (" in \
        guest.kernel_log()
    assert guest.check("cat /proc/ioports") == before

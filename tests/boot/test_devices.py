# SPDX-License-Identifier: MIT
"""The device model: /sys/class, /sys/devices, /sys/bus, and nodes in /dev that follow them."""

import re

import pytest


@pytest.fixture(autouse=True)
def in_test_folder(guest, quiet):
    guest.check("cd /test")
    yield
    if guest.is_alive():
        assert guest.check("cat /proc/modules") == ""
        log = guest.kernel_log()
        assert "WARNING" not in log and "BUG" not in log, log


def test_own_devices_are_in_their_classes(guest):
    assert guest.check("cat /sys/class/mem/null/dev") == "1:3\n"
    assert guest.check("cat /sys/class/tty/console/dev /sys/dev/char/5:1/dev") == "5:1\n" * 2
    assert guest.check("readlink /sys/class/mem/zero") == "../../devices/virtual/mem/zero\n"
    assert guest.check("readlink /sys/dev/char/1:5") == "../../devices/virtual/mem/zero\n"
    assert guest.check("readlink -f /sys/class/mem/zero/subsystem") == "/sys/class/mem\n"
    assert guest.check("cat /sys/class/mem/null/uevent") == \
        "MAJOR=1\nMINOR=3\nDEVNAME=null\nDEVMODE=0666\n"


def test_tutorial_device_comes_and_goes(guest):
    guest.check("insmod dev_tutorial.ko")
    log = guest.kernel_log()
    for name in ("tutorial0", "tutorial1", "tutorial!sub!two"):
        assert f"tutorial {name}: made\n" in log
        assert guest.check(f"cat '/sys/class/tutorial/{name}/text'") == f"{name} data\n"
    assert guest.check("cat /dev/tutorial0 /dev/tutorial/sub/two") == "tutorial\n" * 2
    assert guest.check("stat -c %a /dev/tutorial0 /dev/tutorial1") == "600\n640\n"
    major = guest.check("cat /sys/class/tutorial/tutorial0/dev").split(":")[0]
    assert guest.check("cat '/sys/class/tutorial/tutorial!sub!two/uevent'") == \
        f"MAJOR={major}\nMINOR=2\nDEVNAME=tutorial/sub/two\nTUTORIAL=2\n"
    assert guest.check("ls -1 /sys/devices/virtual/tutorial") == \
        "tutorial!sub!two\ntutorial0\ntutorial1\n"
    guest.check("rmmod dev_tutorial")
    for path in ("/dev/tutorial*", "/sys/class/tutorial", "/sys/devices/virtual/tutorial",
                 f"/sys/dev/char/{major}:0"):
        assert guest.run(f"ls -d {path}").status == 1


def test_node_that_was_made_by_hand_stays(guest):
    guest.check("mknod /dev/tutorial1 c 1 3")
    guest.check("insmod dev_tutorial.ko")
    assert guest.check("cat /dev/tutorial1") == ""
    guest.check("rmmod dev_tutorial")
    assert guest.check("ls /dev/tutorial*") == "/dev/tutorial1\n"
    guest.check("rm /dev/tutorial1")


def test_ten_thousand_rounds_lose_nothing(guest):
    guest.check("(echo '#!/bin/sh'; echo insmod /test/dev_tutorial.ko rounds=5000;"
                " echo rmmod dev_tutorial) > /tmp/rounds; chmod +x /tmp/rounds")
    result = guest.run("/test/run_rounds 2 /tmp/rounds", limit=300)
    guest.check("rm /tmp/rounds")
    assert (result.status, str(result)) == (0, "")

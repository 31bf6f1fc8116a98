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


BUS = "/sys/bus/platform"


def test_platform_driver_gets_its_devices(guest):
    """The second device waits for the first; what a driver was given goes with it, in reverse."""
    guest.check("insmod dev_platform.ko")
    log = guest.kernel_log()
    assert re.search(r"pair pair-a.0: irq 9, 8 bytes of ports\n(.*\n)*.*"
                     r"pair pair-b: data \"hello\"\n", log), log
    assert guest.check(f"ls -1 {BUS}/devices") == "pair-a.0\npair-b\n"
    assert guest.check(f"ls -1 {BUS}/drivers/pair") == \
        "bind\nmodule\npair-a.0\npair-b\nuevent\nunbind\n"
    assert guest.check("ls /sys/module/dev_platform/drivers") == "platform:pair\n"
    a = "/sys/devices/platform/pair-a.0"
    assert guest.check(f"cat {a}/uevent {a}/modalias {a}/level") == \
        "DRIVER=pair\nMODALIAS=platform:pair-a\nplatform:pair-a\n1\n"
    assert guest.check(f"readlink {a}/driver") == "../../../bus/platform/drivers/pair\n"

    guest.check(f"echo pair-a.0 > {BUS}/drivers/pair/unbind")
    assert re.search(r"pair pair-a.0: is left\n.*pair: the second is given back\n"
                     r".*pair: the first is given back\n", guest.kernel_log())
    assert guest.run(f"ls {a}/driver {a}/level").status == 1
    assert "No such device" in guest.run(f"echo pair-a.0 > {BUS}/drivers/pair/unbind")
    guest.check(f"echo pair-a.0 > {BUS}/drivers/pair/bind")
    assert "irq 9" in guest.kernel_log()
    guest.check("rmmod dev_platform")
    assert guest.check(f"ls -1 {BUS}/devices {BUS}/drivers") == \
        f"{BUS}/devices:\n\n{BUS}/drivers:\n"


def resources(guest):
    """Who has which ports and addresses, and what of the latter is mapped."""
    return guest.check("cat /proc/ioports /proc/iomem; grep phys= /proc/vmallocinfo")


def test_platform_device_has_its_resources(guest):
    before = resources(guest)
    guest.check("insmod dev_platform.ko")
    found = resources(guest)
    assert "\n0300-0307 : regs\n  0300-0307 : pair-a.0\n" in found
    assert "\nfed10000-fed10fff : pair-a.0\n  fed10000-fed10fff : pair-a.0 pair-a.0\n" in found
    assert "phys=0xfed10000" in found
    guest.check(f"echo pair-a.0 > {BUS}/drivers/pair/unbind")
    assert "\n0300-0307 : regs\n0" in resources(guest)
    guest.check("rmmod dev_platform")
    assert resources(guest) == before
    # The first is claimed before the second can't be.
    assert "resource busy" in guest.run("insmod dev_platform.ko ports=0x3fc")
    log = guest.kernel_log()
    assert "pair-a.0: failed to claim resource 1: [io  0x03fc-0x0403]\n" in log
    assert "left behind" not in log
    assert resources(guest) == before


def test_probe_that_fails(guest):
    guest.check("insmod dev_platform.ko end=fail")
    log = guest.kernel_log()
    assert "pair pair-a.0: error -EIO: is refused\n" in log
    assert "pair: probe of pair-a.0 failed with error -5\n" in log
    assert log.count("is given back") == 2
    assert guest.check("cat /sys/kernel/debug/devices_deferred") == \
        "pair-b\tpair: waits for the other one\n"
    guest.check("rmmod dev_platform")
    assert guest.check("cat /sys/kernel/debug/devices_deferred") == ""


def test_driver_override(guest):
    guest.check("insmod dev_platform.ko")
    b = "/sys/devices/platform/pair-b"
    assert guest.check(f"cat {b}/driver_override") == "(null)\n"
    guest.check(f"echo other > {b}/driver_override; echo pair-b > {BUS}/drivers/pair/unbind")
    assert "No such device" in guest.run(f"echo pair-b > {BUS}/drivers/pair/bind")
    guest.check(f"echo > {b}/driver_override; echo pair-b > {BUS}/drivers_probe")
    assert guest.check(f"cat {b}/level") == "2\n"
    guest.check("rmmod dev_platform")


def test_file_that_removes_itself(guest):
    guest.check("insmod dev_platform.ko")
    guest.check("echo > /sys/devices/platform/pair-a.0/vanish")
    assert guest.run("ls /sys/devices/platform/pair-a.0/vanish").status == 1
    guest.check("rmmod dev_platform")


@pytest.mark.parametrize("end", ["left", "crash"])
def test_module_that_leaves_devices(guest, end):
    """Its driver and devices are taken out, and their names are free."""
    before = resources(guest)
    for _ in range(2):
        result = guest.run(f"insmod dev_platform.ko end={end}")
        assert result.status == (19 if end == "left" else 139), result
        log = guest.kernel_log()
        assert "dev_platform: left behind, and taken out now: devices and drivers (3)" in log, log
        assert guest.check(f"ls -1 {BUS}/devices {BUS}/drivers") == \
            f"{BUS}/devices:\n\n{BUS}/drivers:\n"
        assert resources(guest) == before
        if end == "crash":
            guest.check("rmmod dev_platform")
            log = guest.kernel_log()
            assert "[#" not in log and "WARNING" not in log, log
    guest.check("insmod dev_platform.ko")
    assert guest.check("cat /sys/devices/platform/pair-b/level") == "2\n"
    guest.check("rmmod dev_platform")


HELPER = r"""#!/bin/sh
echo "$ACTION $1 $DEVPATH $DEVNAME $MAJOR:$MINOR $TUTORIAL $SYNTH_UUID" >> /tmp/events
"""


def test_uevents_reach_the_helper(guest):
    lines = " ".join(f"'{line}'" for line in HELPER.splitlines())
    guest.check(f"printf '%s\\n' {lines} > /tmp/helper; chmod +x /tmp/helper; mkfifo /tmp/events")
    number = int(guest.check("cat /sys/kernel/uevent_seqnum"))
    guest.check("echo /tmp/helper > /proc/sys/kernel/hotplug")
    assert guest.check("cat /sys/kernel/uevent_helper") == "/tmp/helper\n"
    guest.run("exec 5<> /tmp/events")
    guest.check("echo add > /sys/class/mem/null/uevent")
    assert guest.check("read -r line <&5; echo $line") == \
        "add mem /devices/virtual/mem/null null 1:3 0\n"
    guest.check("echo change fe4d7c9d-b8c6-4a70-9ef1-3d8a58d18eed > /sys/class/mem/null/uevent")
    assert guest.check("read -r line <&5; echo $line").endswith(
        "null 1:3 fe4d7c9d-b8c6-4a70-9ef1-3d8a58d18eed\n")
    assert int(guest.check("cat /sys/kernel/uevent_seqnum")) == number + 2
    assert "nvalid argument" in guest.run("echo nonsense > /sys/class/mem/null/uevent")
    assert "synth uevent: /devices/virtual/mem/null: unknown uevent action string\n" in \
        guest.kernel_log()
    guest.check("echo > /sys/kernel/uevent_helper; exec 5>&-; rm /tmp/helper /tmp/events")


def test_mdev_makes_the_nodes(guest):
    """busybox's own, both ways: it looks through /sys, and it is run for each event."""
    guest.check("mkdir /tmp/d; mount -t tmpfs none /tmp/d")
    guest.check("mkdir -p /tmp/d/dev; mount --bind /tmp/d/dev /dev; mdev -s")
    names = guest.check("ls -1 /dev")
    guest.check("umount /dev; umount /tmp/d; rmdir /tmp/d")
    for name in ("null", "tty", "ttyS0", "console", "ptmx", "kmsg"):
        assert f"{name}\n" in names


@pytest.mark.parametrize("name", ["dev_platform"])
def test_registration_that_finds_no_memory(guest, name):
    result = guest.run(f"/test/fail_loads /test/{name}.ko {name} ''", limit=300)
    guest.check("dmesg -c > /dev/null")
    assert result.status == 0, result


def test_attribute_is_polled(guest):
    guest.check("insmod dev_platform.ko")
    result = guest.run("/test/sysfs_poll /sys/devices/platform/pair-a.0/level")
    guest.check("rmmod dev_platform")
    assert (result.status, str(result)) == (0, "")


def test_mdev_is_run_for_each_event(guest):
    """In a /dev that nobody else fills: the node is there when mdev runs the rule's command."""
    guest.check("mkfifo /tmp/events; exec 5<> /tmp/events")
    guest.check("mkdir /tmp/d; mount -t tmpfs none /tmp/d; mount --bind /tmp/d /dev")
    guest.check("echo 'tutorial[0-9/].* 0:0 640 *echo $ACTION $MDEV $SUBSYSTEM >> /tmp/events'"
                " > /etc/mdev.conf")
    guest.check("echo /sbin/mdev > /proc/sys/kernel/hotplug")
    names = ("tutorial/sub/two", "tutorial0", "tutorial1")
    read_three = "for i in 1 2 3; do read -r line <&5; echo $line; done | sort"
    guest.check("insmod dev_tutorial.ko")
    assert guest.check(read_three) == "".join(f"add {name} tutorial\n" for name in names)
    assert guest.check("stat -c '%a %F' /dev/tutorial0") == "640 character special file\n"
    assert guest.check("cat /dev/tutorial0 /dev/tutorial/sub/two") == "tutorial\n" * 2
    guest.check("rmmod dev_tutorial")
    assert guest.check(read_three) == "".join(f"remove {name} tutorial\n" for name in names)
    guest.check("echo > /proc/sys/kernel/hotplug; exec 5>&-; rm /tmp/events /etc/mdev.conf")
    # One that has nothing more to do may still be at its end, in there.
    guest.check("umount -l /dev; umount -l /tmp/d; rmdir /tmp/d")

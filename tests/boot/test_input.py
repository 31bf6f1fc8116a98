# SPDX-License-Identifier: MIT
"""Input devices as programs see them: /dev/input, /sys/class/input, /proc/bus/input. What drivers
and handlers see is in modules/tests/base/input_test.c."""

import re

import pytest

pytestmark = pytest.mark.usefixtures("quiet")


@pytest.fixture
def pad(guest):
    """The sysfs folder of the device that pad.ko makes."""
    guest.check("insmod /test/pad.ko")
    yield "/sys/class/input/" + re.search(r"A pad as \S*/(input\d+)", guest.kernel_log()).group(1)
    guest.check("rmmod pad")


def test_event_files(guest, pad):
    result = guest.run("/test/evdev", limit=120)
    assert (result.status, str(result)) == (0, "")
    # The device was told of what was written for it.
    told = re.findall(r"pad: told (.*)", guest.kernel_log())
    assert told == ["20 0 0", "17 9 1", "17 9 0"]


def test_a_device_s_folder(guest, pad):
    def value(name):
        return guest.check(f"cat {pad}/{name}").rstrip("\n")

    assert [value(name) for name in ("name", "phys", "uniq")] == ["A pad", "pad/input0", "1234"]
    assert [value(f"id/{name}") for name in ("bustype", "vendor", "product", "version")] == [
        "0006", "0001", "0002", "0003"]
    assert value("properties") == "1"
    # Words of 64 bits, highest first: BTN_A is bit 48 of the fifth, KEY_MICMUTE bit 56 of the fourth.
    assert value("capabilities/key") == "1000000000000 100000000000000 0 0 0"
    assert value("capabilities/ev") == "12002f"
    assert value("capabilities/msc") == "0"
    alias = "input:b0006v0001p0002e0003-e0,1,2,3,5,11,14,kF8,130,r8,a1,ml9,sfw0,"
    assert value("modalias") == alias
    assert f"MODALIAS={alias}\n" in guest.check(f"cat {pad}/uevent")
    assert "KEY=1000000000000 100000000000000 0 0 0\n" in guest.check(f"cat {pad}/uevent")


def test_lists_of_devices_and_handlers(guest, pad):
    number = pad.rpartition("input")[2]
    event = guest.check(f"ls {pad} | grep event").rstrip("\n").replace("uevent", "").strip()
    devices = guest.check("cat /proc/bus/input/devices")
    assert devices.startswith('I: Bus=0011 Vendor=0001 Product=0001 Version=ab41\n'
                              'N: Name="AT Translated Set 2 keyboard"\n')
    assert devices.split("\n\n")[1] == f"""\
I: Bus=0006 Vendor=0001 Product=0002 Version=0003
N: Name="A pad"
P: Phys=pad/input0
S: Sysfs=/devices/virtual/input/input{number}
U: Uniq=1234
H: Handlers={event} kbd 
B: PROP=1
B: EV=12002f
B: KEY=1000000000000 100000000000000 0 0 0
B: REL=100
B: ABS=2
B: LED=200
B: SW=1"""
    assert guest.check("cat /proc/bus/input/handlers") == """\
N: Number=0 Name=evdev Minor=64
N: Number=1 Name=kbd
"""


def test_a_device_goes_while_its_file_is_open(guest):
    guest.check("insmod /test/pad.ko")
    event = guest.check("cd /sys/class/input; for e in event*; do grep -q 'A pad' $e/device/name "
                        "&& echo $e; done; cd").rstrip("\n")
    guest.check(f"exec 3< /dev/input/{event}")
    guest.check("rmmod pad")
    assert "No such device" in guest.run("cat <&3")
    guest.check("exec 3<&-")
    assert guest.run(f"ls /dev/input/{event}").status == 1


def test_a_crashed_module_s_device_and_handler_go(guest):
    assert guest.run("insmod /test/pad.ko crash=1").status == 128 + 11
    log = guest.kernel_log()
    assert "pad: left behind, and taken out now: input devices and handlers (2)" in log
    assert guest.check("cat /proc/bus/input/handlers").count("\n") == 2
    assert "A pad" not in guest.check("cat /proc/bus/input/devices")
    guest.check("rmmod pad; echo 4 > /proc/sys/kernel/printk")
    # The keyboard, to which the handler had listened, is used without it.
    guest.check("insmod /test/pad.ko; rmmod pad")

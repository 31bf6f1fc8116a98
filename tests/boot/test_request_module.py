# SPDX-License-Identifier: MIT
"""request_module() and /proc/sys/kernel/modprobe: modules that the kernel asks user space for."""

import re

import pytest

from own_modprobe import PATH as MODPROBE
from own_modprobe import modprobe  # pylint: disable=unused-import

def results(guest):
    """What the requester module got, before it was removed again."""
    guest.check("rmmod requester")
    return [int(x) for x in re.findall(r"requester: from \w+: (-?\d+)", guest.kernel_log())]


def test_the_path_and_its_default(guest, modprobe):
    assert guest.check(f"cat {MODPROBE}") == "/sbin/modprobe\n"
    assert guest.check(f"ls -l {MODPROBE}").startswith("-rw-r--r--")


@pytest.mark.parametrize("origin", ["init", "work"])
def test_a_module_gets_another_one_loaded(guest, modprobe, origin):
    modprobe.serve("exec insmod /test/$3.ko")
    guest.check(f"insmod /test/requester.ko from={origin}")
    assert modprobe.asked() == ["-q -- exporter"]
    assert results(guest) == [0]
    guest.check("rmmod exporter")


def test_what_modprobe_gets(guest, modprobe):
    modprobe.serve("echo $HOME:$TERM:$PATH:$PWD >/tmp/asked; exit 5")
    guest.check("cd /test; insmod requester.ko; cd /root")
    assert modprobe.asked() == ["/:linux:/sbin:/usr/sbin:/bin:/usr/bin:/"]
    assert results(guest) == [5 * 256]


def test_a_symbol_gets_its_exporter_loaded(guest, modprobe):
    modprobe.serve("test $3 = symbol:exporter_value && exec insmod /test/exporter.ko")
    guest.check("insmod /test/requester.ko from=symbol")
    assert results(guest) == [42]
    guest.check("rmmod exporter")


def test_without_waiting_for_it(guest, modprobe):
    guest.check("mkfifo /tmp/fifo")
    modprobe.serve("read x </tmp/fifo; exit 3")
    guest.check("insmod /test/requester.ko nowait=1")
    assert results(guest) == [0]
    guest.check("echo go >/tmp/fifo")


def test_no_path_means_no_requests(guest, modprobe):
    guest.check(f"echo >{MODPROBE}")
    assert guest.check(f"cat {MODPROBE}") == "\n"
    guest.check("insmod /test/requester.ko")
    assert results(guest) == [-2]


def test_a_name_that_is_too_long(guest, modprobe):
    modprobe.serve("exit 0")
    guest.check(f"insmod /test/requester.ko name={'x' * 56}")
    assert modprobe.asked() == []
    assert results(guest) == [-36]


def test_devices_file_systems_and_formats_ask(guest, modprobe):
    modprobe.serve("exit 1")
    guest.check("mknod /tmp/device c 200 3; mknod /tmp/misc c 10 99")
    assert "No such device or address" in guest.run("cat /tmp/device")
    assert "No such device" in guest.run("cat /tmp/misc")
    assert "No such device" in guest.run("mount -t strangefs none /tmp")
    # Binary, then text: of the latter nobody could be the format.
    guest.check(r"printf '\001\002\003\004' >/tmp/program; chmod 755 /tmp/program")
    guest.run("/tmp/program")
    guest.check("echo echo text >/tmp/program")
    guest.run("/tmp/program")
    assert modprobe.asked() == ["-q -- char-major-200-3", "-q -- char-major-200",
                            "-q -- char-major-10-99", "-q -- fs-strangefs", "-q -- binfmt-0403"]


def test_fifty_at_once_and_no_more(guest, modprobe):
    guest.check("mkfifo /tmp/fifo; exec 7<>/tmp/fifo")
    modprobe.serve("read x </tmp/fifo")
    guest.check("dmesg -n 8; insmod /test/requester.ko from=work times=53 & true")
    guest.expect("request_module: kmod_concurrent_max .0. close to 0 .max_modprobes: 50., for "
                 "module exporter, throttling...")
    guest.expect("request_module: modprobe exporter cannot be processed, kmod busy with 50 threads "
                 "for more than 5 seconds now")
    # Whoever had to wait in vain; nothing comes after the third.
    for _ in range(3):
        guest.expect("requester: from work: -62")
    guest.check("dmesg -n 1; seq 50 >&7; wait; exec 7>&-")
    assert sorted(results(guest)) == [-62] * 3 + [0] * 50


def test_the_one_who_asks_can_be_killed(guest, modprobe):
    guest.check("mkfifo /tmp/fifo")
    modprobe.serve("echo started >/tmp/fifo; read x </tmp/fifo")
    guest.check("insmod /test/requester.ko & pid=$!; cat /tmp/fifo; kill -9 $pid; wait $pid;"
                " echo go >/tmp/fifo")
    assert results(guest) == [-512]


def test_opening_a_device_loads_its_driver(boot):
    """With busybox's own modprobe and depmod."""
    machine = boot()
    machine.wait_for_shell()
    machine.check("cp /test/char_driver.ko /lib/modules/$(uname -r)/; depmod")
    machine.check("mknod /tmp/device c 240 5; mknod /tmp/other c 240 6")
    assert "No such device or address" in machine.run("cat /tmp/other")
    assert machine.check("cat /tmp/device").said() == "here I am\n"
    assert machine.check("cat /proc/modules").startswith("char_driver ")

# SPDX-License-Identifier: MIT
"""The session that Graft promises first, line by line, with busybox's own tools."""

import re

from guest import STAMP

HELLO = [STAMP + "-+!", STAMP + "hello world!", STAMP + "-+!"]
GOODBYE = [STAMP + "-+!", STAMP + "Goodbye, cruel world!", STAMP + "-+!"]


def matches(lines, patterns):
    return len(lines) == len(patterns) and all(map(re.fullmatch, patterns, lines))


def test_reference_session(guest):
    guest.check("cd /root")
    assert re.fullmatch(r"Linux graft 6\.1\.0-graft #.* x86_64 GNU/Linux\n",
                        guest.check("uname -r -a"))

    assert guest.check("insmod hello.ko") == ""
    assert guest.check("lsmod | grep hello").split() == ["hello", "16384", "0"]
    assert guest.check("rmmod hello.ko") == ""
    gone = guest.run("lsmod | grep hello")
    assert (gone, gone.status) == ("", 1)

    # The console shows nothing of a module below its level, the log has it.
    guest.kernel_log()
    assert guest.check("insmod hello.ko") == ""
    assert "hello world!" in guest.kernel_log()
    assert guest.check("cat /proc/sys/kernel/printk") == "4\t4\t1\t7\n"
    guest.check("echo 7 > /proc/sys/kernel/printk")
    try:
        assert guest.check("cat /proc/sys/kernel/printk") == "7\t4\t1\t7\n"
        again = guest.run("insmod hello.ko")
        assert again == "insmod: can't insert 'hello.ko': File exists\n"
        assert again.status == 17
        assert matches(guest.check("rmmod hello.ko").lines(), GOODBYE)
        assert matches(guest.check("insmod hello.ko").lines(), HELLO)
        assert matches(guest.check("rmmod hello").lines(), GOODBYE)
    finally:
        guest.run("echo 4 > /proc/sys/kernel/printk")


def test_module_of_grub(guest):
    """hello.ko came with the kernel, as a GRUB module, and lies in /boot."""
    guest.check("cmp /boot/hello.ko /root/hello.ko")
    guest.check("insmod /boot/hello.ko")
    assert guest.check("lsmod | grep -c hello") == "1\n"
    guest.check("rmmod hello")


def test_modprobe_finds_hello(guest):
    guest.check("modprobe hello")
    assert guest.check("cat /sys/module/hello/initstate") == "live\n"
    guest.check("modprobe -r hello")
    assert "hello" not in guest.check("lsmod")

# SPDX-License-Identifier: MIT
"""From GRUB to a shell, and off again."""

import re


def test_banner_and_shell(boot):
    machine = boot()
    printed = machine.wait_for_shell()
    assert "Booting `Graft'" in printed
    assert re.search(r"\[ +0\.0+\] Linux version 6\.1\.0-graft ", printed)
    assert "Run /init as init process" in printed
    assert machine.check("echo $HOME; pwd; id -u") == "/root\n/root\n0\n"
    assert machine.check("tty") == "/dev/ttyS0\n"


def test_append_reaches_the_command_line(boot):
    machine = boot(append="loglevel=7 here=there")
    machine.wait_for_shell()
    assert machine.check("cat /proc/cmdline").split()[-2:] == ["loglevel=7", "here=there"]
    assert machine.check("cat /proc/sys/kernel/printk").split()[0] == "7"


def test_quiet(boot):
    printed = boot(append="quiet").wait_for_shell()
    assert "Linux version" not in printed


def test_menu_entry_that_preloads_hello(boot):
    machine = boot(entry="preload")
    printed = machine.wait_for_shell()
    assert printed.index("hello world!") < printed.index("as init process")
    assert machine.check("lsmod | grep hello").split() == ["hello", "16384", "0"]
    machine.check("rmmod hello")
    machine.check("insmod /boot/hello.ko")


def test_init_from_the_command_line(boot):
    machine = boot(append="rdinit=/bin/uname")
    machine.expect("Linux\n")
    # Process 1 ended, and there is nobody to replace it.
    machine.expect("Kernel panic - not syncing: Attempted to kill init")


def test_poweroff_and_reboot_end_qemu(boot):
    for command in ("poweroff -f", "reboot -f", "poweroff"):
        machine = boot()
        machine.wait_for_shell()
        machine.send(command + "\r")
        assert machine.wait_for_exit() == 0, command


def test_little_memory(boot):
    machine = boot(memory="64M")
    machine.wait_for_shell()
    total = int(machine.check("grep MemTotal /proc/meminfo").split()[1])
    assert 40 * 1024 < total < 64 * 1024

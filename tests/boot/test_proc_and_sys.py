# SPDX-License-Identifier: MIT
"""The kernel's views of itself, in the formats that programs parse."""

import re

import pytest


@pytest.fixture
def hello(guest):
    guest.check("insmod /root/hello.ko")
    yield guest
    if guest.is_alive():
        guest.check("rmmod hello")


def test_proc_modules(hello):
    line = hello.check("cat /proc/modules")
    assert re.fullmatch(r"hello 16384 0 - Live 0xffffffffc[0-9a-f]{7}( \([A-Z]+\))?\n", line)


def test_sys_module(hello):
    top = "/sys/module/hello"
    assert hello.check(f"cat {top}/coresize {top}/initsize {top}/initstate {top}/refcnt") == \
        "16384\n0\nlive\n0\n"
    assert hello.check(f"ls {top}/holders") == ""
    # Its only function that stays calls printk, which is cold, so it is itself.
    text = hello.check(f"cat {top}/sections/.text.unlikely")
    assert re.fullmatch(r"0xffffffffc[0-9a-f]{7}\n", text)


def test_sys_module_shows_holders(guest):
    guest.check("insmod /test/exporter.ko && insmod /test/importer.ko")
    assert guest.check("readlink /sys/module/exporter/holders/importer") == "../../importer\n"
    guest.check("rmmod importer && rmmod exporter")


def test_kallsyms(hello):
    lines = hello.check("grep -E ' (_text|_printk|hello_exit)[[:space:]]*' /proc/kallsyms").lines()
    assert any(re.fullmatch(r"ffffffff80[0-9a-f]{6} T _text", line) for line in lines)
    assert any(re.fullmatch(r"ffffffff80[0-9a-f]{6} T _printk", line) for line in lines)
    assert any(re.fullmatch(r"ffffffffc0[0-9a-f]{6} t hello_exit\t\[hello\]", line)
               for line in lines)


def test_kallsyms_is_sorted_and_whole(guest):
    assert guest.check("grep -v '\\[' /proc/kallsyms | cut -d' ' -f1 | sort -c; echo $?") == "0\n"
    assert int(guest.check("wc -l < /proc/kallsyms")) > 1000


def test_text_files(guest):
    for path, pattern in (
            ("version", r"Linux version 6\.1\.0-graft .*\n"),
            ("uptime", r"\d+\.\d\d \d+\.\d\d\n"),
            ("loadavg", r"\d+\.\d\d \d+\.\d\d \d+\.\d\d \d+/\d+ \d+\n"),
            ("cmdline", r"console=tty0 console=ttyS0\s*\n"),
            ("sys/kernel/ostype", r"Linux\n"),
            ("sys/kernel/osrelease", r"6\.1\.0-graft\n"),
            ("sys/kernel/tainted", r"\d+\n"),
            ("sys/kernel/printk", r"4\t4\t1\t7\n"),
            ("filesystems", r"(?:(?:nodev)?\t\w+\n)+"),
            ("self/comm", r"cat\n"),
    ):
        assert re.fullmatch(pattern, guest.check(f"cat /proc/{path}")), path


def test_meminfo(guest):
    fields = dict(re.findall(r"^(\w+): +(\d+) kB$", guest.check("cat /proc/meminfo"), re.M))
    assert 200 * 1024 < int(fields["MemTotal"]) < 256 * 1024
    assert 0 < int(fields["MemFree"]) <= int(fields["MemAvailable"]) + int(fields["MemFree"])
    for name in ("Buffers", "Cached", "SwapTotal", "SReclaimable"):
        assert name in fields


def test_slabinfo(guest):
    lines = guest.check("cat /proc/slabinfo").lines()
    assert lines[0] == "slabinfo - version: 2.1"
    number = r" +\d+"
    for line in lines[2:]:
        assert re.fullmatch(rf"\S+{number * 5} : tunables{number * 3} : slabdata{number * 3}", line)
    assert guest.check("stat -c %a /proc/slabinfo") == "400\n"


def test_drop_caches(guest):
    """Unused directory entries go."""
    drop = "echo {} > /proc/sys/vm/drop_caches"
    count = "awk '$1 == \"dentry\" {print $2}' /proc/slabinfo"
    guest.kernel_log()
    guest.check("find /sys /proc/sys > /tmp/names")
    before = int(guest.check(count))
    guest.check(drop.format(3))
    assert int(guest.check(count)) <= before - int(guest.check("wc -l < /tmp/names")) // 2
    guest.check("rm /tmp/names")
    assert re.search(r"sh \(\d+\): drop_caches: 3\n", guest.kernel_log())
    for bad in (0, 5):
        assert "invalid argument" in guest.run(drop.format(bad)).lower()
    assert guest.kernel_log() == ""


def test_mounts(guest):
    mounts = guest.check("cat /proc/mounts")
    for line in ("proc /proc proc ", "sysfs /sys sysfs ", "devtmpfs /dev devtmpfs "):
        assert f"\n{line}" in "\n" + mounts
    assert "/proc" in guest.check("mount")


def test_process_folders(guest):
    shell = guest.check("echo $$").strip()
    assert guest.check(f"cat /proc/{shell}/comm") == "sh\n"
    assert guest.check(f"tr '\\0' ' ' < /proc/{shell}/cmdline").startswith("-/bin/sh") or \
        guest.check(f"tr '\\0' ' ' < /proc/{shell}/cmdline").startswith("-sh")
    assert guest.check(f"readlink /proc/{shell}/exe") == "/bin/busybox\n"
    assert guest.check(f"readlink /proc/{shell}/fd/0") == "/dev/ttyS0\n"
    assert len(guest.check(f"cat /proc/{shell}/stat").split()) == 52
    maps = guest.check(f"cat /proc/{shell}/maps").lines()
    assert any(re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{8} r-xp [0-9a-f]{8} \d\d:\d\d \d+ +/bin/busybox",
                            line) for line in maps)
    assert any(line.endswith("[stack]") for line in maps)
    assert guest.check("ps | grep -c '[i]nit'") != "0\n"
    assert guest.check("readlink /proc/self | grep -c '^[0-9]*$'") == "1\n"


def test_taint_of_a_module_that_is_not_ours(boot):
    """hello is from elsewhere and unsigned, and nothing else: O and E, not P, of a new machine."""
    machine = boot()
    machine.wait_for_shell()
    machine.check("insmod hello.ko")
    assert int(machine.check("cat /proc/sys/kernel/tainted")) == 1 << 12 | 1 << 13

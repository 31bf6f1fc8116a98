# SPDX-License-Identifier: MIT
"""debugfs: one of each kind of file, and what becomes of open ones when they are removed."""


import pytest

from guest import PROMPT_PATTERN

TOP = "/sys/kernel/debug/debug_files"


@pytest.fixture
def files(guest):
    guest.kernel_log()
    guest.check("insmod /test/debug_files.ko")
    yield guest
    if guest.is_alive():
        guest.check("rmmod debug_files")
        assert guest.run(f"ls {TOP}").status == 1


def test_mounted_for_root_alone(guest):
    assert guest.check("grep debugfs /proc/mounts") == \
        "debugfs /sys/kernel/debug debugfs rw,relatime 0 0\n"
    assert guest.check("stat -c '%A %u %g' /sys/kernel/debug") == "drwx------ 0 0\n"


def test_mount_options(guest):
    guest.check("mkdir /tmp/d; mount -t debugfs -o mode=750,gid=7 debugfs /tmp/d")
    assert guest.check("stat -c '%a %g' /sys/kernel/debug") == "750 7\n"
    assert ",gid=7,mode=750 " in guest.check("grep /tmp/d /proc/mounts")
    guest.check("mount -o remount,mode=700,gid=0 /tmp/d; umount /tmp/d; rmdir /tmp/d")
    assert guest.check("stat -c '%a %g' /sys/kernel/debug") == "700 0\n"


def test_users_change_no_names(guest):
    for command in ("touch new", "mkdir new", "rm -r page_tables", "mv page_tables other"):
        assert guest.run(f"cd /sys/kernel/debug; {command}; s=$?; cd; (exit $s)").status != 0


def test_numbers(files):
    for name, value in {"u8": "200", "u16": "60000", "u32": "4000000000", "u64": "1",
                        "ulong": "2", "size_t": "3", "atomic_t": "-4", "x8": "0xc8",
                        "x16": "0xea60", "x32": "0xee6b2800", "bool": "Y", "str": "text",
                        "blob": "raw", "u32_array": "1 20 4294967295",
                        "new": "renamed", "sized": "sized"}.items():
        assert files.check(f"cat {TOP}/{name}") == value + "\n", name
    assert files.check(f"cat {TOP}/regset32") == "ID = 0x00000012\nSTATUS = 0x0000abcd\n"
    assert files.check(f"stat -c '%s %a' {TOP}/sized; stat -c %a {TOP}/blob {TOP}") == \
        "77 444\n444\n755\n"


def test_writing(files):
    for name, text, value in (("u8", "0x10", "16"), ("atomic_t", "-77", "-77"),
                              ("bool", "off", "N"), ("square", "12", "144")):
        files.check(f"echo {text} > {TOP}/{name}")
        assert files.check(f"cat {TOP}/{name}") == value + "\n", name
    files.check(f"echo 0xff > {TOP}/x64")
    assert files.check(f"cat {TOP}/u64 {TOP}/simple") == "255\n144\n"


def test_refusals(files):
    for command, error in ((f"echo 1001 > {TOP}/square", "result out of range"),
                           (f"echo x > {TOP}/u8", "Invalid argument"),
                           (f"echo text > {TOP}/str", "Invalid argument"),
                           (f"chmod 666 {TOP}/u32; echo 1 > {TOP}/u32", "Permission denied"),
                           (f"chmod 666 {TOP}/x64; cat {TOP}/x64", "Permission denied"),
                           (f"echo 1 > {TOP}/simple", "Permission denied")):
        assert error in files.run(command), command
    assert "debugfs: File 'u8' in directory 'debug_files' already present!" in files.kernel_log()


def test_open_files_outlive_their_names(files):
    """Each kind: operations fail, and closing is fine."""
    below = f"{TOP}/doomed/below"
    assert files.check(f"cat {TOP}/doomed/link") == "doomed\n"
    files.check(f"exec 5< {below}/whoami 6< {below}/v32 7< {below}; cd {below}")
    files.check(f"echo 1 > {TOP}/remove")
    assert "No such file" in files.run(f"ls {TOP}/doomed")
    for fd in (5, 6):
        assert "Input/output error" in files.run(f"cat <&{fd}")
    assert "No such file" in files.run("cat ./whoami")
    files.check("cd; exec 5<&- 6<&- 7<&-")


def test_removal_waits_for_running_calls(files):
    files.console.sendline(f"cat {TOP}/doomed/below/slow & reader=$!")
    files.expect("slow is being read")
    files.console.sendline(f"echo 1 > {TOP}/remove & remover=$!")
    files.expect("doomed is to go")
    files.console.sendline("kill $reader; wait $remover; echo all is do''ne")
    files.expect("slow has been read")
    files.expect("doomed is gone")
    files.expect("all is done\n")
    files.expect(PROMPT_PATTERN)


def test_module_stays_while_its_file_is_open(files):
    files.check(f"exec 5< {TOP}/sized")
    assert "Resource temporarily unavailable" in files.run("rmmod debug_files")
    files.check("exec 5<&-")


def test_nothing_is_lost(guest):
    guest.check("dmesg -n 1")
    guest.check("/test/load_rounds /test/debug_files.ko debug_files 500", limit=300)
    guest.check("dmesg -n 4")

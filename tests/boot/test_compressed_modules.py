# SPDX-License-Identifier: MIT
"""Modules in compressed files: by busybox, which unpacks what it can, and by finit_module(2) with
MODULE_INIT_COMPRESSED_FILE, as kmod does it, for which the kernel runs the unpacking program."""

import pytest

COMPRESSED_FILE = 4
EFBIG, EINVAL, EOPNOTSUPP = 27, 22, 95


@pytest.fixture(autouse=True)
def files(guest):
    guest.check("cd /tmp; dmesg -n 1")
    guest.check("gzip -c /root/hello.ko > hello.ko.gz; cp /test/hello.ko.xz .")
    guest.check(r"printf '\050\265\057\375%060d' 0 > hello.ko.zst")
    guest.run("insmod /test/unknown_symbols.ko 2>/dev/null")
    guest.kernel_log()
    yield
    if guest.is_alive():
        guest.check("rm -f /tmp/*.ko* /usr/bin/zstd; cd /root; dmesg -n 4")
        assert guest.check("cat /proc/modules") == ""


def submit(guest, file, flags=COMPRESSED_FILE):
    """The errno of finit_module(2), and what the terminal got."""
    result = guest.run(f"/test/submit {file} {flags}")
    return result.status, str(result)


def is_loaded_and_removed(guest):
    guest.check("grep '^hello ' /proc/modules")
    guest.check("rmmod hello")


def write_program(guest, script):
    """The program that unpacks zstd, which busybox has not."""
    guest.check(f"printf '#!/bin/sh\\n{script}\\n' > /usr/bin/zstd; chmod 755 /usr/bin/zstd")


@pytest.mark.parametrize("kind", ["gz", "xz"])
def test_unpacked_by_the_kernels_helper(guest, kind):
    assert submit(guest, f"hello.ko.{kind}") == (0, "")
    is_loaded_and_removed(guest)


@pytest.mark.parametrize("kind", ["gz", "xz"])
def test_unpacked_by_busybox(guest, kind):
    assert guest.check(f"insmod hello.ko.{kind}") == ""
    is_loaded_and_removed(guest)


@pytest.mark.parametrize("kind", ["gz", "xz"])
def test_modprobe_of_a_compressed_module(guest, kind):
    folder = "/lib/modules/6.1.0-graft"
    guest.check(f"mv {folder} /tmp/saved; mkdir -p {folder}/extra")
    guest.check(f"cp hello.ko.{kind} {folder}/extra; cd {folder}; depmod; cd /tmp")
    result = guest.run("modprobe hello")
    guest.check(f"rm -r {folder}; mv /tmp/saved {folder}")
    assert (result.status, str(result)) == (0, "")
    is_loaded_and_removed(guest)


def test_without_the_flag_it_is_no_module(guest):
    assert submit(guest, "hello.ko.gz", 0) == (
        8, "kernel: hello.ko.gz is compressed by gzip: unpack it by gzip -d\n")
    assert "(hello.ko.gz is compressed by gzip: unpack it by gzip -d, or load it by modprobe)" in \
        guest.kernel_log()


def test_what_busybox_cant_unpack(guest):
    assert guest.run("insmod hello.ko.zst").lines() == [
        "kernel: Invalid ELF header magic: != \\x7fELF (hello.ko.zst is compressed by zstd: unpack "
        "it by zstd -d, or load it by modprobe)",
        "insmod: can't insert 'hello.ko.zst': invalid module format"]


@pytest.mark.parametrize("kind, program", [("gz", "gzip"), ("xz", "xz")])
def test_cut_off(guest, kind, program):
    guest.check(f"head -c 3000 hello.ko.{kind} > cut.ko.{kind}")
    assert submit(guest, f"cut.ko.{kind}") == (
        EINVAL, f"kernel: cut.ko.{kind}: decompression failed with status 1 of {program}: damaged, "
        "or cut off?\n")


def test_damaged(guest):
    guest.check("dd if=/dev/zero of=hello.ko.gz bs=1 seek=2000 count=50 conv=notrunc 2>/dev/null")
    assert submit(guest, "hello.ko.gz") == (
        EINVAL, "kernel: hello.ko.gz: decompression failed with status 1 of gzip: damaged, or cut "
        "off?\n")


def test_not_compressed(guest):
    assert submit(guest, "/root/hello.ko") == (
        EINVAL, "kernel: hello.ko: not a compressed module (gzip, xz or zstd)\n")


def test_contents_are_no_module(guest):
    guest.check(f"printf '#!/bin/sh{60 * ' '}' | gzip -c > script.ko.gz")
    assert submit(guest, "script.ko.gz") == (
        8, "kernel: Invalid ELF header magic: != \\x7fELF (script.ko.gz begins with 23 21 2f 62: a "
        "script)\n")


def test_no_program(guest):
    assert submit(guest, "hello.ko.zst") == (
        EOPNOTSUPP, "kernel: hello.ko.zst: is compressed by zstd, and there is no /bin/zstd or "
        "/usr/bin/zstd to unpack it\n")


def test_program_and_its_surroundings(guest):
    write_program(guest, "ls /proc/self/fd > /tmp/fds; id -u > /tmp/id; echo $0 $* > /tmp/args; "
                  "cat > /tmp/input; cat /root/hello.ko")
    assert submit(guest, "hello.ko.zst") == (0, "")
    is_loaded_and_removed(guest)
    # ls has one more open: the folder.
    assert guest.check("cat fds id args").split() == \
        ["0", "1", "2", "3", "0", "/usr/bin/zstd", "-dc"]
    guest.check("cmp input hello.ko.zst")
    guest.check("rm fds id args input")


@pytest.mark.parametrize("script, reason", [
    ("exit 0", "nothing comes out of it"),
    ("exit 3", "decompression failed with status 3 of zstd: damaged, or cut off?"),
    ("kill -9 $$", "decompression failed: zstd was ended by signal 9"),
])
def test_program_that_fails(guest, script, reason):
    write_program(guest, script)
    assert submit(guest, "hello.ko.zst") == (EINVAL, f"kernel: hello.ko.zst: {reason}\n")


def test_program_that_hangs(guest):
    write_program(guest, "echo hangs > /dev/ttyS0; exec sleep 1000")
    guest.send("/test/submit hello.ko.zst 4\r")
    guest.expect("\nhangs\n")
    guest.send("\x03")
    guest.expect("<130>graft# ")
    guest.check("killall sleep")


def test_too_much_comes_out(boot):
    machine = boot(memory="64M")
    machine.wait_for_shell()
    machine.check("cd /tmp; dmesg -n 1; head -c 1000000 /dev/zero | gzip -c > million.gz")
    # A quarter of the memory is allowed.
    machine.check("for i in $(seq 1 16); do cat million.gz; done > bomb.ko.gz")
    printed = machine.run("/test/submit bomb.ko.gz 4", limit=300)
    assert printed.status == EFBIG
    assert printed.startswith("kernel: bomb.ko.gz: more than ")
    machine.check("insmod /root/hello.ko")


def test_what_kmod_is_told(guest):
    assert guest.check("cat /sys/module/compression") == "gzip\n"

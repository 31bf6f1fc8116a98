# SPDX-License-Identifier: MIT
"""Modules that offer files, and a program for each that uses them in every way."""

import pytest


@pytest.mark.parametrize("name", ["file_ops", "file_map"])
def test_module_and_program(guest, quiet, name):
    guest.kernel_log()
    guest.check(f"insmod /test/{name}.ko")
    result = guest.run(f"/test/{name}", limit=120)
    assert (result.status, str(result)) == (0, "")
    guest.check(f"rmmod {name}; [ ! -e /dev/{name} ]")
    log = guest.kernel_log()
    assert "WARNING" not in log and "BUG" not in log, log


def test_a_file_system(guest, quiet):
    guest.kernel_log()
    guest.check("insmod /test/toyfs.ko; mkdir -p /tmp/toy /tmp/toy2")
    assert "nodev\ttoyfs\n" in guest.check("cat /proc/filesystems")
    guest.check("mount -t toyfs -o name=a toy /tmp/toy")
    assert "toy /tmp/toy toyfs rw,relatime,name=name=a 0 0\n" in guest.check("cat /proc/mounts")
    assert "toyfs" in guest.run("rmmod toyfs; true")  # busy
    guest.check("cd /tmp/toy; mkdir -p a/b; cp /bin/busybox a/b/; cmp /bin/busybox a/b/busybox")
    assert guest.check("chmod 700 a/b/busybox; a/b/busybox echo ran") == "ran\n"
    guest.check("ln -s a/b link; ln a/b/busybox hard; mv a/b/busybox a/c; cmp link/../c hard")
    assert guest.check("readlink link; stat -c '%h %F' hard a") == \
        "a/b\n2 regular file\n3 directory\n"
    assert "File exists" in guest.run("ln -s x hard")
    assert "Directory not empty" in guest.run("rmdir a")
    guest.check("mknod null c 1 3; echo x > null; truncate -s 5 hard; echo ++ >> hard")
    assert guest.check("tail -c 3 hard; wc -c < a/c") == "++\n8\n"
    assert guest.check("cat mounts") == "1 mounts, 7 inodes\n"
    guest.check("mount -t toyfs toy /tmp/toy2")
    assert guest.check("cat mounts; ls /tmp/toy2") == "2 mounts, 9 inodes\nmounts\n"
    assert "busy" in guest.run("umount /tmp/toy")
    guest.check("rm -r a hard; cd /root; umount /tmp/toy /tmp/toy2; rmmod toyfs")
    guest.check("rmdir /tmp/toy /tmp/toy2")
    assert "toyfs" not in guest.check("cat /proc/filesystems")
    assert "left" not in guest.kernel_log()


def test_entries_in_proc(guest, quiet):
    guest.kernel_log()
    guest.check("insmod /test/proc_files.ko")
    log = guest.kernel_log()
    assert "proc_dir_entry 'graft_test/ops' already registered" in log
    result = guest.run("/test/proc_files", limit=120)
    assert (result.status, str(result)) == (0, "")
    guest.check("rmmod proc_files; [ ! -e /proc/graft_test ]")
    log = guest.kernel_log()
    assert "WARNING" not in log and "BUG" not in log, log

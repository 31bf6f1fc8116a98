# SPDX-License-Identifier: MIT
"""configfs: what mkdir, rmdir, ln and the attributes do with a module's items."""

import re

import pytest

TOP = "/sys/kernel/config/graft_test"


@pytest.fixture(autouse=True)
def items(guest, quiet):
    guest.kernel_log()
    guest.check(f"insmod /test/config_items.ko; cd {TOP}")
    yield
    if guest.is_alive():
        guest.check("cd /root; rmmod config_items; ls /sys/kernel/config")
        log = guest.kernel_log()
        assert "left" not in log and "WARNING" not in log, log


def said(guest):
    return re.findall("config_items: (.*)", guest.kernel_log())


def test_what_is_there(guest):
    assert guest.check("find . | sort") == ".\n./alive\n./go\n./late\n./nests\n./pin\n./waits\n"
    assert guest.check("stat -c '%a %F %h' alive pin nests") == \
        "444 regular file 1\n200 regular file 1\n755 directory 2\n"
    assert "Operation not permitted" in guest.run("rmdir nests")
    assert "Operation not permitted" in guest.run("mkdir late/x")
    assert "Operation not permitted" in guest.run("mkdir ../x")
    assert "Operation not permitted" in guest.run("rm alive")
    assert guest.run("touch x").status != 0


def test_items_and_attributes(guest):
    guest.check("mkdir a; mkdir a_name_of_more_than_twenty_letters")
    assert guest.check("ls -1 a; cat alive") == "bytes\nname\nnegate\nvalue\n2\n"
    assert guest.check("cat a*/name") == \
        "a in graft_test\na_name_of_more_than_twenty_letters in graft_test\n"
    guest.check("echo 0x10 > a/value; echo > a/negate")
    assert guest.check("cat a/value; dd if=a/value bs=1 2>/dev/null") == "-16\n-16\n"
    assert "Invalid argument" in guest.run("echo x > a/value")
    assert "Permission denied" in guest.run("cat a/negate")
    assert "Permission denied" in guest.run("echo x > a/name")
    assert "File exists" in guest.run("mkdir a")
    assert "Numerical" in guest.run("mkdir never") and guest.run("ls never").status != 0
    assert "Resource" in guest.run("rmmod config_items")
    guest.check("rmdir a a_*")
    assert guest.check("cat alive") == "0\n"
    assert said(guest) == ["a dropped", "a_name_of_more_than_twenty_letters dropped"]


def test_bytes(guest):
    guest.check("mkdir a; head -c 4500 /bin/busybox > a/bytes")
    assert guest.check("head -c 4500 /bin/busybox | cmp - a/bytes && dd if=a/bytes bs=7 skip=1 "
                       "2>/dev/null | wc -c") == "4493\n"
    assert "too large" in guest.run("head -c 5001 /bin/busybox > a/bytes")
    guest.check("rmdir a")


def test_groups(guest):
    guest.check("mkdir nests/n nests/n/a; echo 5 > nests/n/a/value")
    assert guest.check("ls -1 nests/n; cat nests/n/a/name") == \
        "a\ninner\nslow\na in n\n"
    assert "not empty" in guest.run("rmdir nests/n")
    assert "Operation not permitted" in guest.run("rmdir nests/n/inner")
    guest.check("rmdir nests/n/a nests/n")
    assert said(guest) == ["n is going"]
    assert guest.check("cat alive; ls nests; stat -c %h nests .") == "0\n2\n4\n"


def test_links(guest):
    # A target is looked up from where the program is, not from the link.
    guest.check(f"mkdir a b nests/n nests/n/c; ln -s b a/to_b; ln -s {TOP}/a nests/n/c/x")
    assert guest.check("readlink a/to_b; readlink nests/n/c/x; cat a/to_b/name nests/n/c/x/name") == \
        "../../graft_test/b\n../../../../graft_test/a\nb in graft_test\na in graft_test\n"
    assert "busy" in guest.run("rmdir b")  # pointed at
    assert "not empty" in guest.run("rmdir nests/n/c")  # points
    assert "Too many" in guest.run("ln -s a a/self")
    assert "Operation not permitted" in guest.run("ln -s /tmp a/out")
    assert "Operation not permitted" in guest.run("ln -s a nests/l")
    guest.check("rm a/to_b nests/n/c/x; rmdir a b nests/n/c nests/n")
    assert said(guest)[:4] == ["a to b", "c to a", "a from b", "c from a"]
    assert guest.check("cat alive") == "0\n"


def test_dependencies(guest):
    assert "No such file" in guest.run("echo > pin")
    guest.check("mkdir pinned; echo > pin")
    assert "busy" in guest.run("rmdir pinned")
    guest.check("echo > pin; rmdir pinned")


def test_removed_while_open(guest):
    guest.check("mkdir a; exec 5< a/value 6> a/value; rmdir a")
    assert "No such file" in guest.run("cat <&5")
    assert "No such file" in guest.run("echo 1 >&6")
    assert guest.check("mkdir a; echo 7 > a/value; cat a/value; cat alive") == "7\n2\n"
    assert guest.check("exec 5<&- 6>&-; rmdir a; cat alive") == "0\n"


def test_a_second_of_that_name(guest):
    log = guest.run("cp /test/config_items.ko /tmp/x; insmod /tmp/x")
    assert "File exists" in log


def test_remove_a_group_while_things_are_made_in_what_comes_with_it(guest):
    for make, undo in (("mkdir nests/n/inner/slow", "rmdir nests/n/inner/slow"),
                       ("ln -s slow_target nests/n/inner/x", "rm nests/n/inner/x")):
        guest.check(f"mkdir slow_target nests/n; ({make}; echo made $?) & cat waits")
        assert "not empty" in guest.run("rmdir nests/n")
        assert "made 0" in guest.run("echo > go; wait")
        guest.check(f"{undo} && rmdir nests/n slow_target")
    assert guest.check("cat alive") == "0\n"


def test_make_things_in_what_goes_with_a_group(guest):
    guest.check("mkdir nests/n a; cat nests/n/slow & cat waits")
    guest.check("rmdir nests/n & /test/until_asleep $! D")
    assert "No such file" in guest.run("mkdir nests/n/inner/x")
    assert "No such file" in guest.run("ln -s a nests/n/inner/x")
    guest.check("echo > go; wait; rmdir a")
    assert guest.check("cat alive; ls nests") == "0\n"


def test_crash(boot):
    machine = boot()
    machine.wait_for_shell()
    machine.check("dmesg -n 1; insmod /test/config_items.ko crash=1")
    machine.run(f"mkdir {TOP}/a")
    log = machine.kernel_log()
    assert "left behind, and taken out now: configfs subsystems (1)" in log
    assert machine.check("ls /sys/kernel/config") == ""

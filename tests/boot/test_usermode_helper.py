# SPDX-License-Identifier: MIT
"""call_usermodehelper(): programs that the kernel starts, what they get and what it learns."""

import re

import pytest

UMH_NO_WAIT, UMH_WAIT_EXEC, UMH_WAIT_PROC, UMH_KILLABLE = 0, 1, 2, 4


@pytest.fixture(autouse=True)
def surroundings(guest, quiet):
    yield
    if guest.is_alive():
        guest.check("rm -f /tmp/*")


def script(guest, text):
    guest.check(f"echo '#!/bin/sh' >/tmp/helper; echo '{text}' >>/tmp/helper; chmod 755 /tmp/helper")


def result(guest, argv, wait=UMH_WAIT_PROC, more=""):
    guest.check(f"insmod /test/usermode_helper.ko argv={argv} wait={wait} {more}")
    guest.check("rmmod usermode_helper")
    found = re.findall(r"^usermode_helper: (.*, init called .*)", guest.kernel_log(), re.MULTILINE)
    assert len(found) == 1
    return found[0]


def test_what_a_program_gets(guest):
    script(guest, "echo $0 $1 $2:$PWD:$(umask):$GREETING:$HOME:$(id -u) >/tmp/out;"
                  " ls -l /proc/$$/fd >/tmp/fds")
    guest.check("touch /tmp/out /tmp/fds; chmod 666 /tmp/out /tmp/fds;"
                " umask 077; cd /test; exec 7</dev/null")
    assert result(guest, "/tmp/helper,one,two") == "0, init called 1 times, cleanup 1"
    guest.check("umask 022; cd /root; exec 7<&-")
    assert guest.check("cat /tmp/out") == "/tmp/helper one two:/:0022:hello there:/:7\n"
    # Its script and what it has redirected; nothing of the kernel's or the asker's.
    links = re.findall(" -> (.*)", guest.check("cat /tmp/fds"))
    assert sorted(links) == ["/tmp/fds", "/tmp/helper"]


@pytest.mark.parametrize("text, status", [("exit 0", 0), ("exit 3", 768), ("kill -9 $$", 9)])
def test_waiting_for_its_end_gives_its_status(guest, text, status):
    script(guest, text)
    assert result(guest, "/tmp/helper") == f"{status}, init called 1 times, cleanup 1"


@pytest.mark.parametrize("wait", [UMH_WAIT_EXEC, UMH_WAIT_PROC, UMH_WAIT_PROC | UMH_KILLABLE])
def test_a_program_that_cannot_be_started(guest, wait):
    assert result(guest, "/tmp/nosuch", wait).startswith("-2, ")
    guest.check("echo x >/tmp/plain")
    assert result(guest, "/tmp/plain", wait).startswith("-13, ")
    guest.check("chmod 755 /tmp/plain")
    assert result(guest, "/tmp/plain", wait).startswith("-8, ")


def test_waiting_for_its_start_only(guest):
    script(guest, "read x </tmp/fifo; exit 3")
    guest.check("mkfifo /tmp/fifo; chmod 666 /tmp/fifo")
    assert result(guest, "/tmp/helper", UMH_WAIT_EXEC) == "0, init called 1 times, cleanup 1"
    # It still runs, or this would wait for ever.
    guest.check("echo go >/tmp/fifo")


def test_not_waiting_at_all(guest):
    guest.check("mkfifo /tmp/fifo; chmod 666 /tmp/fifo")
    script(guest, "echo $1 >/tmp/fifo")
    assert result(guest, "/tmp/helper,done", UMH_NO_WAIT).startswith("0, ")
    assert guest.check("cat /tmp/fifo") == "done\n"


def test_an_error_of_the_init_callback_ends_it(guest):
    script(guest, "echo ran >/tmp/out")
    assert result(guest, "/tmp/helper", more="init_error=-1") == "-1, init called 1 times, cleanup 1"
    assert guest.run("cat /tmp/out").status != 0


def test_no_path_and_an_empty_one(guest):
    assert result(guest, '""') == "0, init called 0 times, cleanup 1"
    guest.check("insmod /test/usermode_helper.ko; rmmod usermode_helper")
    assert "usermode_helper: -22, init called 0 times, cleanup 1" in guest.kernel_log()


def test_the_one_who_waits_can_be_killed(guest):
    guest.check("mkfifo /tmp/fifo; chmod 666 /tmp/fifo")
    script(guest, "echo started >/tmp/fifo; read x </tmp/fifo")
    guest.check(f"insmod /test/usermode_helper.ko argv=/tmp/helper wait="
                f"{UMH_WAIT_PROC | UMH_KILLABLE} & pid=$!; cat /tmp/fifo; kill -9 $pid;"
                " echo go >/tmp/fifo; wait $pid; true")
    guest.check("rmmod usermode_helper")
    assert "usermode_helper: -512, init called 1 times, cleanup 1" in guest.kernel_log()

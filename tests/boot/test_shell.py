# SPDX-License-Identifier: MIT
"""The shell and the terminal, as a person at the console finds them."""

import re


def test_pipes_and_status(guest):
    assert guest.check("echo one two three | wc -w") == "3\n"
    assert guest.check("seq 1 1000 | grep 7 | sort -rn | head -n 1") == "997\n"
    assert guest.run("false").status == 1
    assert guest.run("nosuchcommand").status == 127
    assert guest.run("sh -c 'kill -9 $$'").status == 137
    assert guest.check("echo $(( $(echo 6) * 7 ))") == "42\n"


def test_files_through_the_shell(guest):
    guest.check("mkdir -p /tmp/t && cd /tmp/t")
    guest.check("echo data > a && cp a b && mv b c && ln -s c d && cat d > e")
    assert guest.check("cat e") == "data\n"
    assert guest.check("ls") == "a  c  d  e\n"
    assert guest.check("ls -l d").endswith("d -> c\n")
    guest.check("dd if=/dev/zero of=big bs=64k count=64 2>/dev/null")
    assert guest.check("wc -c < big") == f"{64 * 65536}\n"
    assert guest.check("md5sum < big").split()[0] == "b5cfa9d6c8febd618f91ac2843d50a1c"
    guest.check("cd /root && rm -r /tmp/t")


def test_devices(guest):
    assert guest.check("head -c 4 /dev/zero | hexdump -v -e '1/1 \"%02x\"'; echo") == "00000000\n"
    assert guest.check("cat /dev/null") == ""
    first, second = (guest.check("head -c 16 /dev/urandom | md5sum") for _ in range(2))
    assert first != second
    for node, numbers in (("null", "1,   3"), ("zero", "1,   5"), ("urandom", "1,   9"),
                          ("kmsg", "1,  11"), ("tty", "5,   0"), ("console", "5,   1"),
                          ("ttyS0", "4,  64")):
        assert re.match(rf"crw.* {numbers} ", guest.check(f"ls -l /dev/{node}"))
    guest.kernel_log()
    guest.check("echo said by a program > /dev/kmsg")
    assert guest.kernel_log() == "said by a program\n"


def start(guest, command):
    """Types a command that goes on, and waits until the shell has given the terminal to it: before
    that, what is typed is the line editor's."""
    guest.send(f"sh -c 'echo it runs; exec {command}'\r")
    guest.expect("\nit runs\n")


def test_interrupt_from_the_keyboard(guest):
    start(guest, "sleep 1000")
    guest.send("\x03")
    guest.expect(r"<130>graft# ")
    # The line so far is dropped, the shell stays.
    guest.send("echo never\x03")
    guest.expect(r"<130>graft# ")
    assert guest.check("echo alive") == "alive\n"


def test_interrupt_ends_a_loop(guest):
    guest.send("while true; do echo turning; done\r")
    guest.expect("turning\n")
    guest.send("\x03")
    guest.expect(r"<130>graft# ")


def test_job_control(guest):
    start(guest, "sleep 1000")
    guest.send("\x1a")
    guest.expect(r"Stopped")
    guest.expect(r"<(\d+)>graft# ")
    guest.check("bg")
    assert "Running" in guest.check("jobs") or "sleep" in guest.check("jobs")
    guest.check("kill %1")
    guest.run("wait")


def test_line_editing_by_the_terminal(guest):
    """cat reads through the terminal's own line discipline: erase, kill, end of file."""
    start(guest, "cat")
    guest.send("wrong\x15righs\x7ft\r")
    guest.expect("\nright\n")
    guest.send("\x04")
    guest.expect(r"<0>graft# ")


def test_a_crash_kills_the_program_only(guest):
    guest.kernel_log()
    result = guest.run("sh -c 'kill -SEGV $$'")
    assert result.status == 139
    assert guest.check("echo alive") == "alive\n"

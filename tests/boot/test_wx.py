# SPDX-License-Identifier: MIT
"""No page is writable and executable, at any moment of a module's life and at neither of a frame's
two addresses; and who tries to use one so dies, and nothing else does."""

import re

import pytest

import page_tables

PART = re.compile(r"wx_gate: (\w+) at ([0-9a-f]{16}) alias ([0-9a-f]{16})")


def stop_at(guest, command, stage):
    """Starts the command, whose module stops at that stage; where each part is: (address,
    alias)."""
    guest.kernel_log()
    result = guest.run(command + " &")
    if f"wx_gate: in {stage}\n" not in result:
        guest.expect(f"wx_gate: in {stage}\n")
    return {match[1]: (int(match[2], 16), int(match[3], 16))
            for match in PART.finditer(guest.kernel_log())}


def go_on(guest):
    guest.run("kill $!; wait $!")


def access(ranges, address):
    """As one word: what the page may be used for; "" if there is none."""
    r = page_tables.at(ranges, address)
    return ("r" + "w" * r.writable + "x" * r.executable) if r.present else ""


def look(guest, parts):
    """Checks the rules for everything; the access of each part, and of its alias."""
    ranges = page_tables.read(guest)
    page_tables.check_rules(ranges)
    return {name: (access(ranges, address), access(ranges, alias))
            for name, (address, alias) in parts.items()}


# While code of the module's that init keeps may still run, and afterwards.
STARTING = {"text": ("rx", "r"), "rodata": ("r", "r"), "after_init": ("rw", "rw"),
            "data": ("rw", "rw"), "init_text": ("rx", "r")}
RUNNING = dict(STARTING, after_init=("r", "r"))
del RUNNING["init_text"]


@pytest.fixture
def gated(guest):
    yield guest
    if guest.is_alive():
        guest.run("rmmod wx_gate")
        assert guest.check("cat /proc/modules") == ""


def test_before_and_while_parameters_are_set_and_after_all(gated):
    page_tables.check_rules(page_tables.read(gated))
    parts = stop_at(gated, "insmod /test/wx_gate.ko hold=1", "parameters")
    assert look(gated, parts) == STARTING
    go_on(gated)
    init_text, _ = parts.pop("init_text")
    assert access(page_tables.read(gated), init_text) == ""
    assert look(gated, parts) == RUNNING
    gated.check("rmmod wx_gate")
    # The frames are anybody's again.
    assert set(look(gated, parts).values()) == {("", "rw")}


def test_in_init(gated):
    parts = stop_at(gated, "insmod /test/wx_gate.ko where=init", "init")
    assert look(gated, parts) == STARTING
    go_on(gated)
    init_text, _ = parts.pop("init_text")
    assert access(page_tables.read(gated), init_text) == ""
    assert look(gated, parts) == RUNNING


def test_in_exit(gated):
    gated.check("insmod /test/wx_gate.ko where=exit")
    parts = stop_at(gated, "rmmod wx_gate", "exit")
    assert look(gated, parts) == RUNNING
    go_on(gated)
    assert set(look(gated, parts).values()) == {("", "rw")}


def test_after_a_crash_in_init(boot):
    machine = boot()
    machine.wait_for_shell()
    machine.run("insmod /test/wx_gate.ko where=crash")
    log = machine.kernel_log()
    assert "#PF: supervisor write access in kernel mode" in log
    assert re.search(r"RIP: 0010:wx_gate_init\+0x[0-9a-f]+/0x[0-9a-f]+ \[wx_gate\]", log)
    page_tables.check_rules(page_tables.read(machine))
    assert machine.check("cat /sys/kernel/debug/check_wx_pages").said() == "SUCCESS\n"


POKES = ["text", "rodata", "after_init", "text_alias", "rodata_alias", "after_init_alias",
         "kernel_text", "kernel_text_alias", "run_data", "run_user"]


def test_who_breaks_the_rule_dies_alone(boot):
    machine = boot()
    machine.wait_for_shell()
    assert " smep " in machine.check("grep -m1 ^flags /proc/cpuinfo")
    for word in POKES:
        machine.check("insmod /test/wx_pokes.ko")
        machine.kernel_log()
        result = machine.run(f"sh -c 'echo {word} > /dev/wx_pokes; echo survived'")
        assert "survived" not in result, word
        log = machine.kernel_log()
        assert "BUG: unable to handle page fault for address: " in log, word
        assert "permissions violation" in log, word
        kind = "instruction fetch" if word.startswith("run") else "write access"
        assert f"#PF: supervisor {kind} in kernel mode" in log, word
        assert ("The kernel tried to execute user memory" in log) == (word == "run_user")
        # It crashed, nobody holds it, and it can come again.
        machine.check("rmmod wx_pokes")
    page_tables.check_rules(page_tables.read(machine))


def test_the_check_finds_what_breaks_the_rule(boot):
    machine = boot()
    machine.wait_for_shell()
    machine.check("dmesg -n 1")
    machine.check("insmod /test/makes_wx.ko")
    assert machine.check("cat /sys/kernel/debug/check_wx_pages") == "FAILED\n"
    log = machine.kernel_log()
    assert re.search(r"x86/mm: Found insecure W\+X mapping at address \S+ \[makes_wx\]\n", log)
    assert re.search(r"x86/mm: W\+X: 0xffffffffc[0-9a-f]{7}-0xffffffffc[0-9a-f]{7}\n", log)
    assert "x86/mm: Checked W+X mappings: FAILED, 1 W+X pages found." in log
    with pytest.raises(AssertionError):
        page_tables.check_rules(page_tables.read(machine))
    machine.check("rmmod makes_wx")
    assert machine.check("cat /sys/kernel/debug/check_wx_pages") == "SUCCESS\n"

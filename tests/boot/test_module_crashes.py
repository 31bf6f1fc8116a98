# SPDX-License-Identifier: MIT
"""A module that crashes takes the task that called in with it, and nothing else: it is reported by
name, shown as Crashed, removed by rmmod, and a corrected one of the same name works."""

import os
import re
import shutil
import subprocess

import pytest

from guest import ROOT

WORKS = "works\n" * 3
ALL_VIEWS = "cat /dev/crash /proc/crash/entry /sys/kernel/crash/attr"


@pytest.fixture(autouse=True)
def test_folder(guest):
    # The reports go to the log, and not between a command and what it prints.
    guest.check("cd /test; dmesg -n 1")
    guest.kernel_log()
    yield
    if guest.is_alive():
        guest.check("echo 4 > /proc/sys/kernel/printk")  # a report turns it up
        assert guest.check("cat /proc/modules") == ""


def reports(log):
    """The oopses in a log, each from its first line to its last."""
    return re.findall(r"\[#\d+\] SMP\n.*?---\[ end trace", log, flags=re.DOTALL)


def crash_of_insmod(guest, arguments):
    """insmod of crash.ko with those must end in a crash; the log of it."""
    result = guest.run(f"insmod crash.ko {arguments}")
    assert result.status == 128 + 11, result
    log = guest.kernel_log()
    assert len(reports(log)) == 1, log
    return log


def bury_and_load_again(guest):
    """rmmod, then the same module without the crash: it loads and works. Memory may stay, for a
    reason that is told; that as a rule it doesn't is what test_thousands_of_rounds shows."""
    assert re.match(r"crash \d+ 0 - Crashed 0x[0-9a-f]+ \(OE!\)\n",
                    guest.check("grep '^crash ' /proc/modules"))
    guest.check("rmmod crash")
    log = guest.kernel_log()
    assert not reports(log), log
    for line in log.splitlines():
        if "in memory" in line:
            assert re.search(r"stays? in memory: .+ (holds \S+ \[crash\w*\]|points into it)$", line), line
    assert guest.check("cat /proc/modules") == ""
    guest.check("insmod crash.ko things=1")
    assert guest.check(ALL_VIEWS) == WORKS
    guest.check("rmmod crash")
    assert not reports(guest.kernel_log())


HOW = {
    "null": ("BUG: kernel NULL pointer dereference, address: 0000000000000000",
             r"RIP: 0010:crash_now\+0x[0-9a-f]+/0x[0-9a-f]+ \[crash\]"),
    "bug": (r"kernel BUG at \S*/crash\.c:\d+!",
            r"RIP: 0010:crash_now\+0x[0-9a-f]+/0x[0-9a-f]+ \[crash\]"),
    "call": (r"RIP: 0010:0x0\n", r"\n  ?crash_now\+0x[0-9a-f]+/0x[0-9a-f]+ \[crash\]"),
    "divide": ("divide error: 0000", r"RIP: 0010:crash_now\+.* \[crash\]"),
    "opcode": ("invalid opcode: 0000", r"RIP: 0010:crash_now\+.* \[crash\]"),
    "wild": ("general protection fault: 0000", r"RIP: 0010:crash_now\+.* \[crash\]"),
    "recursion": (r"BUG: kernel stack overflow \(task insmod:",
                  r"recurse\.?\S*\+0x[0-9a-f]+/0x[0-9a-f]+ \[crash\]"),
    # Functions without a frame, and so with no trace of who called them but the return address.
    "memset": (r"RIP: 0010:\S*memset\S*\+", r"\n  ?crash_now\+0x[0-9a-f]+/0x[0-9a-f]+ \[crash\]"
               r"\n  ?crash\+"),
    "strlen": (r"RIP: 0010:strlen\+0x0/", 
               r"\n  ?crash_now\+0x[0-9a-f]+/0x[0-9a-f]+ \[crash\]\n  ?crash\+"),
    "text": ("#PF: supervisor write access in kernel mode\n.*permissions violation",
             r"RIP: 0010:crash_now\+.* \[crash\]"),
    "user": ("RIP: 0010:0x400000", r"\n  ?crash_now\+0x[0-9a-f]+/0x[0-9a-f]+ \[crash\]"),
    "mutex": (r"note: insmod\[\d+\] gives back own_mutex\+0x0/0x[0-9a-f]+ \[crash\]",
              r"RIP: 0010:crash_now\+.* \[crash\]"),
    "spin": (r"note: insmod\[\d+\] exited with preempt_count 1\n",
             r"note: insmod\[\d+\] exited with irqs disabled\n"),
}


@pytest.mark.parametrize("how", HOW)
def test_in_init(guest, how):
    """Each kind of crash in init, with a device, a thread and more registered already."""
    log = crash_of_insmod(guest, f"things=1 where=init how={how}")
    for pattern in HOW[how]:
        assert re.search(pattern, log), log
    assert re.search(r"\n  ?crash_init\+0x[0-9a-f]+/0x[0-9a-f]+ \[crash\]|\n  ?\.\.\.", log), log
    assert "Modules linked in: crash(OE+)" in log
    assert re.search(r"crash: crashed in its init, which ended insmod\[\d+\]; rmmod crash", log)
    assert guest.check("cat /sys/module/crash/initstate") == "going\n"
    bury_and_load_again(guest)


@pytest.mark.parametrize("where,arguments,doing", [
    ("ctor", "", "constructors"),
    ("set", "fuse=1", "parameters"),
])
def test_on_the_way_in(guest, where, arguments, doing):
    log = crash_of_insmod(guest, f"where={where} text=allocated {arguments}")
    assert f"crash: crashed in its {doing}, which ended insmod[" in log
    bury_and_load_again(guest)


def test_init_that_ends_its_task(guest):
    """do_exit() in init: no fault, and no report, but the module can't have come to be."""
    assert guest.run("insmod crash.ko where=init how=exit").status == 0
    log = guest.kernel_log()
    assert not reports(log)
    assert "crash: crashed in its init, which ended insmod[" in log
    bury_and_load_again(guest)


def test_in_exit(guest):
    guest.check("insmod crash.ko things=1 where=exit")
    assert guest.run("rmmod crash").status == 128 + 11
    log = guest.kernel_log()
    assert "crash: crashed in its exit, which ended rmmod[" in log
    assert "crash_exit+0x" in log
    bury_and_load_again(guest)


CALLS = {
    "open": "cat /dev/crash",
    "read": "cat /dev/crash",
    "write": "echo > /dev/crash",
    "release": "cat /dev/crash",
    "proc": "cat /proc/crash/entry",
    "attr": "cat /sys/kernel/crash/attr",
    "get": "cat /sys/module/crash/parameters/fuse",
    "set": "echo 1 > /sys/module/crash/parameters/fuse",
}


@pytest.mark.parametrize("where", CALLS)
def test_in_a_call(guest, where):
    """A call into the module that is loaded: the caller dies, and gets its locks back to others."""
    guest.check(f"insmod crash.ko things=1 where={where}")
    assert guest.run(f"sh -c 'exec 2>&1; {CALLS[where]}; true'").status in (0, 139)
    log = guest.kernel_log()
    assert "crash: crashed in its code, which ended " in log
    assert re.search(r" \[crash\]\n", reports(log)[0])
    for name in ("/dev/crash", "/proc/crash", "/sys/kernel/crash"):
        assert guest.run(f"ls -d {name}").status == 1
    bury_and_load_again(guest)


def resume(guest):
    """Back to one command at a time, after some were sent and their prompts not waited for."""
    guest.send("wait; echo still $((6 * 7))\n")
    guest.expect("still 42")
    guest.expect("# ")
    guest.check("dmesg -n 1")


# The module's thread, which slept in its code, and the last line of the report of its end.
THREAD_ENDS = (r"crash: crash_thread\[\d+\] is in its code, and ends", r"---\[ end trace")


def insmod_until(guest, where, *lines):
    """insmod, for a crash that comes a little later, and what the console then shows."""
    guest.check("dmesg -n 8")
    guest.send(f"insmod crash.ko things=1 where={where}\n")
    for line in lines:
        guest.expect(line)
    resume(guest)
    guest.kernel_log()


@pytest.mark.parametrize("where", ["thread", "work"])
def test_in_a_kernel_thread(guest, where):
    insmod_until(guest, where,
                 r"crash: crashed in its code, which ended (crash_thread|kworker/0:\d+)\[\d+\]",
                 *([] if where == "thread" else THREAD_ENDS))
    bury_and_load_again(guest)


@pytest.mark.parametrize("where", ["timer", "hrtimer", "tasklet"])
def test_in_an_interrupt(guest, where):
    """The task that was interrupted isn't ended; the function is left where it crashed."""
    insmod_until(guest, where,
                 rf"note: run_{where}\+0x0/0x[0-9a-f]+ \[crash\], called in an interrupt, is left",
                 "crash: crashed in an interrupt; rmmod crash, and it can be loaded again",
                 *THREAD_ENDS)
    bury_and_load_again(guest)


def test_in_an_interrupt_with_a_lock(boot):
    """What the function has locked can't be known there: the machine ends, as Linux's does."""
    machine = boot(append="panic=-1")
    machine.wait_for_shell()
    machine.send("insmod /test/crash.ko things=1 where=timer how=spin\n")
    machine.expect("Kernel panic - not syncing: Fatal exception in interrupt")
    assert machine.wait_for_exit() == 0


def test_second_load_and_importers_are_told(guest):
    crash_of_insmod(guest, "where=init")
    result = guest.run("insmod crash.ko")
    assert result.said() == "insmod: can't insert 'crash.ko': Device or resource busy\n"
    assert "crash: crashed in its init; rmmod crash first" in guest.kernel_log()
    assert guest.run("insmod crash_user.ko").status == 2
    assert "crash_user: symbol crash_export was exported by crash, which crashed in its init; " \
        "rmmod crash" in guest.kernel_log()
    bury_and_load_again(guest)


def test_waiters_are_woken(guest):
    """A second load and an importer that wait for an init learn of its crash at once."""
    guest.check("dmesg -n 8")
    guest.send("insmod crash.ko where=init how=slow &\n")
    guest.expect("crash: not yet")
    guest.send("insmod crash_user.ko &\n")
    guest.send("insmod crash.ko\n")
    guest.expect("crash: crashed in its init, which ended insmod")
    guest.expect("insmod: can't insert 'crash.ko': Device or resource busy")
    resume(guest)
    log = guest.kernel_log()
    assert "crash: crashed in its init; rmmod crash first" in log
    assert "crash_user: symbol crash_export was exported by crash, which crashed" in log
    bury_and_load_again(guest)


def test_users_go_first(guest):
    """Code of one module, called by another's init: both have crashed, and go in order."""
    guest.check("insmod crash.ko where=export")
    assert guest.run("insmod crash_user.ko").status == 139
    log = guest.kernel_log()
    assert "crash: crashed in its code, which ended insmod[" in log
    assert "crash_user: crashed in its init, which ended insmod[" in log
    assert guest.run("rmmod crash").status == 1
    assert "crash: rmmod crash_user first, which uses it" in guest.kernel_log()
    guest.check("rmmod crash_user")
    bury_and_load_again(guest)


def test_open_files_survive(guest):
    """Others that have the device open get EIO, and end as they like."""
    guest.check("insmod crash.ko things=1 where=read")
    guest.check("exec 7<>/dev/crash")
    assert guest.run("cat /dev/crash").status == 139
    assert "Input/output error" in guest.run("echo x >&7")
    guest.check("exec 7>&-")
    assert len(reports(guest.kernel_log())) == 2  # the reader's, and the module's own thread's
    bury_and_load_again(guest)


def test_terminals_hang_up(guest):
    """A crashed module's terminal, console and line discipline are out of the kernel's way."""
    for _ in range(2):
        guest.check("insmod /test/left_terminal.ko; exec 7<>/dev/ttyLEFT0; echo here >&7")
        assert guest.check("read line <&7; echo $line") == "here\n"
        assert re.fullmatch(r"left_terminal +/dev/ttyLEFT +\d+ +0 serial\n",
                            guest.check("grep left_term /proc/tty/drivers"))
        crash = "/sys/module/left_terminal/parameters/crash"
        assert guest.run(f"sh -c 'echo 1 > {crash}'").status == 139
        # The message itself goes to all consoles that there are.
        log = guest.kernel_log()
        for what in ("consoles", "terminals", "line disciplines"):
            assert f"left_terminal: left behind, and taken out now: {what} (1)" in log
        assert guest.run("echo x >&7").status != 0
        assert guest.check("cat <&7; grep left /proc/tty/drivers; ls /dev | grep LEFT; :") == ""
        guest.check("exec 7>&-; rmmod left_terminal")
        assert "left_terminal" not in guest.check("cat /proc/modules")


def test_a_discipline_in_use_is_replaced(guest):
    guest.check("insmod /test/left_terminal.ko")
    guest.check("/test/attach_discipline /dev/ttyLEFT0 25 > /tmp/said &")
    guest.check("until grep -q attached /tmp/said; do sleep 0.1; done")
    crash = "/sys/module/left_terminal/parameters/crash"
    assert guest.run(f"sh -c 'echo 1 > {crash}'").status == 139
    guest.check("kill -USR1 $!; wait $!")
    assert guest.check("cat /tmp/said; rm /tmp/said") == "attached\nover\n"
    assert len(reports(guest.kernel_log())) == 1
    guest.check("rmmod left_terminal")


def test_who_sleeps_inside_is_ended(guest):
    guest.check("insmod crash.ko things=1 where=sleep")
    guest.check("(echo x > /dev/crash) 2> /dev/null &")
    guest.check("printf read > /sys/module/crash/parameters/where")
    assert guest.run("cat /dev/crash").status == 139
    log = guest.kernel_log()
    assert re.search(r"crash: sh\[\d+\] is in its code, and ends", log), log
    bury_and_load_again(guest)


def test_late_call_is_recognised(guest):
    """A user of what has crashed runs into traps, which name the module, and is ended."""
    guest.check("insmod crash.ko things=1 where=read")
    guest.check("insmod crash_user.ko")
    assert guest.run("cat /dev/crash").status == 139
    guest.kernel_log()
    guest.run("sh -c 'echo 1 > /sys/module/crash_user/parameters/again'")
    log = guest.kernel_log()
    assert re.search(r"BUG: sh\[\d+\] runs into crash_export\+0x0/0x[0-9a-f]+ \[crash\] of crash, "
                     r"which crashed in its code", log), log
    assert "call into a crashed module: 0000" in log
    assert "crash_user: crashed" not in log
    guest.check("rmmod crash_user")
    bury_and_load_again(guest)


def test_warning_goes_on(guest):
    guest.check("insmod crash.ko where=init how=warn")
    log = guest.kernel_log()
    assert re.search(r"WARNING: CPU: 0 PID: \d+ at \S*/crash\.c:\d+ crash_now\+0x\S+ \[crash\]", log)
    assert " Live 0x" in guest.check("grep '^crash ' /proc/modules")
    guest.check("rmmod crash")


def test_counts(guest):
    """The kernel is tainted D, counts what it has survived, and says what it last removed."""
    before = int(guest.check("cat /sys/kernel/oops_count"))
    crash_of_insmod(guest, "where=init")
    assert int(guest.check("cat /sys/kernel/oops_count")) == before + 1
    assert int(guest.check("cat /proc/sys/kernel/tainted")) & 1 << 7
    guest.check("rmmod crash")
    guest.kernel_log()
    log = crash_of_insmod(guest, "where=init")
    assert "[last unloaded: crash(OE)]" in log
    bury_and_load_again(guest)


def test_thousands_of_rounds(boot):
    """A module crashes, is removed, works, and is removed, two thousand times: nothing is lost for
    good, be it the module's or a stack's."""
    machine = boot()
    machine.wait_for_shell()
    machine.check("cd /test; echo 0 > /proc/sys/kernel/printk")
    machine.check("./crash_rounds crash.ko crash where=init 2000", limit=900)


@pytest.mark.parametrize("how", ["null", "recursion", "mutex"])
def test_crashes_in_each_others_way(guest, how):
    """Several processes load, crash and remove the same module at once: none of them hangs."""
    guest.check("echo 0 > /proc/sys/kernel/printk")
    guest.check(f"./crash_rounds crash.ko crash 'where=init how={how}' 25 6", limit=300)
    guest.check("dmesg -n 1")
    guest.kernel_log()


def test_in_a_module_that_grub_brings(boot, tmp_path):
    """The boot goes on without it."""
    shutil.copy(os.path.join(ROOT, "build/tests/modules/null_in_init.ko"), tmp_path / "hello.ko")
    image = str(tmp_path / "crash.iso")
    subprocess.run(["tools/iso", image, "build/graft.elf", "build/tests/initramfs.cpio",
                    str(tmp_path / "hello.ko")], cwd=ROOT, check=True)
    machine = boot(image=image, entry="preload")
    printed = machine.wait_for_shell()
    assert "null_in_init: crashed in its init, which ended kworker/0:" in printed
    assert "boot module hello.ko: preload failed (error -5)" in printed
    assert " Crashed 0x" in machine.check("grep '^null_in_init ' /proc/modules")
    machine.check("rmmod null_in_init; insmod /root/hello.ko; rmmod hello")


def test_panic_on_oops(boot):
    machine = boot(append="panic=-1")
    machine.wait_for_shell()
    machine.check("echo 1 > /proc/sys/kernel/panic_on_oops")
    machine.send("insmod /test/crash.ko where=init\n")
    machine.expect("Kernel panic - not syncing: Fatal exception")
    assert machine.wait_for_exit() == 0

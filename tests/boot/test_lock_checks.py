# SPDX-License-Identifier: MIT
"""Wrong uses of locks are reported in Linux's words: always, and more of them with "lockdep"."""

import re

import pytest


def misuse(machine, what):
    """What the log has of a load that misuses locks so."""
    machine.kernel_log()
    machine.run(f"insmod /test/misuses_locks.ko what={what}")
    log = machine.kernel_log()
    machine.run("rmmod misuses_locks")
    return log


ALWAYS = {
    # First: a switch of tasks is reported every five seconds at most, and the next one is such, too.
    "sleeps_with_spinlock": r"BUG: scheduling while atomic: insmod/\d+/0x00000001",
    "sleeps_under_rcu": r"BUG: sleeping function called from invalid context at kernel/proc/sleep\.c",
    "mutex_twice": r"BUG: mutex recursion on CPU#0, insmod/\d+\n.* lock: first\+0x0.*\[misuses_locks\]",
    "sem_twice": r"BUG: rwsem recursion on CPU#0, insmod/\d+\n.* lock: sem\+0x0.*\[misuses_locks\]",
    "unlock_free": r"BUG: spinlock already unlocked on CPU#0, insmod/\d+",
    "unlock_mutex": r"mutex first\+0x0/\S+ \[misuses_locks\] unlocked by who doesn't hold it",
}


def test_reported_always(boot):
    machine = boot(append="quiet")
    machine.wait_for_shell()
    machine.check("dmesg -n 1")
    for what, reported in ALWAYS.items():
        log = misuse(machine, what)
        assert re.search(reported, log), log
        # With who did it, and no end of the machine.
        assert re.search(r"\+0x\S+/0x\S+ \[misuses_locks\]", log), log
    assert machine.check("cat /proc/modules") == ""


def test_a_spinlock_taken_twice_ends_its_holder(boot):
    machine = boot(append="quiet panic=-1")
    machine.wait_for_shell()
    machine.send("insmod /test/misuses_locks.ko what=spin_twice\n")
    machine.expect(r"BUG: spinlock recursion on CPU#0, insmod/\d+")


CHAIN = (r"WARNING: possible circular locking dependency detected\n.*insmod/\d+ is trying to acquire"
         r" lock:.*\(first\).*already holding lock:.*\(third\).*existing dependency chain"
         r".*-> #2 \(third\).*-> #1 \(second\).*-> #0 \(first\).*Chain exists of:\n.*first --> second"
         r" --> third.*CPU0 +CPU1.*lock\(third\);.*lock\(first\);.*\*\*\* DEADLOCK \*\*\*"
         r".*1 lock held by insmod.*stack backtrace:.*circle")


@pytest.mark.parametrize("what, reported", [
    ("circle", CHAIN),
    ("two_of_a_kind", r"nested is right.*WARNING: possible recursive locking detected.*&locks\[i\].*"
                      r"May be due to missing lock nesting notation"),
    ("inconsistent", r"WARNING: inconsistent lock state\n.*inconsistent \{IN-HARDIRQ-W\} -> "
                     r"\{HARDIRQ-ON-W\} usage.*\(in_interrupt\)\{\?\.\.\.\}.*take_in_interrupt"),
    ("unsafe_order", r"WARNING: HARDIRQ-safe -> HARDIRQ-unsafe lock order detected.*"
                     r"\(in_interrupt\)\{-\.\.\.\} -> \(with_interrupts\)\{\+\.\+\.\}"),
    ("freed", r"WARNING: held lock freed!.*freed\+0x"),
    ("held_at_exit", r"WARNING: ends_with_it/\d+ still has locks held!\n.*1 lock held by ends_with_it"),
    ("not_held", r"WARNING: CPU: 0 PID: \d+ at \S*misuses_locks\.c:\d+ not_held"),
    ("rcu", r"WARNING: suspicious RCU usage\n.*misuses_locks\.c:\d+ suspicious"),
    ("held_in_user_mode", r"WARNING: lock held when returning to user space!.*\(first\)"),
    ("ww_more_after_done", r"WARNING: CPU: 0 PID: \d+ at \S*ww_mutex\.c:\d+ .*ww_more_after_done"),
    ("ww_without_context", r"WARNING: possible recursive locking detected.*\(ww_class_mutex\)"),
], ids=lambda text: text if text.isidentifier() else "")
def test_reported_by_lockdep(boot, what, reported):
    machine = boot(append="quiet lockdep")
    machine.wait_for_shell()
    machine.check("dmesg -n 1")
    log = misuse(machine, what)
    assert re.search(reported, log, re.DOTALL), log


def test_what_is_right_is_not_reported(boot):
    machine = boot(append="quiet lockdep slub_debug=FZPU")
    machine.wait_for_shell()
    machine.check("dmesg -n 1")
    for program in ("files", "pipes", "processes", "signals", "mounts", "fifos", "memory"):
        machine.run(f"/test/{program}")
    for module in ("try_hrtimers", "try_waiting", "dev_platform", "dev_tutorial"):
        machine.check(f"insmod /test/{module}.ko; rmmod {module}")
    machine.check("insmod /test/config_items.ko; cd /sys/kernel/config/graft_test")
    machine.check("mkdir a nests/n nests/n/inner/b; ln -s a nests/n/inner/b/to_a; echo 1 > a/value")
    machine.check("rm nests/n/inner/b/to_a; rmdir nests/n/inner/b nests/n a")
    machine.check("cd /; rmmod config_items")
    for test in ("xarray_test", "idr_test", "ww_mutex_test"):
        machine.check(f"modprobe {test}; modprobe -r {test}")
    machine.check("ls -R /proc /sys > /dev/null 2>&1; cp -r /test /tmp; rm -r /tmp/test")
    log = machine.kernel_log()
    assert "Lock dependency validator" in log
    for words in ("WARNING:", "INFO: trying", "turning off", "=====", "lockdep:", "BUG"):
        assert words not in log, log

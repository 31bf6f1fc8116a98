# SPDX-License-Identifier: MIT
"""Each allocation of a call fails in turn, and nothing but the call does: /proc/self/fail-nth."""

import re

import pytest

LOADS = {
    "hello": ("/root/hello.ko", ""),
    "every_part": ("/test/every_part.ko", "number=3 text=abc list=1,2 word=lines secret=1"),
    "importer": ("/test/importer.ko", ""),
    "dev_tutorial": ("/test/dev_tutorial.ko", "rounds=1"),
}


# The kernel's taints must be these tests' own.
pytestmark = pytest.mark.usefixtures("fresh")

# A damaged page, an oops, a warning: none of them may come of a request that was refused.
TAINTS = 1 << 5 | 1 << 7 | 1 << 9


def failing(guest, command):
    """Runs a program that makes allocations fail; returns how many there are in each call."""
    guest.check("dmesg -n 1")
    result = guest.run(command, limit=300)
    guest.check("dmesg -n 4; dmesg -c > /tmp/log; rm /tmp/log")
    assert result.status == 0, result
    assert int(guest.check("cat /proc/sys/kernel/tainted")) & TAINTS == 0
    return {name: int(n) for name, n in re.findall(r"^(.+): (\d+) allocations$", result, re.M)}


@pytest.mark.parametrize("name", LOADS)
def test_loading(guest, name):
    path, arguments = LOADS[name]
    guest.check("insmod /test/exporter.ko")
    calls = failing(guest, f"/test/fail_loads {path} {name} '{arguments}'")
    guest.check("rmmod exporter")
    # Sections, symbols, names, files: were it only a few, the wrong ones would fail.
    assert calls["finit_module"] > 50 and calls["init_module"] > 50
    assert "delete_module" in calls


def test_fail_nth_file(guest):
    """As proc(5) files go: it starts at 0, takes a number in any base, and nothing else."""
    assert guest.check("cat /proc/self/fail-nth") == "0\n"
    assert guest.check("stat -c %a /proc/self/fail-nth") == "644\n"
    assert "nvalid argument" in guest.run("echo many > /proc/self/fail-nth")
    # A process's own, which its children don't inherit.
    assert guest.check("sh -c 'echo 0x100000 > /proc/$$/fail-nth; cat /proc/self/fail-nth; :'") == \
        "0\n"


def test_failure_is_reported(guest):
    guest.kernel_log()
    result = guest.run("sh -c 'echo 1 > /proc/$$/fail-nth; exec 3< /etc/passwd'")
    assert "memory" in result
    assert re.search(r"FAULT_INJECTION: forcing a failure\.\n"
                     r"name failslab, size \d+, mode 0x[0-9a-f]+, task sh\[\d+\]\n"
                     r"(?:.*\n)* getname", guest.kernel_log())


@pytest.mark.parametrize("program, known", [
    ("fail_files", ("open proc", "open ptmx", "mount", "write pages")),
    ("fail_calls", ("fork", "clone", "mmap populated", "touch"))])
def test_system_calls(guest, program, known):
    calls = failing(guest, f"cd /tmp; /test/{program}; status=$?; cd /root; (exit $status)")
    # That they were really made: these are known to allocate.
    assert len(calls) > 20 and all(calls[name] >= 9 for name in known)


def test_execve(guest):
    calls = failing(guest, "cd /tmp; /test/fail_exec; status=$?; cd /root; (exit $status)")
    assert calls["execve /test/fail_exec"] > 20 and calls["execve ./script-for-exec"] > 20


@pytest.mark.parametrize("program, step", [("files", 97), ("pipes", 13), ("locks", 13),
                                           ("file_mappings", 13)])
def test_programs(guest, program, step):
    """A whole program, whichever of its allocations fails, leaves nothing behind."""
    calls = failing(guest, f"/test/fail_programs {step} /test/{program}")
    assert calls[f"/test/{program}"] > 100

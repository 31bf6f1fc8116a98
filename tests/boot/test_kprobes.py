# SPDX-License-Identifier: MIT
"""Probes: every kind of instruction, functions and their returns, modules that come and go."""

import re

import pytest

import page_tables

pytestmark = pytest.mark.usefixtures("quiet")


def test_instructions_handlers_and_returns(guest):
    guest.check("insmod /test/probes.ko; rmmod probes")
    log = guest.kernel_log()
    assert "probes: done" in log
    assert "not so" not in log and "WARNING" not in log
    assert guest.check("cat /sys/kernel/debug/kprobes/list") == ""


LIST = "/sys/kernel/debug/kprobes/list"


@pytest.fixture
def probe_names(guest):
    yield lambda arguments: guest.check(f"insmod /test/probe_names.ko {arguments}")
    if guest.is_alive():
        guest.check("echo 1 > /sys/kernel/debug/kprobes/enabled")
        guest.run("rmmod hello; rmmod probe_names")
        assert guest.check("cat /proc/modules") == ""


def heard(guest):
    return re.findall(r"^probe_names: (.*(?:\(| returns ).*)", guest.kernel_log(), re.MULTILINE)


def test_a_function_of_a_module(guest, probe_names):
    guest.check("insmod hello.ko")
    probe_names("function=hello:hello_exit returns=hello:hello_exit")
    listed = guest.check(f"cat {LIST}").lines()
    assert [x.split()[1:] for x in listed] == [["k", "hello_exit+0x0", "hello"],
                                               ["r", "hello_exit+0x0", "hello"]]
    page_tables.check_rules(page_tables.read(guest))
    guest.kernel_log()
    guest.check("rmmod hello")
    lines = heard(guest)
    assert lines[0].startswith("hello:hello_exit(")
    assert re.match(r"hello:hello_exit returns \d+ to .*sys_delete_module\+", lines[1])
    # The probes outlive the code.
    assert [x.split()[-1] for x in guest.check(f"cat {LIST}").lines()] == ["[GONE]", "[GONE]"]
    guest.check("rmmod probe_names")
    assert guest.check(f"cat {LIST}") == ""
    # What comes to lie there has no trap in it.
    guest.check("insmod hello.ko; rmmod hello")


def test_a_system_call_by_its_name_in_linux(guest, probe_names):
    probe_names("function=__x64_sys_openat")
    guest.kernel_log()
    guest.check("cat /proc/uptime")
    assert any(x.startswith("__x64_sys_openat(") for x in heard(guest))


def test_code_of_init_goes(guest, probe_names):
    """A probe in init can be set only while that runs; there is none before, and none after."""
    guest.check("insmod /test/notifiers.ko")
    result = guest.run("insmod /test/probe_names.ko function=notifiers:notifiers_init")
    guest.check("rmmod notifiers")
    assert result.status != 0 and "unknown symbol in module" in result


def test_all_off_and_on(guest, probe_names):
    probe_names("function=do_init_module")
    guest.check("echo 0 > /sys/kernel/debug/kprobes/enabled")
    guest.check("insmod hello.ko; rmmod hello")
    assert heard(guest) == []
    guest.check("echo 1 > /sys/kernel/debug/kprobes/enabled; insmod hello.ko")
    assert [x.split("(")[0] for x in heard(guest)] == ["do_init_module"]


def test_a_probed_return_in_a_backtrace(guest, probe_names):
    """Who was called with a probed return is named, and who called that."""
    probe_names("function=blocking_notifier_call_chain returns=do_init_module")
    guest.check("echo 1 > /sys/module/probe_names/parameters/trace; insmod hello.ko")
    log = guest.kernel_log()
    trace = log[log.index("Call Trace:"):log.index("</TASK>")]
    assert re.search(r" do_init_module\+.*\n load_module\+", trace), trace
    assert re.search(r"probe_names: do_init_module returns 0 to load_module\+", log)


def test_a_handler_crashes(boot):
    machine = boot()
    machine.wait_for_shell()
    machine.check("insmod /test/probe_names.ko function=do_init_module crash=1")
    machine.run("insmod hello.ko")
    log = machine.kernel_log()
    assert re.search(r"RIP: 0010:on_hit\+", log)
    assert "probe_names: crashed in its code" in log
    assert "probe_names: left behind, and taken out now: probes (1)" in log
    # The machine goes on, and probes work again.
    machine.check("rmmod hello; rmmod probe_names; insmod /test/probe_names.ko function=do_exit")
    machine.kernel_log()
    machine.check("/test/run_rounds 2>/dev/null; true")
    assert "do_exit(" in machine.kernel_log()

# SPDX-License-Identifier: MIT
"""KUnit, and every module of the tree that has tests in it: each is loaded, and each of its cases
is a test here. That those of KUnit itself (kunit_*.ko) fail is what they are for."""

import os
import re

import pytest

import ktap
from guest import ROOT

MODULES = "/lib/modules/6.1.0-graft/kernel"


def test_modules():
    """Where the modules with suites in them are in the guest, by name."""
    found = {}
    for built, there in (("build/modules", MODULES), ("build/tests/modules", "/test")):
        order = os.path.join(ROOT, built, "modules.order")
        if not os.path.exists(order):
            continue
        with open(order, encoding="utf-8") as lines:
            paths = lines.read().split()
        for path in paths:
            name = os.path.basename(path)[:-len(".ko")]
            with open(os.path.join(ROOT, path), "rb") as file:
                is_test = b".kunit_test_suites\0" in file.read()
            if is_test and not name.startswith("kunit_"):
                found[name] = os.path.join(there, os.path.relpath(path, built))
    return found


test_modules.__test__ = False
FOUND = test_modules()


@pytest.mark.parametrize("module", FOUND)
def test_module(guest, quiet, report_case, module):
    name = module.replace("-", "_")
    installed = FOUND[module].startswith(MODULES)
    guest.check(f"modprobe {name}" if installed else f"insmod {FOUND[module]}", limit=120)
    log = guest.kernel_log()
    guest.check(f"modprobe -r {name}" if installed else f"rmmod {name}")
    for case in ktap.parse(log):
        report_case(module, case)
    assert "BUG:" not in log and "WARNING:" not in log, log


def test_there_are_test_modules():
    assert "list_test" in FOUND and len(FOUND) > 10


def lines(text):
    return [line.rstrip() for line in text.strip("\n").splitlines()]


WORDS = r"""
    # Subtest: words
    1..10
    ok 1 - passes
    # compares: EXPECTATION FAILED at tests/boot/modules/kunit_words.c:22
    Expected two + 1 == 4, but
        two + 1 == 3 (0x3)
    # compares: EXPECTATION FAILED at tests/boot/modules/kunit_words.c:23
    Expected two != 2, but
        two == 2 (0x2)

it is two
    # compares: EXPECTATION FAILED at tests/boot/modules/kunit_words.c:24
    Expected -22 < -16 - 10, but
        -16 - 10 == -26 (0xffffffffffffffe6)
    # compares: EXPECTATION FAILED at tests/boot/modules/kunit_words.c:25
    Expected two == 3 to be true, but is false
    # compares: EXPECTATION FAILED at tests/boot/modules/kunit_words.c:26
    Expected two == 2 to be false, but is true

7
    not ok 2 - compares
    # points: EXPECTATION FAILED at tests/boot/modules/kunit_words.c:33
    Expected here == none, but
        here == 0000000000001000
        none == 0000000000000000
    # points: EXPECTATION FAILED at tests/boot/modules/kunit_words.c:34
    Expected here == ((void *)0), but
        here == 0000000000001000
        ((void *)0) == 0000000000000000
    # points: EXPECTATION FAILED at tests/boot/modules/kunit_words.c:35
    Expected none is not null, but is
    # points: EXPECTATION FAILED at tests/boot/modules/kunit_words.c:36
    Expected error is not error, but is: -2
    not ok 3 - points
    # spells: EXPECTATION FAILED at tests/boot/modules/kunit_words.c:43
    Expected word == "abd", but
        word == "abc"
    # spells: EXPECTATION FAILED at tests/boot/modules/kunit_words.c:44
    Expected word != word, but
        word == "abc"
        word == "abc"
    # spells: EXPECTATION FAILED at tests/boot/modules/kunit_words.c:45
says so
    not ok 4 - spells
    # asserts: ASSERTION FAILED at tests/boot/modules/kunit_words.c:50
    Expected test->param_index == 1, but
        test->param_index == 0 (0x0)
    not ok 5 - asserts
    ok 6 - skips # SKIP no such thing here
    # is_told: tests/boot/modules/kunit_words.c:62: found 5
    not ok 7 - is_told
    # frees: in kunit_try_catch
    # frees: EXPECTATION FAILED at kernel/lib/kunit/resource.c:NNN
kunit_kfree: ADDRESS already freed or not allocated by kunit
    not ok 8 - frees
        # Subtest: is_odd
        ok 1 - one
    # is_odd: EXPECTATION FAILED at tests/boot/modules/kunit_words.c:95
    Expected value->number & 1 to be true, but is false
        not ok 2 - two
        ok 3 - three
    # is_odd: pass:2 fail:1 skip:0 total:3
    not ok 9 - is_odd
        # Subtest: is_big
        ok 1 - param-0
        ok 2 - param-1
    # is_big: pass:2 fail:0 skip:0 total:2
    ok 10 - is_big
# words: pass:2 fail:7 skip:1 total:10
# Totals: pass:5 fail:7 skip:1 total:13
not ok 3 - words
suite_init
    # Subtest: fixtures
    1..3
    # has_things: init
    # has_things: ASSERTION FAILED at tests/boot/modules/kunit_words.c:137
    Expected false to be true, but is false
    # has_things: exit
freed: the second
freed: the first
    not ok 1 - has_things
    # has_no_init: init
    # has_no_init: failed to initialize: -19
    # has_no_init: exit
    not ok 2 - has_no_init
    # exit_throws: init
    # exit_throws: exit
    # exit_throws: ASSERTION FAILED at tests/boot/modules/kunit_words.c:114
    Expected 1 == 2, but
    not ok 3 - exit_throws
suite_exit
# fixtures: pass:0 fail:3 skip:0 total:3
# Totals: pass:0 fail:3 skip:0 total:3
not ok 4 - fixtures
"""

OTHERS = """
KTAP version 1
1..4
    # refused:     # failed to initialize (-38)
not ok 1 - refused
    # Subtest: skipped
    1..1
    ok 1 - skips # SKIP no such thing here
ok 2 - skipped # SKIP
"""


def test_what_is_said_of_each_outcome(guest, quiet):
    guest.check("insmod /test/kunit_words.ko")
    log = re.sub(r"ffff[0-9a-f]{12} already", "ADDRESS already", guest.kernel_log())
    log = re.sub(r"resource\.c:\d+", "resource.c:NNN", log)
    log = lines(log[log.index("KTAP"):])
    assert log == lines(OTHERS) + lines(WORDS)
    # The suite's own lines come first here.
    results = lines(guest.check("cat /sys/kernel/debug/kunit/fixtures/results"))
    assert results[:5] == ["    # Subtest: fixtures", "    1..3",
                           "# fixtures: pass:0 fail:3 skip:0 total:3",
                           "# Totals: pass:0 fail:3 skip:0 total:3", "    # has_things: init"]
    assert results[-2:] == ["    not ok 3 - exit_throws", "not ok 1 - fixtures"]
    guest.check("rmmod kunit_words")
    assert guest.check("ls /sys/kernel/debug/kunit") == ""
    assert "BUG" not in guest.kernel_log()


def test_a_case_that_crashes(guest, quiet):
    """It fails, those after it can't run, and nothing of the module is called any more."""
    for _ in range(2):
        result = guest.run("insmod /test/kunit_crash.ko")
        assert result.status != 0
        log = guest.kernel_log()
        assert re.search(r"RIP: 0010:crashes\+0x.* \[kunit_crash\]", log)
        assert [(case.suite, case.name, case.ok) for case in ktap.parse(log)] == [
            ("crash", "before", True), ("crash", "crashes", False), ("crash", "after", False),
            ("next", "suite_init", False)]
        assert "    # crashes: test case crashed\n    not ok 2 - crashes\n" in log
        assert "    # after: not run, since its module has crashed\n" in log
        assert "which ended kunit_try_catch[" in log and "init returned" not in log + result
        assert "exit of before" in log and log.count("exit of") == 1
        guest.check("rmmod kunit_crash")
        assert "BUG" not in guest.kernel_log()


def test_suites_that_would_go_with_init_are_refused(guest, quiet):
    result = guest.run("insmod /test/kunit_in_init.ko")
    assert "Exec format error" in result or "invalid module format" in result
    assert re.search(r"kunit_in_init: test suite 0 at 0x[0-9a-f]+ is not in data that the module "
                     "keeps", guest.kernel_log())


def test_a_dormant_module_runs_no_tests(guest, quiet):
    guest.check("echo 0 > /proc/sys/kernel/module_init")
    guest.check("insmod /test/kunit_words.ko; rmmod kunit_words")
    guest.check("echo 1 > /proc/sys/kernel/module_init")
    log = guest.kernel_log()
    assert "none of its code will run" in log and "KTAP" not in log


def test_disabled(boot):
    guest = boot(append="kunit.enable=0 quiet")
    guest.wait_for_shell()
    guest.check("insmod /test/kunit_words.ko; rmmod kunit_words")
    log = guest.kernel_log()
    assert "kunit: disabled\n" in log and "KTAP" not in log


def test_nothing_is_lost(guest, quiet):
    result = guest.run("/test/load_rounds /test/kunit_words.ko kunit_words 20", limit=180)
    assert (result.status, result.said()) == (0, "")


@pytest.mark.parametrize("text, error", [
    ("1..1\n", "no line 'KTAP version 1'"),
    ("KTAP version 1\nok 1 - a\n", "a result before the plan"),
    ("KTAP version 1\n1..1\n", "suite 1 is missing"),
    ("KTAP version 1\n1..1\n    # Subtest: a\n    ok 1 - b\nok 1 - a\n", "a: a result before the plan"),
    ("KTAP version 1\n1..1\n    # Subtest: a\n    1..2\n    ok 1 - b\nok 1 - a\n", "a: ends before"),
    ("KTAP version 1\n1..1\n    # Subtest: a\n    1..2\n    ok 2 - b\nok 1 - a\n", "1 is missing"),
    ("KTAP version 1\n1..1\n    # Subtest: a\n    1..1\n    not ok 1 - b\nok 1 - a\n", "otherwise"),
    ("KTAP version 1\n1..1\n    # Subtest: a\n    1..1\n    ok 1 - b\n", "a: ends before result 1"),
    ("KTAP version 1\n1..1\nok 1 - a\n", "no cases before it"),
])
def test_broken_ktap_is_noticed(text, error):
    with pytest.raises(ktap.KtapError, match=error):
        ktap.parse(text)

# SPDX-License-Identifier: MIT
"""Fixtures of the boot tests: a guest to talk to, and its console shown when a test fails."""

import pytest

from guest import Guest
from kunit_cases import report_case  # noqa: F401, a fixture

# The machine that tests share: the last one that started and has not failed a test.
_shared = None
# Every machine of the running test, for its report.
_in_use = []


def _stop_shared():
    global _shared
    if _shared is not None:
        _shared.close()
        _shared = None


@pytest.fixture
def guest():
    """A booted machine at its shell, shared with other tests: a test that changes it (loads a
    module, fills a file) undoes that. One that ends it, or wants another, uses `boot`."""
    global _shared
    if _shared is None or not _shared.is_alive():
        _stop_shared()
        _shared = Guest("shared")
        _in_use.append(_shared)
        _shared.wait_for_shell()
    else:
        _in_use.append(_shared)
    yield _shared


@pytest.fixture(scope="module")
def fresh():
    """For `guest`: this file's tests begin on a new one, where others have left no traces."""
    _stop_shared()


@pytest.fixture
def quiet(guest):
    """For `guest`: its log begins empty, and nothing of it comes to the console by itself."""
    guest.kernel_log()
    guest.check("dmesg -n 1")
    yield
    if guest.is_alive():
        guest.check("dmesg -n 4")


@pytest.fixture
def boot(request):
    """boot(**options) starts a machine of the test's own: see Guest. It ends with the test."""
    machines = []

    def start(**options):
        machine = Guest(request.node.name, **options)
        machines.append(machine)
        _in_use.append(machine)
        return machine

    yield start
    for machine in machines:
        machine.close()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    report = (yield).get_result()
    if report.failed and call.when in ("setup", "call"):
        for machine in _in_use:
            report.sections.append((f"console, {machine.log_path}", machine.log_tail()))
        # Who knows what state it is in: the next test gets a new one.
        _stop_shared()
    if call.when == "teardown":
        _in_use.clear()


def pytest_sessionfinish():
    _stop_shared()

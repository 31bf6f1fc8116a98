# SPDX-License-Identifier: MIT
"""A plug-in of pytest's: the cases of a KUnit module as tests of their own.

The test that loads the module gets them from its log and hands them to the fixture `report_case`;
each is counted, named MODULE::SUITE::CASE, and can fail for itself.
"""

import pytest
from _pytest.reports import TestReport


@pytest.fixture
def report_case(request):
    """report_case(module, case): counts a ktap.Case."""
    item = request.node

    def report(module, case):
        path, line, _ = item.location
        name = f"{module}::{case.suite}::{case.name}"
        outcome, why = "passed", None
        if case.skipped is not None:
            outcome, why = "skipped", (path, line, f"Skipped: {case.skipped}")
        elif not case.ok:
            outcome, why = "failed", "\n".join(case.said) or "failed"
        item.session.testscollected += 1
        for when in ("call", "teardown"):
            item.ihook.pytest_runtest_logreport(report=TestReport(
                nodeid=f"{path}::{name}", location=(path, line, name), keywords={},
                outcome=outcome if when == "call" else "passed",
                longrepr=why if when == "call" else None, when=when))

    return report

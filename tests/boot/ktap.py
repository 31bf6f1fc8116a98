# SPDX-License-Identifier: MIT
"""The Kernel Test Anything Protocol, version 1, as KUnit prints it into the log.

    KTAP version 1
    1..1
        # Subtest: list_test
        1..2
        ok 1 - list_add_test
        not ok 2 - list_del_test
    # list_test: pass:1 fail:1 skip:0 total:2
    not ok 1 - list_test

Results that don't follow their plan are an error: so a suite that stops in the middle can't be
taken for one that has passed. Lines that are none of KTAP's are let through: the kernel may have
something to say, and tests make it.
"""

import re
from dataclasses import dataclass, field

PLAN = re.compile(r"1\.\.(\d+)$")
RESULT = re.compile(r"(ok|not ok) (\d+) - (.*?)(?: # SKIP ?(.*))?$")
INDENT = "    "


class KtapError(Exception):
    """What the text has against being KTAP."""


@dataclass
class Case:
    suite: str
    name: str
    ok: bool
    skipped: str = None  # the reason, if it was
    said: list = field(default_factory=list)  # the lines since the case before


def find_plan(lines, indent, whose):
    """Takes lines up to the plan at that depth; the number."""
    while lines:
        line = lines.pop(0)
        plan = line.startswith(indent) and PLAN.match(line[len(indent):])
        if plan:
            return int(plan.group(1))
        if RESULT.match(line.strip()):
            raise KtapError(f"{whose}: a result before the plan: {line!r}")
    raise KtapError(f"{whose}: no plan")


def find_result(lines, indent, number, whose):
    """Takes lines up to the next result at that depth, which must have that number; what it says,
    and the other lines."""
    said = []
    while lines:
        line = lines.pop(0)
        result = line.startswith(indent) and RESULT.match(line[len(indent):])
        if result:
            if int(result.group(2)) != number:
                raise KtapError(f"{whose}: result {number} is missing before {line!r}")
            return result, said
        said.append(line)
    raise KtapError(f"{whose}: ends before result {number}")


def parse_suite(lines, number):
    """The cases of the next suite; one for all of it, if it could not begin."""
    subtest = INDENT + "# Subtest: "
    said = []
    while lines and not lines[0].startswith(subtest):
        result = RESULT.match(lines[0])
        said.append(lines.pop(0))
        if result and (int(result.group(2)) != number or result.group(1) == "ok"):
            raise KtapError(f"suite {number}: a result, and no cases before it: {said[-1]!r}")
        if result:
            return [Case(result.group(3), "suite_init", False, None, said)]
    if not lines:
        raise KtapError(f"suite {number} is missing")
    name = lines.pop(0)[len(subtest):]
    cases = []
    for i in range(1, find_plan(lines, INDENT, name) + 1):
        result, said = find_result(lines, INDENT, i, name)
        ok, _, case, skipped = result.groups()
        cases.append(Case(name, case, ok == "ok", skipped, said))
    result, _ = find_result(lines, "", number, name)
    if result.group(3) != name:
        raise KtapError(f"{name}: its result is of {result.group(3)}")
    if (result.group(1) == "ok") != all(case.ok for case in cases):
        raise KtapError(f"{name}: the result is {result.group(1)}, the cases say otherwise")
    return cases


def parse(text):
    """All cases of a document, which may have other lines before and after it."""
    lines = text.splitlines()
    if "KTAP version 1" not in lines:
        raise KtapError("no line 'KTAP version 1'")
    del lines[:lines.index("KTAP version 1") + 1]
    number = find_plan(lines, "", "the document")
    return [case for i in range(1, number + 1) for case in parse_suite(lines, i)]

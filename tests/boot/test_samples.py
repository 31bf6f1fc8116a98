# SPDX-License-Identifier: MIT
"""The samples of modules/: what their READMEs show is what happens, line for line.

In a README a transcript is an indented block: `# command`, and under it what that prints. Times,
addresses and process ids may be others each time; a line `...` stands for any lines."""

import os
import re

import pytest

from guest import ROOT

SAMPLES = os.path.join(ROOT, "modules")
NAMES = sorted(name for name in os.listdir(SAMPLES)
               if os.path.exists(os.path.join(SAMPLES, name, "README.md")))

# What is not the same each time, and what each stands for.
WILDCARDS = (
    (r"\[ +\d+\.\d{6}\]", r"\[ *\d+\.\d{6}\]"),
    (r"\b(?:0x)?[0-9a-f]{16}\b(?<!000000000000000[0-9a-f])", r"(?:0x)?[0-9a-f]{16}"),
    (r"(?<=\w\[)\d+(?=\])", r"\d+"),
    (r"\+0x[0-9a-f]+/0x[0-9a-f]+", r"\+0x[0-9a-f]+/0x[0-9a-f]+"),
)
# Said once by the kernel, whichever module comes first; the test may not be the first.
ONCE = re.compile(r".*(?:loading out-of-tree module taints kernel|module verification failed|"
                  r"Disabling lock debugging due to kernel taint).*\n")


def transcript(name):
    """The commands of the README, each with the lines that must follow."""
    steps = []
    with open(os.path.join(SAMPLES, name, "README.md"), encoding="utf-8") as readme:
        for line in readme.read().splitlines():
            if line.startswith("    # "):
                steps.append((line[len("    # "):], []))
            elif line.startswith("    "):
                steps[-1][1].append(line[4:])
    return steps


def pattern(line):
    """The regular expression of a line, with what may be different left open."""
    parts, at = [], 0
    found = sorted((m.start(), m.end(), stands) for wildcard, stands in WILDCARDS
                   for m in re.finditer(wildcard, line))
    for start, end, stands in found:
        if start < at:
            continue
        parts += [re.escape(line[at:start]), stands]
        at = end
    return "".join(parts) + re.escape(line[at:]) + r"[ \t]*\n"


def expression(lines):
    return "".join(r"(?:.*\n)*?" if line == "..." else pattern(line) for line in lines)


@pytest.mark.parametrize("name", NAMES)
def test_transcript(guest, name):
    steps = transcript(name)
    assert steps
    guest.kernel_log()
    guest.check("dmesg -n 4")  # as after the boot: an oops would have changed it
    for command, lines in steps:
        said = ONCE.sub("", guest.run(command, limit=60))
        assert re.fullmatch(expression(lines), said), \
            f"# {command}\n{said}--- but {name}/README.md has\n" + "\n".join(lines)
    guest.check("dmesg -n 4")
    assert guest.check("cat /proc/modules") == ""


def test_each_folder_has_one():
    """But for the tests, and hello, which is the pattern."""
    folders = {name for name in os.listdir(SAMPLES) if os.path.isdir(os.path.join(SAMPLES, name))}
    assert folders - set(NAMES) <= {"tests", "hello"}

# SPDX-License-Identifier: MIT
"""Transcripts of a shell in the guest, replayed: the same commands must print the same lines.

In a transcript (or a README with one) an indented line `# command` is what is typed, and those under
it are what it prints. Times, addresses, offsets and process ids may be others each time; a line `...`
stands for any lines."""

import re

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


def transcript(path):
    """The commands of the file, each with the lines that must follow."""
    steps = []
    with open(path, encoding="utf-8") as text:
        for line in text.read().splitlines():
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


def replay(guest, path):
    """Types all of it, with the console as it is after the boot: an oops would have changed it."""
    steps = transcript(path)
    assert steps
    guest.kernel_log()
    guest.check("dmesg -n 4")
    for command, lines in steps:
        said = ONCE.sub("", guest.run(command, limit=60))
        assert re.fullmatch(expression(lines), said), \
            f"# {command}\n{said}--- but {path} has\n" + "\n".join(lines)
    guest.check("dmesg -n 4")
    assert guest.check("cat /proc/modules") == ""

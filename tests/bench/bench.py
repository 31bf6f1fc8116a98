#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""bench.py BENCH WORK_DIR [MODULE...]: the instructions that the loader's core needs, as a table.

Runs BENCH (bench.c) under callgrind, which counts instructions and not time: the same program has
the same figures on every machine and under any load. What is shown for relocations, imports,
kept names and bytes is the difference between a module and one with a quarter of them, so that
what a load costs anyway falls out; the table has it for two such steps, and where work is linear
both are equal. For a real module it is everything divided by the number of its relocations, and
then by the number of its bytes.

The exit status is 1 if growth is not linear or a figure has got worse than LIMITS.
"""

import collections
import os
import pathlib
import re
import subprocess
import sys

STAGES = ["validity", "layout", "symbols", "relocate", "names"]
# What must not be exceeded: instructions each, of all stages together. Lower them when the core
# gets better. "loads" is a byte of a module that has something of everything.
LIMITS = {
    "relocations": 27,
    "imports": 300,
    "imports-reversed": 600,
    "names": 370,
    "bytes": 0.25,
    "loads": 1.5,
}
AIMS = {"relocations": 15, "imports": 300}
# How much two steps may differ, as a part of the figure: buckets of a hash fill, a page more is
# begun, a larger table takes another pass to sort.
LINEAR = {"relocations": 0.02, "bytes": 0.02}
LINEAR_OTHERS = 0.05


def count(bench, work, modules):
    """{(what, number): {stage: instructions}}"""
    for old in work.glob("callgrind*"):
        old.unlink()
    command = ["valgrind", "--quiet", "--tool=callgrind", "--collect-atstart=no"]
    command += [f"--callgrind-out-file={work}/callgrind", bench, *modules]
    if subprocess.run(command, check=False).returncode:
        sys.exit("bench: the program failed under callgrind")
    counts = collections.defaultdict(dict)
    for part in work.glob("callgrind.*"):
        text = part.read_text()
        label = re.search(r"^desc: Trigger: Client Request: (\S+) (\d+) (\S+)$", text, re.M)
        if label:
            what, number, stage = label.groups()
            counts[what, int(number)][stage] = int(re.search(r"^totals: (\d+)", text, re.M)[1])
    return counts


def row(name, figures, aim=None):
    cells = "".join(f"{figures[stage]:10.2f}" for stage in STAGES)
    end = f"  (aim: {aim})" if aim else ""
    print(f"{name:<40}{cells}{sum(figures.values()):10.2f}{end}")


def slope(counts, what, less, more):
    return {
        stage: (counts[what, more][stage] - counts[what, less][stage]) / (more - less)
        for stage in STAGES
    }


def judge(what, each):
    """What is wrong with the figures of the two steps."""
    if abs(each[1] - each[0]) > LINEAR.get(what, LINEAR_OTHERS) * each[0]:
        yield f"{what}: not linear, {each[0]:.2f} and then {each[1]:.2f}"
    if each[1] > LIMITS[what]:
        yield f"{what}: {each[1]:.2f} instructions each, more than {LIMITS[what]}"


def made_modules(counts):
    """The rows of modules made for the purpose; returns what is wrong."""
    faults = []
    for what in LIMITS:
        numbers = sorted(number for w, number in counts if w == what)
        each = []
        for less, more in zip(numbers, numbers[1:]):
            figures = slope(counts, what, less, more)
            row(f"{what}, {less:,} to {more:,}", figures, AIMS.get(what))
            each.append(sum(figures.values()))
        faults += judge(what, each)
    return faults


def real_modules(counts, sizes):
    for what, number in sorted(counts, key=lambda key: -key[1]):
        if what in LIMITS:
            continue
        for unit, divisor in (("relocations", number), ("bytes", sizes[what])):
            each = {s: counts[what, number][s] / divisor for s in STAGES}
            row(f"{what}, {divisor:,} {unit}", each)


def main():
    bench, work, *modules = sys.argv[1:]
    counts = count(bench, pathlib.Path(work), modules)
    print(f"{'instructions for each of the':<40}" + "".join(f"{s:>10}" for s in [*STAGES, "all"]))
    faults = made_modules(counts)
    real_modules(counts, {os.path.basename(m): os.path.getsize(m) for m in modules})
    for fault in faults:
        print(f"bench: {fault}")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()

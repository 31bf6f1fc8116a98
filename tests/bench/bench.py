#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""bench.py BENCH WORK_DIR [MODULE...]: the instructions that the loader's core needs, as a table.

Runs BENCH (bench.c) under callgrind, which counts instructions and not time: the same program has
the same figures on every machine and under any load. What is shown for relocations, imports,
kept names and bytes is the difference between a module and one with a quarter of them, so that
what a load costs anyway falls out; the table has it for two such steps, and where work is linear
both are equal. For a real module it is everything divided by the number of its relocations.

The exit status is 1 if growth is not linear or a figure has got worse than LIMITS.
"""

import collections
import pathlib
import re
import subprocess
import sys

STAGES = ["validity", "layout", "symbols", "relocate", "names"]
# What must not be exceeded: instructions each, of all stages together. Lower them when the core
# gets better.
LIMITS = {"relocations": 66, "imports": 650, "names": 1800, "bytes": 0.25}
AIMS = {"relocations": 15, "imports": 300}
# Where two steps must have the same figure, but for that part of it: buckets of a hash fill, a
# page more is begun. Names are sorted, which takes n log n.
LINEAR = {"relocations": 0.02, "imports": 0.05, "bytes": 0.02}


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


def row(name, figures):
    cells = "".join(f"{figures[stage]:10.2f}" for stage in STAGES)
    print(f"{name:<36}{cells}{sum(figures.values()):10.2f}")


def slope(counts, what, less, more):
    return {
        stage: (counts[what, more][stage] - counts[what, less][stage]) / (more - less)
        for stage in STAGES
    }


def main():
    bench, work, *modules = sys.argv[1:]
    counts = count(bench, pathlib.Path(work), modules)
    faults = []

    print(f"{'instructions for each':<36}" + "".join(f"{s:>10}" for s in [*STAGES, "all"]))
    for what, limit in LIMITS.items():
        numbers = sorted(number for w, number in counts if w == what)
        each = []
        for less, more in zip(numbers, numbers[1:]):
            figures = slope(counts, what, less, more)
            row(f"{what[:-1]}, {less:,} to {more:,}", figures)
            each.append(sum(figures.values()))
        if abs(each[1] - each[0]) > LINEAR.get(what, 1) * each[0]:
            faults.append(f"{what}: not linear, {each[0]:.2f} and then {each[1]:.2f}")
        if each[1] > limit:
            faults.append(f"{what}: {each[1]:.2f} instructions each, more than {limit}")
    for what, number in sorted(counts, key=lambda key: -key[1]):
        if what not in LIMITS:
            each = {s: counts[what, number][s] / number for s in STAGES}
            row(f"relocation of {what}, {number:,}", each)
    for what, aim in AIMS.items():
        print(f"the aim for {what}: {aim}")
    for fault in faults:
        print(f"bench: {fault}")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()

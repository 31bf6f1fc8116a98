#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Takes every check out of the loader's core, one at a time: some host test must fail each time.

mutants.py --out DIR --cc CC --cflags FLAGS --tests "a b" --objects DIR SOURCE...

A check is an `if` whose body returns an error. It is taken out whole; and, if its condition has
several parts, each part by itself. An unconditional `return bad(...)` returns 0 instead. For each
such mutant the source is compiled, and the tests are linked with it and run, one after the other,
until one fails. A mutant that no test notices has survived: it is printed, and the exit status
is 1.

DIR holds what `make mutants` has built: every object of the core (core/PATH.o), of the tests
(test_NAME.o) and of what they share. Mutants are built in DIR/mutant-N.
"""

import argparse
import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
import sys
import threading

ERROR_RETURN = re.compile(r"return\s+(bad\w*\s*\(|-E[A-Z]+\s*;|err\s*;)")


class Mutant:
    """A change of source[start:end] to text."""

    def __init__(self, source, start, end, text):
        self.source, self.start, self.end, self.text = source, start, end, text

    def __str__(self):
        code = self.source.code
        line = code.count("\n", 0, self.start) + 1
        old = " ".join(code[self.start : self.end].split())
        return f"{self.source.path}:{line}: {old} -> {self.text}"

    def code(self):
        return self.source.code[: self.start] + self.text + self.source.code[self.end :]


class Source:
    """A C file, with the text of comments and strings blanked out in `bare`, at the same places."""

    def __init__(self, path):
        self.path = path
        self.code = path.read_text()
        self.bare = re.sub(
            r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'',
            lambda m: re.sub(r"[^\n]", " ", m.group()),
            self.code,
            flags=re.S,
        )

    def closing(self, at):
        """Where the parenthesis that opens at `at` closes."""
        depth = 0
        for i in range(at, len(self.bare)):
            depth += {"(": 1, ")": -1}.get(self.bare[i], 0)
            if depth == 0:
                return i
        raise ValueError(f"{self.path}: a parenthesis isn't closed")

    def split(self, start, end, operator):
        """The operands of an operator in bare[start:end], outside of all parentheses."""
        depth, parts, i = 0, [], start
        while i < end:
            c = self.bare[i]
            depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(c, 0)
            if depth == 0 and self.bare.startswith(operator, i):
                parts.append((start, i))
                i += len(operator)
                start = i
                continue
            i += 1
        return parts + [(start, end)]

    def trim(self, start, end):
        while start < end and self.bare[start].isspace() and self.code[start].isspace():
            start += 1
        while start < end and self.code[end - 1].isspace():
            end -= 1
        return start, end

    def parts(self, start, end):
        """Mutants of a condition: each operand of || becomes 0, each of && becomes 1."""
        start, end = self.trim(start, end)
        if self.bare[start] == "(" and self.closing(start) == end - 1:
            yield from self.parts(start + 1, end - 1)
            return
        for operator, neutral in (("||", "0"), ("&&", "1")):
            operands = self.split(start, end, operator)
            if len(operands) == 1:
                continue
            for a, b in operands:
                a, b = self.trim(a, b)
                yield Mutant(self, a, b, neutral)
                yield from self.parts(a, b)
            return

    def mutants(self):
        conditional = set()
        for m in re.finditer(r"\bif\s*\(", self.bare):
            opening = m.end() - 1
            closing = self.closing(opening)
            body = re.compile(r"\s*").match(self.bare, closing + 1).end()
            conditional.add(body)
            if ERROR_RETURN.match(self.bare, body):
                yield Mutant(self, opening + 1, closing, "0")
                yield from self.parts(opening + 1, closing)
        for m in re.finditer(r"\breturn\s+(bad\s*\(|-E[A-Z]+\s*;)", self.bare):
            if m.start() not in conditional:
                yield Mutant(self, m.start(), self.bare.index(";", m.start()), "return 0")


class Bench:
    """Where mutants are built and tried."""

    def __init__(self, args):
        self.args = args
        self.core = sorted((args.out / "core").rglob("*.o"))
        self.shared = [p for p in sorted(args.out.glob("*.o")) if not p.name.startswith("test_")]
        self.numbers = iter(range(1 << 30))
        self.lock = threading.Lock()

    def survives(self, mutant):
        """Is there no test that fails? A compiler that finds the mutant impossible counts too."""
        with self.lock:
            work = self.args.out / f"mutant-{next(self.numbers)}"
        work.mkdir()
        try:
            return self.compile(mutant, work) and all(
                self.passes(test, mutant, work) for test in self.args.tests.split()
            )
        finally:
            shutil.rmtree(work)

    def compile(self, mutant, work):
        (work / "mutant.c").write_text(mutant.code())
        command = [self.args.cc, *self.args.cflags.split(), "-w"]
        command += ["-iquote", mutant.source.path.parent]
        command += ["-c", work / "mutant.c", "-o", work / "mutant.o"]
        return subprocess.run(command, capture_output=True, check=False).returncode == 0

    def passes(self, test, mutant, work):
        replaced = mutant.source.path.with_suffix(".o")
        core = [work / "mutant.o" if self.is_object_of(p, replaced) else p for p in self.core]
        program = work / "test"
        command = [self.args.cc, "-Wl,--wrap=malloc", "-o", program]
        command += [self.args.out / f"test_{test}.o", *self.shared]
        subprocess.run([*command, *core, "-lcmocka"], check=True)
        environment = os.environ | {"OBJECTS": str(self.args.objects)}
        try:
            done = subprocess.run(
                [program], env=environment, capture_output=True, timeout=20, check=False
            )
        except subprocess.TimeoutExpired:
            return False
        return done.returncode == 0

    def is_object_of(self, path, wanted):
        return wanted.as_posix().endswith("/" + path.relative_to(self.args.out / "core").as_posix())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--objects", type=pathlib.Path, required=True)
    parser.add_argument("--cc", required=True)
    parser.add_argument("--cflags", required=True)
    parser.add_argument("--tests", required=True)
    parser.add_argument("sources", type=pathlib.Path, nargs="+")
    args = parser.parse_args()

    bench = Bench(args)
    sources = [Source(path) for path in args.sources]
    if not bench.survives(Mutant(sources[0], 0, 0, "")):
        sys.exit("mutants: a test fails without any change; see `make check`")

    mutants = [mutant for source in sources for mutant in source.mutants()]
    survivors = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = pool.map(bench.survives, mutants)
        for done, (mutant, survived) in enumerate(zip(mutants, results), 1):
            if survived:
                survivors += 1
                print(f"survives: {mutant}", flush=True)
            if sys.stderr.isatty():
                print(f"\r  {done}/{len(mutants)}", end="", file=sys.stderr, flush=True)
    print(f"{len(mutants)} mutants of {len(sources)} files; {survivors} survived")
    sys.exit(1 if survivors else 0)


if __name__ == "__main__":
    main()

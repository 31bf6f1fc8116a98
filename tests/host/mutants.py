#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Takes every check out of the loader's core, one at a time: some host test must fail each time.

mutants.py --out DIR --cc CC --cflags FLAGS --tests "a b" --objects DIR SOURCE...

A check is an `if` whose body returns an error or false, or an expression that a function returning
bool returns. It is taken out whole; and, if its condition has several parts, each part by itself;
and each comparison in it is moved by one: < becomes <=, and so on. An unconditional
`return bad(...)` returns 0 instead. For each such mutant the source is compiled, and the tests are
linked with it and run, one after the other, until one fails. A mutant that no test notices has
survived: it is printed, and the exit status is 1.

Where a mutant means the same as the code, no test can notice; such are listed, with the reason, in
mutants.same, and left out. A line of that list which fits no mutant is an error.

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

ERROR_RETURN = re.compile(r"return\s+(\w*bad\w*\s*\(|-E[A-Z]+\s*;|err\s*;|false\s*;|NULL\s*;)")
BOOL_FUNCTION = re.compile(r"^(?:static\s+)?(?:\w*inline\s+)?bool\s[^;{]*\)\s*\{", re.M)
# A comparison, not a shift, an arrow or part of one.
COMPARISON = re.compile(r"(?<![-<>=!])([<>]=?)(?![<>=])")
OFF_BY_ONE = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}


class Mutant:
    """A change of source[start:end] to text."""

    def __init__(self, source, start, end, text):
        self.source, self.start, self.end, self.text = source, start, end, text

    def change(self):
        """The file's name, the old text and the new, in one line."""
        old = " ".join(self.source.code[self.start : self.end].split())
        return f"{self.source.path.name}: {old} -> {' '.join(self.text.split())}"

    def __str__(self):
        line = self.source.code.count("\n", 0, self.start) + 1
        return f"line {line} of {self.change()}"

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
        for m in COMPARISON.finditer(self.bare, start, end):
            text = self.code[start : m.start()] + OFF_BY_ONE[m[1]] + self.code[m.end() : end]
            yield Mutant(self, start, end, text)

    def ifs(self):
        """Where the condition of each `if` opens and closes, and where its body begins."""
        for m in re.finditer(r"\bif\s*\(", self.bare):
            closing = self.closing(m.end() - 1)
            yield m.end() - 1, closing, re.compile(r"\s*").match(self.bare, closing + 1).end()

    def bool_returns(self):
        """Start and end of the expressions that functions of type bool return."""
        for function in BOOL_FUNCTION.finditer(self.bare):
            body_end = self.bare.index("\n}", function.end())
            for m in re.compile(r"\breturn\s+").finditer(self.bare, function.end(), body_end):
                end = self.bare.index(";", m.end())
                if self.bare[m.end() : end] not in ("true", "false"):
                    yield m.end(), end

    def mutants(self):
        conditional = set()
        for opening, closing, body in self.ifs():
            conditional.add(body)
            if ERROR_RETURN.match(self.bare, body):
                yield Mutant(self, opening + 1, closing, "0")
                yield from self.parts(opening + 1, closing)
        for m in re.finditer(r"\breturn\s+(bad\s*\(|-E[A-Z]+\s*;)", self.bare):
            if m.start() not in conditional:
                yield Mutant(self, m.start(), self.bare.index(";", m.start()), "return 0")
        for start, end in self.bool_returns():
            yield Mutant(self, start, end, "true")
            yield from self.parts(start, end)


def read_same(path):
    """The changes in mutants.same: each line but for comments, which begin with a hash."""
    lines = [line.strip() for line in path.read_text().splitlines()]
    return {line for line in lines if line and not line.startswith("#")}


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
    same = read_same(pathlib.Path(__file__).with_suffix(".same"))
    named = {source.path.name + ":" for source in sources}
    stale = {s for s in same if s.split(" ", 1)[0] in named} - {m.change() for m in mutants}
    if stale:
        sys.exit("mutants: in mutants.same, but no mutant:\n" + "\n".join(sorted(stale)))
    mutants = [mutant for mutant in mutants if mutant.change() not in same]
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

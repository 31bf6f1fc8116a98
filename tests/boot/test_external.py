# SPDX-License-Identifier: MIT
"""Modules of other people's kind: the sources of tests/boot/external, and what tools/new-module
begins, built from folders outside the tree with nothing but KDIR set; then loaded and used, as
their transcripts say, in a machine whose image has them."""

import os
import shutil
import subprocess

import pytest

import ktap
from external import make
from guest import Guest, LOGS, ROOT
from transcript import replay

SOURCES = os.path.join(ROOT, "tests/boot/external")
NAMES = sorted(os.listdir(SOURCES))
NEW = "tools/new-module"


def new_module(*args):
    return subprocess.run([os.path.join(ROOT, NEW), *map(str, args)], capture_output=True, text=True,
                          check=False)


@pytest.fixture(scope="module")
def outside(tmp_path_factory):
    """A folder with all of them, built."""
    top = tmp_path_factory.mktemp("outside")
    for name in NAMES:
        shutil.copytree(os.path.join(SOURCES, name), top / name)
    for name in ("brand-new", "other_new"):
        assert new_module(name, top / name).returncode == 0
    for name in os.listdir(top):
        printed = make(top / name, f"KDIR={ROOT}")
        assert "warning" not in printed.lower(), printed
    return top


@pytest.fixture(scope="module")
def outsider(outside):
    """A machine that has the folder's contents in its root."""
    image = os.path.join(LOGS, "external.iso")
    cpio = os.path.join(LOGS, "external.cpio")
    subprocess.run([os.path.join(ROOT, "tools/initramfs"), cpio, "--busybox", "/bin/busybox",
                    "--nodes", os.path.join(ROOT, "iso/nodes"), os.path.join(ROOT, "iso/root"),
                    os.path.join(ROOT, "build/root"), outside], check=True)
    subprocess.run([os.path.join(ROOT, "tools/iso"), image, os.path.join(ROOT, "build/graft.elf"),
                    cpio, os.path.join(ROOT, "build/modules/hello.ko")], check=True)
    machine = Guest("external", image=image)
    machine.wait_for_shell()
    yield machine
    machine.close()


@pytest.mark.parametrize("name", NAMES)
def test_external_module(outsider, name):
    replay(outsider, os.path.join(SOURCES, name, "transcript"))


@pytest.mark.parametrize("name", ["brand-new", "other_new"])
def test_new_module_passes_at_once(outsider, report_case, name):
    at, module = f"/{name}/{name}", name.replace("-", "_")
    outsider.kernel_log()
    outsider.check(f"insmod {at}.ko; insmod {at}_test.ko; rmmod {module}_test {module}")
    cases = ktap.parse(outsider.kernel_log())
    assert [case.name for case in cases] == ["adds", "stops_at_the_ends"]
    for case in cases:
        report_case(name, case)


def test_new_module_s_readme_is_true(outside, outsider):
    """It has the files at the root, where make run OVERLAY=DIR puts them."""
    outsider.check("ln -s /brand-new/*.ko /")
    replay(outsider, outside / "brand-new/README.md")


@pytest.mark.parametrize("name, why", [
    ("", "a module needs a name"),
    ("9lives", "'9lives' does not begin with a letter"),
    ("_x", "'_x' does not begin with a letter"),
    ("a/b", "'a/b' has other characters than letters, digits, - and _"),
    ("a b", "'a b' has other characters than letters, digits, - and _"),
    ("a.b", "'a.b' has other characters than letters, digits, - and _"),
    ("x" * 51, f"'{'x' * 51}' is longer than 50 characters"),
    ("my_test", "'my_test' is what the test of a module is called: leave out the end"),
])
def test_names_that_are_refused(tmp_path, name, why):
    done = new_module(name, tmp_path / "new")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"new-module: {why}\n")
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("character", list(":%'\";&*?,$#\\`<>|[]()= "))
def test_folders_that_cannot_be_built_in_are_refused(tmp_path, character):
    folder = tmp_path / f"a{character}b"
    done = new_module("mine", folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"new-module: no module can be built in '{folder}': " \
        f"make would take for its own '{character}'\n"
    assert not folder.exists()


def test_nothing_is_overwritten(tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    done = new_module("mine", folder)
    assert done.returncode == 1 and done.stderr == f"new-module: {folder} is there already\n"
    assert os.listdir(folder) == []
    for name in ("hello", "counter"):
        done = new_module(name)
        assert done.returncode == 1 and done.stdout == "" and " there" in done.stderr
    assert not os.path.exists(os.path.join(ROOT, "modules/counter"))

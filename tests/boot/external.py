# SPDX-License-Identifier: MIT
"""Building modules outside the tree, as their authors do."""

import os
import shutil
import subprocess

from guest import ROOT


def make(folder, *args, status=0):
    """make in the folder, as from a shell there: not as a part of the make that runs the tests."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("MAKE", "MFLAGS"))}
    environment["PWD"] = str(folder)
    done = subprocess.run(["make", *args], cwd=folder, env=environment, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    assert done.returncode == status, done.stdout
    return done.stdout


def lay_out(folder, hello=False, **files):
    """Fills the folder: hello's Makefile, which calls Graft's; files by their names, with _ for the
    last dot (a_c="..."); and hello.c if asked for."""
    makefile = open(os.path.join(ROOT, "modules/hello/Makefile"), encoding="utf-8").read()
    (folder / "Makefile").write_text(makefile.replace("KDIR := ../..", f"KDIR := {ROOT}"))
    if hello:
        shutil.copy(os.path.join(ROOT, "modules/hello/hello.c"), folder)
    for name, text in files.items():
        (folder / ".".join(name.rsplit("_", 1))).write_text(text)
    return folder


def modinfo(module, field):
    """What kmod's modinfo says of a field of the module: a list, for there may be several."""
    done = subprocess.run(["/sbin/modinfo", "-F", field, str(module)], capture_output=True,
                          text=True, check=True)
    return done.stdout.splitlines()

# SPDX-License-Identifier: MIT
"""Module symbols for gdb, without being asked: source this with build/graft.elf loaded.

A module's .ko says nothing of addresses; the loader decides them anew each time. So a breakpoint
of ours on do_init_module, where they are final and the module's code has not run yet, reads them
from the kernel's struct module and hands them to gdb; those on free_module and bury_module take the
symbols away again. None of them stops the machine, nor shows in `info breakpoints`.

The .ko files are looked for by the module's name in the folders of the environment's MODULES
(parted by colons), then in build/modules and build/tests/modules.
"""

import os

import gdb

FOLDERS = [*filter(None, os.environ.get("MODULES", "").split(":")), "build/modules",
           "build/tests/modules"]


def module_name(path):
    """What the kernel calls the module in this file: names may have - where it has _."""
    return os.path.basename(path).removesuffix(".ko").replace("-", "_")


def object_file(name):
    """The path of the module called NAME, or None."""
    for folder in FOLDERS:
        for file in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
            if file.endswith(".ko") and module_name(file) == name:
                return os.path.join(folder, file)
    return None


def sections(module):
    """(name, address) of each section of the module, as /sys/module/NAME/sections shows them."""
    files = module["sect_attrs"].dereference()
    for index in range(int(files["num"])):
        attribute = files["file"][index]
        yield attribute["attr"]["name"].string(), int(attribute["private"])


def add_symbols(module):
    name = module["name"].string()
    path = object_file(name)
    if path is None:
        print(f"graft: {name}: no {name}.ko in {':'.join(FOLDERS)}, so no symbols (set MODULES)")
        return
    places = " ".join(f"-s {section} {address:#x}" for section, address in sections(module))
    gdb.execute(f"add-symbol-file {path} {places}", to_string=True)
    print(f"graft: {name}: symbols from {path}")


def remove_symbols(module):
    name = module["name"].string()
    for objfile in gdb.objfiles():
        path = objfile.filename or ""
        if path.endswith(".ko") and module_name(path) == name:
            gdb.execute(f"remove-symbol-file {path}", to_string=True)


class Hook(gdb.Breakpoint):
    """Calls ACTION with the struct module that FUNCTION got, and lets the machine go on."""

    def __init__(self, function, action):
        super().__init__(function, internal=True)
        self.silent = True
        self.action = action

    def stop(self):
        try:
            self.action(gdb.parse_and_eval("mod").dereference())
        except gdb.error as problem:
            print(f"graft: module symbols: {problem}")
        return False


Hook("do_init_module", add_symbols)
Hook("free_module", remove_symbols)
Hook("bury_module", remove_symbols)

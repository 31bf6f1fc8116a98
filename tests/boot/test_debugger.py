# SPDX-License-Identifier: MIT
"""gdb on the running kernel, as `make debug` starts it: the loader's hook is hit when a module
goes in, and the module's own names are known from then on."""

import os

import pexpect

from guest import ROOT

GDB_PROMPT = r"\(gdb\) "


def gdb_says(gdb, command, pattern, limit=60):
    gdb.sendline(command)
    gdb.expect(pattern, timeout=limit)
    match = gdb.match
    gdb.expect(GDB_PROMPT)
    return match


def test_break_in_the_loader_and_in_a_module(boot):
    socket = "build/tests/gdb.sock"
    machine = boot(gdb=socket)
    environment = dict(os.environ, GDB=socket, TERM="dumb")
    gdb = pexpect.spawn("tools/debug", ["attach"], cwd=ROOT, env=environment, encoding="utf-8",
                        timeout=60)
    gdb.expect(GDB_PROMPT)
    gdb_says(gdb, "break do_init_module", r"Breakpoint \d+ at 0xffffffff8")
    gdb.sendline("continue")
    machine.wait_for_shell(limit=180)

    machine.send("insmod hello.ko\r")
    gdb.expect(r"hello: symbols from build/modules/hello\.ko")
    gdb.expect(r"Breakpoint \d+, do_init_module \(\s*mod=")
    gdb.expect(GDB_PROMPT)
    gdb_says(gdb, "print mod->name", r'"hello"')
    gdb_says(gdb, "break hello_exit", r"Breakpoint \d+ at 0xffffffffc0[0-9a-f]+: file .*hello\.c")
    gdb.sendline("continue")
    machine.expect(r"<0>graft# ")

    machine.send("rmmod hello\r")
    gdb.expect(r"Breakpoint \d+, hello_exit \(\)")
    gdb.expect(GDB_PROMPT)
    gdb_says(gdb, "backtrace 3", r"#1 .* in .*delete_module")
    gdb.sendline("continue")
    machine.expect(r"<0>graft# ")
    gdb.close(force=True)

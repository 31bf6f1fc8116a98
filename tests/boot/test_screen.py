# SPDX-License-Identifier: MIT
"""The second console: a shell on the screen, typed to with the keyboard.

QEMU's monitor presses the keys and reads the screen's memory, 80 columns by 25 lines of a
character and its colour each, from 0xb8000.
"""

import json
import os
import re
import socket

from guest import ROOT

KEYS = {" ": "spc", "\n": "ret", "/": "slash", ".": "dot", "-": "minus", ">": "shift-dot",
        ";": "semicolon", "=": "equal", "'": "apostrophe"}


class Monitor:
    """QEMU's monitor, through its machine protocol: one JSON object a line."""

    def __init__(self, path):
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(60)
        self._socket.connect(path)
        self._lines = self._socket.makefile("rw", encoding="utf-8")
        assert "QMP" in json.loads(self._lines.readline())
        self._ask("qmp_capabilities")

    def _ask(self, command, **arguments):
        self._lines.write(json.dumps({"execute": command, "arguments": arguments}) + "\n")
        self._lines.flush()
        while True:
            answer = json.loads(self._lines.readline())
            if "event" not in answer:
                return answer["return"]

    def say(self, line):
        return self._ask("human-monitor-command", **{"command-line": line})

    def type(self, text):
        for character in text:
            key = KEYS.get(character, character)
            self.say(f"sendkey {'shift-' + key.lower() if key.isupper() else key} 20")

    def screen(self):
        cells = re.findall(r"0x([0-9a-f]{4})\b", self.say("xp /2000xh 0xb8000"))
        text = "".join(chr(int(cell, 16) & 0xff) for cell in cells)
        return [text[line:line + 80].rstrip(" \0") for line in range(0, 2000, 80)]


def test_shell_on_the_screen(boot):
    path = os.path.join(ROOT, "build/tests/monitor.sock")
    machine = boot(options=["-qmp", f"unix:{path},server=on,wait=off"])
    machine.wait_for_shell()
    monitor = Monitor(path)
    # What the shell on the screen does shows on the serial console when it is done.
    monitor.type("cd /; insmod /boot/hello.ko; lsmod; tty > /dev/ttyS0\n")
    machine.expect("/dev/tty1\n")
    screen = monitor.screen()
    assert any(re.fullmatch(r"hello +16384 +0", line) for line in screen), screen
    assert any(line.startswith("# cd /; insmod") for line in screen), screen
    # Ctrl-C there is for the job there: not for the shell, so the job must have begun.
    monitor.type("sh -c 'echo begun > /dev/ttyS0; exec sleep 1000'\n")
    machine.expect("begun\n")
    monitor.say("sendkey ctrl-c 20")
    monitor.type("echo alive > /dev/ttyS0\n")
    machine.expect("alive\n")
    assert machine.check("rmmod hello") == ""


def test_a_module_hears_keys(boot):
    path = os.path.join(ROOT, "build/tests/keys.sock")
    machine = boot(append="loglevel=7", options=["-qmp", f"unix:{path},server=on,wait=off"])
    machine.wait_for_shell()
    monitor = Monitor(path)
    machine.check("insmod /test/keys.ko")
    # Held for so long that the module has read one byte before the next comes.
    monitor.say("sendkey a 500")
    for line in ("heard 1: 1e down 1 shift 0", "heard 4: fb61 down 1 shift 0",
                 "heard 5: fb61 down 1 shift 0", "line 1: scan code 1e",
                 "heard 1: 1e down 0 shift 0", "line 1: scan code 9e"):
        machine.expect(f"keys: {line}")
    # With a modifier: what is down, and what the key means then.
    monitor.say("sendkey shift-b 500")
    for line in ("heard 4: f700 down 1 shift 0", "heard 1: 30 down 1 shift 1",
                 "heard 4: fb42 down 1 shift 1", "heard 5: f700 down 0 shift 1"):
        machine.expect(f"keys: {line}")
    # No keymap has Shift and Alt.
    monitor.say("sendkey shift-alt-c 500")
    machine.expect("keys: heard 2: 2e down 1 shift 9")
    machine.expect("keys: heard 5: f700 down 0 shift 1")
    # Kept by the module: there is no symbol.
    monitor.say("sendkey f5 500")
    for line in ("heard 1: 3f down 1", "heard 2: 3f down 1", "line 1: scan code 3f",
                 "line 1: scan code bf"):
        machine.expect(f"keys: {line}")
    machine.check("rmmod keys")
    # The keyboard lives, and what was heard is on the line: "aB", then the rest.
    monitor.type("=1; tty > /dev/ttyS0\n")
    machine.expect("/dev/tty1\n")

# SPDX-License-Identifier: MIT
"""A machine under test: Graft in QEMU, its serial console in our hands.

Nothing here sleeps or polls: it sends a line and waits for the text that must come, with a time
limit that only a hang can reach. The limits allow for emulation on a busy machine.
"""

import os
import re
import signal

import pexpect

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "../.."))
IMAGE = os.path.join(ROOT, "build/tests/graft.iso")
LOGS = os.path.join(ROOT, "build/tests")

BOOT_LIMIT = 90
COMMAND_LIMIT = 60
# No machine outlives this, whatever becomes of us.
MACHINE_LIMIT = 1800

# The shell shows the status of the last command in it, which no output should look like.
PROMPT = "<$?>graft# "
PROMPT_PATTERN = r"<(\d+)>graft# "
# The line editor asks the terminal where the cursor is, before each line; nobody answers.
WHERE_IS_CURSOR = "\x1b[6n"


# How the kernel's own lines on the console begin.
STAMP = r"\[ *\d+\.\d{6}\] "


class Result(str):
    """What a command printed, its lines ended by \\n, with its exit status in `status`. If the
    kernel had to say something meanwhile, to its console or to the terminal, that is in it, too;
    `said` is without."""

    status = None

    def lines(self):
        return self.splitlines()

    def said(self):
        return re.sub(rf"^({STAMP}|kernel: ).*\n", "", self, flags=re.MULTILINE)


class Guest:
    """One run of QEMU. Options: `append` to the kernel's command line (the environment's APPEND is
    added: `make test APPEND=lockdep` runs all of it with the lock checks), `entry` of GRUB's menu,
    `memory`, `gdb` (the path of a socket where it waits for gdb), `image`, `device` (on the PCI
    bus, "" for none), and `options`, more of QEMU's own."""

    def __init__(self, name, append="", entry="graft", memory="256M", gdb="", image=IMAGE,
                 device="edu", options=()):
        os.makedirs(LOGS, exist_ok=True)
        self.log_path = os.path.join(LOGS, re.sub(r"\W+", "-", name).strip("-") + ".log")
        self._log = open(self.log_path, "w", encoding="utf-8")
        append = " ".join(filter(None, (append, os.environ.get("APPEND"))))
        environment = dict(os.environ, APPEND=append, ENTRY=entry, MEM=memory, GDB=gdb, GUI="",
                           DEVICE=device)
        environment.pop("ACCEL", None)
        self.console = pexpect.spawn(
            "timeout", ["--foreground", str(MACHINE_LIMIT), os.path.join(ROOT, "tools/run"), image,
                        *options],
            cwd=ROOT, env=environment, encoding="utf-8", codec_errors="replace",
            timeout=COMMAND_LIMIT, dimensions=(24, 80))
        self.console.logfile_read = self._log
        self.console.delaybeforesend = None

    # The end of it.

    def is_alive(self):
        return self.console.isalive()

    def close(self):
        """Ends QEMU if it still runs."""
        if self.console.isalive():
            self.console.kill(signal.SIGTERM)
        self.console.close(force=True)
        self._log.close()

    def wait_for_exit(self, limit=COMMAND_LIMIT):
        """Waits until QEMU ends by itself; returns its exit status and what came before."""
        self.console.expect(pexpect.EOF, timeout=limit)
        self.console.close()
        return self.console.exitstatus

    def log_tail(self, lines=60):
        self._log.flush()
        with open(self.log_path, encoding="utf-8", errors="replace") as log:
            return "\n".join(log.read().replace("\r", "").splitlines()[-lines:])

    # Talking to it.

    def expect(self, pattern, limit=COMMAND_LIMIT):
        """Waits for a match of the regular expression on the console; returns the match. Its \\n
        matches the end of a line, whatever the terminals on the way have made of it."""
        self.console.expect(pattern.replace("\n", "\r*\n"), timeout=limit)
        return self.console.match

    def send(self, text):
        self.console.send(text)

    def wait_for_shell(self, limit=BOOT_LIMIT):
        """Waits for the shell's first prompt; returns what the machine printed until then."""
        self.console.expect(r"(?:^|\n|\r|\x1b\[6n)# ", timeout=limit)
        printed = clean(self.console.before)
        # Wide enough that the line editor never wraps, so that its echo is one line.
        self.console.sendline("stty cols 999")
        self.console.expect("# ")
        self.console.sendline(f"PS1='{PROMPT}'")
        self.console.expect(PROMPT_PATTERN)
        return printed

    def run(self, command, limit=COMMAND_LIMIT):
        """Types the line and waits until it is done; returns a Result."""
        assert "\n" not in command
        self.console.sendline(command)
        self.console.expect(PROMPT_PATTERN, timeout=limit)
        printed = clean(self.console.before)
        # The first line is the echo; what the kernel says can come before it.
        before, echo, after = printed.partition(command + "\n")
        assert echo, f"no echo of {command!r} in {printed!r}"
        result = Result(before + after)
        result.status = int(self.console.match.group(1))
        return result

    def check(self, command, limit=COMMAND_LIMIT):
        """As run(), for a command that must succeed."""
        result = self.run(command, limit)
        assert result.status == 0, f"{command}: status {result.status}\n{result}"
        return result

    def kernel_log(self):
        """The kernel's messages since the last call, without their times."""
        text = self.check("dmesg -c")
        return re.sub(f"^{STAMP}", "", text, flags=re.MULTILINE)


def clean(text):
    return text.replace(WHERE_IS_CURSOR, "").replace("\r", "")

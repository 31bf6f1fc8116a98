# SPDX-License-Identifier: MIT
"""A modprobe of the test's own in the shared guest: what the kernel runs when it wants a module."""

import pytest

PATH = "/proc/sys/kernel/modprobe"


class OwnModprobe:
    def __init__(self, guest):
        self.guest = guest

    def serve(self, text):
        """From now on modprobe notes what it was asked, then does what the shell text says."""
        self.guest.check("printf '%s\\n' '#!/bin/sh' 'echo \"$@\" >>/tmp/asked' "
                         f"'{text}' >/tmp/modprobe; chmod 755 /tmp/modprobe; : >/tmp/asked; "
                         f"echo /tmp/modprobe >{PATH}")

    def asked(self):
        return self.guest.check("cat /tmp/asked").splitlines()


@pytest.fixture
def modprobe(guest, quiet):
    """As it was when the test is over, with no module left and /tmp empty."""
    yield OwnModprobe(guest)
    if guest.is_alive():
        guest.check(f"echo /sbin/modprobe >{PATH}; rm -f /tmp/*")
        assert guest.check("cat /proc/modules") == ""

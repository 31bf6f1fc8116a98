# SPDX-License-Identifier: MIT
"""Static keys: code that is rewritten when a key is switched, across modules, and never by way of a
page that is writable and executable."""

import pytest

import page_tables

pytestmark = pytest.mark.usefixtures("quiet")

OWN = "/sys/module/static_keys/parameters/shared"
OTHER = "/sys/module/static_keys_user/parameters/shared"


def test_every_kind_of_key(guest):
    guest.check("insmod /test/static_keys.ko; rmmod static_keys")
    log = guest.kernel_log()
    assert "static_keys: done" in log
    assert "not so" not in log and "WARNING" not in log


def test_a_key_of_another_module(guest):
    guest.check("insmod /test/static_keys.ko; insmod /test/static_keys_user.ko")
    assert guest.check(f"cat {OWN} {OTHER}") == "N\nN\n"
    guest.check(f"echo 1 > {OWN}")
    assert guest.check(f"cat {OWN} {OTHER}") == "Y\nY\n"
    page_tables.check_rules(page_tables.read(guest))
    # One that comes when the key is on has never been told of the switch.
    guest.check("rmmod static_keys_user; insmod /test/static_keys_user.ko")
    assert guest.check(f"cat {OTHER}") == "Y\n"
    guest.check("rmmod static_keys_user")
    guest.check(f"echo 0 > {OWN}")
    assert guest.check(f"cat {OWN}") == "N\n"
    guest.check("rmmod static_keys")
    log = guest.kernel_log()
    assert [x for x in log.splitlines() if "in init" in x] == \
        ["static_keys_user: off in init", "static_keys_user: on in init"]

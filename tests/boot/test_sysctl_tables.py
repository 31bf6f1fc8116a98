# SPDX-License-Identifier: MIT
"""A module's tables in /proc/sys: what each handler of <linux/sysctl.h> shows and takes."""

import pytest

DIR = "/proc/sys/graft_test"


@pytest.fixture(autouse=True)
def tables(guest, quiet):
    guest.kernel_log()
    guest.check("insmod /test/sysctl_tables.ko")
    yield
    guest.check(f"rmmod sysctl_tables; [ ! -e {DIR} ]")


# The file, what it shows, and then: what is written, what it shows after that. Where the write is
# refused that is said with a !.
FILES = [
    ("text", "as it was", [("this text is too long", "this text is to")]),
    ("flag", "0", [("1", "1"), ("0", "0")]),
    ("ints", "1\t-2\t3", [("-5 0x10 017", "-5\t16\t15"), ("7", "7\t16\t15"),
                          ("1 2 x", "!1\t2\t15")]),
    ("bounded", "5", [("-10", "-10"), ("11", "!-10"), ("99999999999", "!-10")]),
    ("number_bounded", "8", [("4294967295", "4294967295"), ("2", "!4294967295"),
                             ("-1", "!4294967295")]),
    ("small", "9", [("200", "200"), ("201", "!200")]),
    ("longs", "10\t11", [("50 60", "50\t60"), ("51", "!50\t60")]),
    ("wait_ms", "1000", [("500", "500"), ("10", "!500")]),
    ("wait_s", "2", [("30", "30")]),
    ("wait_msecs", "500", [("20", "20")]),
    ("wait_ticks", "100", [("50", "50")]),
    ("bitmap", "", [("3,1-2,99", "1-3,99"), ("100", "!1-3,99"), ("4-", "!1-3,99")]),
]


@pytest.mark.parametrize("name, shown, writes", FILES, ids=[x[0] for x in FILES])
def test_handler(guest, name, shown, writes):
    assert guest.check(f"cat {DIR}/{name}") == shown + "\n"
    for text, after in writes:
        result = guest.run(f"echo '{text}' > {DIR}/{name}")
        assert ("Invalid argument" in result) == after.startswith("!"), (text, result)
        assert guest.check(f"cat {DIR}/{name}") == after.lstrip("!") + "\n"


def test_a_handler_of_its_own(guest):
    assert guest.check(f"cat {DIR}/doubled") == "10\n"
    assert "Operation not permitted" in guest.run(f"echo 1 > {DIR}/doubled")


def test_permissions(guest):
    assert "Permission denied" in guest.run(f"echo 1 > {DIR}/number")
    assert guest.check(f"stat -c %a {DIR}/number_bounded {DIR}/number") == "600\n444\n"


def test_read_in_pieces(guest):
    assert guest.check(f"dd if={DIR}/text bs=3 2>/dev/null") == "as it was\n"


def test_a_path_and_a_tree(guest):
    assert guest.check(f"find {DIR}/deep") == \
        "".join(f"{DIR}/{x}\n" for x in ("deep", "deep/below", "deep/below/wait_s"))


def test_what_is_refused_at_registration(guest):
    log = guest.kernel_log()
    assert "sysctl table check failed: graft_test/ints array not allowed" in log
    assert "sysctl duplicate entry: graft_test/text" in log

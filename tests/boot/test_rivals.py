# SPDX-License-Identifier: MIT
"""Loads that wait for one another: several of one module, and an importer for an init."""

import re

import pytest

from own_modprobe import modprobe  # pylint: disable=unused-import


@pytest.fixture
def gate(guest, modprobe):
    """modprobe, and with it slow_exporter's init, waits for a line through /tmp/gate."""
    guest.check("mkfifo /tmp/gate /tmp/begun")
    modprobe.serve("echo begun >/tmp/begun; read x </tmp/gate")


@pytest.mark.parametrize("case", ["success", "failure", "others", "signals", "killed winner"])
def test_many_load_one_module(guest, gate, case):
    result = guest.run(f"/test/rivals '{case}'")
    # What the loader says of an init that fails is for the terminal; the program itself says nothing.
    said = [line for line in str(result).splitlines() if not line.startswith("kernel: ")]
    assert (result.status, said) == (0, [])
    # One init for all of them.
    assert guest.kernel_log().count("slow_exporter: init begins") == 1


def test_a_storm(guest, quiet):
    """Nothing is lost however loads and removals meet, nor does anybody wait for ever."""
    guest.check("/test/rivals storm", limit=300)
    free = "awk '/^MemFree/ {print $2}' /proc/meminfo"
    before = int(guest.check(free))
    guest.check("/test/rivals storm; /test/rivals storm", limit=300)
    # Slabs go when they are empty, so the figure wanders; a page lost with a load would be 7 MiB.
    assert before - int(guest.check(free)) <= 512
    assert guest.check("cat /proc/modules") == ""
    assert not re.search("WARNING|BUG", guest.kernel_log())


def wait_for_init(guest):
    """slow_exporter's load, in the background, is in its init."""
    guest.check("insmod /test/slow_exporter.ko & true; cat /tmp/begun")


def import_in_background(guest):
    """Returns when the importer waits."""
    guest.check("insmod /test/slow_importer.ko 2>/tmp/importer & importer=$!; "
                "/test/until_asleep $importer")


def test_an_importer_waits_for_its_exporters_init(guest, gate):
    wait_for_init(guest)
    import_in_background(guest)
    guest.check("echo go >/tmp/gate; wait")
    log = guest.kernel_log()
    assert log.index("modprobe said 0") < log.index("slow_importer: 7")
    guest.check("rmmod slow_importer; rmmod slow_exporter")


def test_an_importer_waits_for_an_init_that_fails(guest, gate):
    guest.check("insmod /test/slow_exporter.ko result=-5 2>/tmp/exporter & true; cat /tmp/begun")
    import_in_background(guest)
    # busybox tries twice: two inits, two lines.
    guest.check("echo go >/tmp/gate; cat /tmp/begun; echo go >/tmp/gate")
    guest.check("wait")
    assert "slow_importer: Unknown symbol slow_value (err -2)" in guest.kernel_log()
    guest.check("grep 'I/O error' /tmp/exporter; grep 'unknown symbol' /tmp/importer")


def test_an_importer_that_waits_can_be_killed(guest, gate):
    wait_for_init(guest)
    import_in_background(guest)
    assert guest.run("kill -9 $importer; wait $importer").status == 137
    guest.check("echo go >/tmp/gate; wait; rmmod slow_exporter")


def test_an_init_that_waits_for_its_own_importer(guest, modprobe):
    """The importer is refused at once, where Linux lets both wait for thirty seconds."""
    modprobe.serve("exec insmod /test/slow_importer.ko 2>/tmp/importer")
    guest.check("insmod /test/slow_exporter.ko")
    log = guest.kernel_log()
    assert "slow_importer: needs module slow_exporter, whose init waits for this load: refused" \
        in log
    assert "slow_importer: Unknown symbol slow_value (err -16)" in log
    assert "gave up waiting" not in log
    assert "Device or resource busy" in guest.check("cat /tmp/importer")
    guest.check("rmmod slow_exporter")


def test_a_child_of_modprobe_is_no_way_round(guest, modprobe):
    modprobe.serve("(sh -c \"insmod /test/slow_importer.ko; true\") 2>/tmp/importer")
    guest.check("insmod /test/slow_exporter.ko")
    assert "whose init waits for this load: refused" in guest.kernel_log()
    guest.check("rmmod slow_exporter")


def test_a_circle_through_a_second_init(guest, modprobe):
    """slow_exporter's init waits for requester's, which waits for an importer of the first."""
    modprobe.serve("case $3 in gate) insmod /test/requester.ko name=second;; "
                   "second) insmod /test/slow_importer.ko; esac 2>/dev/null")
    guest.check("insmod /test/slow_exporter.ko")
    assert modprobe.asked() == ["-q -- gate", "-q -- second"]
    assert "whose init waits for this load: refused" in guest.kernel_log()
    guest.check("rmmod requester; rmmod slow_exporter")


def test_an_init_that_loads_its_own_module(guest, modprobe):
    modprobe.serve("exec insmod /test/slow_exporter.ko 2>/tmp/again")
    guest.check("insmod /test/slow_exporter.ko")
    assert "slow_exporter: is being loaded already, by an init that waits for this load: refused" \
        in guest.kernel_log()
    assert "Device or resource busy" in guest.check("cat /tmp/again")
    guest.check("rmmod slow_exporter")


def test_a_circle_of_three(guest, modprobe):
    """An importer from outside waits for the exporter's init, which waits for a modprobe, which
    wants the importer, too: that one closes the circle, and only it is refused."""
    guest.check("mkfifo /tmp/gate /tmp/begun")
    modprobe.serve("echo begun >/tmp/begun; read x </tmp/gate; "
                   "insmod /test/slow_importer.ko 2>/tmp/second")
    wait_for_init(guest)
    import_in_background(guest)
    guest.check("echo go >/tmp/gate; wait")
    log = guest.kernel_log()
    assert "slow_importer: is being loaded already, by an init that waits for this load: refused" \
        in log
    assert "slow_importer: 7" in log
    guest.check("rmmod slow_importer; rmmod slow_exporter")

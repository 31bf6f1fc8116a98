# SPDX-License-Identifier: MIT
"""Module parameters as users meet them: arguments, /sys/module/NAME/parameters, the kernel's command
line. What each type accepts is tests/host/test_params.c's."""

import re

import pytest

PARAMETERS = "/sys/module/all_params/parameters"


@pytest.fixture(autouse=True)
def surroundings(guest, quiet):
    yield
    if guest.is_alive():
        guest.run("rmmod all_params 2>/dev/null")


def load(guest, args=""):
    guest.check(f"insmod /test/all_params.ko {args}")


def value(guest, name):
    return guest.check(f"cat {PARAMETERS}/{name}").removesuffix("\n")


# Name, what it is compiled with, what it is set to, how that is shown.
TYPES = [
    ("p_byte", "1", "255", "255"), ("p_short", "-2", "-32768", "-32768"),
    ("p_ushort", "3", "0xffff", "65535"), ("p_int", "-4", "-2147483648", "-2147483648"),
    ("p_uint", "5", "4294967295", "4294967295"),
    ("p_long", "-6", "-9223372036854775808", "-9223372036854775808"),
    ("p_ulong", "7", "18446744073709551615", "18446744073709551615"),
    ("p_ullong", "8", "0777", "511"), ("p_hexint", "0x000009", "255", "0x0000ff"),
    ("p_charp", "ten", "eleven", "eleven"), ("p_bool", "N", "on", "Y"),
    ("p_invbool", "Y", "n", "N"), ("p_once", "N", "1", "Y"), ("p_bint", "0", "y", "1"),
    ("p_string", "text", "six666", "six666"), ("numbers", "1,2", "7,8,9", "7,8,9"),
    ("p_words", "a,b", "c,d", "c,d"), ("p_danger", "0", "1", "1"),
]


def test_values_that_are_compiled_in(guest):
    load(guest)
    for name, compiled, _, _ in TYPES:
        assert value(guest, name) == compiled, name


def test_arguments(guest):
    load(guest, " ".join(f"{name}={new}" for name, _, new, _ in TYPES))
    for name, _, _, shown in TYPES:
        assert value(guest, name) == shown, name


def test_writing_to_sys(guest):
    load(guest)
    for name, _, new, shown in TYPES:
        guest.check(f"echo {new} >{PARAMETERS}/{name}")
        # Whoever writes a newline to a text gets one.
        assert value(guest, name).removesuffix("\n") == shown, name


@pytest.mark.parametrize("name, bad, message", [
    ("p_byte", "256", "Numerical result out of range"), ("p_int", "x", "Invalid argument"),
    ("p_uint", "-1", "Invalid argument"), ("p_bool", "perhaps", "Invalid argument"),
    ("p_string", "eight888", "No space left on device"), ("numbers", "1,2,3,4", "Invalid argument"),
    ("p_call", "1", "Operation not permitted")])
def test_a_bad_value(guest, name, bad, message):
    result = guest.run(f"insmod /test/all_params.ko {name}={bad}")
    assert result.status != 0
    assert re.search(f"for parameter `{name}'", guest.kernel_log())
    load(guest)
    before = value(guest, name) if name != "numbers" else None
    assert message in guest.run(f"echo -n {bad} >{PARAMETERS}/{name}")
    assert before in (None, value(guest, name))


def test_one_that_stays_on(guest):
    load(guest, "p_once")
    assert "Read-only file system" in guest.run(f"echo 0 >{PARAMETERS}/p_once")
    assert value(guest, "p_once") == "Y"


def test_permissions(guest):
    load(guest)
    files = guest.check(f"ls -l {PARAMETERS}")
    shown = {name: mode for mode, name in re.findall(r"^(\S+) .* (\S+)$", files, re.MULTILINE)}
    assert shown["p_int"] == "-rw-r--r--"
    assert shown["p_named"] == "-r--r--r--"
    assert shown["p_secret"] == "-r--------"
    assert "p_hidden" not in shown


def test_operations_of_its_own(guest):
    load(guest, "p_told=one p_told")
    assert value(guest, "p_told") == "set 2 times"
    guest.check(f"echo two >{PARAMETERS}/p_told")
    guest.check("rmmod all_params")
    said = re.findall("^all_params: (.*)", guest.kernel_log(), re.MULTILINE)
    assert [x for x in said if "taint" not in x] == [
        "set p_told to 'one', not locked", "set p_told to '(none)', not locked",
        "get p_told, locked", "set p_told to 'two", "free, set 3 times"]


def test_a_dangerous_one_taints(boot):
    machine = boot()
    machine.wait_for_shell()
    load(machine)
    assert int(machine.check("cat /proc/sys/kernel/tainted")) & 64 == 0
    machine.check(f"echo 1 >{PARAMETERS}/p_danger")
    assert int(machine.check("cat /proc/sys/kernel/tainted")) & 64
    assert "Setting dangerous option p_danger - tainting kernel" in machine.kernel_log()


def test_names(guest):
    load(guest, "p-int=3 p_itn=4 dyndbg=+p async_probe -- p_int=5")
    log = guest.kernel_log()
    assert value(guest, "p_int") == "3"
    assert "all_params: unknown parameter 'p_itn' ignored (did you mean 'p_int'?)" in log
    assert "all_params: parameters 'p_int=5" in log
    assert "async_probe" not in log


def test_the_kernels_command_line(boot):
    machine = boot(append="all_params.p_int=11 all-params.p-uint=12 all_params.numbers=4,5 "
                          "all_params.p_told=early all_params.p_told=again other.p_int=9 "
                          "printk.time=0 panic=17")
    machine.wait_for_shell()
    load(machine)
    assert [value(machine, x) for x in ("p_int", "p_uint", "numbers", "p_told")] == [
        "11", "12", "4,5", "set 2 times"]
    # Arguments have the last word, and the only one.
    machine.check("rmmod all_params")
    load(machine, "p_int=1 numbers=6 p_told")
    assert [value(machine, x) for x in ("p_int", "p_uint", "numbers", "p_told")] == [
        "1", "12", "6", "set 1 times"]
    machine.check("rmmod all_params")
    # modprobe looks at the command line itself.
    machine.check("cp /test/all_params.ko /lib/modules/$(uname -r)/; depmod; modprobe all_params")
    assert [value(machine, x) for x in ("p_int", "p_uint", "numbers", "p_told")] == [
        "11", "12", "4,5", "set 2 times"]
    # The kernel's own.
    assert machine.check("cat /sys/module/printk/parameters/time") == "N\n"
    assert machine.check("cat /sys/module/kernel/parameters/panic") == "17\n"
    machine.check("echo 5 >/sys/module/kernel/parameters/panic")
    assert machine.check("cat /proc/sys/kernel/panic") == "5\n"


def test_a_bad_value_on_the_kernels_command_line(boot):
    machine = boot(append="all_params.p_int=x all_params.p_itn=1 panic=soon")
    log = machine.wait_for_shell()
    machine.check("dmesg -n 1")
    assert "Invalid argument" in machine.run("insmod /test/all_params.ko")
    log = machine.kernel_log()
    assert "Booting kernel: `soon' invalid for parameter `panic'" in log
    assert "all_params: `x' invalid for parameter `p_int'" in log
    assert "all_params: that was 'all_params.p_int' on the kernel's command line" in log
    assert "all_params: unknown parameter 'p_itn' ignored (did you mean 'p_int'?)" in log
    load(machine, "p_int=1")

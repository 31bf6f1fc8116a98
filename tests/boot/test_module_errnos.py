# SPDX-License-Identifier: MIT
"""The errors of the three system calls of modules, each with its errno and its line in the log."""


def test_every_error(guest):
    guest.check("dmesg -n 1; echo 0 > /proc/sys/kernel/module_explain")
    # The taints are explained once.
    guest.run("insmod /test/unknown_symbols.ko 2>/dev/null")
    result = guest.run("/test/module_errnos", limit=180)
    guest.check("dmesg -n 4; echo 1 > /proc/sys/kernel/module_explain")
    assert (result.status, str(result)) == (0, "")
    assert guest.check("cat /proc/modules") == ""


def test_modules_disabled_until_the_next_boot(boot):
    machine = boot()
    machine.wait_for_shell()
    machine.check("insmod hello.ko")
    switch = "/proc/sys/kernel/modules_disabled"
    machine.check(f"echo 1 > {switch}")
    assert machine.run(f"echo 0 > {switch}").status != 0
    assert machine.check(f"cat {switch}") == "1\n"
    assert machine.run("insmod hello.ko") == \
        "insmod: can't insert 'hello.ko': Operation not permitted\n"
    assert machine.run("rmmod hello") == \
        "rmmod: can't unload module 'hello': Operation not permitted\n"


def test_no_exit_is_busy(boot):
    machine = boot()
    machine.wait_for_shell()
    machine.check("insmod /test/no_exit.ko")
    result = machine.run("rmmod no_exit")
    assert result.said() == "rmmod: can't unload module 'no_exit': Device or resource busy\n"
    machine.check("rmmod -f no_exit")
    assert machine.check("cat /proc/modules") == ""


SIGNED = "'sign\\000\\000\\002\\000\\000\\000\\000\\000\\000\\000\\000\\004" \
    "~Module signature appended~\\n'"
ENFORCED = "is rejected ({}: module.sig_enforce is on, until the next boot)"


def check_enforcement(machine):
    machine.check("dmesg -n 1; cat hello.ko > /tmp/signed.ko")
    machine.check(f"printf {SIGNED} >> /tmp/signed.ko")
    for file, what in (("hello.ko", "unsigned module"),
                       ("/tmp/signed.ko", "module with unavailable key")):
        name = file.split("/")[-1]
        assert machine.run(f"insmod {file}").lines() == [
            f"kernel: Loading of {what} " + ENFORCED.format(name),
            f"insmod: can't insert '{file}': Key was rejected by service"]
    assert machine.check("cat /proc/modules") == ""


def test_signatures_enforced_by_the_command_line(boot):
    machine = boot(append="module.sig_enforce=1")
    machine.wait_for_shell()
    check_enforcement(machine)


def test_signatures_enforced_from_now_on(boot):
    machine = boot()
    machine.wait_for_shell()
    switch = "/sys/module/module/parameters/sig_enforce"
    assert machine.check(f"cat {switch}") == "N\n"
    machine.check("dmesg -c; dmesg -n 1; cat hello.ko > /tmp/signed.ko")
    machine.check(f"printf {SIGNED} >> /tmp/signed.ko")
    # Until then the module loads, its signature cut off, and the kernel is tainted.
    machine.check("insmod /tmp/signed.ko")
    assert machine.check("cat /sys/module/hello/taint") == "OE\n"
    assert ("hello: module verification failed: signature and/or required key missing - tainting "
            "kernel\n") in machine.kernel_log()
    machine.check("rmmod hello")
    machine.check(f"echo 1 > {switch}")
    assert machine.run(f"echo 0 > {switch}").status != 0
    assert machine.check(f"cat {switch}") == "Y\n"
    check_enforcement(machine)

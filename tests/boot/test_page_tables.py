# SPDX-License-Identifier: MIT
"""The page tables as text, in Linux's format, and the check for pages writable and executable."""

import page_tables


def test_markers(guest):
    text = guest.check("grep '^---' /sys/kernel/debug/page_tables/kernel")
    assert text == ("---[ User Space ]---\n---[ Kernel Space ]---\n---[ Low Kernel Mapping ]---\n"
                    "---[ vmalloc() Area ]---\n---[ Vmemmap ]---\n---[ High Kernel Mapping ]---\n"
                    "---[ Modules ]---\n---[ End Modules ]---\n")


def test_kernels_own_table(guest):
    ranges = page_tables.read(guest)
    page_tables.check_rules(ranges)
    assert not any(r.present for r in ranges if r.start < page_tables.KERNEL_HALF)
    # What /proc/kallsyms says is code is just that; constants and data are not.
    symbols = {}
    for line in guest.check("grep -w -e _text -e _etext -e __start_rodata -e _sdata"
                            " /proc/kallsyms").lines():
        address, _, name = line.split()
        symbols[name] = int(address, 16)
    text = page_tables.at(ranges, symbols["_text"])
    assert text.executable and not text.writable and text.end >= symbols["_etext"]
    rodata = page_tables.at(ranges, symbols["__start_rodata"])
    assert not rodata.executable and not rodata.writable


def test_process_table_has_both_halves(guest):
    ranges = page_tables.read(guest, "current_kernel")
    page_tables.check_rules(ranges)
    user = [r for r in ranges if r.present and r.user]
    assert any(r.executable for r in user) and any(r.writable for r in user)


def test_roots_alone(guest):
    assert guest.check("stat -c %a /sys/kernel/debug/page_tables/kernel") == "400\n"


def test_checked_at_boot(boot):
    machine = boot(append="loglevel=7")
    printed = machine.wait_for_shell()
    assert "x86/mm: Checked W+X mappings: passed, no W+X pages found." in printed
    assert machine.check("cat /sys/kernel/debug/check_wx_pages").said() == "SUCCESS\n"

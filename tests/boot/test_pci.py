# SPDX-License-Identifier: MIT
"""The PCI bus: what is found on it, and what /sys and /proc show of it."""

import re

# QEMU's device for teaching, that each machine has.
EDU = "/sys/bus/pci/devices/0000:00:04.0"
EDU_ALIAS = "pci:v00001234d000011E8sv00001AF4sd00001100bc00scFFi00"


def resources(machine, device):
    return [[int(x, 16) for x in line.split()]
            for line in machine.check(f"cat {device}/resource").lines()]


def test_a_device_is_shown(guest):
    assert guest.check(f"cd {EDU}; cat vendor device subsystem_vendor subsystem_device class "
                         "revision; cd /").split() == \
        ["0x1234", "0x11e8", "0x1af4", "0x1100", "0x00ff00", "0x10"]
    assert guest.check(f"cat {EDU}/uevent").lines() == [
        "PCI_CLASS=FF00", "PCI_ID=1234:11E8", "PCI_SUBSYS_ID=1AF4:1100",
        "PCI_SLOT_NAME=0000:00:04.0", f"MODALIAS={EDU_ALIAS}"]
    assert guest.check(f"cat {EDU}/modalias").strip() == EDU_ALIAS
    assert guest.check(f"readlink -f {EDU}").strip() == "/sys/devices/pci0000:00/0000:00:04.0"


def test_its_ranges_are_claimed(guest):
    start, end, flags = resources(guest, EDU)[0]
    assert end - start + 1 == 1 << 20 and flags == 0x40200
    assert resources(guest, EDU)[1:] == [[0, 0, 0]] * 6
    assert f"{start:08x}-{end:08x} : 0000:00:04.0\n" in guest.check("cat /proc/iomem")
    assert "0cf8-0cff : PCI conf1\n" in guest.check("cat /proc/ioports")


def test_configuration_space_is_a_file(guest):
    dump = guest.check(f"hexdump -v -e '1/1 \"%02x\"' {EDU}/config").strip()
    assert len(dump) == 512 and dump.startswith("3412e811")
    # Who may not see all of it sees the header.
    assert guest.check(f"su -s /bin/sh nobody -c 'wc -c < {EDU}/config'").strip() == "64"
    # The size of a cache line is a byte that keeps what is written to it.
    for value in ("20", "00"):
        guest.check(rf"printf '\x{value}' | dd of={EDU}/config bs=1 seek=12 2>/dev/null")
        assert guest.check(f"hexdump -v -s 12 -n 1 -e '1/1 \"%02x\"' {EDU}/config") == value


def test_proc_shows_the_bus(guest):
    lines = guest.check("cat /proc/bus/pci/devices").lines()
    assert any(line.startswith("0020\t123411e8\t") for line in lines), lines
    assert guest.check(f"cmp {EDU}/config /proc/bus/pci/00/04.0; echo same") == "same\n"
    assert guest.check("ls -l /proc/bus/pci/00/04.0").startswith("-rw-r--r--")


def test_behind_a_bridge(boot):
    machine = boot(options=["-device", "pci-bridge,id=bridge,chassis_nr=1,addr=1d.0",
                            "-device", "edu,bus=bridge,addr=3"])
    machine.wait_for_shell()
    link = machine.check("readlink -f /sys/bus/pci/devices/0000:01:03.0").strip()
    assert link == "/sys/devices/pci0000:00/0000:00:1d.0/0000:01:03.0"
    bridge = resources(machine, "/sys/bus/pci/devices/0000:00:1d.0")
    assert len(bridge) == 10
    start, end, _flags = bridge[8]
    iomem = machine.check("cat /proc/iomem")
    assert re.search(rf"^{start:08x}-{end:08x} : PCI Bus 0000:01\n"
                     r"(  .*\n)*?  [0-9a-f]+-[0-9a-f]+ : 0000:01:03.0\n", iomem, re.M), iomem
    assert machine.check("ls /proc/bus/pci").split() == ["00", "01", "devices"]


def test_a_machine_without(boot):
    machine = boot(device="", options=["-machine", "isapc"])
    machine.wait_for_shell()
    assert "PCI: no bus that answers" in machine.check("dmesg")
    assert machine.check("ls /sys/bus/pci/devices") == ""


DRIVER = "/sys/bus/pci/drivers/edu"
TRIED = "edu 0000:00:04.0: id 0x10000ed, inverts 0xedcba987, 10! = 3628800, raised 1\n"


def test_a_driver_has_its_device(guest, quiet):
    for _ in range(2):
        guest.check("insmod /test/edu.ko")
        assert guest.check(f"readlink -f {EDU}/driver").strip() == DRIVER
        assert guest.check(f"cat {EDU}/enable") == "1\n"
        start, end, _flags = resources(guest, EDU)[0]
        assert f"  {start:08x}-{end:08x} : edu\n" in guest.check("cat /proc/iomem")
        irq, count = guest.check("grep edu /proc/interrupts").split()[:2]
        assert irq == guest.check(f"cat {EDU}/irq").strip() + ":" and int(count) >= 2
        guest.check(f"echo 5 > {EDU}/factorial")
        guest.check("rmmod edu")
        assert guest.kernel_log().endswith(
            "edu 0000:00:04.0: data 0xed\n" + TRIED +
            "edu 0000:00:04.0: 5! = 120\nedu 0000:00:04.0: removed\n")
        assert guest.check(f"cat {EDU}/enable; grep -c ': edu$' /proc/iomem || true") == "0\n0\n"


def test_modprobe_knows_it_by_its_alias(guest):
    assert "alias=pci:v00001234d000011E8sv*sd*bc*sc*i*" in \
        guest.check("strings /test/edu.ko | grep ^alias=")


def test_it_loses_and_gets_its_driver(guest, quiet):
    guest.check("insmod /test/edu.ko")
    guest.kernel_log()
    guest.check(f"echo 0000:00:04.0 > {DRIVER}/unbind")
    assert guest.kernel_log() == "edu 0000:00:04.0: removed\n"
    assert guest.run(f"ls {EDU}/driver").status == 1
    guest.check(f"echo 0000:00:04.0 > {DRIVER}/bind")
    assert guest.kernel_log() == "edu 0000:00:04.0: data 0xed\n" + TRIED
    guest.check("rmmod edu")


def test_ids_are_told_at_run_time(guest, quiet):
    guest.check("insmod /test/edu.ko fail=1")
    guest.kernel_log()
    for ids, message in (("8086", "Invalid argument"), ("1234 11e8", "File exists"),
                         # its driver_data would be none of the table's
                         ("8086 100e", "Invalid argument")):
        assert message in guest.run(f"echo {ids} > {DRIVER}/new_id")
    # It gets the network card, which has another identification, and refuses as told to.
    guest.check(f"echo 8086 100e ffffffff ffffffff 0 0 ed > {DRIVER}/new_id")
    guest.check(f"echo 8086 100e > {DRIVER}/remove_id")
    assert "No such device" in guest.run(f"echo 8086 100e > {DRIVER}/remove_id")
    guest.check("rmmod edu")
    assert guest.check("cat /sys/bus/pci/devices/0000:00:03.0/enable") == "0\n"


def test_an_override_names_the_only_driver(guest, quiet):
    guest.check(f"echo other > {EDU}/driver_override; insmod /test/edu.ko")
    assert guest.run(f"ls {EDU}/driver").status == 1
    guest.check(f"echo edu > {EDU}/driver_override; echo 0000:00:04.0 > {DRIVER}/bind")
    assert guest.check(f"cat {EDU}/driver_override") == "edu\n"
    guest.check(f"rmmod edu; echo > {EDU}/driver_override")
    assert guest.check(f"cat {EDU}/driver_override") == "(null)\n"


def test_a_driver_crashes(boot):
    """The device is quiet, and free for the next."""
    machine = boot()
    machine.wait_for_shell()
    machine.check("dmesg -n 1")
    assert machine.run("insmod /test/edu.ko crash=1").status == 139
    log = machine.kernel_log()
    assert "edu: left behind, and taken out now: PCI devices in use (1)\n" in log
    assert machine.check(f"cat {EDU}/enable; grep -c ': edu$' /proc/iomem || true") == "0\n0\n"
    # Neither memory nor its pin: bus mastering (4) off, interrupts disabled (0x400).
    command = machine.check(f"hexdump -s 4 -n 2 -e '1/2 \"%x\"' {EDU}/config")
    assert int(command, 16) & 0x404 == 0x400
    machine.check("rmmod edu; dmesg -c > /dev/null; insmod /test/edu.ko")
    assert TRIED in machine.kernel_log()


def test_a_handler_crashes(boot):
    """Its device goes on interrupting until it is silenced: that must come first."""
    machine = boot()
    machine.wait_for_shell()
    machine.check("dmesg -n 1")
    assert machine.run("insmod /test/edu.ko crash=2").status != 0
    log = machine.kernel_log()
    assert log.count("BUG: kernel NULL pointer dereference") == 1
    assert "edu: crashed in an interrupt; rmmod edu, and it can be loaded again\n" in log
    machine.check("rmmod edu; dmesg -c > /dev/null; insmod /test/edu.ko")
    assert TRIED in machine.kernel_log()


def test_interrupts_by_pin_and_by_message(guest, quiet):
    for msi, way in (("1", "messages"), ("0", "its pin"), ("1", "messages")):
        guest.check(f"insmod /test/edu_managed.ko msi={msi}")
        log = guest.kernel_log()
        assert f"1 by {way}: told 1, 8! = 40320, waits for its line 1, second vector -22\n" in log
        assert "edu_managed 0000:00:04.0: copied: told 1, right\n" in log
        line = guest.check("grep edu_managed /proc/interrupts").split()
        # What came while the line was closed is counted once; the pin's line counts for good.
        if way == "messages":
            assert line[1:3] == ["5", "PCI-MSI"]
        else:
            assert line[2] == "XT-PIC"
        # Its driver gives back nothing itself.
        guest.check("rmmod edu_managed")
        assert guest.kernel_log() == ""
        assert guest.check(f"cat {EDU}/enable; grep -c edu_managed /proc/iomem /proc/interrupts "
                           "|| true") == "0\n/proc/iomem:0\n/proc/interrupts:0\n"
        # Neither memory (4) nor messages any more, and its pin again (0x400 is off).
        command = guest.check(f"hexdump -s 4 -n 2 -e '1/2 \"%x\"' {EDU}/config")
        assert int(command, 16) & 0x404 == 0
        assert guest.check(f"hexdump -s 66 -n 1 -e '1/1 \"%x\"' {EDU}/config") == "80"


def test_a_device_reaches_memory_as_far_as_its_mask(boot):
    machine = boot()
    machine.wait_for_shell()
    machine.check("dmesg -n 1; dmesg -c > /dev/null")
    assert machine.check(f"cat {EDU}/dma_mask_bits {EDU}/consistent_dma_mask_bits") == "32\n32\n"
    machine.check("insmod /test/edu_managed.ko mask=1")
    log = machine.kernel_log()
    assert "edu_managed 0000:00:04.0: DMA addr 0x0000000010000000+16 overflow (mask fffffff)." in log
    assert "mask 0xfffffff, beyond it -12, too small -5\n" in log
    assert machine.check(f"cat {EDU}/dma_mask_bits {EDU}/consistent_dma_mask_bits") == "28\n28\n"

# SPDX-License-Identifier: MIT
"""modprobe and its relatives in the guest, busybox's and kmod's: both read what depmod made on the
host, of the image's modules and of those that an overlay brings."""

import os
import shutil
import subprocess

import pytest

from external import lay_out, make
from guest import ROOT, Guest

HEAD = '#include <linux/module.h>\nMODULE_LICENSE("GPL");\n'

MODULES = {
    "mp_base": "int mp_base(void); int mp_base(void) { return 3; } EXPORT_SYMBOL_GPL(mp_base);\n",
    "mp_middle": "int mp_base(void); int mp_middle(void); int mp_middle(void) { return mp_base(); }\n"
                 "EXPORT_SYMBOL_GPL(mp_middle);\n",
    "mp-top": "int mp_middle(void); static int number = 1; module_param(number, int, 0444);\n"
              'static char *word = "none"; module_param(word, charp, 0444);\n'
              "int init_module(void) { return mp_middle() - 3; } void cleanup_module(void) { }\n"
              'MODULE_ALIAS("mp-colour-*");\n',
    "mp_soft": 'MODULE_SOFTDEP("pre: mp_base");\n',
    "mp_device": "#include <linux/mod_devicetable.h>\n"
                 "static const struct virtio_device_id ids[] = { { 77, VIRTIO_DEV_ANY_ID }, { } };\n"
                 "MODULE_DEVICE_TABLE(virtio, ids);\n",
    "mp_asks": "#include <linux/kmod.h>\n"
               'int init_module(void) { return request_module("mp-colour-%s", "red"); }\n'
               "void cleanup_module(void) { }\n",
}

CONFIGURATION = """\
options mp-top number=5 word="two"
alias mp-nickname mp_device
blacklist mp_soft
"""

MODPROBES = {"busybox": "modprobe", "kmod": "/usr/kmod/modprobe"}


def add_kmod(overlay):
    """Debian's own, with the libraries that it is linked to."""
    tools = overlay / "usr/kmod"
    tools.mkdir(parents=True)
    shutil.copy("/bin/kmod", tools)
    for name in ("depmod", "insmod", "lsmod", "modinfo", "modprobe", "rmmod"):
        (tools / name).symlink_to("kmod")
    linked = subprocess.run(["ldd", "/bin/kmod"], capture_output=True, text=True, check=True).stdout
    for word in linked.split():
        if word.startswith("/"):
            os.makedirs(f"{overlay}{os.path.dirname(word)}", exist_ok=True)
            shutil.copy(word, f"{overlay}{word}")


@pytest.fixture(scope="module")
def machine(tmp_path_factory):
    """A guest whose image was made as a user makes it: modules_install into an overlay, make iso."""
    top = tmp_path_factory.mktemp("modprobe")
    folder, overlay = top / "modules", top / "overlay"
    folder.mkdir()
    lay_out(folder, Kbuild="obj-m := " + " ".join(f"{name}.o" for name in MODULES) + "\n",
            **{f"{name}_c": HEAD + text for name, text in MODULES.items()})
    make(folder)
    make(folder, "-C", ROOT, f"M={folder}", "modules_install", f"INSTALL_MOD_PATH={overlay}")
    (overlay / "etc/modprobe.d").mkdir(parents=True)
    (overlay / "etc/modprobe.d/test.conf").write_text(CONFIGURATION)
    add_kmod(overlay)
    make(ROOT, "iso", f"OVERLAY={overlay}")
    image = shutil.copy(os.path.join(ROOT, "build/graft.iso"), top)
    make(ROOT, "iso")
    guest = Guest("modprobe", image=image)
    guest.wait_for_shell()
    yield guest
    guest.close()


@pytest.fixture(params=MODPROBES)
def modprobe(machine, request):
    assert loaded(machine) == []
    machine.check("dmesg -n 1")
    yield MODPROBES[request.param]
    for name in loaded(machine):
        machine.check(f"rmmod {name}")


def loaded(machine):
    return [line.split()[0] for line in machine.check("cat /proc/modules").said().splitlines()]


def test_what_a_module_needs_comes_first_and_goes_with_it(machine, modprobe):
    machine.check(f"{modprobe} mp-top")
    assert loaded(machine) == ["mp_top", "mp_middle", "mp_base"]
    machine.check(f"{modprobe} -r mp_top")
    if modprobe == MODPROBES["kmod"]:
        # kmod 30 looks at each but once, the deepest first, when mp_middle still uses it.
        assert loaded(machine) == ["mp_base"]
        machine.check(f"{modprobe} -r mp_base")
    assert loaded(machine) == []


def test_what_others_still_use_stays(machine, modprobe):
    machine.check(f"{modprobe} mp_base; {modprobe} mp_middle; {modprobe} mp_top")
    assert machine.run(f"{modprobe} -r mp_base").status != 0
    assert loaded(machine) == ["mp_top", "mp_middle", "mp_base"]


def test_options_of_the_configuration_and_of_the_command(machine, modprobe):
    machine.check(f"{modprobe} mp_top number=7")
    assert machine.check("cd /sys/module/mp_top/parameters; cat number word; cd") == "7\ntwo\n"


def test_aliases_of_modules_and_of_the_configuration(machine, modprobe):
    machine.check(f"{modprobe} mp-colour-green; {modprobe} mp-nickname")
    assert loaded(machine) == ["mp_device", "mp_top", "mp_middle", "mp_base"]
    machine.check(f"{modprobe} -r mp_device")
    machine.check(f"{modprobe} virtio:d0000004Dv00001AF4; {modprobe} symbol:mp_base")
    assert loaded(machine)[0] == "mp_device"


def test_the_image_s_own_modules_are_still_found(machine, modprobe):
    machine.check(f"{modprobe} hello")
    assert loaded(machine) == ["hello"]


def test_blacklisted_aliases_and_names(machine, modprobe):
    machine.run(f"{modprobe} -b mp_soft")
    assert loaded(machine) == []
    machine.check(f"{modprobe} mp_soft")
    assert "mp_soft" in loaded(machine)


def test_soft_dependencies(machine):
    """busybox's modprobe knows none."""
    machine.check("/usr/kmod/modprobe mp_soft")
    assert loaded(machine) == ["mp_soft", "mp_base"]
    machine.check("rmmod mp_soft; rmmod mp_base")


def test_the_kernel_asks_by_an_alias(machine):
    machine.check("dmesg -n 1; modprobe mp_asks")
    assert loaded(machine) == ["mp_top", "mp_middle", "mp_base", "mp_asks"]
    machine.check("rmmod mp_asks; modprobe -r mp_top")
    assert loaded(machine) == []


def test_no_such_module(machine):
    assert machine.run("modprobe nosuch") == "modprobe: module nosuch not found in modules.dep\n"
    assert machine.run("/usr/kmod/modprobe nosuch") == (
        "modprobe: FATAL: Module nosuch not found in directory /lib/modules/6.1.0-graft\n")


@pytest.mark.parametrize("depmod", ["depmod", "/usr/kmod/depmod"])
def test_depmod_finds_what_was_installed_here(machine, depmod):
    """Both write all that their own modprobe reads."""
    kmod = os.path.dirname(depmod)
    machine.check("cd /lib/modules/$(uname -r); cp extra/mp_base.ko extra/copied.ko; "
                  f"cp modules.dep /tmp; cd; {depmod}")
    assert "extra/copied.ko" in machine.check(f"{os.path.join(kmod, 'modprobe')} -D copied")
    machine.check(f"rm /lib/modules/$(uname -r)/extra/copied.ko; {depmod}")
    assert machine.run(f"{os.path.join(kmod, 'modprobe')} -D copied").status != 0


def test_modinfo(machine):
    both = ["license:        GPL", "depends:        mp_middle",
            "vermagic:       6.1.0-graft SMP mod_unload modversions "]
    assert set(both) <= set(machine.check("modinfo mp_top").lines())
    assert set(both + ["alias:          mp-colour-*", "parm:           number:int"]) <= set(
        machine.check("/usr/kmod/modinfo mp_top").lines())

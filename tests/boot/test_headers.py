# SPDX-License-Identifier: MIT
"""The header package: modules built with nothing else around, and what it consists of."""

import os
import re
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest

from external import lay_out, make
from guest import ROOT

ASKS = r'#error ".*(<linux/\w+\.h>|\.mod\.c)'

# What the compiler is given for a module's file, as the package's own makefiles have it.
FLAGS = """\
KBUILD_MK := tools/kbuild
include tools/kbuild/flags.mk
include tools/kbuild/places.mk
include tools/kbuild/vars.mk
print:
	@echo $(NOSTDINC_FLAGS) $(LINUXINCLUDE) $(KBUILD_CPPFLAGS) $(KBUILD_CFLAGS) $(KBUILD_CFLAGS_MODULE)
"""

MODULE = """\
#include <linux/module.h>
static int __init m_init(void) { WARN_ON(!THIS_MODULE); pr_info("%s\\n", __FILE__); return 0; }
module_init(m_init);
MODULE_LICENSE("GPL");
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """A copy of the package, as someone would unpack it, that nobody can write to."""
    make(ROOT, "headers")
    copy = tmp_path_factory.mktemp("package") / "sdk"
    shutil.copytree(os.path.join(ROOT, "build/sdk"), copy)
    subprocess.run(["chmod", "-R", "a-w", copy], check=True)
    yield copy
    subprocess.run(["chmod", "-R", "u+w", copy], check=True)


def headers(package):
    found = [os.path.relpath(os.path.join(folder, name), package / "include")
             for folder, _, files in os.walk(package / "include") for name in files]
    assert len(found) > 300
    return sorted(found)


def compiler(package, name):
    flags = subprocess.run(["make", "-s", "-C", package, "-f-", f"CC={name}", "print"], input=FLAGS,
                           capture_output=True, text=True, check=True).stdout.split()
    names = [f'-DKBUILD_{kind}="x"' for kind in ("MODNAME", "BASENAME")]
    return [name, *flags, *names, "-D__KBUILD_MODNAME=kmod_x", "-Werror", "-fsyntax-only", "-x",
            "c", "-"]


def compile_text(package, command, text):
    return subprocess.run(command, cwd=package, input=text, capture_output=True, text=True,
                          check=False).stderr


def asks_for_another(errors):
    """For some headers another one must come first. They say so, before anything goes wrong."""
    first = re.search("error: (.*)", errors)
    return first and re.match(ASKS, first.group(1))


def test_each_header_compiles_alone_and_twice(package):
    command = compiler(package, "gcc")
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        names = headers(package)
        said = dict(zip(names, pool.map(lambda name: compile_text(
            package, command, f"#include <{name}>\n#include <{name}>\n"), names)))
    bad = {name: errors for name, errors in said.items() if errors and not asks_for_another(errors)}
    assert not bad, "\n".join(bad.values())
    # The others are few.
    assert sum(map(bool, said.values())) < 20


# What modules use after naming no more than this, as they can on Linux 6.1.
IMPLIED = {
    "linux/module.h": """
        static DECLARE_RWSEM(sem);
        static DEFINE_IDR(ids);
        static DEFINE_XARRAY(array);
        static DEFINE_PER_CPU(int, counter);
        static BLOCKING_NOTIFIER_HEAD(chain);
        struct things { struct hrtimer timer; struct rb_node node; struct page *page;
                        struct ctl_table *table; seqlock_t lock; };
        int use(struct things *t);
        int use(struct things *t)
        {
            down_read(&sem);
            get_random_bytes(t, sizeof(*t));
            ktime_get();
            rb_next(&t->node);
            up_read(&sem);
            return this_cpu_read(counter) + rdtsc() + get_cycles() + idr_is_empty(&ids) +
                   xa_empty(&array) + blocking_notifier_call_chain(&chain, 0, NULL);
        }""",
    "linux/fs.h": """
        static DEFINE_SEMAPHORE(sem);
        static DECLARE_COMPLETION(done);
        ssize_t reads(struct file *file, char __user *buf, size_t count, loff_t *pos);
        ssize_t reads(struct file *file, char __user *buf, size_t count, loff_t *pos)
        {
            void *copy = kzalloc(count, GFP_KERNEL);

            if (!copy || down_interruptible(&sem) || copy_to_user(buf, copy, count))
                return signal_pending(current) ? -ERESTARTSYS : -EFAULT;
            kfree(copy);
            complete(&done);
            flush_workqueue(system_wq);
            return timer_pending(file->private_data);
        }""",
}


@pytest.mark.parametrize("name", IMPLIED)
def test_a_header_brings_what_linux_lets_modules_have_with_it(package, name):
    text = f"#include <{name}>\n{IMPLIED[name]}"
    assert compile_text(package, compiler(package, "gcc"), text) == ""


@pytest.mark.skipif(not shutil.which("clang"), reason="there is no clang here")
def test_headers_compile_with_clang(package):
    """All of them in one go, but for those that another one brings."""
    text = "".join(f"#include <{name}>\n" for name in headers(package)
                   if not re.search(f"^{ASKS}", (package / "include" / name).read_text(encoding="utf-8"),
                                    re.M)
                   and name != "asm/export.h")
    assert compile_text(package, compiler(package, "clang"), text) == ""


def test_no_header_includes_an_internal_one(package):
    for name in headers(package):
        text = (package / "include" / name).read_text(encoding="utf-8")
        assert not re.search(r'^\s*#\s*include\s*[<"]kernel/', text, re.M), name
    assert not (package / "include/kernel").exists()


def test_the_package_has_no_sources_of_the_kernel(package):
    left = [os.path.join(folder, name) for folder, _, files in os.walk(package) for name in files
            if name.endswith((".c", ".S", ".elf", ".o", ".a"))]
    assert left == []


def test_it_makes_the_module_that_the_tree_makes(package, tmp_path):
    """To the byte, wherever it lies."""
    made = []
    for root in (ROOT, os.path.join(ROOT, "build/sdk"), package):
        folder = tmp_path / "m"
        folder.mkdir()
        lay_out(folder, m_c=MODULE, Kbuild="obj-m := m.o\n")
        make(folder, "-C", str(root), f"M={folder}", "modules")
        made.append((folder / "m.ko").read_bytes())
        shutil.rmtree(folder)
    assert made[0] == made[1] == made[2]


def test_it_builds_modules_only(package):
    said = make(package, status=2)
    assert "*** this is for modules: make -C " in said

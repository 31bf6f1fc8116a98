# SPDX-License-Identifier: MIT
"""When memory ends, the program that took it goes, and the machine goes on."""


def test_the_hog_goes_and_not_who_lives_in_init(boot):
    machine = boot(memory="64M", append="rdinit=/test/out_of_memory")
    machine.expect("out_of_memory: the hogs went", limit=240)
    assert machine.wait_for_exit() == 0

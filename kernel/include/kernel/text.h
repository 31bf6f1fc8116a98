// SPDX-License-Identifier: MIT
/*
 * Changing code that may run: the only door through which the text of the kernel and of modules is
 * written once it is protected.
 *
 * Text has no writable address. text_poke() makes one for the moment of the write, in page tables
 * of its own that no other CPU loads, so that the rule of never writable and executable holds for
 * everybody else all the time.
 */
#ifndef _KERNEL_TEXT_H
#define _KERNEL_TEXT_H

#include <linux/mutex.h>
#include <linux/types.h>

struct module;
struct pt_regs;

/* Held around every change, and around looking at what changes: what is text now stays it. */
extern struct mutex text_mutex;

#define INT3_INSN_OPCODE  0xcc
#define JMP32_INSN_OPCODE 0xe9
#define JMP32_INSN_SIZE	  5

extern const u8 nop5_insn[5];

/* After mm_init(); once. */
void text_poke_init(void);

/*
 * Write len bytes, at most a page. With text_mutex held. One byte at the beginning of an
 * instruction may be changed at any time; more only where no CPU can be in between.
 */
void text_poke(void *addr, const void *opcode, size_t len);

/*
 * Replace an instruction by another of the same length while CPUs may run it. The new one is a
 * nop5_insn or a JMP32: who comes by halfway finds a trap, which does as the new one does. With
 * text_mutex held; may sleep.
 */
void text_poke_bp(void *addr, const void *opcode, size_t len);

/* After this no CPU runs what was there before the last text_poke(). */
void text_poke_sync(void);

/* The trap's handler: was it text_poke_bp()'s? Then regs go on behind it. */
bool poke_int3_handler(struct pt_regs *regs);

/*
 * The kernel's own table of static keys, sorted. After text_poke_init(), once; keys can be switched
 * from here on. Process context.
 */
void jump_label_init(void);

/*
 * The module's static keys are left as they are from now on: it has crashed, and its text is about
 * to be filled with traps. Under module_mutex.
 */
void jump_label_forget_module(struct module *mod);

/* Is any of [start, end) a place where a static key is tested? With text_mutex held. */
bool jump_label_text_reserved(const void *start, const void *end);

#endif

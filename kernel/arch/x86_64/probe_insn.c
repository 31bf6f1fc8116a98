// SPDX-License-Identifier: MIT
/*
 * A probed instruction, run away from its place: <kernel/probe_insn.h>.
 *
 * Copies lie in pages of the module area, in reach of all code, which are read-only and executable
 * and written by text_poke(). A copy differs from the original in what counts from where it lies:
 * the distance of a rip-relative operand. What pushes rip would push the wrong one, so a near
 * call's copy is a push: of the return address, which fits a sign-extended 32-bit operand (all code
 * lies in the top 2 GiB), or, if it is indirect, of the target, which is then taken off the stack.
 * So nothing but the processor ever writes below the interrupted stack pointer, where the trap's
 * frame is.
 *
 * While a copy runs interrupts are off, so that it is this CPU's next trap.
 */
#include <linux/errno.h>
#include <linux/bitmap.h>
#include <linux/bitops.h>
#include <linux/kernel.h>
#include <linux/kprobes.h>
#include <linux/limits.h>
#include <linux/list.h>
#include <linux/set_memory.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include <asm/page.h>
#include <kernel/mm.h>
#include <kernel/probe_insn.h>
#include <kernel/text.h>
#include "insn.h"

#define SLOT_SIZE     32
#define SLOTS_IN_PAGE (PAGE_SIZE / SLOT_SIZE)
#define PUSH_IMM32    0x68
#define GROUP5	      0xff /* ModRM's reg: 2 call, 3 far call, 4 jump, 5 far jump, 6 push */
#define GROUP5_PUSH   6

struct slot_page {
	struct list_head list;
	u8 *page;
	unsigned long used[BITS_TO_LONGS(SLOTS_IN_PAGE)];
};
static LIST_HEAD(slot_pages); /* text_mutex */

/* A page of traps that may run. */
static struct slot_page *new_slot_page(void)
{
	struct slot_page *p = kzalloc(sizeof(*p), GFP_KERNEL);

	if (!p)
		return NULL;
	p->page = module_alloc(PAGE_SIZE);
	if (!p->page) {
		kfree(p);
		return NULL;
	}
	memset(p->page, INT3_INSN_OPCODE, PAGE_SIZE);
	WARN_ON(set_memory_ro((unsigned long)p->page, 1)
			?: set_memory_x((unsigned long)p->page, 1));
	list_add(&p->list, &slot_pages);
	return p;
}

static u8 *alloc_slot(void)
{
	struct slot_page *p;
	unsigned long n;

	list_for_each_entry (p, &slot_pages, list) {
		n = find_first_zero_bit(p->used, SLOTS_IN_PAGE);
		if (n < SLOTS_IN_PAGE)
			goto found;
	}
	p = new_slot_page();
	if (!p)
		return NULL;
	n = 0;
found:
	__set_bit(n, p->used);
	return p->page + n * SLOT_SIZE;
}

static void free_slot(u8 *slot)
{
	u8 traps[SLOT_SIZE];
	struct slot_page *p;

	list_for_each_entry (p, &slot_pages, list) {
		if (slot < p->page || slot >= p->page + PAGE_SIZE)
			continue;
		memset(traps, INT3_INSN_OPCODE, sizeof(traps));
		text_poke(slot, traps, sizeof(traps));
		__clear_bit((slot - p->page) / SLOT_SIZE, p->used);
		if (bitmap_empty(p->used, SLOTS_IN_PAGE)) {
			list_del(&p->list);
			module_memfree(p->page);
			kfree(p);
		}
		return;
	}
}

/* The text at addr without traps of probes; how many bytes there are, at most MAX_INSN_SIZE. */
static size_t read_original(unsigned long addr, u8 *bytes, u8 (*original)(unsigned long addr))
{
	size_t size = MAX_INSN_SIZE;

	/* Text may end with its last page. */
	if (copy_from_kernel_nofault(bytes, (void *)addr, size)) {
		size = PAGE_SIZE - offset_in_page(addr);
		if (size > MAX_INSN_SIZE || copy_from_kernel_nofault(bytes, (void *)addr, size))
			return 0;
	}
	for (size_t i = 0; i < size; i++)
		if (bytes[i] == INT3_INSN_OPCODE)
			bytes[i] = original(addr + i);
	return size;
}

int probe_insn_length(unsigned long addr, u8 (*original)(unsigned long addr))
{
	u8 bytes[MAX_INSN_SIZE];
	struct insn d;

	if (insn_decode(&d, bytes, read_original(addr, bytes, original)))
		return -EILSEQ;
	return d.length;
}

/* Far transfers, traps, and what stops the processor or changes how traps are taken. */
static bool cant_move_1byte(const struct insn *insn)
{
	switch (insn->opcode) {
	case 0x8e: /* mov to ss holds off the copy's trap */
		return insn_modrm_reg(insn) == 2;
	case 0xc7: /* xbegin */
		return insn->modrm == 0xf8;
	case 0xca ... 0xcd:
	case 0xcf:
	case 0xf1:
	case 0xf4:
		return true;
	case GROUP5:
		return insn_modrm_reg(insn) == 3 || insn_modrm_reg(insn) == 5;
	}
	return false;
}

static bool cant_move_0f(const struct insn *insn)
{
	switch (insn->opcode) {
	case 0x01: /* swapgs */
		return insn->modrm == 0xf8;
	case 0x05:
	case 0x07:
	case 0x0b:
	case 0x34 ... 0x35:
	case 0xaa:
	case 0xb9:
	case 0xff:
		return true;
	}
	return false;
}

static enum probe_insn_kind kind_1byte(const struct insn *d)
{
	switch (d->opcode) {
	case 0x70 ... 0x7f:
		return PROBE_INSN_JCC;
	case 0x90:
		return d->rex || d->repeats ? PROBE_INSN_COPY : PROBE_INSN_NOP;
	case 0x9c:
		return PROBE_INSN_PUSHF;
	case 0x9d:
		return PROBE_INSN_POPF;
	case 0xc2 ... 0xc3:
		return PROBE_INSN_RET;
	case 0xe0 ... 0xe2:
		return PROBE_INSN_LOOP;
	case 0xe3:
		return PROBE_INSN_JRCXZ;
	case 0xe8:
		return PROBE_INSN_CALL;
	case 0xe9:
	case 0xeb:
		return PROBE_INSN_JMP;
	case 0xfa:
		return PROBE_INSN_CLI;
	case 0xfb:
		return PROBE_INSN_STI;
	case GROUP5:
		if (insn_modrm_reg(d) == 2)
			return PROBE_INSN_CALL_INDIRECT;
		if (insn_modrm_reg(d) == 4)
			return PROBE_INSN_JMP_INDIRECT;
	}
	return PROBE_INSN_COPY;
}

static enum probe_insn_kind kind_of(const struct insn *d)
{
	if (d->vex)
		return PROBE_INSN_COPY;
	if (d->map == INSN_MAP_1BYTE)
		return kind_1byte(d);
	if (d->map == INSN_MAP_0F && d->opcode >= 0x80 && d->opcode <= 0x8f)
		return PROBE_INSN_JCC;
	return PROBE_INSN_COPY;
}

static long signed_field(const u8 *bytes, unsigned int at, unsigned int size)
{
	s32 value;

	if (size == 1)
		return (s8)bytes[at];
	memcpy(&value, bytes + at, sizeof(value));
	return value;
}

/* What the kind needs to know. */
static int classify(struct probe_insn *insn, const struct insn *d, const u8 *bytes)
{
	unsigned long next = insn->addr + d->length;

	if (!d->vex && ((d->map == INSN_MAP_1BYTE && cant_move_1byte(d)) ||
			(d->map == INSN_MAP_0F && cant_move_0f(d))))
		return -EOPNOTSUPP;
	insn->kind = kind_of(d);
	insn->condition = d->opcode & 0xf;
	switch (insn->kind) {
	case PROBE_INSN_RET:
		if (d->imm_size)
			memcpy(&insn->extra_pop, bytes + d->imm_at, sizeof(insn->extra_pop));
		break;
	case PROBE_INSN_CALL:
	case PROBE_INSN_JMP:
	case PROBE_INSN_JCC:
	case PROBE_INSN_LOOP:
	case PROBE_INSN_JRCXZ:
		insn->target = next + signed_field(bytes, d->imm_at, d->imm_size);
		break;
	default:
		break;
	}
	/* Shortened operands, which no compiler writes for these. */
	if (insn->kind != PROBE_INSN_COPY && insn->kind != PROBE_INSN_NOP &&
	    (d->opsize || d->adsize))
		return -EOPNOTSUPP;
	return 0;
}

/* Fills `copy`, for the slot; its length. */
static int make_copy(const struct probe_insn *insn, const struct insn *d, const u8 *bytes, u8 *copy)
{
	if (insn->kind == PROBE_INSN_CALL) {
		s32 next = insn->addr + d->length;

		copy[0] = PUSH_IMM32;
		memcpy(copy + 1, &next, sizeof(next));
		return 5;
	}
	memcpy(copy, bytes, d->length);
	if (insn->kind == PROBE_INSN_CALL_INDIRECT || insn->kind == PROBE_INSN_JMP_INDIRECT)
		copy[d->modrm_at] = (d->modrm & ~(7 << 3)) | GROUP5_PUSH << 3;
	if (d->rip_relative) {
		long disp =
			signed_field(bytes, d->disp_at, 4) + (long)insn->addr - (long)insn->slot;
		s32 disp32 = disp;

		if (disp != disp32)
			return -EOPNOTSUPP;
		memcpy(copy + d->disp_at, &disp32, sizeof(disp32));
	}
	return d->length;
}

int probe_insn_prepare(struct probe_insn *insn, unsigned long addr,
		       u8 (*original)(unsigned long addr))
{
	u8 bytes[MAX_INSN_SIZE], copy[SLOT_SIZE];
	struct insn d;
	int len, err;

	if (insn_decode(&d, bytes, read_original(addr, bytes, original)))
		return -EILSEQ;
	*insn = (struct probe_insn){.addr = addr, .length = d.length, .opcode = bytes[0]};
	err = classify(insn, &d, bytes);
	if (err || insn->kind >= PROBE_INSN_BY_HAND)
		return err;
	insn->slot = alloc_slot();
	if (!insn->slot)
		return -ENOMEM;
	len = make_copy(insn, &d, bytes, copy);
	if (len < 0) {
		free_slot(insn->slot);
		return len;
	}
	copy[len] = INT3_INSN_OPCODE;
	text_poke(insn->slot, copy, len + 1);
	insn->slot_end = (unsigned long)insn->slot + len;
	return 0;
}

void probe_insn_free(struct probe_insn *insn)
{
	if (insn->slot)
		free_slot(insn->slot);
	insn->slot = NULL;
}

void probe_insn_begin(const struct probe_insn *insn, struct pt_regs *regs)
{
	regs->flags &= ~(X86_EFLAGS_IF | X86_EFLAGS_TF);
	regs->ip = (unsigned long)insn->slot;
}
NOKPROBE_SYMBOL(probe_insn_begin);

static nokprobe_inline unsigned long pop(struct pt_regs *regs)
{
	unsigned long value = *(unsigned long *)regs->sp;

	regs->sp += sizeof(value);
	return value;
}

#define KEPT_FLAGS (X86_EFLAGS_IF | X86_EFLAGS_TF)

void probe_insn_finish(const struct probe_insn *insn, struct pt_regs *regs, unsigned long flags)
{
	unsigned long *top = (unsigned long *)regs->sp;

	regs->ip = insn->addr + insn->length;
	switch (insn->kind) {
	case PROBE_INSN_PUSHF:
		*top |= flags & KEPT_FLAGS;
		break;
	case PROBE_INSN_POPF: /* has set them itself */
		return;
	case PROBE_INSN_CALL:
		regs->ip = insn->target;
		break;
	case PROBE_INSN_CALL_INDIRECT:
		regs->ip = *top;
		*top = insn->addr + insn->length;
		break;
	case PROBE_INSN_JMP_INDIRECT:
		regs->ip = pop(regs);
		break;
	default:
		break;
	}
	regs->flags |= flags & KEPT_FLAGS;
}
NOKPROBE_SYMBOL(probe_insn_finish);

/* Jcc's condition (Intel SDM vol. 1, appendix B): bit 0 is "not". */
static nokprobe_inline bool holds(u8 condition, unsigned long flags)
{
	bool sf_is_of = !(flags & X86_EFLAGS_SF) == !(flags & X86_EFLAGS_OF), yes = false;

	switch (condition >> 1) {
	case 0:
		yes = flags & X86_EFLAGS_OF;
		break;
	case 1:
		yes = flags & X86_EFLAGS_CF;
		break;
	case 2:
		yes = flags & X86_EFLAGS_ZF;
		break;
	case 3:
		yes = flags & (X86_EFLAGS_CF | X86_EFLAGS_ZF);
		break;
	case 4:
		yes = flags & X86_EFLAGS_SF;
		break;
	case 5:
		yes = flags & X86_EFLAGS_PF;
		break;
	case 6:
		yes = !sf_is_of;
		break;
	case 7:
		yes = !sf_is_of || flags & X86_EFLAGS_ZF;
		break;
	}
	return yes != (condition & 1);
}

/* LOOPNE, LOOPE, LOOP: 0, 1, 2. */
static nokprobe_inline bool loops(u8 condition, struct pt_regs *regs)
{
	bool zero = regs->flags & X86_EFLAGS_ZF;

	return --regs->cx && (condition == 2 || zero == (condition == 1));
}

void probe_insn_emulate(const struct probe_insn *insn, struct pt_regs *regs)
{
	regs->ip = insn->addr + insn->length;
	switch (insn->kind) {
	case PROBE_INSN_CLI:
		regs->flags &= ~X86_EFLAGS_IF;
		break;
	case PROBE_INSN_STI:
		regs->flags |= X86_EFLAGS_IF;
		break;
	case PROBE_INSN_RET:
		regs->ip = pop(regs);
		regs->sp += insn->extra_pop;
		break;
	case PROBE_INSN_JMP:
		regs->ip = insn->target;
		break;
	case PROBE_INSN_JCC:
		if (holds(insn->condition, regs->flags))
			regs->ip = insn->target;
		break;
	case PROBE_INSN_LOOP:
		if (loops(insn->condition, regs))
			regs->ip = insn->target;
		break;
	case PROBE_INSN_JRCXZ:
		if (!regs->cx)
			regs->ip = insn->target;
		break;
	default:
		break;
	}
}
NOKPROBE_SYMBOL(probe_insn_emulate);

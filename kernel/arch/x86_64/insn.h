// SPDX-License-Identifier: MIT
/*
 * An instruction of 64-bit mode, taken apart as far as is needed to find its end and what in it
 * depends on where it lies (Intel SDM vol. 2A, 2.1; opcode maps: vol. 2D, appendix A).
 */
#ifndef _ARCH_X86_64_INSN_H
#define _ARCH_X86_64_INSN_H

#include <linux/types.h>

#define MAX_INSN_SIZE 15

enum insn_map { INSN_MAP_1BYTE, INSN_MAP_0F, INSN_MAP_0F38, INSN_MAP_0F3A };

struct insn {
	u8 length;
	enum insn_map map;
	u8 opcode; /* the last byte of it */
	u8 opcode_at;
	u8 rex;	      /* 0: none */
	bool vex;     /* VEX or EVEX: of the vector units */
	bool opsize;  /* prefix 0x66 */
	bool adsize;  /* prefix 0x67 */
	bool repeats; /* prefix 0xf2 or 0xf3 */
	bool has_modrm;
	u8 modrm;
	u8 modrm_at;
	u8 disp_at, disp_size; /* size 0: none */
	bool rip_relative;     /* disp counts from the instruction's end */
	u8 imm_at, imm_size;
};

static inline u8 insn_modrm_mod(const struct insn *insn)
{
	return insn->modrm >> 6;
}

static inline u8 insn_modrm_reg(const struct insn *insn)
{
	return insn->modrm >> 3 & 7;
}

/* 0; -EINVAL if the bytes, size of them, begin no instruction. Any context. */
int insn_decode(struct insn *insn, const u8 *bytes, size_t size);

#endif

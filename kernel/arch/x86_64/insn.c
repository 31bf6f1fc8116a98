// SPDX-License-Identifier: MIT
/*
 * Decoding instructions: insn.h. Prefixes, opcode, ModRM and SIB, displacement, immediate: each
 * step takes what is its own from the bytes that are left.
 */
#include <linux/errno.h>
#include <linux/string.h>
#include "insn.h"

#define REX_W 8

/* The bytes, and how many of them are taken. */
struct cursor {
	const u8 *bytes;
	size_t size, at;
	bool over; /* more was asked for than there is */
};

static u8 peek(struct cursor *c)
{
	if (c->at < c->size)
		return c->bytes[c->at];
	c->over = true;
	return 0;
}

static u8 take(struct cursor *c)
{
	u8 byte = peek(c);

	c->at++;
	return byte;
}

static void take_prefixes(struct insn *insn, struct cursor *c)
{
	for (;; c->at++) {
		switch (peek(c)) {
		case 0x66:
			insn->opsize = true;
			continue;
		case 0x67:
			insn->adsize = true;
			continue;
		case 0xf2 ... 0xf3:
			insn->repeats = true;
			continue;
		case 0xf0: /* LOCK, and segments */
		case 0x26:
		case 0x2e:
		case 0x36:
		case 0x3e:
		case 0x64 ... 0x65:
			continue;
		}
		break;
	}
	if (peek(c) >> 4 == 4)
		insn->rex = take(c);
}

static int map_of_vex(struct insn *insn, u8 number)
{
	if (number < 1 || number > 3)
		return -EINVAL;
	insn->map = (enum insn_map)number;
	insn->vex = true;
	return 0;
}

static int take_opcode(struct insn *insn, struct cursor *c)
{
	u8 byte = take(c);
	int err = 0;

	if (byte == 0x0f) {
		insn->map = INSN_MAP_0F;
		byte = take(c);
		if (byte == 0x38 || byte == 0x3a) {
			insn->map = byte == 0x38 ? INSN_MAP_0F38 : INSN_MAP_0F3A;
			byte = take(c);
		}
	} else if (byte == 0xc5) { /* VEX of two bytes */
		take(c);
		err = map_of_vex(insn, 1);
		byte = take(c);
	} else if (byte == 0xc4) { /* VEX of three */
		err = map_of_vex(insn, take(c) & 0x1f);
		take(c);
		byte = take(c);
	} else if (byte == 0x62) { /* EVEX */
		err = map_of_vex(insn, take(c) & 7);
		take(c);
		take(c);
		byte = take(c);
	}
	insn->opcode = byte;
	insn->opcode_at = c->at - 1;
	return err;
}

/* In the map of one byte. */
static bool is_invalid_1byte(u8 op)
{
	switch (op) {
	case 0x06 ... 0x07:
	case 0x0e:
	case 0x16 ... 0x17:
	case 0x1e ... 0x1f:
	case 0x27:
	case 0x2f:
	case 0x37:
	case 0x3f:
	case 0x60 ... 0x61:
	case 0x82:
	case 0x9a:
	case 0xce:
	case 0xd4 ... 0xd6:
	case 0xea:
		return true;
	}
	return false;
}

static bool has_modrm_1byte(u8 op)
{
	if (op < 0x40)
		return (op & 7) < 4;
	switch (op) {
	case 0x63:
	case 0x69:
	case 0x6b:
	case 0x80 ... 0x8f:
	case 0xc0 ... 0xc1:
	case 0xc6 ... 0xc7:
	case 0xd0 ... 0xd3:
	case 0xd8 ... 0xdf:
	case 0xf6 ... 0xf7:
	case 0xfe ... 0xff:
		return true;
	}
	return false;
}

static bool is_invalid_0f(u8 op)
{
	switch (op) {
	case 0x04:
	case 0x0a:
	case 0x0c:
	case 0x24 ... 0x27:
	case 0x36:
	case 0x39:
	case 0x3b ... 0x3f:
		return true;
	}
	return false;
}

static bool has_modrm_0f(u8 op)
{
	switch (op) {
	case 0x05 ... 0x09:
	case 0x0b:
	case 0x0e:
	case 0x30 ... 0x35:
	case 0x37:
	case 0x77:
	case 0x80 ... 0x8f:
	case 0xa0 ... 0xa2:
	case 0xa8 ... 0xaa:
	case 0xc8 ... 0xcf:
		return false;
	}
	return true;
}

static bool has_modrm(const struct insn *insn)
{
	switch (insn->map) {
	case INSN_MAP_1BYTE:
		return has_modrm_1byte(insn->opcode);
	case INSN_MAP_0F:
		return has_modrm_0f(insn->opcode);
	default:
		return true;
	}
}

static void take_modrm(struct insn *insn, struct cursor *c)
{
	u8 mod, rm, base;

	insn->modrm_at = c->at;
	insn->modrm = take(c);
	mod = insn->modrm >> 6;
	rm = insn->modrm & 7;
	if (mod == 3)
		return;
	base = rm == 4 ? take(c) & 7 : rm;
	insn->disp_at = c->at;
	if (mod == 1)
		insn->disp_size = 1;
	else if (mod == 2 || base == 5)
		insn->disp_size = 4;
	insn->rip_relative = mod == 0 && rm == 5;
	c->at += insn->disp_size;
}

/* Of four bytes, or two with the prefix. */
static u8 imm_z(const struct insn *insn)
{
	return insn->opsize && !(insn->rex & REX_W) ? 2 : 4;
}

static u8 imm_size_1byte(const struct insn *insn)
{
	u8 op = insn->opcode;

	if (op < 0x40)
		return (op & 7) == 4 ? 1 : (op & 7) == 5 ? imm_z(insn) : 0;
	switch (op) {
	case 0x6a ... 0x6b:
	case 0x70 ... 0x80:
	case 0x83:
	case 0xa8:
	case 0xb0 ... 0xb7:
	case 0xc0 ... 0xc1:
	case 0xc6:
	case 0xcd:
	case 0xe0 ... 0xe7:
	case 0xeb:
		return 1;
	case 0xc2:
	case 0xca:
		return 2;
	case 0xc8:
		return 3;
	case 0x68 ... 0x69:
	case 0x81:
	case 0xa9:
	case 0xc7:
		return imm_z(insn);
	case 0xe8 ... 0xe9: /* the prefix doesn't shorten these in 64-bit mode */
		return 4;
	case 0xa0 ... 0xa3: /* an address */
		return insn->adsize ? 4 : 8;
	case 0xb8 ... 0xbf:
		return insn->rex & REX_W ? 8 : imm_z(insn);
	case 0xf6: /* TEST only */
		return insn_modrm_reg(insn) < 2 ? 1 : 0;
	case 0xf7:
		return insn_modrm_reg(insn) < 2 ? imm_z(insn) : 0;
	}
	return 0;
}

static u8 imm_size_0f(u8 op)
{
	switch (op) {
	case 0x0f:
	case 0x70 ... 0x73:
	case 0xa4:
	case 0xac:
	case 0xba:
	case 0xc2:
	case 0xc4 ... 0xc6:
		return 1;
	case 0x80 ... 0x8f:
		return 4;
	}
	return 0;
}

static u8 imm_size(const struct insn *insn)
{
	switch (insn->map) {
	case INSN_MAP_1BYTE:
		return imm_size_1byte(insn);
	case INSN_MAP_0F:
		return imm_size_0f(insn->opcode);
	case INSN_MAP_0F3A:
		return 1;
	default:
		return 0;
	}
}

int insn_decode(struct insn *insn, const u8 *bytes, size_t size)
{
	struct cursor c = {.bytes = bytes, .size = size < MAX_INSN_SIZE ? size : MAX_INSN_SIZE};

	*insn = (struct insn){0};
	take_prefixes(insn, &c);
	if (take_opcode(insn, &c))
		return -EINVAL;
	if (insn->map == INSN_MAP_1BYTE && is_invalid_1byte(insn->opcode))
		return -EINVAL;
	if (insn->map == INSN_MAP_0F && !insn->vex && is_invalid_0f(insn->opcode))
		return -EINVAL;
	insn->has_modrm = has_modrm(insn);
	if (insn->has_modrm)
		take_modrm(insn, &c);
	insn->imm_at = c.at;
	insn->imm_size = imm_size(insn);
	c.at += insn->imm_size;
	insn->length = c.at;
	return c.over || c.at > c.size ? -EINVAL : 0;
}

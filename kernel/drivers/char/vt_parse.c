// SPDX-License-Identifier: MIT
/*
 * What programs write to the screen: characters, controls, and escape sequences; control sequences
 * (ESC [) are vt_csi.c's. Those that terminfo's "linux" entry names are known, and what a VT102 has
 * besides. A sequence that is not known is read to its end and has no effect.
 */
#include <linux/bitops.h>
#include <linux/minmax.h>
#include <linux/string.h>
#include "vt.h"

static void tab(struct screen *vc)
{
	unsigned int x = find_next_bit(vc->tabs, VT_COLS, vc->x + 1);

	vc->x = min_t(unsigned int, x, VT_COLS - 1);
	vc->wrap_pending = false;
}

/* ESC c, and how it all begins */
void vt_reset(struct screen *vc)
{
	vc->state = VT_NORMAL;
	vc->g[0] = VT_LATIN;
	vc->g[1] = VT_GRAPHICS;
	vc->shift = 0;
	vc->raw_codepage = false;
	vc->utf8 = true;
	vc->utf8_left = 0;
	vc->insert = false;
	vc->origin = false;
	vc->autowrap = true;
	vc->newline = false;
	vc->cursor_on = true;
	vc->app_cursor = false;
	vt_reset_attr(vc);
	vt_reset_screen(vc);
	vt_save(vc);
}

/* --- ESC --- */

static void receive_esc(struct screen *vc, u8 c)
{
	vc->state = VT_NORMAL;
	switch (c) {
	case '[':
		vt_begin_csi(vc);
		break;
	case ']':
		vc->state = VT_OSC;
		vc->skip = 0;
		break;
	case '#':
		vc->state = VT_HASH;
		break;
	case '%':
		vc->state = VT_PERCENT;
		break;
	case '(':
		vc->state = VT_G0;
		break;
	case ')':
		vc->state = VT_G1;
		break;
	case 'D':
		vt_line_feed(vc);
		break;
	case 'E':
		vc->x = 0;
		vt_line_feed(vc);
		break;
	case 'H':
		__set_bit(vc->x, vc->tabs);
		break;
	case 'M':
		vt_reverse_line_feed(vc);
		break;
	case 'Z':
		vt_respond(vc, "\033[?6c");
		break;
	case '7':
		vt_save(vc);
		break;
	case '8':
		vt_restore(vc);
		break;
	case 'c':
		vt_reset(vc);
		break;
	}
}

static enum vt_charset charset(u8 c)
{
	return c == '0' ? VT_GRAPHICS : c == 'U' || c == 'K' ? VT_CODEPAGE : VT_LATIN;
}

/*
 * ESC ]: R resets the palette and P with seven digits sets it, which changes nothing as the palette
 * is fixed; all else goes on to BEL, or to the ESC of ESC \.
 */
static void receive_osc(struct screen *vc, u8 c)
{
	if (vc->skip++ == 0 && (c == 'P' || c == 'R')) {
		vc->skip = 7;
		vc->state = c == 'P' ? VT_PALETTE : VT_NORMAL;
	}
}

/* --- one byte --- */

/* Controls work in the midst of a sequence. True when c was one. */
static bool receive_control(struct screen *vc, u8 c)
{
	switch (c) {
	case 0x00:
	case 0x7f:
		return true;
	case '\a':
		if (vc->state == VT_OSC)
			vc->state = VT_NORMAL;
		return true;
	case '\b':
		if (vc->x && !vc->wrap_pending)
			vc->x--;
		vc->wrap_pending = false;
		return true;
	case '\t':
		tab(vc);
		return true;
	case '\n':
	case '\v':
	case '\f':
		if (vc->newline)
			vc->x = 0;
		vt_line_feed(vc);
		return true;
	case '\r':
		vc->x = 0;
		vc->wrap_pending = false;
		return true;
	case 0x0e:
		vc->shift = 1;
		return true;
	case 0x0f:
		vc->shift = 0;
		return true;
	case 0x18:
	case 0x1a:
		vc->state = VT_NORMAL;
		return true;
	case 0x1b:
		vc->state = VT_ESC;
		return true;
	}
	return c < 0x20;
}

/* A character of the text, as Unicode or, by SGR 11 and ESC ( U, as a glyph of the font */
static void show(struct screen *vc, u32 c)
{
	enum vt_charset set = vc->g[vc->shift];

	if (c < 0x100 && (vc->raw_codepage || set == VT_CODEPAGE))
		vt_put_glyph(vc, c);
	else
		vt_put_glyph(vc, vt_glyph(set == VT_GRAPHICS && c < 0x80 ? vt_graphics(c) : c));
}

/* A byte of UTF-8 (RFC 3629). A sequence that breaks off shows as one unknown character. */
static void receive_utf8(struct screen *vc, u8 c)
{
	if (vc->utf8_left && (c & 0xc0) == 0x80) {
		vc->utf8_char = vc->utf8_char << 6 | (c & 0x3f);
		if (--vc->utf8_left == 0)
			show(vc, vc->utf8_char);
		return;
	}
	if (vc->utf8_left) {
		vc->utf8_left = 0;
		show(vc, 0xfffd);
	}
	if (c < 0x80) {
		show(vc, c);
	} else if (c >= 0xc2 && c < 0xf5) {
		vc->utf8_left = c < 0xe0 ? 1 : c < 0xf0 ? 2 : 3;
		vc->utf8_char = c & (0x3f >> vc->utf8_left);
	} else {
		show(vc, 0xfffd);
	}
}

void vt_receive(struct screen *vc, u8 c)
{
	/* SGR 11 shows what would be controls, but for those that no screen can do without. */
	bool glyph = vc->raw_codepage && vc->state == VT_NORMAL && c < 0x20 && c != 0x1b &&
		     !strchr("\a\b\t\n\r\016\017", c);

	if (!glyph && receive_control(vc, c))
		return;
	switch (vc->state) {
	case VT_NORMAL:
		if (vc->utf8 && !vc->raw_codepage)
			receive_utf8(vc, c);
		else
			show(vc, c);
		break;
	case VT_ESC:
		receive_esc(vc, c);
		break;
	case VT_CSI:
		vt_receive_csi(vc, c);
		break;
	case VT_CSI_SKIP:
		if (c >= 0x40)
			vc->state = VT_NORMAL;
		break;
	case VT_HASH:
		vc->state = VT_NORMAL;
		if (c == '8')
			vt_fill(vc, 'E');
		break;
	case VT_PERCENT:
		vc->state = VT_NORMAL;
		vc->utf8 = c == 'G' || c == '8' ? true : c == '@' ? false : vc->utf8;
		break;
	case VT_G0:
	case VT_G1:
		vc->g[vc->state == VT_G1] = charset(c);
		vc->state = VT_NORMAL;
		break;
	case VT_OSC:
		receive_osc(vc, c);
		break;
	case VT_PALETTE:
		if (--vc->skip == 0)
			vc->state = VT_NORMAL;
		break;
	case VT_FKEY:
		vc->state = VT_NORMAL;
		break;
	}
}

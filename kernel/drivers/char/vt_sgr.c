// SPDX-License-Identifier: MIT
/*
 * Select Graphic Rendition: colours and attributes (ECMA-48, 8.3.117), and the attribute byte that
 * VGA shows them by.
 */
#include <linux/minmax.h>
#include "vt.h"

#define DEFAULT_FG 7
#define DEFAULT_BG 0

/* ANSI counts red as 1 and blue as 4; VGA the other way round. */
static u8 to_vga(u8 ansi)
{
	return (ansi & 10) | ((ansi & 1) << 2) | ((ansi >> 2) & 1);
}

/* The byte of a cell: background in the upper half. Underlined text is cyan: VGA has no lines. */
u8 vt_hardware_attr(const struct vt_attr *attr)
{
	u8 fg = attr->fg, bg = attr->bg;

	if (attr->underline && fg == DEFAULT_FG)
		fg = 6;
	if (attr->bold)
		fg |= 8;
	if (attr->reverse) {
		u8 was = fg;

		fg = bg;
		bg = was & 7;
	}
	/* The top bit blinks: a bright background can't be had. */
	return to_vga(fg) | to_vga(bg & 7) << 4 | (attr->blink ? 0x80 : 0);
}

void vt_reset_attr(struct screen *vc)
{
	vc->attr = (struct vt_attr){.fg = DEFAULT_FG, .bg = DEFAULT_BG};
}

/* The nearest of the 16 to a red, green and blue of 0 to 255 each */
static u8 nearest(unsigned int r, unsigned int g, unsigned int b)
{
	unsigned int top = max(max(r, g), b);
	u8 c = 0;

	/* Each part that is more than half of the strongest is in; a strong one makes it bright. */
	if (top < 0x28)
		return 0;
	if (r * 2 > top)
		c |= 1;
	if (g * 2 > top)
		c |= 2;
	if (b * 2 > top)
		c |= 4;
	return top > 0xb0 ? c | 8 : top < 0x60 && c == 7 ? 8 : c;
}

/* Colour n of 256: 16 of ANSI's, a cube of 6 by 6 by 6, 24 greys */
static u8 from_256(unsigned int n)
{
	unsigned int grey;

	if (n < 16)
		return n;
	if (n < 232) {
		n -= 16;
		return nearest(n / 36 * 51, n / 6 % 6 * 51, n % 6 * 51);
	}
	grey = min((n - 232) * 10 + 8, 255u);
	return nearest(grey, grey, grey);
}

/*
 * The colour that parameters from *i on name, after a 38 or 48: 5;n or 2;r;g;b. Moves *i to the
 * last one that belongs to it. Returns the old colour when they name none.
 */
static u8 extended(const struct screen *vc, unsigned int *i, u8 old)
{
	const unsigned int *p = vc->params;

	if (*i + 2 < vc->nr_params && p[*i + 1] == 5) {
		*i += 2;
		return p[*i] < 256 ? from_256(p[*i]) : old;
	}
	if (*i + 4 < vc->nr_params && p[*i + 1] == 2) {
		*i += 4;
		return nearest(min(p[*i - 2], 255u), min(p[*i - 1], 255u), min(p[*i], 255u));
	}
	return old;
}

static void set_one(struct screen *vc, unsigned int *i)
{
	struct vt_attr *a = &vc->attr;
	unsigned int p = vc->params[*i];

	switch (p) {
	case 0:
		vt_reset_attr(vc);
		vc->raw_codepage = false;
		break;
	case 1:
		a->bold = true;
		break;
	case 4:
	case 21:
		a->underline = true;
		break;
	case 5:
	case 6:
		a->blink = true;
		break;
	case 7:
		a->reverse = true;
		break;
	case 10:
		vc->raw_codepage = false;
		break;
	case 11:
	case 12:
		vc->raw_codepage = true;
		break;
	case 2:
	case 22:
		a->bold = false;
		break;
	case 24:
		a->underline = false;
		break;
	case 25:
		a->blink = false;
		break;
	case 27:
		a->reverse = false;
		break;
	case 30 ... 37:
		a->fg = p - 30;
		break;
	case 38:
		a->fg = extended(vc, i, a->fg);
		break;
	case 39:
		a->fg = DEFAULT_FG;
		a->underline = false;
		break;
	case 40 ... 47:
		a->bg = p - 40;
		break;
	case 48:
		a->bg = extended(vc, i, a->bg) & 7;
		break;
	case 49:
		a->bg = DEFAULT_BG;
		break;
	case 90 ... 97:
		a->fg = p - 90 + 8;
		break;
	case 100 ... 107:
		a->bg = p - 100;
		break;
	}
}

/* CSI ... m, with the parameters in vc->params; none is one 0. */
void vt_sgr(struct screen *vc)
{
	unsigned int i;

	for (i = 0; i < vc->nr_params; i++)
		set_one(vc, &i);
}

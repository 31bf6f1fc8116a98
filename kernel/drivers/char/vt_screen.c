// SPDX-License-Identifier: MIT
/*
 * Cells in memory, and how they get onto the screen.
 *
 * Everything is done in vc->cells, which is quick; vt_flush() then copies the rows that changed to
 * the adapter's memory and sets its cursor. A write of many lines thus scrolls the screen once.
 *
 * Adapter: VGA text mode 3 (IBM VGA Technical Reference): cells of 16 bits at 0xb8000, the cursor
 * in registers 0x0a, 0x0e and 0x0f of the CRT controller.
 */
#include <linux/bitops.h>
#include <linux/io.h>
#include <linux/minmax.h>
#include <linux/string.h>
#include <asm/page.h>
#include "vt.h"

#define VGA_TEXT     0xb8000
#define CRTC_INDEX   0x3d4
#define CRTC_DATA    0x3d5
#define CURSOR_START 0x0a
#define CURSOR_OFF   0x20
#define CURSOR_HIGH  0x0e
#define CURSOR_LOW   0x0f

static void crtc_write(u8 reg, u8 value)
{
	outb(reg, CRTC_INDEX);
	outb(value, CRTC_DATA);
}

void vt_flush(struct screen *vc)
{
	static bool cursor_shown; /* as last programmed; the boot loader may have hidden it */
	volatile u16 *screen = (volatile u16 *)__va(VGA_TEXT);
	unsigned int pos, end = vc->dirty_bottom * VT_COLS;
	const u16 *cells = &vc->cells[0][0];

	for (pos = vc->dirty_top * VT_COLS; pos < end; pos++)
		screen[pos] = cells[pos];
	vc->dirty_top = VT_ROWS;
	vc->dirty_bottom = 0;

	pos = vc->y * VT_COLS + vc->x;
	crtc_write(CURSOR_HIGH, pos >> 8);
	crtc_write(CURSOR_LOW, pos & 0xff);
	if (cursor_shown != vc->cursor_on) {
		cursor_shown = vc->cursor_on;
		/* Scan lines 13 to 15: a line under the character */
		crtc_write(CURSOR_START, cursor_shown ? 13 : CURSOR_OFF);
	}
}

/* Rows [top, bottom) have changed. */
static void mark(struct screen *vc, unsigned int top, unsigned int bottom)
{
	vc->dirty_top = min(vc->dirty_top, top);
	vc->dirty_bottom = max(vc->dirty_bottom, bottom);
}

/* Erased cells keep the background that is set, as the "linux" terminal's bce says. */
u16 vt_blank_cell(const struct screen *vc)
{
	struct vt_attr attr = {.fg = vc->attr.fg, .bg = vc->attr.bg};

	return vt_hardware_attr(&attr) << 8 | ' ';
}

/* count cells from (y, x) on, over the ends of lines */
void vt_clear(struct screen *vc, unsigned int y, unsigned int x, unsigned int count)
{
	u16 *cell = &vc->cells[y][x];
	u16 blank = vt_blank_cell(vc);
	unsigned int i;

	for (i = 0; i < count; i++)
		cell[i] = blank;
	mark(vc, y, min_t(unsigned int, VT_ROWS, y + (x + count + VT_COLS - 1) / VT_COLS));
}

void vt_fill(struct screen *vc, u8 glyph)
{
	unsigned int i;

	for (i = 0; i < VT_ROWS * VT_COLS; i++)
		(&vc->cells[0][0])[i] = vt_hardware_attr(&vc->attr) << 8 | glyph;
	mark(vc, 0, VT_ROWS);
}

/* Rows [top, bottom): n go out at the top, n blank ones come in at the bottom. */
void vt_scroll_up(struct screen *vc, unsigned int top, unsigned int bottom, unsigned int n)
{
	n = min(n, bottom - top);
	memmove(vc->cells[top], vc->cells[top + n], (bottom - top - n) * sizeof(vc->cells[0]));
	vt_clear(vc, bottom - n, 0, n * VT_COLS);
	mark(vc, top, bottom);
}

void vt_scroll_down(struct screen *vc, unsigned int top, unsigned int bottom, unsigned int n)
{
	n = min(n, bottom - top);
	memmove(vc->cells[top + n], vc->cells[top], (bottom - top - n) * sizeof(vc->cells[0]));
	vt_clear(vc, top, 0, n * VT_COLS);
	mark(vc, top, bottom);
}

/* n blanks at the cursor; what stood there and behind moves right, and out. */
void vt_insert_cells(struct screen *vc, unsigned int n)
{
	u16 *cell = &vc->cells[vc->y][vc->x];

	n = min(n, VT_COLS - vc->x);
	memmove(cell + n, cell, (VT_COLS - vc->x - n) * sizeof(*cell));
	vt_clear(vc, vc->y, vc->x, n);
}

void vt_delete_cells(struct screen *vc, unsigned int n)
{
	u16 *cell = &vc->cells[vc->y][vc->x];

	n = min(n, VT_COLS - vc->x);
	memmove(cell, cell + n, (VT_COLS - vc->x - n) * sizeof(*cell));
	vt_clear(vc, vc->y, VT_COLS - n, n);
	mark(vc, vc->y, vc->y + 1);
}

/* The row below; in the region's last one the region scrolls. */
void vt_line_feed(struct screen *vc)
{
	if (vc->y + 1 == vc->bottom)
		vt_scroll_up(vc, vc->top, vc->bottom, 1);
	else if (vc->y + 1 < VT_ROWS)
		vc->y++;
	vc->wrap_pending = false;
}

void vt_reverse_line_feed(struct screen *vc)
{
	if (vc->y == vc->top)
		vt_scroll_down(vc, vc->top, vc->bottom, 1);
	else if (vc->y > 0)
		vc->y--;
	vc->wrap_pending = false;
}

/*
 * A glyph at the cursor, which moves on. After the last column it stays there until the next glyph
 * comes, so that a full line does not scroll the screen.
 */
void vt_put_glyph(struct screen *vc, u8 glyph)
{
	if (vc->wrap_pending) {
		vc->x = 0;
		vt_line_feed(vc);
	}
	if (vc->insert)
		vt_insert_cells(vc, 1);
	vc->cells[vc->y][vc->x] = vt_hardware_attr(&vc->attr) << 8 | glyph;
	mark(vc, vc->y, vc->y + 1);
	if (vc->x + 1 < VT_COLS)
		vc->x++;
	else
		vc->wrap_pending = vc->autowrap;
}

void vt_reset_screen(struct screen *vc)
{
	unsigned int i;

	vc->top = 0;
	vc->bottom = VT_ROWS;
	vc->x = vc->y = 0;
	vc->wrap_pending = false;
	for (i = 0; i < VT_COLS; i++) {
		if (i % 8)
			__clear_bit(i, vc->tabs);
		else
			__set_bit(i, vc->tabs);
	}
	vt_clear(vc, 0, 0, VT_ROWS * VT_COLS);
}

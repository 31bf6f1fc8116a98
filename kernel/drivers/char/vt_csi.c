// SPDX-License-Identifier: MIT
/*
 * Control sequences: ESC [, parameters, and a character that says what to do. Cursor, erasing,
 * inserting and deleting, modes, reports. ECMA-48; VT102 User Guide, chapter 5; console_codes(4).
 */
#include <linux/bitmap.h>
#include <linux/bitops.h>
#include <linux/kernel.h>
#include <linux/minmax.h>
#include <linux/string.h>
#include <linux/tty_flip.h>
#include "vt.h"

void vt_respond(struct screen *vc, const char *text)
{
	if (!vc->data.port.count)
		return;
	tty_insert_flip_string(&vc->data.port, (const unsigned char *)text, strlen(text));
	tty_flip_buffer_push(&vc->data.port);
}

static void report_cursor(struct screen *vc)
{
	char text[24];

	snprintf(text, sizeof(text), "\033[%u;%uR", vc->y - (vc->origin ? vc->top : 0) + 1,
		 vc->x + 1);
	vt_respond(vc, text);
}

/* --- the cursor --- */

static void move_to(struct screen *vc, unsigned int x, unsigned int y)
{
	vc->x = min_t(unsigned int, x, VT_COLS - 1);
	vc->y = min_t(unsigned int, y, VT_ROWS - 1);
	vc->wrap_pending = false;
}

/* As CUP and VPA mean it: under DECOM rows count from the region's top, and stay in it. */
static void move_to_origin(struct screen *vc, unsigned int x, unsigned int y)
{
	if (vc->origin)
		y = min(vc->top + y, vc->bottom - 1);
	move_to(vc, x, y);
}

/* Up or down, not over the region's edge if it starts inside. */
static void move_up(struct screen *vc, unsigned int n)
{
	unsigned int limit = vc->y >= vc->top ? vc->top : 0;

	move_to(vc, vc->x, vc->y - min(n, vc->y - limit));
}

static void move_down(struct screen *vc, unsigned int n)
{
	unsigned int limit = vc->y < vc->bottom ? vc->bottom - 1 : VT_ROWS - 1;

	move_to(vc, vc->x, vc->y + min(n, limit - vc->y));
}

void vt_save(struct screen *vc)
{
	vc->saved = (struct vt_saved){
		.x = vc->x,
		.y = vc->y,
		.attr = vc->attr,
		.g = {vc->g[0], vc->g[1]},
		.shift = vc->shift,
	};
}

void vt_restore(struct screen *vc)
{
	move_to(vc, vc->saved.x, vc->saved.y);
	vc->attr = vc->saved.attr;
	vc->g[0] = vc->saved.g[0];
	vc->g[1] = vc->saved.g[1];
	vc->shift = vc->saved.shift;
}

/* --- CSI --- */

/* Parameter i; a missing one, or 0, is otherwise */
static unsigned int param(const struct screen *vc, unsigned int i, unsigned int otherwise)
{
	unsigned int p = i < vc->nr_params ? vc->params[i] : 0;

	return p ?: otherwise;
}

static void erase_display(struct screen *vc, unsigned int how)
{
	unsigned int at = vc->y * VT_COLS + vc->x;

	vc->wrap_pending = false;
	if (how == 0)
		vt_clear(vc, vc->y, vc->x, VT_ROWS * VT_COLS - at);
	else if (how == 1)
		vt_clear(vc, 0, 0, at + 1);
	else if (how == 2 || how == 3)
		vt_clear(vc, 0, 0, VT_ROWS * VT_COLS);
}

static void erase_line(struct screen *vc, unsigned int how)
{
	vc->wrap_pending = false;
	if (how == 0)
		vt_clear(vc, vc->y, vc->x, VT_COLS - vc->x);
	else if (how == 1)
		vt_clear(vc, vc->y, 0, vc->x + 1);
	else if (how == 2)
		vt_clear(vc, vc->y, 0, VT_COLS);
}

/* IL and DL: from the cursor's row on, within the region */
static void insert_lines(struct screen *vc, unsigned int n)
{
	vc->wrap_pending = false;
	if (vc->y >= vc->top && vc->y < vc->bottom)
		vt_scroll_down(vc, vc->y, vc->bottom, n);
}

static void delete_lines(struct screen *vc, unsigned int n)
{
	vc->wrap_pending = false;
	if (vc->y >= vc->top && vc->y < vc->bottom)
		vt_scroll_up(vc, vc->y, vc->bottom, n);
}

static void set_region(struct screen *vc)
{
	unsigned int top = param(vc, 0, 1),
		     bottom = min_t(unsigned int, param(vc, 1, VT_ROWS), VT_ROWS);

	if (top >= bottom)
		return;
	vc->top = top - 1;
	vc->bottom = bottom;
	move_to_origin(vc, 0, 0);
}

/* CSI ? h, CSI ? l */
static void set_private_mode(struct screen *vc, unsigned int mode, bool on)
{
	switch (mode) {
	case 1:
		vc->app_cursor = on;
		break;
	case 6:
		vc->origin = on;
		move_to_origin(vc, 0, 0);
		break;
	case 7:
		vc->autowrap = on;
		if (!on)
			vc->wrap_pending = false;
		break;
	case 25:
		vc->cursor_on = on;
		break;
	}
}

static void set_modes(struct screen *vc, bool on)
{
	unsigned int i;

	for (i = 0; i < vc->nr_params; i++) {
		if (vc->private)
			set_private_mode(vc, vc->params[i], on);
		else if (vc->params[i] == 4)
			vc->insert = on;
		else if (vc->params[i] == 20)
			vc->newline = on;
	}
}

static void device_status(struct screen *vc)
{
	if (vc->params[0] == 5)
		vt_respond(vc, "\033[0n");
	else if (vc->params[0] == 6)
		report_cursor(vc);
}

static void clear_tabs(struct screen *vc)
{
	if (vc->params[0] == 0)
		__clear_bit(vc->x, vc->tabs);
	else if (vc->params[0] == 3)
		bitmap_zero(vc->tabs, VT_COLS);
}

/* Sequences with a ? before their parameters, which change modes or mean nothing here */
static void do_private_csi(struct screen *vc, u8 c)
{
	if (c == 'h' || c == 'l')
		set_modes(vc, c == 'h');
}

static void do_csi(struct screen *vc, u8 c)
{
	unsigned int n = param(vc, 0, 1);

	switch (c) {
	case '@':
		vc->wrap_pending = false;
		vt_insert_cells(vc, n);
		break;
	case 'A':
		move_up(vc, n);
		break;
	case 'B':
	case 'e':
		move_down(vc, n);
		break;
	case 'C':
	case 'a':
		move_to(vc, vc->x + min_t(unsigned int, n, VT_COLS), vc->y);
		break;
	case 'D':
		move_to(vc, vc->x - min(n, vc->x), vc->y);
		break;
	case 'E':
		move_down(vc, n);
		vc->x = 0;
		break;
	case 'F':
		move_up(vc, n);
		vc->x = 0;
		break;
	case 'G':
	case '`':
		move_to(vc, n - 1, vc->y);
		break;
	case 'H':
	case 'f':
		move_to_origin(vc, param(vc, 1, 1) - 1, n - 1);
		break;
	case 'J':
		erase_display(vc, vc->params[0]);
		break;
	case 'K':
		erase_line(vc, vc->params[0]);
		break;
	case 'L':
		insert_lines(vc, n);
		break;
	case 'M':
		delete_lines(vc, n);
		break;
	case 'P':
		vc->wrap_pending = false;
		vt_delete_cells(vc, n);
		break;
	case 'X':
		vc->wrap_pending = false;
		vt_clear(vc, vc->y, vc->x, min(n, VT_COLS - vc->x));
		break;
	case 'c':
		/* "I am a VT102" */
		if (!vc->params[0])
			vt_respond(vc, "\033[?6c");
		break;
	case 'd':
		move_to_origin(vc, vc->x, n - 1);
		break;
	case 'g':
		clear_tabs(vc);
		break;
	case 'h':
	case 'l':
		set_modes(vc, c == 'h');
		break;
	case 'm':
		vt_sgr(vc);
		break;
	case 'n':
		device_status(vc);
		break;
	case 'r':
		set_region(vc);
		break;
	case 's':
		vt_save(vc);
		break;
	case 'u':
		vt_restore(vc);
		break;
	}
}

/* A character inside CSI ... */
void vt_receive_csi(struct screen *vc, u8 c)
{
	unsigned int *p = &vc->params[vc->nr_params - 1];

	if (c >= '0' && c <= '9') {
		/* No sequence needs more, and it can't overflow. */
		*p = min(*p * 10 + (c - '0'), 9999u);
	} else if (c == ';' || c == ':') {
		if (vc->nr_params < VT_MAX_PARAMS)
			vc->params[vc->nr_params++] = 0;
	} else if (c == '?' && vc->nr_params == 1 && !*p) {
		vc->private = true;
	} else if (c == '[' && vc->nr_params == 1 && !*p && !vc->private) {
		vc->state = VT_FKEY;
	} else if (c >= 0x20 && c < 0x40) {
		/* Other parameters and intermediates: not of any sequence that is known */
		vc->state = VT_CSI_SKIP;
	} else {
		vc->state = VT_NORMAL;
		if (vc->private)
			do_private_csi(vc, c);
		else
			do_csi(vc, c);
	}
}

void vt_begin_csi(struct screen *vc)
{
	vc->state = VT_CSI;
	vc->nr_params = 1;
	memset(vc->params, 0, sizeof(vc->params));
	vc->private = false;
}

// SPDX-License-Identifier: MIT
/*
 * The screen as a terminal: VGA text mode, 80 by 25, and the keyboards.
 *
 *   vt.c         the terminal tty1, and the console for messages
 *   vt_parse.c   characters, controls and escape sequences
 *   vt_csi.c     control sequences: ESC [ ...
 *   vt_sgr.c     colours and attributes
 *   vt_screen.c  cells, scrolling, cursor; from memory to the screen
 *   vt_chars.c   which glyph shows a character
 *   keyboard.c keymap_us.c  from keys to characters
 *   keyboard_notify.c       who listens to keys
 *
 * The console lock guards a struct screen and the screen: vt.c takes it, and printk() calls the
 * console's write() with it held.
 */
#ifndef _DRIVERS_CHAR_VT_H
#define _DRIVERS_CHAR_VT_H

#include <linux/bitmap.h>
#include <linux/console_struct.h>
#include <linux/types.h>

#define VT_COLS 80
#define VT_ROWS 25

#define VT_MAX_PARAMS 16

/* How a character looks: what SGR sets */
struct vt_attr {
	u8 fg, bg; /* 0 to 15, as ANSI numbers colours */
	bool bold, underline, blink, reverse;
};

enum vt_state {
	VT_NORMAL,
	VT_ESC,	     /* after ESC */
	VT_CSI,	     /* after ESC [: parameters */
	VT_CSI_SKIP, /* in a sequence that isn't known: up to its last character */
	VT_FKEY,     /* after ESC [ [: one character, ignored */
	VT_HASH,     /* after ESC # */
	VT_PERCENT,  /* after ESC % */
	VT_G0,	     /* after ESC ( */
	VT_G1,	     /* after ESC ) */
	VT_OSC,	     /* after ESC ]: up to BEL or ESC \ */
	VT_PALETTE,  /* after ESC ] P: seven digits, ignored */
};

/* Sets of characters that G0 and G1 can stand for */
enum vt_charset { VT_LATIN, VT_GRAPHICS, VT_CODEPAGE };

struct vt_saved {
	unsigned int x, y;
	struct vt_attr attr;
	enum vt_charset g[2];
	u8 shift;
};

struct screen {
	struct vc_data data; /* what modules see of it */

	u16 cells[VT_ROWS][VT_COLS];	      /* attribute above character: the screen's own form */
	unsigned int dirty_top, dirty_bottom; /* rows [top, bottom) differ from the screen */

	unsigned int x, y; /* of the cursor; x may be VT_COLS - 1 with wrap_pending */
	bool wrap_pending; /* a character went into the last column: the next one wraps */
	struct vt_attr attr;
	unsigned int top, bottom; /* the scrolling region, [top, bottom) */
	DECLARE_BITMAP(tabs, VT_COLS);
	struct vt_saved saved;

	enum vt_state state;
	unsigned int params[VT_MAX_PARAMS];
	unsigned int nr_params;
	bool private;	   /* a ? stood before the parameters */
	unsigned int skip; /* characters still to be ignored */

	enum vt_charset g[2];
	u8 shift;	   /* which of g is in use */
	bool raw_codepage; /* SGR 11: bytes are glyphs */

	bool utf8;
	u32 utf8_char;		/* what has come of a character */
	unsigned int utf8_left; /* bytes still to come */

	bool insert;	 /* IRM */
	bool origin;	 /* DECOM: rows count from the region's top */
	bool autowrap;	 /* DECAWM */
	bool newline;	 /* LNM: LF is CR LF, Enter sends both */
	bool cursor_on;	 /* DECTCEM */
	bool app_cursor; /* DECCKM: cursor keys send ESC O */
};

extern struct screen vt; /* the only one */

/* --- vt_screen.c: the console lock is held --- */
void vt_reset_screen(struct screen *vc);
void vt_clear(struct screen *vc, unsigned int y, unsigned int x, unsigned int count);
void vt_scroll_up(struct screen *vc, unsigned int top, unsigned int bottom, unsigned int n);
void vt_scroll_down(struct screen *vc, unsigned int top, unsigned int bottom, unsigned int n);
void vt_insert_cells(struct screen *vc, unsigned int n);
void vt_delete_cells(struct screen *vc, unsigned int n);
void vt_put_glyph(struct screen *vc, u8 glyph);
void vt_line_feed(struct screen *vc);
void vt_reverse_line_feed(struct screen *vc);
void vt_fill(struct screen *vc, u8 glyph);
/* Bring the screen up to date. Any context, also without the lock when the kernel is dying. */
void vt_flush(struct screen *vc);
u16 vt_blank_cell(const struct screen *vc);

/* --- vt_sgr.c --- */
void vt_reset_attr(struct screen *vc);
void vt_sgr(struct screen *vc);
u8 vt_hardware_attr(const struct vt_attr *attr);

/* --- vt_parse.c --- */
void vt_reset(struct screen *vc);
void vt_receive(struct screen *vc, u8 c);

/* --- vt_csi.c --- */
void vt_begin_csi(struct screen *vc);
void vt_receive_csi(struct screen *vc, u8 c);
/* As if typed: whoever asked reads it from the terminal. */
void vt_respond(struct screen *vc, const char *text);
/* Cursor, attributes and character sets: ESC 7 and ESC 8 */
void vt_save(struct screen *vc);
void vt_restore(struct screen *vc);

/* --- vt_chars.c --- */
u8 vt_glyph(u32 unicode);
/* The DEC special graphics set: lines and corners in place of small letters */
u32 vt_graphics(u8 c);

/* --- keyboard.c --- */
void keyboard_init(void);

#endif

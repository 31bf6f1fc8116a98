// SPDX-License-Identifier: MIT
/*
 * Editing in canonical mode: ERASE, WERASE, KILL and REPRINT, in the ring and on the screen.
 * termios(3), c_lflag. All functions are called with input_lock held.
 */
#include <linux/ctype.h>
#include <linux/tty.h>
#include "n_tty.h"

enum kill_type { KILL_CHAR_ONE, KILL_WORD, KILL_LINE };

/* ECHOPRT shows what was erased between \ and /: the slash comes when typing goes on. */
void n_tty_finish_erasing(struct n_tty_data *ld)
{
	if (ld->erasing) {
		n_tty_echo_raw(ld, '/');
		ld->erasing = false;
	}
}

/* Rubs a tab out: back to where it began, which depends on what stands before it. */
static void echo_rub_tab(struct n_tty_data *ld)
{
	struct tty_struct *tty = ld->tty;
	unsigned int chars = 0, pos = ld->head;
	bool after_tab = false;

	while (pos != ld->canon_head) {
		unsigned char c = ring_at(ld, --pos);

		if (c == '\t') {
			after_tab = true;
			break;
		}
		if (iscntrl(c))
			chars += L_ECHOCTL(tty) ? 2 : 0;
		else if (!is_continuation(c, tty))
			chars++;
	}
	n_tty_echo_erase_tab(ld, chars, after_tab);
}

static void echo_rub_column(struct n_tty_data *ld)
{
	n_tty_echo_back(ld, 1);
	n_tty_echo_raw(ld, ' ');
	n_tty_echo_back(ld, 1);
}

/* Shows that the cnt bytes from ld->head on, beginning with c, were taken out. */
static void echo_erased(struct n_tty_data *ld, unsigned char c, unsigned int cnt,
			enum kill_type type)
{
	struct tty_struct *tty = ld->tty;
	unsigned int i;

	if (L_ECHOPRT(tty)) {
		if (!ld->erasing) {
			n_tty_echo_raw(ld, '\\');
			ld->erasing = true;
		}
		n_tty_echo_char(ld, c);
		for (i = 1; i < cnt; i++)
			n_tty_echo_raw(ld, ring_at(ld, ld->head + i));
	} else if (type == KILL_CHAR_ONE && !L_ECHOE(tty)) {
		n_tty_echo_char(ld, ERASE_CHAR(tty));
	} else if (c == '\t') {
		echo_rub_tab(ld);
	} else {
		if (iscntrl(c) && L_ECHOCTL(tty))
			echo_rub_column(ld);
		if (!iscntrl(c) || L_ECHOCTL(tty))
			echo_rub_column(ld);
	}
}

/*
 * Takes the last character, all its bytes, out of the line. False when the line is empty, or begins
 * in the middle of a character. *c: its first byte; *cnt: its bytes.
 */
static bool take_last(struct n_tty_data *ld, unsigned char *c, unsigned int *cnt)
{
	unsigned int pos = ld->head;

	do {
		if (pos == ld->canon_head)
			return false;
		*c = ring_at(ld, --pos);
	} while (is_continuation(*c, ld->tty));
	*cnt = ld->head - pos;
	ld->head = pos;
	return true;
}

static void erase_chars(struct n_tty_data *ld, enum kill_type type)
{
	bool seen_word = false;
	unsigned int cnt;
	unsigned char c;

	while (take_last(ld, &c, &cnt)) {
		/* A word is the blanks behind it, and then letters, digits and underscores. */
		if (type == KILL_WORD) {
			if (isalnum(c) || c == '_') {
				seen_word = true;
			} else if (seen_word) {
				ld->head += cnt;
				break;
			}
		}
		if (L_ECHO(ld->tty))
			echo_erased(ld, c, cnt, type);
		if (type == KILL_CHAR_ONE)
			break;
	}
	if (ld->head == ld->canon_head && L_ECHO(ld->tty))
		n_tty_finish_erasing(ld);
}

/* c is one of ERASE, WERASE and KILL. */
void n_tty_erase(struct n_tty_data *ld, unsigned char c)
{
	struct tty_struct *tty = ld->tty;

	if (ld->head == ld->canon_head)
		return;
	if (c == ERASE_CHAR(tty)) {
		erase_chars(ld, KILL_CHAR_ONE);
	} else if (c == WERASE_CHAR(tty)) {
		erase_chars(ld, KILL_WORD);
	} else if (L_ECHO(tty) && (!L_ECHOK(tty) || !L_ECHOKE(tty) || !L_ECHOE(tty))) {
		/* The line is not rubbed out but left standing, and a new one begun. */
		ld->head = ld->canon_head;
		n_tty_finish_erasing(ld);
		n_tty_echo_char(ld, KILL_CHAR(tty));
		if (L_ECHOK(tty))
			n_tty_echo_raw(ld, '\n');
	} else if (L_ECHO(tty)) {
		erase_chars(ld, KILL_LINE);
	} else {
		ld->head = ld->canon_head;
	}
}

/* Shows the line again, below what may have come between. */
void n_tty_reprint(struct n_tty_data *ld, unsigned char c)
{
	unsigned int pos;

	n_tty_finish_erasing(ld);
	n_tty_echo_char(ld, c);
	n_tty_echo_raw(ld, '\n');
	for (pos = ld->canon_head; pos != ld->head; pos++)
		n_tty_echo_char(ld, ring_at(ld, pos));
}

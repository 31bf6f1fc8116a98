/* SPDX-License-Identifier: MIT */
/*
 * Key symbols: a type in bits 8 to 11 (0xf000 is added) and a value in bits 0 to 7. And the
 * modifiers' bits.
 */
#ifndef _UAPI_LINUX_KEYBOARD_H
#define _UAPI_LINUX_KEYBOARD_H

#define KG_SHIFT     0
#define KG_CTRL	     2
#define KG_ALT	     3
#define KG_ALTGR     1
#define KG_SHIFTL    4
#define KG_KANJI     4
#define KG_SHIFTR    5
#define KG_CTRLL     6
#define KG_CTRLR     7
#define KG_CAPSSHIFT 8

#define KT_LATIN  0  /* a character */
#define KT_LETTER 11 /* a character that Caps Lock changes */
#define KT_FN	  1
#define KT_SPEC	  2
#define KT_PAD	  3
#define KT_DEAD	  4
#define KT_CONS	  5
#define KT_CUR	  6
#define KT_SHIFT  7
#define KT_META	  8 /* a character with Alt */
#define KT_ASCII  9
#define KT_LOCK	  10
#define KT_SLOCK  12
#define KT_DEAD2  13
#define KT_BRL	  14

#define K(t, v) (((t) << 8) | (v))
#define KTYP(x) ((x) >> 8)
#define KVAL(x) ((x)&0xff)

#define K_F1	 K(KT_FN, 0)
#define K_F11	 K(KT_FN, 10)
#define K_F12	 K(KT_FN, 11)
#define K_FIND	 K(KT_FN, 20)
#define K_INSERT K(KT_FN, 21)
#define K_REMOVE K(KT_FN, 22)
#define K_SELECT K(KT_FN, 23)
#define K_PGUP	 K(KT_FN, 24)
#define K_PGDN	 K(KT_FN, 25)
#define K_PAUSE	 K(KT_FN, 29)

#define K_HOLE	K(KT_SPEC, 0)
#define K_ENTER K(KT_SPEC, 1)
#define K_CAPS	K(KT_SPEC, 7)
#define K_NUM	K(KT_SPEC, 8)
#define K_BOOT	K(KT_SPEC, 12)

#define K_P0	 K(KT_PAD, 0)
#define K_PPLUS	 K(KT_PAD, 10)
#define K_PMINUS K(KT_PAD, 11)
#define K_PSTAR	 K(KT_PAD, 12)
#define K_PSLASH K(KT_PAD, 13)
#define K_PENTER K(KT_PAD, 14)
#define K_PDOT	 K(KT_PAD, 16)

#define K_DOWN	K(KT_CUR, 0)
#define K_LEFT	K(KT_CUR, 1)
#define K_RIGHT K(KT_CUR, 2)
#define K_UP	K(KT_CUR, 3)

#define K_SHIFT K(KT_SHIFT, KG_SHIFT)
#define K_CTRL	K(KT_SHIFT, KG_CTRL)
#define K_ALT	K(KT_SHIFT, KG_ALT)
#define K_ALTGR K(KT_SHIFT, KG_ALTGR)

#endif

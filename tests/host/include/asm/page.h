/* SPDX-License-Identifier: MIT */
#ifndef HOST_ASM_PAGE_H
#define HOST_ASM_PAGE_H

#define PAGE_SIZE 4096UL

#endif

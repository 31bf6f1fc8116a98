/* SPDX-License-Identifier: MIT */
#include <stdarg.h>

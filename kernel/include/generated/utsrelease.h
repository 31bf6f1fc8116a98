// SPDX-License-Identifier: MIT
/* The release of this kernel: what `uname -r` prints and where its modules live. */
#ifndef GENERATED_UTSRELEASE_H
#define GENERATED_UTSRELEASE_H

#define UTS_RELEASE "6.1.0-graft"

#endif

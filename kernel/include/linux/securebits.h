// SPDX-License-Identifier: MIT
#ifndef _LINUX_SECUREBITS_H
#define _LINUX_SECUREBITS_H

#include <uapi/linux/securebits.h>

#define issecure(X) (issecure_mask(X) & current_cred_xxx(securebits))

#endif /* _LINUX_SECUREBITS_H */

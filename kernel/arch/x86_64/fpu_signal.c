// SPDX-License-Identifier: MIT
/*
 * The FPU state in signal frames: out to a handler's stack, and back from whatever it has become.
 *
 * The image is an XSAVE area in the standard format. In its reserved bytes, struct _fpx_sw_bytes
 * tells its size and components; behind it stands FP_XSTATE_MAGIC2. A program that shows no such
 * words (it built the frame itself) gets the 512 bytes of FXSAVE read, and the rest reset.
 *
 * What comes back is copied into an area of our own and judged there: user memory may change under
 * us, and the task may be switched away meanwhile, which overwrites its own area.
 */
#include <linux/errno.h>
#include <linux/irqflags.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include <asm/fpu.h>
#include <asm/sigcontext.h>
#include "fpu.h"

_Static_assert(sizeof(struct _fpx_sw_bytes) == sizeof(((struct fxregs *)0)->sw_reserved),
	       "the software bytes' size");

unsigned int fpu_user_size(void)
{
	return fpu_area_size + (xfeatures_mask ? FP_XSTATE_MAGIC2_SIZE : 0);
}

static struct _fpx_sw_bytes *sw_bytes(struct fpu_state *area)
{
	return (struct _fpx_sw_bytes *)area->fx.sw_reserved;
}

int copy_fpstate_to_user(void __user *buf)
{
	struct fpu_state *area = current->thread.fpu;
	u32 magic2 = FP_XSTATE_MAGIC2;
	unsigned long flags;

	/* A switch during the copy writes the same registers to the area again. */
	local_irq_save(flags);
	fpu_area_save(area);
	local_irq_restore(flags);

	*sw_bytes(area) = (struct _fpx_sw_bytes){};
	if (xfeatures_mask)
		*sw_bytes(area) = (struct _fpx_sw_bytes){
			.magic1 = FP_XSTATE_MAGIC1,
			.extended_size = fpu_user_size(),
			.xfeatures = xfeatures_mask,
			.xstate_size = fpu_area_size,
		};
	if (copy_to_user(buf, area, fpu_area_size))
		return -EFAULT;
	if (xfeatures_mask && copy_to_user(buf + fpu_area_size, &magic2, sizeof(magic2)))
		return -EFAULT;
	return 0;
}

/* Does the image at `buf`, whose first 512 bytes are in `area`, claim to be a whole one? */
static bool is_extended(struct fpu_state *area, const void __user *buf)
{
	const struct _fpx_sw_bytes *sw = sw_bytes(area);
	u32 magic2;

	if (!xfeatures_mask || sw->magic1 != FP_XSTATE_MAGIC1 || sw->xstate_size != fpu_area_size ||
	    sw->extended_size < fpu_user_size())
		return false;
	return !get_user(magic2, (const u32 __user *)(buf + fpu_area_size)) &&
	       magic2 == FP_XSTATE_MAGIC2;
}

/* Take the image in, in a shape that the CPU accepts. 0, -EFAULT, -EINVAL. */
static int read_image(struct fpu_state *area, const void __user *buf)
{
	u64 claimed;

	memset(area, 0, fpu_area_size);
	if (copy_from_user(&area->fx, buf, sizeof(area->fx)))
		return -EFAULT;
	if (area->fx.mxcsr & ~mxcsr_feature_mask)
		return -EINVAL;
	if (!xfeatures_mask)
		return 0;
	if (!is_extended(area, buf)) {
		area->header.xstate_bv = XFEATURE_MASK_FPSSE;
		return 0;
	}
	claimed = sw_bytes(area)->xfeatures;
	if (copy_from_user(&area->header, buf + sizeof(area->fx), fpu_area_size - sizeof(area->fx)))
		return -EFAULT;
	if (area->header.xcomp_bv ||
	    memchr_inv(area->header.reserved, 0, sizeof(area->header.reserved)))
		return -EINVAL;
	area->header.xstate_bv &= xfeatures_mask & claimed;
	return 0;
}

int copy_fpstate_from_user(const void __user *buf)
{
	struct fpu_state *area;
	unsigned long flags;
	int err = -EFAULT;

	/* A program that wants none restored may say so. */
	if (!buf) {
		fpu_reset();
		return 0;
	}
	area = fpu_area_alloc();
	if (!area)
		goto reset;
	err = read_image(area, buf);
	if (err)
		goto free;

	local_irq_save(flags);
	if (!fpu_area_restore(area))
		err = -EINVAL;
	local_irq_restore(flags);
	fpu_area_free(area);
	return err;

free:
	fpu_area_free(area);
reset:
	fpu_reset();
	return err;
}

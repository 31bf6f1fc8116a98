// SPDX-License-Identifier: MIT
/* Two arrays of pointers as one: memcat_p() of <linux/string.h>. */
#include <linux/export.h>
#include <linux/slab.h>
#include <linux/string.h>

static size_t array_length(void **array)
{
	size_t n = 0;

	while (array[n])
		n++;
	return n;
}

void **__memcat_p(void **a, void **b)
{
	size_t na = array_length(a), nb = array_length(b);
	void **both = kmalloc_array(na + nb + 1, sizeof(*both), GFP_KERNEL);

	if (!both)
		return NULL;
	memcpy(both, a, na * sizeof(*both));
	memcpy(both + na, b, (nb + 1) * sizeof(*both));
	return both;
}
EXPORT_SYMBOL_GPL(__memcat_p);

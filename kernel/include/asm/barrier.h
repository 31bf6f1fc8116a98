// SPDX-License-Identifier: MIT
/*
 * Memory barriers (Intel SDM volume 3, 9.2 "Memory ordering").
 *
 * x86 keeps loads in order with loads and stores with stores; only a store may pass a later load.
 * So between CPUs only smp_mb() needs an instruction. mb/rmb/wmb also order device memory.
 */
#ifndef ASM_BARRIER_H
#define ASM_BARRIER_H

#include <linux/compiler.h>

#define mb()	  asm volatile("mfence" ::: "memory")
#define rmb()	  asm volatile("lfence" ::: "memory")
#define wmb()	  asm volatile("sfence" ::: "memory")
#define dma_rmb() barrier()
#define dma_wmb() barrier()

/* A locked add to the stack orders as mfence does and is faster; below the red zone we don't have.
 */
#define __smp_mb() asm volatile("lock; addl $0,-4(%%rsp)" ::: "memory", "cc")
#define smp_mb()   __smp_mb()
#define smp_rmb()  barrier()
#define smp_wmb()  barrier()

#define smp_store_mb(var, value)                                                                   \
	do {                                                                                       \
		WRITE_ONCE(var, value);                                                            \
		smp_mb();                                                                          \
	} while (0)

/* A locked operation is a full barrier already. */
#define smp_mb__before_atomic()	      barrier()
#define smp_mb__after_atomic()	      barrier()
#define smp_mb__after_spinlock()      barrier()
#define smp_acquire__after_ctrl_dep() smp_rmb()

#define smp_store_release(p, v)                                                                    \
	do {                                                                                       \
		barrier();                                                                         \
		WRITE_ONCE(*(p), v);                                                               \
	} while (0)

#define smp_load_acquire(p)                                                                        \
	({                                                                                         \
		__unqual_scalar_typeof(*(p)) ___p1 = READ_ONCE(*(p));                              \
		barrier();                                                                         \
		(typeof(*(p)))___p1;                                                               \
	})

/* ~0 if index < size, else 0, computed without a branch that could be mispredicted. */
static inline unsigned long array_index_mask_nospec(unsigned long index, unsigned long size)
{
	unsigned long mask;

	asm volatile("cmp %1,%2; sbb %0,%0" : "=r"(mask) : "g"(size), "r"(index) : "cc");
	return mask;
}
#define array_index_mask_nospec array_index_mask_nospec
#define barrier_nospec()	asm volatile("lfence" ::: "memory")

/* Wait until cond holds; VAL is the value read. */
#define smp_cond_load_relaxed(ptr, cond_expr)                                                      \
	({                                                                                         \
		typeof(ptr) __PTR = (ptr);                                                         \
		__unqual_scalar_typeof(*(ptr)) VAL;                                                \
		for (;;) {                                                                         \
			VAL = READ_ONCE(*__PTR);                                                   \
			if (cond_expr)                                                             \
				break;                                                             \
			asm volatile("pause" ::: "memory");                                        \
		}                                                                                  \
		(typeof(*(ptr)))VAL;                                                               \
	})
#define smp_cond_load_acquire(ptr, cond_expr)                                                      \
	({                                                                                         \
		__unqual_scalar_typeof(*(ptr)) _val;                                               \
		_val = smp_cond_load_relaxed(ptr, cond_expr);                                      \
		smp_acquire__after_ctrl_dep();                                                     \
		(typeof(*(ptr)))_val;                                                              \
	})

#endif

// SPDX-License-Identifier: MIT
/*
 * Defining per-CPU variables and reaching one CPU's copy.
 *
 * A variable's link address lies in .data..percpu, the template; CPU n's copy lies at that address
 * plus __per_cpu_offset[n], and %gs's base is the running CPU's offset. Pointers marked __percpu
 * are link addresses too, so every accessor takes static and alloc_percpu() variables alike.
 *
 * Who uses a per-CPU variable keeps from being moved to another CPU (preemption or interrupts off)
 * as long as it depends on which copy it has; the this_cpu_ operations are one instruction and need
 * nothing.
 */
#ifndef _LINUX_PERCPU_DEFS_H
#define _LINUX_PERCPU_DEFS_H

#include <linux/compiler.h>

#define PER_CPU_BASE_SECTION ".data..percpu"

#ifndef __ASSEMBLY__

#ifndef __percpu
#define __percpu
#endif

#define __PCPU_ATTRS(sec) __percpu __attribute__((section(PER_CPU_BASE_SECTION sec)))

#define DECLARE_PER_CPU_SECTION(type, name, sec) extern __PCPU_ATTRS(sec) __typeof__(type) name
#define DEFINE_PER_CPU_SECTION(type, name, sec)	 __PCPU_ATTRS(sec) __typeof__(type) name

#define DECLARE_PER_CPU(type, name) DECLARE_PER_CPU_SECTION(type, name, "")
#define DEFINE_PER_CPU(type, name)  DEFINE_PER_CPU_SECTION(type, name, "")

#define DECLARE_PER_CPU_ALIGNED(type, name)                                                        \
	DECLARE_PER_CPU_SECTION(type, name, "..aligned") __attribute__((aligned(64)))
#define DEFINE_PER_CPU_ALIGNED(type, name)                                                         \
	DEFINE_PER_CPU_SECTION(type, name, "..aligned") __attribute__((aligned(64)))
#define DECLARE_PER_CPU_SHARED_ALIGNED(type, name) DECLARE_PER_CPU_ALIGNED(type, name)
#define DEFINE_PER_CPU_SHARED_ALIGNED(type, name)  DEFINE_PER_CPU_ALIGNED(type, name)
#define DECLARE_PER_CPU_READ_MOSTLY(type, name)	   DECLARE_PER_CPU(type, name)
#define DEFINE_PER_CPU_READ_MOSTLY(type, name)	   DEFINE_PER_CPU(type, name)
#define DECLARE_PER_CPU_PAGE_ALIGNED(type, name)                                                   \
	DECLARE_PER_CPU_SECTION(type, name, "..page_aligned") __attribute__((aligned(4096)))
#define DEFINE_PER_CPU_PAGE_ALIGNED(type, name)                                                    \
	DEFINE_PER_CPU_SECTION(type, name, "..page_aligned") __attribute__((aligned(4096)))

#define EXPORT_PER_CPU_SYMBOL(var)     EXPORT_SYMBOL(var)
#define EXPORT_PER_CPU_SYMBOL_GPL(var) EXPORT_SYMBOL_GPL(var)

/* Compile-time check that `ptr` is a pointer; the pointer itself isn't evaluated. */
#define __verify_pcpu_ptr(ptr)                                                                     \
	do {                                                                                       \
		const void *__vpp_verify = (typeof((ptr) + 0))NULL;                                \
		(void)__vpp_verify;                                                                \
	} while (0)

#define SHIFT_PERCPU_PTR(ptr, off) RELOC_HIDE((typeof(*(ptr)) *)(ptr), (off))

/* CPU `cpu`'s copy of what `ptr` names. */
#define per_cpu_ptr(ptr, cpu)                                                                      \
	({                                                                                         \
		__verify_pcpu_ptr(ptr);                                                            \
		SHIFT_PERCPU_PTR((ptr), per_cpu_offset((cpu)));                                    \
	})

/* This CPU's copy; the caller stays on this CPU. */
#define raw_cpu_ptr(ptr)                                                                           \
	({                                                                                         \
		__verify_pcpu_ptr(ptr);                                                            \
		arch_raw_cpu_ptr(ptr);                                                             \
	})
#define this_cpu_ptr(ptr) raw_cpu_ptr(ptr)

#define per_cpu(var, cpu) (*per_cpu_ptr(&(var), cpu))

/* This CPU's copy with preemption off until the put. */
#define get_cpu_var(var)                                                                           \
	(*({                                                                                       \
		preempt_disable();                                                                 \
		this_cpu_ptr(&(var));                                                              \
	}))
#define put_cpu_var(var)                                                                           \
	do {                                                                                       \
		(void)&(var);                                                                      \
		preempt_enable();                                                                  \
	} while (0)
#define get_cpu_ptr(var)                                                                           \
	({                                                                                         \
		preempt_disable();                                                                 \
		this_cpu_ptr(var);                                                                 \
	})
#define put_cpu_ptr(var)                                                                           \
	do {                                                                                       \
		(void)(var);                                                                       \
		preempt_enable();                                                                  \
	} while (0)

#endif /* __ASSEMBLY__ */
#endif

// SPDX-License-Identifier: MIT
/*
 * Per-CPU operations of one instruction each: %gs's base is this CPU's offset, so `%gs:symbol`
 * reaches this CPU's copy with the symbol's link address.
 *
 * Each is atomic against interrupts on this CPU and not against other CPUs; the __this_cpu_ and
 * raw_cpu_ names, whose callers promise that nothing interferes, are the same instructions.
 */
#ifndef _ASM_X86_PERCPU_H
#define _ASM_X86_PERCPU_H

#ifdef __ASSEMBLY__

/* clang-format off */
#define PER_CPU_VAR(var) %gs:var(%rip)
/* clang-format on */

#else

#include <linux/percpu-defs.h>
#include <linux/types.h>

/* Offsets of all CPUs' copies from the template; of this CPU's in this_cpu_off. */
extern unsigned long __per_cpu_offset[];
#define per_cpu_offset(cpu) (__per_cpu_offset[cpu])
DECLARE_PER_CPU(unsigned long, this_cpu_off);

#define arch_raw_cpu_ptr(ptr)                                                                      \
	({                                                                                         \
		unsigned long __tcp_ptr;                                                           \
		asm("addq %%gs:%1, %0" : "=r"(__tcp_ptr) : "m"(this_cpu_off), "0"(ptr));           \
		(typeof(*(ptr)) *)__tcp_ptr;                                                       \
	})

/* An error at link time: a variable whose size no single instruction handles. */
void __bad_percpu_size(void);

#define __pcpu_read(qual, var)                                                                     \
	({                                                                                         \
		typeof(var) __pcpu_ret;                                                            \
		switch (sizeof(var)) {                                                             \
		case 1:                                                                            \
			asm qual("movb %%gs:%1, %b0" : "=q"(__pcpu_ret) : "m"(var));               \
			break;                                                                     \
		case 2:                                                                            \
			asm qual("movw %%gs:%1, %w0" : "=r"(__pcpu_ret) : "m"(var));               \
			break;                                                                     \
		case 4:                                                                            \
			asm qual("movl %%gs:%1, %k0" : "=r"(__pcpu_ret) : "m"(var));               \
			break;                                                                     \
		case 8:                                                                            \
			asm qual("movq %%gs:%1, %q0" : "=r"(__pcpu_ret) : "m"(var));               \
			break;                                                                     \
		default:                                                                           \
			__bad_percpu_size();                                                       \
			__builtin_unreachable();                                                   \
		}                                                                                  \
		__pcpu_ret;                                                                        \
	})

/* `op` with the size's suffix on this CPU's `var`, with `val` as its source operand. */
#define __pcpu_op(op, var, val)                                                                    \
	do {                                                                                       \
		typeof(var) __pcpu_val = (val);                                                    \
		switch (sizeof(var)) {                                                             \
		case 1:                                                                            \
			asm volatile(op "b %b1, %%gs:%0" : "+m"(var) : "q"(__pcpu_val));           \
			break;                                                                     \
		case 2:                                                                            \
			asm volatile(op "w %w1, %%gs:%0" : "+m"(var) : "r"(__pcpu_val));           \
			break;                                                                     \
		case 4:                                                                            \
			asm volatile(op "l %k1, %%gs:%0" : "+m"(var) : "r"(__pcpu_val));           \
			break;                                                                     \
		case 8:                                                                            \
			asm volatile(op "q %q1, %%gs:%0" : "+m"(var) : "r"(__pcpu_val));           \
			break;                                                                     \
		default:                                                                           \
			__bad_percpu_size();                                                       \
		}                                                                                  \
	} while (0)

/* `op` (xadd, xchg) exchanges `val` with this CPU's `var`; the old contents. */
#define __pcpu_exchange(op, var, val)                                                              \
	({                                                                                         \
		typeof(var) __pcpu_old = (val);                                                    \
		switch (sizeof(var)) {                                                             \
		case 1:                                                                            \
			asm volatile(op "b %b0, %%gs:%1"                                           \
				     : "+q"(__pcpu_old), "+m"(var)                                 \
				     :                                                             \
				     : "memory");                                                  \
			break;                                                                     \
		case 2:                                                                            \
			asm volatile(op "w %w0, %%gs:%1"                                           \
				     : "+r"(__pcpu_old), "+m"(var)                                 \
				     :                                                             \
				     : "memory");                                                  \
			break;                                                                     \
		case 4:                                                                            \
			asm volatile(op "l %k0, %%gs:%1"                                           \
				     : "+r"(__pcpu_old), "+m"(var)                                 \
				     :                                                             \
				     : "memory");                                                  \
			break;                                                                     \
		case 8:                                                                            \
			asm volatile(op "q %q0, %%gs:%1"                                           \
				     : "+r"(__pcpu_old), "+m"(var)                                 \
				     :                                                             \
				     : "memory");                                                  \
			break;                                                                     \
		default:                                                                           \
			__bad_percpu_size();                                                       \
		}                                                                                  \
		__pcpu_old;                                                                        \
	})

#define __pcpu_cmpxchg(var, old, new)                                                              \
	({                                                                                         \
		typeof(var) __pcpu_old = (old);                                                    \
		typeof(var) __pcpu_new = (new);                                                    \
		switch (sizeof(var)) {                                                             \
		case 1:                                                                            \
			asm volatile("cmpxchgb %b2, %%gs:%1"                                       \
				     : "+a"(__pcpu_old), "+m"(var)                                 \
				     : "q"(__pcpu_new)                                             \
				     : "memory");                                                  \
			break;                                                                     \
		case 2:                                                                            \
			asm volatile("cmpxchgw %w2, %%gs:%1"                                       \
				     : "+a"(__pcpu_old), "+m"(var)                                 \
				     : "r"(__pcpu_new)                                             \
				     : "memory");                                                  \
			break;                                                                     \
		case 4:                                                                            \
			asm volatile("cmpxchgl %k2, %%gs:%1"                                       \
				     : "+a"(__pcpu_old), "+m"(var)                                 \
				     : "r"(__pcpu_new)                                             \
				     : "memory");                                                  \
			break;                                                                     \
		case 8:                                                                            \
			asm volatile("cmpxchgq %q2, %%gs:%1"                                       \
				     : "+a"(__pcpu_old), "+m"(var)                                 \
				     : "r"(__pcpu_new)                                             \
				     : "memory");                                                  \
			break;                                                                     \
		default:                                                                           \
			__bad_percpu_size();                                                       \
		}                                                                                  \
		__pcpu_old;                                                                        \
	})

#define this_cpu_read(var)		__pcpu_read(volatile, var)
/* For what doesn't change while one task runs (current): the compiler may reuse the value. */
#define this_cpu_read_stable(var)	__pcpu_read(, var)
#define this_cpu_write(var, val)	__pcpu_op("mov", var, val)
#define this_cpu_add(var, val)		__pcpu_op("add", var, val)
#define this_cpu_sub(var, val)		__pcpu_op("add", var, -(typeof(var))(val))
#define this_cpu_inc(var)		this_cpu_add(var, 1)
#define this_cpu_dec(var)		this_cpu_sub(var, 1)
#define this_cpu_and(var, val)		__pcpu_op("and", var, val)
#define this_cpu_or(var, val)		__pcpu_op("or", var, val)
#define this_cpu_add_return(var, val)	((typeof(var))(__pcpu_exchange("xadd", var, val) + (val)))
#define this_cpu_sub_return(var, val)	this_cpu_add_return(var, -(typeof(var))(val))
#define this_cpu_inc_return(var)	this_cpu_add_return(var, 1)
#define this_cpu_dec_return(var)	this_cpu_add_return(var, -1)
#define this_cpu_xchg(var, val)		__pcpu_exchange("xchg", var, val)
#define this_cpu_cmpxchg(var, old, new) __pcpu_cmpxchg(var, old, new)

#define __this_cpu_read(var)		  this_cpu_read(var)
#define __this_cpu_write(var, val)	  this_cpu_write(var, val)
#define __this_cpu_add(var, val)	  this_cpu_add(var, val)
#define __this_cpu_sub(var, val)	  this_cpu_sub(var, val)
#define __this_cpu_inc(var)		  this_cpu_inc(var)
#define __this_cpu_dec(var)		  this_cpu_dec(var)
#define __this_cpu_and(var, val)	  this_cpu_and(var, val)
#define __this_cpu_or(var, val)		  this_cpu_or(var, val)
#define __this_cpu_add_return(var, val)	  this_cpu_add_return(var, val)
#define __this_cpu_sub_return(var, val)	  this_cpu_sub_return(var, val)
#define __this_cpu_inc_return(var)	  this_cpu_inc_return(var)
#define __this_cpu_dec_return(var)	  this_cpu_dec_return(var)
#define __this_cpu_xchg(var, val)	  this_cpu_xchg(var, val)
#define __this_cpu_cmpxchg(var, old, new) this_cpu_cmpxchg(var, old, new)

#define raw_cpu_read(var)		 this_cpu_read(var)
#define raw_cpu_read_1(var)		 this_cpu_read(var)
#define raw_cpu_read_2(var)		 this_cpu_read(var)
#define raw_cpu_read_4(var)		 this_cpu_read(var)
#define raw_cpu_read_8(var)		 this_cpu_read(var)
#define raw_cpu_write(var, val)		 this_cpu_write(var, val)
#define raw_cpu_write_4(var, val)	 this_cpu_write(var, val)
#define raw_cpu_write_8(var, val)	 this_cpu_write(var, val)
#define raw_cpu_add(var, val)		 this_cpu_add(var, val)
#define raw_cpu_add_4(var, val)		 this_cpu_add(var, val)
#define raw_cpu_sub(var, val)		 this_cpu_sub(var, val)
#define raw_cpu_inc(var)		 this_cpu_inc(var)
#define raw_cpu_dec(var)		 this_cpu_dec(var)
#define raw_cpu_and(var, val)		 this_cpu_and(var, val)
#define raw_cpu_or(var, val)		 this_cpu_or(var, val)
#define raw_cpu_add_return(var, val)	 this_cpu_add_return(var, val)
#define raw_cpu_xchg(var, val)		 this_cpu_xchg(var, val)
#define raw_cpu_cmpxchg(var, old, new)	 this_cpu_cmpxchg(var, old, new)
#define raw_cpu_cmpxchg_4(var, old, new) this_cpu_cmpxchg(var, old, new)

#endif /* __ASSEMBLY__ */
#endif

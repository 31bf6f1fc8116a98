// SPDX-License-Identifier: MIT
/*
 * The instructions that touch user memory, each with its entry in the exception table.
 *
 * Only between ASM_STAC and ASM_CLAC is user memory open to the kernel (SMAP). A fault on the way
 * comes back to a label here with the flags as they were; handlers run with user memory closed,
 * since every entry closes it and the return restores AC.
 */
#include <linux/linkage.h>
#include <asm/extable.h>
#include <asm/page_types.h>
#include <asm/smap.h>
#include <uapi/asm-generic/errno-base.h>

	.text

/*
 * unsigned long copy_user_generic(void *to, const void *from, unsigned long len)
 *
 * Eight bytes at a time, then the rest by one. Where a word faults, its bytes are tried, so that
 * all is copied up to the very byte that can't be. Returns the count that was not copied.
 */
SYM_FUNC_START(copy_user_generic)
	ASM_STAC
	movq	%rdx, %rcx
	shrq	$3, %rcx
	andl	$7, %edx
1:	rep movsq
	movl	%edx, %ecx
.Lcopy_bytes:
2:	rep movsb
.Lcopy_done:
	ASM_CLAC
	movq	%rcx, %rax
	ret
.Lcopy_words_fault:
	leaq	(%rdx, %rcx, 8), %rcx
	jmp	.Lcopy_bytes
	_ASM_EXTABLE_UA(1b, .Lcopy_words_fault)
	_ASM_EXTABLE_UA(2b, .Lcopy_done)
SYM_FUNC_END(copy_user_generic)

/*
 * unsigned long copy_kernel_nofault(void *to, const void *from, unsigned long len)
 *
 * For kernel memory on both sides that may not be mapped; user memory stays closed.
 */
SYM_FUNC_START(copy_kernel_nofault)
	movq	%rdx, %rcx
1:	rep movsb
.Lnofault_done:
	movq	%rcx, %rax
	ret
	_ASM_EXTABLE(1b, .Lnofault_done)
SYM_FUNC_END(copy_kernel_nofault)

/* unsigned long __clear_user(void __user *to, unsigned long n): the count not zeroed. */
SYM_FUNC_START(__clear_user)
	ASM_STAC
	movq	%rsi, %rcx
	movq	%rsi, %rdx
	shrq	$3, %rcx
	andl	$7, %edx
	xorl	%eax, %eax
1:	rep stosq
	movl	%edx, %ecx
.Lclear_bytes:
2:	rep stosb
.Lclear_done:
	ASM_CLAC
	movq	%rcx, %rax
	ret
.Lclear_words_fault:
	leaq	(%rdx, %rcx, 8), %rcx
	jmp	.Lclear_bytes
	_ASM_EXTABLE_UA(1b, .Lclear_words_fault)
	_ASM_EXTABLE_UA(2b, .Lclear_done)
SYM_FUNC_END(__clear_user)

/*
 * long strncpy_user_bytes(char *dst, const char __user *src, unsigned long count)
 *
 * Copy up to `count` bytes, to the NUL and with it. The length without NUL, `count` if there was
 * none, -EFAULT.
 */
SYM_FUNC_START(strncpy_user_bytes)
	ASM_STAC
	xorl	%eax, %eax
.Lstrncpy_next:
	cmpq	%rdx, %rax
	je	.Lstrncpy_done
1:	movb	(%rsi, %rax), %cl
	movb	%cl, (%rdi, %rax)
	testb	%cl, %cl
	jz	.Lstrncpy_done
	incq	%rax
	jmp	.Lstrncpy_next
.Lstrncpy_fault:
	movq	$-EFAULT, %rax
.Lstrncpy_done:
	ASM_CLAC
	ret
	_ASM_EXTABLE_UA(1b, .Lstrncpy_fault)
SYM_FUNC_END(strncpy_user_bytes)

/* long strnlen_user_bytes(const char __user *s, unsigned long n): as above, without the copy. */
SYM_FUNC_START(strnlen_user_bytes)
	ASM_STAC
	xorl	%eax, %eax
.Lstrnlen_next:
	cmpq	%rsi, %rax
	je	.Lstrnlen_done
1:	cmpb	$0, (%rdi, %rax)
	je	.Lstrnlen_done
	incq	%rax
	jmp	.Lstrnlen_next
.Lstrnlen_fault:
	movq	$-EFAULT, %rax
.Lstrnlen_done:
	ASM_CLAC
	ret
	_ASM_EXTABLE_UA(1b, .Lstrnlen_fault)
SYM_FUNC_END(strnlen_user_bytes)

/*
 * __get_user_N, __put_user_N: address in rax, value in rdx, result in eax; rcx is lost. The
 * convention of <asm/uaccess.h>. A bad address leaves the value zero.
 */
.macro CHECK_USER_ADDRESS size:req bad:req
	movabsq	$(TASK_SIZE_MAX - \size), %rcx
	cmpq	%rcx, %rax
	ja	\bad
.endm

.macro GET_USER size:req load:vararg
SYM_FUNC_START(__get_user_\size)
	CHECK_USER_ADDRESS \size, .Lget_user_bad
	ASM_STAC
1:	\load
	ASM_CLAC
	xorl	%eax, %eax
	ret
	_ASM_EXTABLE_UA(1b, .Lget_user_fault)
SYM_FUNC_END(__get_user_\size)
.endm

	GET_USER 1, movzbl (%rax), %edx
	GET_USER 2, movzwl (%rax), %edx
	GET_USER 4, movl (%rax), %edx
	GET_USER 8, movq (%rax), %rdx

.Lget_user_fault:
	ASM_CLAC
.Lget_user_bad:
	xorl	%edx, %edx
	movl	$-EFAULT, %eax
	ret

.macro PUT_USER size:req store:vararg
SYM_FUNC_START(__put_user_\size)
	CHECK_USER_ADDRESS \size, .Lput_user_bad
	ASM_STAC
1:	\store
	ASM_CLAC
	xorl	%eax, %eax
	ret
	_ASM_EXTABLE_UA(1b, .Lput_user_fault)
SYM_FUNC_END(__put_user_\size)
.endm

	PUT_USER 1, movb %dl, (%rax)
	PUT_USER 2, movw %dx, (%rax)
	PUT_USER 4, movl %edx, (%rax)
	PUT_USER 8, movq %rdx, (%rax)

.Lput_user_fault:
	ASM_CLAC
.Lput_user_bad:
	movl	$-EFAULT, %eax
	ret

	.section .note.GNU-stack, "", @progbits

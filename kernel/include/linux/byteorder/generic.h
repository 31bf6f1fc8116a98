// SPDX-License-Identifier: MIT
/*
 * Conversions between the CPU's byte order and a stated one: cpu_to_le32(), be16_to_cpu(), … The
 * forms ending in p read through a pointer, those in s convert in place.
 */
#ifndef LINUX_BYTEORDER_GENERIC_H
#define LINUX_BYTEORDER_GENERIC_H

#include <linux/types.h>
#include <uapi/linux/byteorder/little_endian.h>

/* clang-format off */
#define cpu_to_le16    __cpu_to_le16
#define le16_to_cpu    __le16_to_cpu
#define cpu_to_le16p   __cpu_to_le16p
#define le16_to_cpup   __le16_to_cpup
#define cpu_to_le16s(x) do { (void)(x); } while (0)
#define le16_to_cpus(x) do { (void)(x); } while (0)
#define cpu_to_be16    __cpu_to_be16
#define be16_to_cpu    __be16_to_cpu
#define cpu_to_be16p   __cpu_to_be16p
#define be16_to_cpup   __be16_to_cpup
#define cpu_to_be16s(x) __swab16s(x)
#define be16_to_cpus(x) __swab16s(x)
#define cpu_to_le32    __cpu_to_le32
#define le32_to_cpu    __le32_to_cpu
#define cpu_to_le32p   __cpu_to_le32p
#define le32_to_cpup   __le32_to_cpup
#define cpu_to_le32s(x) do { (void)(x); } while (0)
#define le32_to_cpus(x) do { (void)(x); } while (0)
#define cpu_to_be32    __cpu_to_be32
#define be32_to_cpu    __be32_to_cpu
#define cpu_to_be32p   __cpu_to_be32p
#define be32_to_cpup   __be32_to_cpup
#define cpu_to_be32s(x) __swab32s(x)
#define be32_to_cpus(x) __swab32s(x)
#define cpu_to_le64    __cpu_to_le64
#define le64_to_cpu    __le64_to_cpu
#define cpu_to_le64p   __cpu_to_le64p
#define le64_to_cpup   __le64_to_cpup
#define cpu_to_le64s(x) do { (void)(x); } while (0)
#define le64_to_cpus(x) do { (void)(x); } while (0)
#define cpu_to_be64    __cpu_to_be64
#define be64_to_cpu    __be64_to_cpu
#define cpu_to_be64p   __cpu_to_be64p
#define be64_to_cpup   __be64_to_cpup
#define cpu_to_be64s(x) __swab64s(x)
#define be64_to_cpus(x) __swab64s(x)
/* clang-format on */

#define htonl(x) __htonl(x)
#define htons(x) __htons(x)
#define ntohl(x) __ntohl(x)
#define ntohs(x) __ntohs(x)

static inline void le16_add_cpu(__le16 *var, u16 val)
{
	*var = cpu_to_le16(le16_to_cpu(*var) + val);
}

static inline void be16_add_cpu(__be16 *var, u16 val)
{
	*var = cpu_to_be16(be16_to_cpu(*var) + val);
}

static inline void le32_add_cpu(__le32 *var, u32 val)
{
	*var = cpu_to_le32(le32_to_cpu(*var) + val);
}

static inline void be32_add_cpu(__be32 *var, u32 val)
{
	*var = cpu_to_be32(be32_to_cpu(*var) + val);
}

static inline void le64_add_cpu(__le64 *var, u64 val)
{
	*var = cpu_to_le64(le64_to_cpu(*var) + val);
}

static inline void be64_add_cpu(__be64 *var, u64 val)
{
	*var = cpu_to_be64(be64_to_cpu(*var) + val);
}

static inline void le32_to_cpu_array(u32 *buf, unsigned int words)
{
	while (words--) {
		*buf = le32_to_cpu((__force __le32)*buf);
		buf++;
	}
}

static inline void cpu_to_le32_array(u32 *buf, unsigned int words)
{
	while (words--) {
		*buf = (__force u32)cpu_to_le32(*buf);
		buf++;
	}
}

static inline void le64_to_cpu_array(u64 *buf, unsigned int words)
{
	while (words--) {
		*buf = le64_to_cpu((__force __le64)*buf);
		buf++;
	}
}

static inline void cpu_to_le64_array(u64 *buf, unsigned int words)
{
	while (words--) {
		*buf = (__force u64)cpu_to_le64(*buf);
		buf++;
	}
}

static inline void be32_to_cpu_array(u32 *buf, unsigned int words)
{
	while (words--) {
		*buf = be32_to_cpu((__force __be32)*buf);
		buf++;
	}
}

static inline void cpu_to_be32_array(u32 *buf, unsigned int words)
{
	while (words--) {
		*buf = (__force u32)cpu_to_be32(*buf);
		buf++;
	}
}

static inline void be64_to_cpu_array(u64 *buf, unsigned int words)
{
	while (words--) {
		*buf = be64_to_cpu((__force __be64)*buf);
		buf++;
	}
}

static inline void cpu_to_be64_array(u64 *buf, unsigned int words)
{
	while (words--) {
		*buf = (__force u64)cpu_to_be64(*buf);
		buf++;
	}
}

#endif

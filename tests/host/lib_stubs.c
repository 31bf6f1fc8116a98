// SPDX-License-Identifier: MIT
/*
 * What kernel/lib takes from other rooms: memory, symbols, randomness, messages.
 */
#include <time.h>
#include "lib_test.h"

char stub_log[4096];
bool no_randomness;
unsigned long jiffies;
/* Per-CPU variables: %gs's base is 0 in a program, so they are found at their own addresses. */
int cpu_number;
static char task[16384];
void *current_task = task;

/* printk.time's; no test reads a parameter by its table. */
const char param_ops_bool[32];

/* The panic room's. */
int oops_in_progress, panic_cpu = -1;

void *__kmalloc(size_t size, unsigned int gfp);
void *__kmalloc(size_t size, unsigned int gfp)
{
	return gfp & 0x100 ? calloc(1, size) : malloc(size); /* __GFP_ZERO */
}

void *__kmalloc_track_caller(size_t size, unsigned int gfp, unsigned long caller);
void *__kmalloc_track_caller(size_t size, unsigned int gfp, unsigned long caller)
{
	return malloc(size);
}

void kfree(const void *p);
void kfree(const void *p)
{
	free((void *)p);
}

struct kmem_cache {
	size_t size;
};

struct kmem_cache *kmem_cache_create(const char *name, unsigned int size, unsigned int align,
				     unsigned int flags, void (*ctor)(void *));
struct kmem_cache *kmem_cache_create(const char *name, unsigned int size, unsigned int align,
				     unsigned int flags, void (*ctor)(void *))
{
	struct kmem_cache *s = malloc(sizeof(*s));

	s->size = size;
	return s;
}

/* A cache that a file's __init function would have made: of the largest object that we have. */
void *kmem_cache_alloc(struct kmem_cache *s, unsigned int gfp);
void *kmem_cache_alloc(struct kmem_cache *s, unsigned int gfp)
{
	return __kmalloc(s ? s->size : 1024, gfp);
}

void kmem_cache_free(struct kmem_cache *s, void *p);
void kmem_cache_free(struct kmem_cache *s, void *p)
{
	free(p);
}

/* There are no readers but ourselves. */
void call_rcu(void *head, void (*func)(void *head));
void call_rcu(void *head, void (*func)(void *head))
{
	func(head);
}

/* The per-CPU data of this one CPU is where it was linked. */
unsigned long this_cpu_off;

char *kstrndup(const char *s, size_t max, unsigned int gfp);
char *kstrndup(const char *s, size_t max, unsigned int gfp)
{
	return strndup(s, max);
}

char *kmemdup_nul(const char *s, size_t len, unsigned int gfp);
char *kmemdup_nul(const char *s, size_t len, unsigned int gfp)
{
	char *p = malloc(len + 1);

	memcpy(p, s, len);
	p[len] = '\0';
	return p;
}

const char *kstrdup_const(const char *s, unsigned int gfp);
const char *kstrdup_const(const char *s, unsigned int gfp)
{
	return strdup(s);
}

void *memdup_user_nul(const void *src, size_t len);
void *memdup_user_nul(const void *src, size_t len)
{
	return strndup(src, len);
}

unsigned long _copy_from_user(void *to, const void *from, unsigned long n);
unsigned long _copy_from_user(void *to, const void *from, unsigned long n)
{
	memcpy(to, from, n);
	return 0;
}

unsigned long _copy_to_user(void *to, const void *from, unsigned long n);
unsigned long _copy_to_user(void *to, const void *from, unsigned long n)
{
	memcpy(to, from, n);
	return 0;
}

int sprint_symbol(char *buf, unsigned long addr);
int sprint_symbol(char *buf, unsigned long addr)
{
	return sprintf(buf, "sym+%#lx/0x100", addr & 0xff);
}

int sprint_symbol_no_offset(char *buf, unsigned long addr);
int sprint_symbol_no_offset(char *buf, unsigned long addr)
{
	return sprintf(buf, "sym");
}

int sprint_backtrace(char *buf, unsigned long addr);
int sprint_backtrace(char *buf, unsigned long addr)
{
	return sprintf(buf, "back+%#lx", addr & 0xff);
}

bool rng_is_initialized(void);
bool rng_is_initialized(void)
{
	return !no_randomness;
}

void get_random_bytes(void *buf, size_t len);
void get_random_bytes(void *buf, size_t len)
{
	memset(buf, 0x42, len);
}

bool has_capability_noaudit(void *t, int cap);
bool has_capability_noaudit(void *t, int cap)
{
	return true;
}

void __warn_printk(const char *fmt, ...);
void __warn_printk(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	k_vsnprintf(stub_log, sizeof(stub_log), fmt, ap);
	va_end(ap);
}

unsigned long long stub_clock;
unsigned long long sched_clock(void);
unsigned long long sched_clock(void)
{
	return stub_clock;
}

int stub_wakeups;
int __wake_up(void *wq, unsigned int mode, int nr, void *key);
int __wake_up(void *wq, unsigned int mode, int nr, void *key)
{
	return ++stub_wakeups;
}

/* Not reached: nobody waits, sleeps or recurses here. */
void __might_sleep(const char *file, int line);
void __might_sleep(const char *file, int line)
{
}

long schedule_timeout_uninterruptible(long timeout);
long schedule_timeout_uninterruptible(long timeout)
{
	abort();
}

void __local_bh_enable_ip(unsigned long ip, unsigned int cnt);
void __local_bh_enable_ip(unsigned long ip, unsigned int cnt)
{
	k___preempt_count -= cnt;
}

void dump_stack(void);
void dump_stack(void)
{
}

struct kernel_tm {
	int sec, min, hour, mday, mon;
	long year;
	int wday, yday;
};

/* The process room's; the C library knows as well. */
void time64_to_tm(int64_t secs, int offset, struct kernel_tm *result);
void time64_to_tm(int64_t secs, int offset, struct kernel_tm *result)
{
	time_t t = secs + offset;
	struct tm tm;

	gmtime_r(&t, &tm);
	*result = (struct kernel_tm){tm.tm_sec, tm.tm_min, tm.tm_hour, tm.tm_mday,
				     tm.tm_mon, tm.tm_year, tm.tm_wday, tm.tm_yday};
}

/* These two stand in for names of files, which need the file room. */
void pb_dentry(void *b, const void *ptr, uint64_t a, uint64_t c, const char *fmt);
void pb_dentry(void *b, const void *ptr, uint64_t a, uint64_t c, const char *fmt)
{
	abort();
}

void pb_file(void *b, const void *ptr, uint64_t a, uint64_t c, const char *fmt);
void pb_file(void *b, const void *ptr, uint64_t a, uint64_t c, const char *fmt)
{
	abort();
}

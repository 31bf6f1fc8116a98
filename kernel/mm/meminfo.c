// SPDX-License-Identifier: MIT
/*
 * Memory in numbers: /proc/meminfo, sysinfo(2), and what they are made of.
 *
 * Page cache pages have no file on a disk behind them, so that they can't be given up: they count
 * as cached, and not as available.
 */
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/mman.h>
#include <linux/sched.h>
#include <linux/sched/stat.h>
#include <linux/sched/loadavg.h>
#include <linux/sched/task.h>
#include <linux/seq_file.h>
#include <linux/syscalls.h>
#include <linux/timekeeping.h>
#include <linux/uaccess.h>
#include <linux/vmalloc.h>
#include <uapi/linux/sysinfo.h>
#include <kernel/fs.h>
#include <kernel/mm.h>
#include <kernel/paging.h>
#include "page_alloc.h"

long si_mem_available(void)
{
	long pages = (long)nr_free_pages() - (long)page_pool.watermark;

	return max(pages, 0L);
}
EXPORT_SYMBOL_GPL(si_mem_available);

void si_meminfo(struct sysinfo *val)
{
	val->totalram = totalram_pages();
	val->freeram = nr_free_pages();
	val->sharedram = 0;
	val->bufferram = 0;
	val->totalswap = 0;
	val->freeswap = 0;
	val->totalhigh = 0;
	val->freehigh = 0;
	val->mem_unit = PAGE_SIZE;
}
EXPORT_SYMBOL(si_meminfo);

/* One line; `name` has the colon and the blanks that proc(5)'s table has. */
static void show_kb(struct seq_file *m, const char *name, unsigned long kb)
{
	seq_put_decimal_ull_width(m, name, kb, 8);
	seq_puts(m, " kB\n");
}

static void show_pages(struct seq_file *m, const char *name, unsigned long pages)
{
	show_kb(m, name, pages << (PAGE_SHIFT - 10));
}

int meminfo_show(struct seq_file *m, void *v)
{
	unsigned long reclaimable = global_node_page_state(NR_SLAB_RECLAIMABLE);
	unsigned long unreclaimable = global_node_page_state(NR_SLAB_UNRECLAIMABLE);
	unsigned long anon = global_node_page_state(NR_ANON_MAPPED);
	unsigned long cached = page_cache_pages();

	show_pages(m, "MemTotal:       ", totalram_pages());
	show_pages(m, "MemFree:        ", nr_free_pages());
	show_pages(m, "MemAvailable:   ", si_mem_available());
	show_pages(m, "Buffers:        ", 0);
	show_pages(m, "Cached:         ", cached);
	show_pages(m, "SwapCached:     ", 0);
	show_pages(m, "Active:         ", anon);
	show_pages(m, "Inactive:       ", 0);
	show_pages(m, "Active(anon):   ", anon);
	show_pages(m, "Inactive(anon): ", 0);
	show_pages(m, "Active(file):   ", 0);
	show_pages(m, "Inactive(file): ", 0);
	show_pages(m, "Unevictable:    ", cached);
	show_pages(m, "Mlocked:        ", 0);
	show_pages(m, "SwapTotal:      ", 0);
	show_pages(m, "SwapFree:       ", 0);
	show_pages(m, "Dirty:          ", 0);
	show_pages(m, "Writeback:      ", 0);
	show_pages(m, "AnonPages:      ", anon);
	show_pages(m, "Mapped:         ", global_node_page_state(NR_FILE_MAPPED));
	show_pages(m, "Shmem:          ", 0);
	show_pages(m, "KReclaimable:   ", reclaimable);
	show_pages(m, "Slab:           ", reclaimable + unreclaimable);
	show_pages(m, "SReclaimable:   ", reclaimable);
	show_pages(m, "SUnreclaim:     ", unreclaimable);
	show_kb(m, "KernelStack:    ", global_node_page_state(NR_KERNEL_STACK_KB));
	show_pages(m, "PageTables:     ", paging_nr_tables());
	show_pages(m, "CommitLimit:    ", vm_commit_limit());
	show_pages(m, "Committed_AS:   ", max(vm_committed_pages(), 0L));
	show_kb(m, "VmallocTotal:   ", VMALLOC_TOTAL >> 10);
	show_pages(m, "VmallocUsed:    ", vmalloc_nr_pages());
	show_kb(m, "VmallocChunk:   ", 0);
	show_pages(m, "DirectMap4k:    ", direct_map_nr_small());
	show_kb(m, "DirectMap2M:    ", direct_map_nr_large() * (PMD_SIZE >> 10));
	return 0;
}

SYSCALL_DEFINE1(sysinfo, struct sysinfo __user *, info)
{
	struct timespec64 uptime;
	struct sysinfo val = {};

	ktime_get_boottime_ts64(&uptime);
	si_meminfo(&val);
	val.uptime = uptime.tv_sec + (uptime.tv_nsec ? 1 : 0);
	get_avenrun(val.loads, 0, SI_LOAD_SHIFT - FSHIFT);
	val.procs = nr_threads;
	/* Bytes, as all of it fits; programs for older systems expect that. */
	val.totalram <<= PAGE_SHIFT;
	val.freeram <<= PAGE_SHIFT;
	val.mem_unit = 1;
	return copy_to_user(info, &val, sizeof(val)) ? -EFAULT : 0;
}

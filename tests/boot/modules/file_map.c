// SPDX-License-Identifier: MIT
/*
 * Devices under /dev/file_map, each with memory of another kind, or mapped another way;
 * tests/boot/programs/file_map.c looks at all of them. Byte n of page p is p + 1 at first.
 */
#include <linux/fs.h>
#include <linux/gfp.h>
#include <linux/io.h>
#include <linux/miscdevice.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/vmalloc.h>
#include "../programs/file_map.h"

#define SIZE (FILE_MAP_PAGES * PAGE_SIZE)

static struct file_map_counts counts;
static char *kmalloced, *whole_pages, *vmalloced;
static struct page *pages[FILE_MAP_PAGES]; /* those of whole_pages */

/* ---- The areas ---- */

static void map_open(struct vm_area_struct *vma)
{
	counts.open++;
}

static void map_close(struct vm_area_struct *vma)
{
	counts.close++;
}

static vm_fault_t map_fault(struct vm_fault *vmf)
{
	counts.fault++;
	if (vmf->pgoff >= FILE_MAP_PAGES - 1)
		return VM_FAULT_SIGBUS;
	vmf->page = vmalloc_to_page(vmalloced + (vmf->pgoff << PAGE_SHIFT));
	get_page(vmf->page);
	return 0;
}

static vm_fault_t map_pfn_fault(struct vm_fault *vmf)
{
	counts.fault++;
	if (vmf->pgoff >= FILE_MAP_PAGES)
		return VM_FAULT_SIGBUS;
	return vmf_insert_pfn(vmf->vma, vmf->address,
			      PHYS_PFN(virt_to_phys(whole_pages)) + vmf->pgoff);
}

static vm_fault_t map_mkwrite(struct vm_fault *vmf)
{
	counts.mkwrite++;
	return vmf->pgoff == 1 ? VM_FAULT_SIGBUS : 0;
}

static const struct vm_operations_struct map_ops = {.open = map_open, .close = map_close};
static const struct vm_operations_struct fault_ops = {
	.open = map_open,
	.close = map_close,
	.fault = map_fault,
};
static const struct vm_operations_struct mkwrite_ops = {
	.fault = map_fault,
	.page_mkwrite = map_mkwrite,
};
static const struct vm_operations_struct pfn_ops = {.fault = map_pfn_fault};

/* ---- The ways ---- */

static int remap(struct vm_area_struct *vma, void *memory)
{
	unsigned long size = vma->vm_end - vma->vm_start;

	if (vma->vm_pgoff >= FILE_MAP_PAGES || size > SIZE - (vma->vm_pgoff << PAGE_SHIFT))
		return -EINVAL;
	vma->vm_ops = &map_ops;
	return remap_pfn_range(vma, vma->vm_start, PHYS_PFN(virt_to_phys(memory)) + vma->vm_pgoff,
			       size, vma->vm_page_prot);
}

static int kmalloc_mmap(struct file *file, struct vm_area_struct *vma)
{
	return remap(vma, kmalloced);
}

static int pages_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_page_prot = pgprot_noncached(vma->vm_page_prot);
	return remap(vma, whole_pages);
}

static int iomap_mmap(struct file *file, struct vm_area_struct *vma)
{
	return vm_iomap_memory(vma, virt_to_phys(whole_pages), SIZE);
}

static int insert_mmap(struct file *file, struct vm_area_struct *vma)
{
	unsigned long num = vma_pages(vma) - 1;
	int err;

	if (num >= FILE_MAP_PAGES)
		return -ENXIO;
	err = vm_insert_page(vma, vma->vm_start, pages[0]);
	if (!err && num)
		err = vm_insert_pages(vma, vma->vm_start + PAGE_SIZE, &pages[1], &num);
	return err ?: num ? -EIO : 0;
}

static int map_pages_mmap(struct file *file, struct vm_area_struct *vma)
{
	return vm_map_pages(vma, pages, FILE_MAP_PAGES);
}

static int vmalloc_mmap(struct file *file, struct vm_area_struct *vma)
{
	return remap_vmalloc_range(vma, vmalloced, vma->vm_pgoff);
}

static int fault_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &fault_ops;
	vma->vm_flags |= VM_DONTEXPAND | VM_DONTDUMP;
	vma->vm_private_data = file->private_data;
	return 0;
}

static int mkwrite_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &mkwrite_ops;
	return 0;
}

static int pfn_fault_mmap(struct file *file, struct vm_area_struct *vma)
{
	vma->vm_ops = &pfn_ops;
	vma->vm_flags |= VM_IO | VM_PFNMAP | VM_DONTEXPAND | VM_DONTDUMP | VM_DONTCOPY;
	return 0;
}

/* ---- The devices ---- */

static char *memory_of(const struct file *file)
{
	if (file->f_op->mmap == kmalloc_mmap)
		return kmalloced;
	if (file->f_op->mmap == vmalloc_mmap || file->f_op->mmap == fault_mmap ||
	    file->f_op->mmap == mkwrite_mmap)
		return vmalloced;
	return whole_pages;
}

static long map_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	switch (cmd) {
	case FILE_MAP_COUNTS:
		return copy_to_user((void __user *)arg, &counts, sizeof(counts)) ? -EFAULT : 0;
	case FILE_MAP_PEEK:
		return arg < SIZE ? memory_of(file)[arg] : -EINVAL;
	case FILE_MAP_UNMAP:
		unmap_mapping_range(file->f_mapping, 0, 0, 1);
		return 0;
	}
	return -ENOTTY;
}

#define KIND(kind)                                                                                 \
	static const struct file_operations kind##_fops = {                                        \
		.owner = THIS_MODULE,                                                              \
		.mmap = kind##_mmap,                                                               \
		.unlocked_ioctl = map_ioctl,                                                       \
	};                                                                                         \
	static struct miscdevice kind##_device = {                                                 \
		.minor = MISC_DYNAMIC_MINOR,                                                       \
		.name = "file_map!" #kind,                                                         \
		.fops = &kind##_fops,                                                              \
	}

KIND(kmalloc);
KIND(pages);
KIND(iomap);
KIND(insert);
KIND(map_pages);
KIND(vmalloc);
KIND(fault);
KIND(mkwrite);
KIND(pfn_fault);

static struct miscdevice *const devices[] = {
	&kmalloc_device, &pages_device, &iomap_device,	 &insert_device,    &map_pages_device,
	&vmalloc_device, &fault_device, &mkwrite_device, &pfn_fault_device,
};

static void free_memory(void)
{
	vfree(vmalloced);
	for (unsigned int i = 0; whole_pages && i < FILE_MAP_PAGES; i++)
		__free_page(pages[i]);
	kfree(kmalloced);
}

static int alloc_memory(void)
{
	unsigned int order = get_order(SIZE);

	kmalloced = kmalloc(SIZE, GFP_KERNEL);
	vmalloced = vmalloc_user(SIZE);
	whole_pages = (char *)__get_free_pages(GFP_KERNEL, order);
	if (whole_pages)
		split_page(virt_to_page(whole_pages), order);
	for (unsigned int i = 0; whole_pages && i < FILE_MAP_PAGES; i++)
		pages[i] = virt_to_page(whole_pages + i * PAGE_SIZE);
	if (!kmalloced || !vmalloced || !whole_pages)
		return -ENOMEM;
	for (unsigned int i = 0; i < SIZE; i++)
		kmalloced[i] = vmalloced[i] = whole_pages[i] = i / PAGE_SIZE + 1;
	return 0;
}

static void deregister(unsigned int num)
{
	while (num)
		misc_deregister(devices[--num]);
	free_memory();
}

static int __init file_map_init(void)
{
	int err = alloc_memory();
	unsigned int i;

	for (i = 0; !err && i < ARRAY_SIZE(devices); i++)
		err = misc_register(devices[i]);
	if (err)
		deregister(i ? i - 1 : 0);
	return err;
}
module_init(file_map_init);

static void __exit file_map_exit(void)
{
	deregister(ARRAY_SIZE(devices));
}
module_exit(file_map_exit);

MODULE_LICENSE("GPL");

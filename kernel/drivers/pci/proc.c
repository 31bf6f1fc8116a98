// SPDX-License-Identifier: MIT
/*
 * /proc/bus/pci: "devices", a line for each device, and a folder for each bus with each device's
 * configuration space: what lspci reads where there is no /sys.
 */
#include <linux/cred.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/uaccess.h>
#include "pci.h"

/* So many of its resources a line shows: the BARs and the ROM. */
#define SHOWN_RESOURCES (PCI_ROM_RESOURCE + 1)

/* Bits of a range's register, below its address. */
#define REGISTER_FLAGS 0xf

static void show_device(struct seq_file *m, struct pci_dev *dev)
{
	seq_printf(m, "%02x%02x\t%04x%04x\t%x", dev->bus->number, dev->devfn, dev->vendor,
		   dev->device, dev->irq);
	for (int i = 0; i < SHOWN_RESOURCES; i++)
		seq_printf(m, "\t%16llx",
			   (unsigned long long)(pci_resource_start(dev, i) |
						(pci_resource_flags(dev, i) & REGISTER_FLAGS)));
	for (int i = 0; i < SHOWN_RESOURCES; i++)
		seq_printf(m, "\t%16llx", (unsigned long long)pci_resource_len(dev, i));
	seq_printf(m, "\t%s\n", dev->dev.driver ? dev->dev.driver->name : "");
}

static int devices_show(struct seq_file *m, void *unused)
{
	struct pci_dev *dev = NULL;

	for_each_pci_dev(dev)
	{
		device_lock(&dev->dev);
		show_device(m, dev);
		device_unlock(&dev->dev);
	}
	return 0;
}

/* More than any access needs at once, and what a stack can hold. */
#define CHUNK 64

static ssize_t config_file_read(struct file *file, char __user *to, size_t count, loff_t *pos)
{
	struct pci_dev *dev = pde_data(file_inode(file));
	size_t done = 0;
	u8 buf[CHUNK];

	while (done < count) {
		ssize_t len = pci_config_read(dev, file->f_cred, buf, *pos,
					      min_t(size_t, count - done, CHUNK));

		if (!len)
			break;
		if (copy_to_user(to + done, buf, len))
			return -EFAULT;
		done += len;
		*pos += len;
	}
	return done;
}

static ssize_t config_file_write(struct file *file, const char __user *from, size_t count,
				 loff_t *pos)
{
	struct pci_dev *dev = pde_data(file_inode(file));
	size_t done = 0;
	u8 buf[CHUNK];

	while (done < count) {
		size_t some = min_t(size_t, count - done, CHUNK);
		ssize_t len;

		if (copy_from_user(buf, from + done, some))
			return -EFAULT;
		len = pci_config_write(dev, buf, *pos, some);
		if (!len)
			break;
		done += len;
		*pos += len;
	}
	return done;
}

static loff_t config_file_lseek(struct file *file, loff_t offset, int whence)
{
	struct pci_dev *dev = pde_data(file_inode(file));

	return fixed_size_llseek(file, offset, whence, dev->cfg_size);
}

static const struct proc_ops config_ops = {
	.proc_read = config_file_read,
	.proc_write = config_file_write,
	.proc_lseek = config_file_lseek,
};

static void __init add_bus_folder(struct pci_bus *bus, struct proc_dir_entry *parent)
{
	struct proc_dir_entry *folder, *file;
	struct pci_bus *child;
	struct pci_dev *dev;
	char name[16];

	snprintf(name, sizeof(name), "%02x", bus->number);
	folder = proc_mkdir(name, parent);
	if (!folder)
		return;
	list_for_each_entry (dev, &bus->devices, bus_list) {
		snprintf(name, sizeof(name), "%02x.%x", PCI_SLOT(dev->devfn), PCI_FUNC(dev->devfn));
		file = proc_create_data(name, 0644, folder, &config_ops, dev);
		if (file)
			proc_set_size(file, dev->cfg_size);
	}
	list_for_each_entry (child, &bus->children, node)
		add_bus_folder(child, parent);
}

void __init pci_proc_init(void)
{
	struct proc_dir_entry *folder = proc_mkdir("bus/pci", NULL);

	if (!folder)
		return;
	proc_create_single("devices", 0, folder, devices_show);
	add_bus_folder(pci_root_bus, folder);
}

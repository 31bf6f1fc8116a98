// SPDX-License-Identifier: MIT
/*
 * Device id tables: how a driver says which devices it is for. A bus compares its devices with
 * them, and MODULE_DEVICE_TABLE() has the build turn them into aliases, by which modprobe(8) finds
 * the driver of a device that came up.
 *
 * The build's modpost reads the tables out of the object, with the structures of this header
 * (tools/modpost/devices.c): what is added here is added there.
 *
 * A table ends with an entry that is all zero. driver_data is the driver's own, and so is whatever
 * else the comparison leaves out.
 */
#ifndef LINUX_MOD_DEVICETABLE_H
#define LINUX_MOD_DEVICETABLE_H

#ifdef __KERNEL__
#include <linux/types.h>
#endif

typedef unsigned long kernel_ulong_t;

/* PCI. The low 24 bits of class are base class, subclass and interface; class_mask picks some. */
#define PCI_ANY_ID (~0)

enum {
	PCI_ID_F_VFIO_DRIVER_OVERRIDE = 1, /* matches only when asked for by name */
};

struct pci_device_id {
	__u32 vendor, device;
	__u32 subvendor, subdevice;
	__u32 class, class_mask;
	kernel_ulong_t driver_data;
	__u32 override_only;
};

/* USB. match_flags says which of the fields count. */
struct usb_device_id {
	__u16 match_flags;

	/* of the device; bcdDevice is a range of its release */
	__u16 idVendor;
	__u16 idProduct;
	__u16 bcdDevice_lo;
	__u16 bcdDevice_hi;
	__u8 bDeviceClass;
	__u8 bDeviceSubClass;
	__u8 bDeviceProtocol;

	/* of one of its interfaces */
	__u8 bInterfaceClass;
	__u8 bInterfaceSubClass;
	__u8 bInterfaceProtocol;
	__u8 bInterfaceNumber;

	kernel_ulong_t driver_info __attribute__((aligned(sizeof(kernel_ulong_t))));
};

#define USB_DEVICE_ID_MATCH_VENDOR	 0x0001
#define USB_DEVICE_ID_MATCH_PRODUCT	 0x0002
#define USB_DEVICE_ID_MATCH_DEV_LO	 0x0004
#define USB_DEVICE_ID_MATCH_DEV_HI	 0x0008
#define USB_DEVICE_ID_MATCH_DEV_CLASS	 0x0010
#define USB_DEVICE_ID_MATCH_DEV_SUBCLASS 0x0020
#define USB_DEVICE_ID_MATCH_DEV_PROTOCOL 0x0040
#define USB_DEVICE_ID_MATCH_INT_CLASS	 0x0080
#define USB_DEVICE_ID_MATCH_INT_SUBCLASS 0x0100
#define USB_DEVICE_ID_MATCH_INT_PROTOCOL 0x0200
#define USB_DEVICE_ID_MATCH_INT_NUMBER	 0x0400

/* HID. */
#define HID_ANY_ID    (~0)
#define HID_BUS_ANY   0xffff
#define HID_GROUP_ANY 0x0000

struct hid_device_id {
	__u16 bus;
	__u16 group;
	__u32 vendor;
	__u32 product;
	kernel_ulong_t driver_data;
};

/* ACPI: a name, or a class of which cls_msk picks bytes. */
#define ACPI_ID_LEN 16

struct acpi_device_id {
	__u8 id[ACPI_ID_LEN];
	kernel_ulong_t driver_data;
	__u32 cls;
	__u32 cls_msk;
};

/* Plug and play: a device by its own id; a card by its id and those of devices on it. */
#define PNP_ID_LEN	8
#define PNP_MAX_DEVICES 8

struct pnp_device_id {
	__u8 id[PNP_ID_LEN];
	kernel_ulong_t driver_data;
};

struct pnp_card_device_id {
	__u8 id[PNP_ID_LEN];
	kernel_ulong_t driver_data;
	struct {
		__u8 id[PNP_ID_LEN];
	} devs[PNP_MAX_DEVICES];
};

/* Serial ports of keyboards and mice. */
#define SERIO_ANY 0xff

struct serio_device_id {
	__u8 type;
	__u8 extra;
	__u8 id;
	__u8 proto;
};

/* Open firmware's device tree. */
struct of_device_id {
	char name[32];
	char type[32];
	char compatible[128];
	const void *data;
};

/*
 * Input devices: flags says which of the fields count; of a bitmap, all bits that are set in the
 * entry must be set in the device.
 */
#define INPUT_DEVICE_ID_EV_MAX		    0x1f
#define INPUT_DEVICE_ID_KEY_MIN_INTERESTING 0x71
#define INPUT_DEVICE_ID_KEY_MAX		    0x2ff
#define INPUT_DEVICE_ID_REL_MAX		    0x0f
#define INPUT_DEVICE_ID_ABS_MAX		    0x3f
#define INPUT_DEVICE_ID_MSC_MAX		    0x07
#define INPUT_DEVICE_ID_LED_MAX		    0x0f
#define INPUT_DEVICE_ID_SND_MAX		    0x07
#define INPUT_DEVICE_ID_FF_MAX		    0x7f
#define INPUT_DEVICE_ID_SW_MAX		    0x10
#define INPUT_DEVICE_ID_PROP_MAX	    0x1f

#define INPUT_DEVICE_ID_MATCH_BUS     1
#define INPUT_DEVICE_ID_MATCH_VENDOR  2
#define INPUT_DEVICE_ID_MATCH_PRODUCT 4
#define INPUT_DEVICE_ID_MATCH_VERSION 8

#define INPUT_DEVICE_ID_MATCH_EVBIT   0x0010
#define INPUT_DEVICE_ID_MATCH_KEYBIT  0x0020
#define INPUT_DEVICE_ID_MATCH_RELBIT  0x0040
#define INPUT_DEVICE_ID_MATCH_ABSBIT  0x0080
#define INPUT_DEVICE_ID_MATCH_MSCIT   0x0100
#define INPUT_DEVICE_ID_MATCH_LEDBIT  0x0200
#define INPUT_DEVICE_ID_MATCH_SNDBIT  0x0400
#define INPUT_DEVICE_ID_MATCH_FFBIT   0x0800
#define INPUT_DEVICE_ID_MATCH_SWBIT   0x1000
#define INPUT_DEVICE_ID_MATCH_PROPBIT 0x2000

/* The words of a bitmap with bits 0 to max. */
#define INPUT_DEVICE_ID_WORDS_(max) ((max) / (8 * sizeof(kernel_ulong_t)) + 1)

struct input_device_id {
	kernel_ulong_t flags;

	__u16 bustype;
	__u16 vendor;
	__u16 product;
	__u16 version;

	kernel_ulong_t evbit[INPUT_DEVICE_ID_WORDS_(INPUT_DEVICE_ID_EV_MAX)];
	kernel_ulong_t keybit[INPUT_DEVICE_ID_WORDS_(INPUT_DEVICE_ID_KEY_MAX)];
	kernel_ulong_t relbit[INPUT_DEVICE_ID_WORDS_(INPUT_DEVICE_ID_REL_MAX)];
	kernel_ulong_t absbit[INPUT_DEVICE_ID_WORDS_(INPUT_DEVICE_ID_ABS_MAX)];
	kernel_ulong_t mscbit[INPUT_DEVICE_ID_WORDS_(INPUT_DEVICE_ID_MSC_MAX)];
	kernel_ulong_t ledbit[INPUT_DEVICE_ID_WORDS_(INPUT_DEVICE_ID_LED_MAX)];
	kernel_ulong_t sndbit[INPUT_DEVICE_ID_WORDS_(INPUT_DEVICE_ID_SND_MAX)];
	kernel_ulong_t ffbit[INPUT_DEVICE_ID_WORDS_(INPUT_DEVICE_ID_FF_MAX)];
	kernel_ulong_t swbit[INPUT_DEVICE_ID_WORDS_(INPUT_DEVICE_ID_SW_MAX)];
	kernel_ulong_t propbit[INPUT_DEVICE_ID_WORDS_(INPUT_DEVICE_ID_PROP_MAX)];

	kernel_ulong_t driver_info;
};

/* virtio. */
#define VIRTIO_DEV_ANY_ID 0xffffffff

struct virtio_device_id {
	__u32 device;
	__u32 vendor;
};

/* I2C and SPI: chips by name. */
#define I2C_NAME_SIZE	  20
#define I2C_MODULE_PREFIX "i2c:"

struct i2c_device_id {
	char name[I2C_NAME_SIZE];
	kernel_ulong_t driver_data;
};

#define SPI_NAME_SIZE	  32
#define SPI_MODULE_PREFIX "spi:"

struct spi_device_id {
	char name[SPI_NAME_SIZE];
	kernel_ulong_t driver_data;
};

/* Machines, by what their firmware says of them: all the matches of an entry must hold. */
enum dmi_field {
	DMI_NONE,
	DMI_BIOS_VENDOR,
	DMI_BIOS_VERSION,
	DMI_BIOS_DATE,
	DMI_BIOS_RELEASE,
	DMI_EC_FIRMWARE_RELEASE,
	DMI_SYS_VENDOR,
	DMI_PRODUCT_NAME,
	DMI_PRODUCT_VERSION,
	DMI_PRODUCT_SERIAL,
	DMI_PRODUCT_UUID,
	DMI_PRODUCT_SKU,
	DMI_PRODUCT_FAMILY,
	DMI_BOARD_VENDOR,
	DMI_BOARD_NAME,
	DMI_BOARD_VERSION,
	DMI_BOARD_SERIAL,
	DMI_BOARD_ASSET_TAG,
	DMI_CHASSIS_VENDOR,
	DMI_CHASSIS_TYPE,
	DMI_CHASSIS_VERSION,
	DMI_CHASSIS_SERIAL,
	DMI_CHASSIS_ASSET_TAG,
	DMI_STRING_MAX,
	DMI_OEM_STRING,
};

struct dmi_strmatch {
	unsigned char slot : 7;
	unsigned char exact_match : 1;
	char substr[79];
};

struct dmi_system_id {
	int (*callback)(const struct dmi_system_id *);
	const char *ident;
	struct dmi_strmatch matches[4];
	void *driver_data;
};

#define DMI_MATCH(field, text)                                                                     \
	{                                                                                          \
		.slot = field, .substr = text                                                      \
	}
#define DMI_EXACT_MATCH(field, text)                                                               \
	{                                                                                          \
		.slot = field, .substr = text, .exact_match = 1                                    \
	}

/* Platform devices, by name. */
#define PLATFORM_NAME_SIZE     24
#define PLATFORM_MODULE_PREFIX "platform:"

struct platform_device_id {
	char name[PLATFORM_NAME_SIZE];
	kernel_ulong_t driver_data;
};

/* Ethernet's transceivers: bits of the id that phy_id_mask picks. */
#define MDIO_NAME_SIZE	   32
#define MDIO_MODULE_PREFIX "mdio:"

struct mdio_device_id {
	__u32 phy_id;
	__u32 phy_id_mask;
};

/* Processors. */
#define X86_VENDOR_ANY	 0xffff
#define X86_FAMILY_ANY	 0
#define X86_MODEL_ANY	 0
#define X86_STEPPING_ANY 0
#define X86_FEATURE_ANY	 0 /* feature 0 is there in every processor */

struct x86_cpu_id {
	__u16 vendor;
	__u16 family;
	__u16 model;
	__u16 steppings;
	__u16 feature;
	kernel_ulong_t driver_data;
};

#endif

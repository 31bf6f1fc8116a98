// SPDX-License-Identifier: MIT
/*
 * How each bus names its devices. The forms are Linux's (what its buses write to MODALIAS=), since
 * modules.alias is read by programs that know them.
 */
#define _GNU_SOURCE
#include "aliases.h"

#include <ctype.h>
#include <linux/types.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../../kernel/include/linux/mod_devicetable.h"
#include "elffile.h"
#include "modpost.h"

/* Room for a field: its label and its number, or a star. */
struct field {
	char text[16];
};

/* "label1F": as many digits as asked for; "label*" if any value will do. */
static struct field field(const char *label, unsigned int digits, bool counts, uint32_t value)
{
	struct field f;

	if (counts)
		snprintf(f.text, sizeof(f.text), "%s%0*X", label, (int)digits, value);
	else
		snprintf(f.text, sizeof(f.text), "%s*", label);
	return f;
}

#define FIELD(...) field(__VA_ARGS__).text

/* An alias that more may follow: it ends in a star, and in one only. */
static void add_open(struct module *mod, char *alias)
{
	add_alias(mod, "%s%s", alias, ends_with(alias, "*") ? "" : "*");
	free(alias);
}

/* All of a mask or none of it: an alias can't say more. */
static bool is_whole(uint32_t mask)
{
	return mask == 0 || mask == 0xff;
}

static void add_pci(struct module *mod, const void *entry)
{
	const struct pci_device_id *id = entry;
	uint8_t class[] = {id->class >> 16, id->class >> 8, id->class};
	uint8_t mask[] = {id->class_mask >> 16, id->class_mask >> 8, id->class_mask};

	if (!is_whole(mask[0]) || !is_whole(mask[1]) || !is_whole(mask[2])) {
		warning("Can't handle masks in %s:%04X", mod->path, id->class_mask);
		return;
	}
	if (id->override_only & ~PCI_ID_F_VFIO_DRIVER_OVERRIDE) {
		warning("Unknown PCI driver_override alias %08X", id->override_only);
		return;
	}
	add_open(mod, format("%s:%s%s%s%s%s%s%s", id->override_only ? "vfio_pci" : "pci",
			     FIELD("v", 8, id->vendor != (__u32)PCI_ANY_ID, id->vendor),
			     FIELD("d", 8, id->device != (__u32)PCI_ANY_ID, id->device),
			     FIELD("sv", 8, id->subvendor != (__u32)PCI_ANY_ID, id->subvendor),
			     FIELD("sd", 8, id->subdevice != (__u32)PCI_ANY_ID, id->subdevice),
			     FIELD("bc", 2, mask[0], class[0]), FIELD("sc", 2, mask[1], class[1]),
			     FIELD("i", 2, mask[2], class[2])));
}

/* The digits of a number written in base 16, read in another. */
static unsigned int reread(unsigned int number, unsigned int base)
{
	return number ? reread(number >> 4, base) * base + (number & 15) : 0;
}

static bool is_decimal(unsigned int number)
{
	for (; number; number >>= 4) {
		if ((number & 15) > 9)
			return false;
	}
	return true;
}

/* A digit from FIRST to LAST, as fnmatch(3) writes it; nothing for every digit there is. */
static struct field digit_between(unsigned int first, unsigned int last, unsigned int base)
{
	struct field f = {""};

	if (first == last)
		snprintf(f.text, sizeof(f.text), "%X", first);
	else if (first == 0 && last == base - 1)
		return f;
	else if (first > 9 || last < 10)
		snprintf(f.text, sizeof(f.text), "[%X-%X]", first, last);
	else
		snprintf(f.text, sizeof(f.text), "[%X%s%s%X]", first, first < 9 ? "-9" : "",
			 last > 10 ? "A-" : "", last);
	return f;
}

/* For releases that begin with the DIGITS digits of PREFIX; then comes one from FIRST to LAST. */
static void add_usb_releases(struct module *mod, const struct usb_device_id *id,
			     unsigned int prefix, unsigned int digits, unsigned int first,
			     unsigned int last, unsigned int base)
{
	unsigned int flags = id->match_flags;
	struct field begin = {""};

	if (digits)
		snprintf(begin.text, sizeof(begin.text), base == 10 ? "%0*u" : "%0*X", (int)digits,
			 prefix);
	add_open(mod,
		 format("usb:%s%sd%s%s%s%s%s%s%s%s%s%s",
			FIELD("v", 4, flags & USB_DEVICE_ID_MATCH_VENDOR, id->idVendor),
			FIELD("p", 4, flags & USB_DEVICE_ID_MATCH_PRODUCT, id->idProduct),
			begin.text, digit_between(first, last, base).text, digits < 3 ? "*" : "",
			FIELD("dc", 2, flags & USB_DEVICE_ID_MATCH_DEV_CLASS, id->bDeviceClass),
			FIELD("dsc", 2, flags & USB_DEVICE_ID_MATCH_DEV_SUBCLASS,
			      id->bDeviceSubClass),
			FIELD("dp", 2, flags & USB_DEVICE_ID_MATCH_DEV_PROTOCOL,
			      id->bDeviceProtocol),
			FIELD("ic", 2, flags & USB_DEVICE_ID_MATCH_INT_CLASS, id->bInterfaceClass),
			FIELD("isc", 2, flags & USB_DEVICE_ID_MATCH_INT_SUBCLASS,
			      id->bInterfaceSubClass),
			FIELD("ip", 2, flags & USB_DEVICE_ID_MATCH_INT_PROTOCOL,
			      id->bInterfaceProtocol),
			FIELD("in", 2, flags & USB_DEVICE_ID_MATCH_INT_NUMBER,
			      id->bInterfaceNumber)));
}

/*
 * A device's release is four digits, decimal by the standard and hexadecimal in some devices. A
 * range of them takes several patterns: those that share all digits but the last with an end of
 * the range, then, with one digit fewer, the same for what lies between.
 */
static void add_usb(struct module *mod, const void *entry)
{
	const struct usb_device_id *id = entry;
	unsigned int low = id->match_flags & USB_DEVICE_ID_MATCH_DEV_LO ? id->bcdDevice_lo : 0;
	unsigned int high =
		id->match_flags & USB_DEVICE_ID_MATCH_DEV_HI ? id->bcdDevice_hi : 0xffff;
	unsigned int base = is_decimal(low) && (high > 0x9999 || is_decimal(high)) ? 10 : 16;
	unsigned int from, to;

	/* Room for an id that is told at run time, not a driver for everything. */
	if (!(id->idVendor | id->idProduct | id->bDeviceClass | id->bInterfaceClass))
		return;
	from = reread(low, base);
	to = reread(base == 10 && high > 0x9999 ? 0x9999 : high, base);
	for (unsigned int digits = 3; from <= to; digits--) {
		unsigned int first = from % base, last = to % base;

		from /= base;
		to /= base;
		if (from == to || digits == 0) {
			add_usb_releases(mod, id, from, digits, first, last, base);
			return;
		}
		if (first > 0)
			add_usb_releases(mod, id, from++, digits, first, base - 1, base);
		if (last < base - 1)
			add_usb_releases(mod, id, to--, digits, 0, last, base);
	}
}

static void add_hid(struct module *mod, const void *entry)
{
	const struct hid_device_id *id = entry;

	add_alias(mod, "hid:%s%s%s%s", FIELD("b", 4, id->bus != HID_BUS_ANY, id->bus),
		  FIELD("g", 4, id->group != HID_GROUP_ANY, id->group),
		  FIELD("v", 8, id->vendor != (__u32)HID_ANY_ID, id->vendor),
		  FIELD("p", 8, id->product != (__u32)HID_ANY_ID, id->product));
}

static void add_acpi(struct module *mod, const void *entry)
{
	const struct acpi_device_id *id = entry;
	char class[3][3];

	if (id->id[0]) {
		add_alias(mod, "acpi*:%.*s:*", ACPI_ID_LEN, (const char *)id->id);
		return;
	}
	/* Base class, subclass and interface are the low three bytes, the first of them highest. */
	for (int i = 0; i < 3; i++) {
		int shift = 8 * (2 - i);

		if (id->cls_msk >> shift & 0xff)
			snprintf(class[i], sizeof(class[i]), "%02X", id->cls >> shift & 0xff);
		else
			strcpy(class[i], "??");
	}
	add_alias(mod, "acpi*:%s%s%s:*", class[0], class[1], class[2]);
}

/* A plug and play id, and the same as ACPI writes it. */
static void add_pnp_id(struct module *mod, const __u8 *id)
{
	char upper[PNP_ID_LEN + 1] = "";

	for (int i = 0; i < PNP_ID_LEN && id[i]; i++)
		upper[i] = toupper(id[i]);
	add_alias(mod, "pnp:d%.*s*", PNP_ID_LEN, (const char *)id);
	add_alias(mod, "acpi*:%s:*", upper);
}

static void add_pnp(struct module *mod, const void *entry)
{
	const struct pnp_device_id *id = entry;

	add_pnp_id(mod, id->id);
}

/* add_alias() leaves out what is there already: cards share devices. */
static void add_pnp_card(struct module *mod, const void *entry)
{
	const struct pnp_card_device_id *card = entry;

	for (int i = 0; i < PNP_MAX_DEVICES && card->devs[i].id[0]; i++)
		add_pnp_id(mod, card->devs[i].id);
}

static void add_serio(struct module *mod, const void *entry)
{
	const struct serio_device_id *id = entry;

	add_open(mod, format("serio:%s%s%s%s", FIELD("ty", 2, id->type != SERIO_ANY, id->type),
			     FIELD("pr", 2, id->proto != SERIO_ANY, id->proto),
			     FIELD("id", 2, id->id != SERIO_ANY, id->id),
			     FIELD("ex", 2, id->extra != SERIO_ANY, id->extra)));
}

static void add_of(struct module *mod, const void *entry)
{
	const struct of_device_id *id = entry;
	char *alias =
		format("of:N%.*sT%.*s%s%.*s", (int)sizeof(id->name), *id->name ? id->name : "*",
		       (int)sizeof(id->type), *id->type ? id->type : "*",
		       !*id->compatible ? ""
		       : *id->type	? "*C"
					: "C",
		       (int)sizeof(id->compatible), id->compatible);

	for (char *c = alias; *c; c++) {
		if (isspace((unsigned char)*c))
			*c = '_';
	}
	add_alias(mod, "%s", alias);
	/* The same with more names behind it. */
	add_alias(mod, "%sC*", alias);
	free(alias);
}

/* An input device's bitmaps, in the order of the alias, and the bits of each that are of interest.
 */
static const struct bitmap {
	char label;
	unsigned int flag;
	size_t offset;
	unsigned int first, last;
} bitmaps[] = {
#define BITMAP(label, flag, field, first, last)                                                    \
	{                                                                                          \
		label, INPUT_DEVICE_ID_MATCH_##flag, offsetof(struct input_device_id, field),      \
			first, INPUT_DEVICE_ID_##last                                              \
	}
	BITMAP('e', EVBIT, evbit, 0, EV_MAX),
	BITMAP('k', KEYBIT, keybit, INPUT_DEVICE_ID_KEY_MIN_INTERESTING, KEY_MAX),
	BITMAP('r', RELBIT, relbit, 0, REL_MAX),
	BITMAP('a', ABSBIT, absbit, 0, ABS_MAX),
	BITMAP('m', MSCIT, mscbit, 0, MSC_MAX),
	BITMAP('l', LEDBIT, ledbit, 0, LED_MAX),
	BITMAP('s', SNDBIT, sndbit, 0, SND_MAX),
	BITMAP('f', FFBIT, ffbit, 0, FF_MAX),
	BITMAP('w', SWBIT, swbit, 0, SW_MAX),
#undef BITMAP
};

/* "e*3,*17,*": those of the bitmap's bits that must be set, in hexadecimal. */
static void put_bits(FILE *out, const struct input_device_id *id, const struct bitmap *map)
{
	const kernel_ulong_t *bits = (const void *)((const char *)id + map->offset);
	const unsigned int width = 8 * sizeof(*bits);

	fprintf(out, "%c*", map->label);
	for (unsigned int i = map->first; (id->flags & map->flag) && i <= map->last; i++) {
		if (bits[i / width] >> i % width & 1)
			fprintf(out, "%X,*", i);
	}
}

static void add_input(struct module *mod, const void *entry)
{
	const struct input_device_id *id = entry;
	char *alias;
	size_t len;
	FILE *out = open_memstream(&alias, &len);

	if (!out)
		die("out of memory");
	fprintf(out, "input:%s%s%s%s-",
		FIELD("b", 4, id->flags & INPUT_DEVICE_ID_MATCH_BUS, id->bustype),
		FIELD("v", 4, id->flags & INPUT_DEVICE_ID_MATCH_VENDOR, id->vendor),
		FIELD("p", 4, id->flags & INPUT_DEVICE_ID_MATCH_PRODUCT, id->product),
		FIELD("e", 4, id->flags & INPUT_DEVICE_ID_MATCH_VERSION, id->version));
	for (size_t i = 0; i < sizeof(bitmaps) / sizeof(bitmaps[0]); i++)
		put_bits(out, id, &bitmaps[i]);
	fclose(out);
	add_alias(mod, "%s", alias);
	free(alias);
}

static void add_virtio(struct module *mod, const void *entry)
{
	const struct virtio_device_id *id = entry;

	add_open(mod,
		 format("virtio:%s%s", FIELD("d", 8, id->device != VIRTIO_DEV_ANY_ID, id->device),
			FIELD("v", 8, id->vendor != VIRTIO_DEV_ANY_ID, id->vendor)));
}

static void add_i2c(struct module *mod, const void *entry)
{
	const struct i2c_device_id *id = entry;

	add_alias(mod, I2C_MODULE_PREFIX "%.*s", I2C_NAME_SIZE, id->name);
}

static void add_spi(struct module *mod, const void *entry)
{
	const struct spi_device_id *id = entry;

	add_alias(mod, SPI_MODULE_PREFIX "%.*s", SPI_NAME_SIZE, id->name);
}

static void add_platform(struct module *mod, const void *entry)
{
	const struct platform_device_id *id = entry;

	add_alias(mod, PLATFORM_MODULE_PREFIX "%.*s", PLATFORM_NAME_SIZE, id->name);
}

/* An exact match is written as any other: an alias that says too much costs a look, no more. */
static void put_dmi_match(FILE *out, const char *label, const struct dmi_strmatch *match)
{
	fprintf(out, ":%s*", label);
	/* What the firmware's own alias leaves out: colons part the fields. */
	for (const char *c = match->substr; c < match->substr + sizeof(match->substr) && *c; c++) {
		if (*c > ' ' && *c < 127 && *c != ':')
			fputc(*c, out);
	}
	fputc('*', out);
}

static void add_dmi(struct module *mod, const void *entry)
{
	static const struct {
		const char *label;
		enum dmi_field slot;
	} order[] = {
		{"bvn", DMI_BIOS_VENDOR},
		{"bvr", DMI_BIOS_VERSION},
		{"bd", DMI_BIOS_DATE},
		{"br", DMI_BIOS_RELEASE},
		{"efr", DMI_EC_FIRMWARE_RELEASE},
		{"svn", DMI_SYS_VENDOR},
		{"pn", DMI_PRODUCT_NAME},
		{"pvr", DMI_PRODUCT_VERSION},
		{"rvn", DMI_BOARD_VENDOR},
		{"rn", DMI_BOARD_NAME},
		{"rvr", DMI_BOARD_VERSION},
		{"cvn", DMI_CHASSIS_VENDOR},
		{"ct", DMI_CHASSIS_TYPE},
		{"cvr", DMI_CHASSIS_VERSION},
	};
	const struct dmi_system_id *id = entry;
	char *alias;
	size_t len;
	FILE *out = open_memstream(&alias, &len);

	if (!out)
		die("out of memory");
	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
		for (int j = 0; j < 4; j++) {
			if (id->matches[j].slot == order[i].slot) {
				put_dmi_match(out, order[i].label, &id->matches[j]);
				break;
			}
		}
	}
	fclose(out);
	add_alias(mod, "dmi*%s:", alias);
	free(alias);
}

static void add_mdio(struct module *mod, const void *entry)
{
	const struct mdio_device_id *id = entry;
	char bits[33] = "";

	for (int i = 0; i < 32; i++) {
		uint32_t bit = 0x80000000u >> i;

		bits[i] = !(id->phy_id_mask & bit) ? '?' : id->phy_id & bit ? '1' : '0';
	}
	add_alias(mod, MDIO_MODULE_PREFIX "%s", bits);
}

static void add_x86cpu(struct module *mod, const void *entry)
{
	const struct x86_cpu_id *id = entry;

	add_open(mod,
		 format("cpu:type:x86,%s%s%s:feature:*%s",
			FIELD("ven", 4, id->vendor != X86_VENDOR_ANY, id->vendor),
			FIELD("fam", 4, id->family != X86_FAMILY_ANY, id->family),
			FIELD("mod", 4, id->model != X86_MODEL_ANY, id->model),
			id->feature == X86_FEATURE_ANY ? "" : FIELD("", 4, true, id->feature)));
}

/* clang-format off */
static const struct device_type types[] = {
#define TYPE(name, structure, add) {name, #structure, sizeof(struct structure), add}
	TYPE("pci", pci_device_id, add_pci),
	TYPE("usb", usb_device_id, add_usb),
	TYPE("hid", hid_device_id, add_hid),
	TYPE("acpi", acpi_device_id, add_acpi),
	TYPE("pnp", pnp_device_id, add_pnp),
	TYPE("pnp_card", pnp_card_device_id, add_pnp_card),
	TYPE("serio", serio_device_id, add_serio),
	TYPE("of", of_device_id, add_of),
	TYPE("input", input_device_id, add_input),
	TYPE("virtio", virtio_device_id, add_virtio),
	TYPE("i2c", i2c_device_id, add_i2c),
	TYPE("spi", spi_device_id, add_spi),
	TYPE("platform", platform_device_id, add_platform),
	TYPE("dmi", dmi_system_id, add_dmi),
	TYPE("mdio", mdio_device_id, add_mdio),
	TYPE("x86cpu", x86_cpu_id, add_x86cpu),
#undef TYPE
};
/* clang-format on */

const struct device_type *find_device_type(const char *name, size_t len)
{
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		if (strlen(types[i].name) == len && memcmp(types[i].name, name, len) == 0)
			return &types[i];
	}
	return NULL;
}

// SPDX-License-Identifier: MIT
/* UUIDs: made and parsed. RFC 4122, sections 3 (text) and 4.4 (random ones). */
#include <linux/ctype.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/random.h>
#include <linux/uuid.h>

const guid_t guid_null;
EXPORT_SYMBOL(guid_null);
const uuid_t uuid_null;
EXPORT_SYMBOL(uuid_null);

/* Which byte of the value each byte of the text is. */
static const u8 guid_order[16] = {3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15};
static const u8 uuid_order[16] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

/* Random bytes with version 4 at `version` and the variant set. */
static void random_id(u8 *id, int version)
{
	get_random_bytes(id, 16);
	id[version] = (id[version] & 0x0f) | 0x40;
	id[8] = (id[8] & 0x3f) | 0x80;
}

void generate_random_uuid(unsigned char uuid[16])
{
	random_id(uuid, 6);
}
EXPORT_SYMBOL(generate_random_uuid);

void generate_random_guid(unsigned char guid[16])
{
	random_id(guid, 7);
}
EXPORT_SYMBOL(generate_random_guid);

void guid_gen(guid_t *u)
{
	random_id(u->b, 7);
}
EXPORT_SYMBOL_GPL(guid_gen);

void uuid_gen(uuid_t *u)
{
	random_id(u->b, 6);
}
EXPORT_SYMBOL_GPL(uuid_gen);

bool uuid_is_valid(const char *uuid)
{
	for (int i = 0; i < UUID_STRING_LEN; i++) {
		bool dash = i == 8 || i == 13 || i == 18 || i == 23;

		if (dash ? uuid[i] != '-' : !isxdigit(uuid[i]))
			return false;
	}
	return true;
}
EXPORT_SYMBOL(uuid_is_valid);

static int parse(const char *text, u8 *id, const u8 *order)
{
	if (!uuid_is_valid(text))
		return -EINVAL;
	for (int i = 0; i < 16; i++, text += 2) {
		if (*text == '-')
			text++;
		id[order[i]] = hex_to_bin(text[0]) << 4 | hex_to_bin(text[1]);
	}
	return 0;
}

int guid_parse(const char *uuid, guid_t *u)
{
	return parse(uuid, u->b, guid_order);
}
EXPORT_SYMBOL(guid_parse);

int uuid_parse(const char *uuid, uuid_t *u)
{
	return parse(uuid, u->b, uuid_order);
}
EXPORT_SYMBOL(uuid_parse);

// SPDX-License-Identifier: MIT
/*
 * Signatures: is the module from someone whom this kernel trusts?
 *
 * A signed module ends in its signature, struct module_signature, and a line of text. These are
 * looked at and cut off before anything else is read. The kernel knows no keys, so a signature that
 * is well-formed is one by an unknown key. That, or none at all, keeps a module out when signatures
 * are enforced: module.sig_enforce=1 on the kernel command line, or 1 written to
 * /sys/module/module/parameters/sig_enforce, which can't be taken back before the next boot.
 * Otherwise it costs the kernel a taint, E.
 *
 * The signature itself, PKCS#7 in DER, is not parsed. Source: Linux's admin-guide/module-signing.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/moduleparam.h>
#include <linux/string.h>
#include "internal.h"

#define MARKER "~Module signature appended~\n"

/* Behind the signature's bytes, before the marker. */
struct module_signature {
	u8 algo, hash; /* 0: the PKCS#7 message says it */
	u8 id_type;
	u8 signer_len, key_id_len; /* 0, as well */
	u8 pad[3];
	__be32 sig_len;
};
#define ID_PKCS7 2

#undef MODULE_PARAM_PREFIX
#define MODULE_PARAM_PREFIX "module."
static bool sig_enforce;
module_param(sig_enforce, bool_enable_only, 0644);

/* Cuts the signature off. -ENOKEY: it is one; -ENOPKG, -EBADMSG: it isn't. */
static int take_signature_off(struct load_info *info)
{
	static const u8 zeroes[sizeof(struct module_signature)];
	struct module_signature sig;
	u64 len = info->len - strlen(MARKER), sig_len;

	if (len <= sizeof(sig)) {
		load_log(info, LOAD_ERR, "%s: signature without a module", info->name);
		return -EBADMSG;
	}
	len -= sizeof(sig);
	memcpy(&sig, info->image + len, sizeof(sig));
	sig_len = be32_to_cpu(sig.sig_len);
	if (sig_len >= len) {
		load_log(info, LOAD_ERR, "%s: signature of %llu bytes in a file of %llu",
			 info->name, sig_len, info->len);
		return -EBADMSG;
	}
	if (sig.id_type != ID_PKCS7) {
		load_log(info, LOAD_ERR, "%s: not signed with expected PKCS#7 message (type %u)",
			 info->name, sig.id_type);
		return -ENOPKG;
	}
	sig.id_type = 0;
	if (memcmp(&sig, zeroes, offsetof(struct module_signature, sig_len))) {
		load_log(info, LOAD_ERR, "%s: PKCS#7 signature info has unexpected non-zero params",
			 info->name);
		return -EBADMSG;
	}
	info->len = len - sig_len;
	return -ENOKEY;
}

/* Why the module counts as unsigned; a module that is let in whatever it was built for does. */
static int check_signature(struct module_load *load)
{
	const size_t marker = strlen(MARKER);
	struct load_info *info = &load->info;

	if (load->flags & (MODULE_INIT_IGNORE_MODVERSIONS | MODULE_INIT_IGNORE_VERMAGIC))
		return -ENODATA;
	if (info->len <= marker || memcmp(info->image + info->len - marker, MARKER, marker))
		return -ENODATA;
	return take_signature_off(info);
}

/*
 * First of all stages; info->len shrinks to what is before the signature. 0; -EKEYREJECTED if
 * signatures are enforced; -EBADMSG, enforced or not, if there is one that can't be read.
 */
int check_module_signature(struct module_load *load)
{
	const char *what;

	switch (check_signature(load)) {
	case -ENODATA:
		what = "unsigned module";
		break;
	case -ENOPKG:
		what = "module with unsupported crypto";
		break;
	case -ENOKEY:
		what = "module with unavailable key";
		break;
	default:
		return -EBADMSG;
	}
	if (!READ_ONCE(sig_enforce))
		return 0;
	load_log(&load->info, LOAD_WARN,
		 "Loading of %s is rejected (%s: module.sig_enforce is on, until the next boot)",
		 what, load->info.name);
	return -EKEYREJECTED;
}

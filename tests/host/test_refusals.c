// SPDX-License-Identifier: MIT
/*
 * Every rule of the loader's validity stage, one at a time: the good module with one thing broken,
 * and the whole line that the log must have. Taking any check out of the loader fails a row.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <linux/errno.h>
#include "host_env.h"

struct refusal {
	const char *rule;
	void (*breaks)(struct image *image);
	const char *message;
};

/* Cuts the file to that many bytes, in memory of just that size. */
static void cut_to(struct image *image, size_t len)
{
	u8 *data = malloc(len ? len : 1);

	memcpy(data, image->data, len);
	free(image->data);
	image->data = data;
	image->len = len;
}

/* A statement that breaks an image as a function, so that the table below can name it. */
#define BREAK(name, statement)                                                                     \
	static void name(struct image *i)                                                          \
	{                                                                                          \
		statement;                                                                         \
	}

#define EHDR	   image_ehdr(i)
#define SHDR(n)	   image_shdr_named(i, n)
#define SYM(n)	   image_sym(i, n)
#define RELA(n)	   image_rela(i, n, 0)
#define SECTION(n) image_section(i, n)

/* The header */
BREAK(empty, cut_to(i, 0))
BREAK(short_header, cut_to(i, 63))
BREAK(only_header, cut_to(i, 64))
BREAK(magic, memcpy(i->data, "text", 4))
BREAK(script, memcpy(i->data, "#!/b", 4))
BREAK(archive, memcpy(i->data, "!<arch>\n", 8))
BREAK(bitcode, memcpy(i->data, "BC\xc0\xde", 4))
BREAK(gzip, memcpy(i->data, "\x1f\x8b\x08\x08", 4))
BREAK(xz, memcpy(i->data,
		 "\xfd"
		 "7zXZ\0\0\4",
		 8))
BREAK(not_quite_xz, memcpy(i->data,
			   "\xfd"
			   "7zXZ!\0\4",
			   8))
BREAK(zstd, memcpy(i->data, "\x28\xb5\x2f\xfd", 4))
BREAK(type_exec, EHDR->e_type = ET_EXEC)
BREAK(type_dyn, EHDR->e_type = ET_DYN)
BREAK(type_core, EHDR->e_type = ET_CORE)
BREAK(type_none, EHDR->e_type = 256)
BREAK(machine, EHDR->e_machine = EM_AARCH64)
BREAK(machine_386, EHDR->e_machine = EM_386)
BREAK(class, EHDR->e_ident[EI_CLASS] = ELFCLASS32)
BREAK(encoding, EHDR->e_ident[EI_DATA] = ELFDATA2MSB)
BREAK(ident_version, EHDR->e_ident[EI_VERSION] = 2)
BREAK(version, EHDR->e_version = 0)
BREAK(header_size, EHDR->e_ehsize = 52)

/* The section headers */
BREAK(shentsize, EHDR->e_shentsize = 40)
BREAK(no_sections, EHDR->e_shnum = 0)
BREAK(cut_off, cut_to(i, i->len - 1))
BREAK(shoff_far, EHDR->e_shoff = ~0ULL - 63)
BREAK(shnum_many, EHDR->e_shnum = 0xfeff)
BREAK(shoff_odd, EHDR->e_shoff -= 4)
BREAK(section_0_type, image_shdr(i, 0)->sh_type = SHT_PROGBITS)
BREAK(section_0_size, image_shdr(i, 0)->sh_size = 1)
BREAK(section_0_addr, image_shdr(i, 0)->sh_addr = 1)

/* Their names */
BREAK(shstrndx_none, EHDR->e_shstrndx = SHN_UNDEF)
BREAK(shstrndx_out, EHDR->e_shstrndx = EHDR->e_shnum)
BREAK(shstrtab_type, SHDR(".shstrtab")->sh_type = SHT_PROGBITS)
BREAK(shstrtab_far, SHDR(".shstrtab")->sh_offset = i->len)
BREAK(shstrtab_wraps, SHDR(".shstrtab")->sh_size = ~0ULL - 10)
BREAK(shstrtab_empty, SHDR(".shstrtab")->sh_size = 0)
BREAK(shstrtab_open, SHDR(".shstrtab")->sh_size -= 1)
BREAK(name_at_end, SHDR(".debug_info")->sh_name = SHDR(".shstrtab")->sh_size)
BREAK(name_far, SHDR(".debug_info")->sh_name = 100000)

/* Sections */
BREAK(section_far, SHDR(".rodata")->sh_offset = i->len - 6)
BREAK(section_wraps, SHDR(".rodata")->sh_size = ~0ULL)
BREAK(debug_far, SHDR(".debug_info")->sh_offset = i->len + 1)
BREAK(write_exec, SHDR(".text")->sh_flags |= SHF_WRITE)
BREAK(thread_local, SHDR(".data")->sh_flags |= SHF_TLS)
BREAK(compressed, SHDR(".rodata")->sh_flags |= SHF_COMPRESSED)
BREAK(bss_huge, SHDR(".bss")->sh_size = LOAD_SIZE_MAX + 1)
BREAK(align_odd, SHDR(".data")->sh_addralign = 24)
BREAK(align_huge, SHDR(".bss")->sh_addralign = LOAD_ALIGN_MAX * 2)

/* .modinfo */
BREAK(modinfo_open, SHDR(".modinfo")->sh_size -= 1)
BREAK(modinfo_empty, SHDR(".modinfo")->sh_size = 0)
BREAK(modinfo_nobits, SHDR(".modinfo")->sh_type = SHT_NOBITS)
BREAK(name_slash, memcpy(image_bytes(i, ".modinfo") + 12, "name=g/d", 8))
BREAK(name_empty, memcpy(image_bytes(i, ".modinfo") + 12, "name=\0\0\0", 8))

/* The symbol table */
BREAK(stripped, SHDR(".symtab")->sh_type = SHT_PROGBITS)
BREAK(two_symtabs, SHDR(".debug_info")->sh_type = SHT_SYMTAB)
BREAK(sym_entsize, SHDR(".symtab")->sh_entsize = 16)
BREAK(sym_remainder, SHDR(".symtab")->sh_size -= 1)
BREAK(sym_empty, SHDR(".symtab")->sh_size = 0)
BREAK(sym_misaligned, SHDR(".symtab")->sh_offset -= 4)
BREAK(sym_link_none, SHDR(".symtab")->sh_link = SHN_UNDEF)
BREAK(sym_link_out, SHDR(".symtab")->sh_link = EHDR->e_shnum)
BREAK(strtab_type, SHDR(".symtab")->sh_link = SECTION(".text"))
BREAK(strtab_open, SHDR(".strtab")->sh_size -= 1)
BREAK(strtab_empty, SHDR(".strtab")->sh_size = 0)

/* struct module */
BREAK(no_module, memcpy(image_bytes(i, ".shstrtab") + SHDR(".gnu.linkonce.this_module")->sh_name,
			".gnu_linkonce", 13))
BREAK(two_modules, SHDR(".debug_info")->sh_name = SHDR(".gnu.linkonce.this_module")->sh_name)
BREAK(module_type, SHDR(".gnu.linkonce.this_module")->sh_type = SHT_NOTE)
BREAK(module_read_only, SHDR(".gnu.linkonce.this_module")->sh_flags = SHF_ALLOC)
BREAK(module_size, SHDR(".gnu.linkonce.this_module")->sh_size -= 8)
BREAK(module_align, SHDR(".gnu.linkonce.this_module")->sh_addralign = 32)

/* Symbols */
BREAK(sym_name_far, SYM("helper")->st_name = 4096)
BREAK(sym_name_at_end, SYM("helper")->st_name = SHDR(".strtab")->sh_size)
BREAK(sym_tls, SYM("buffer")->st_info = STB_GLOBAL << 4 | STT_TLS)
BREAK(sym_ifunc, SYM("helper")->st_info = STB_LOCAL << 4 | STT_GNU_IFUNC)
BREAK(sym_nameless, SYM("printk")->st_name = 0)
BREAK(sym_common, SYM("buffer")->st_shndx = SHN_COMMON)
BREAK(sym_livepatch, SYM("buffer")->st_shndx = SHN_LIVEPATCH)
BREAK(sym_section, SYM("buffer")->st_shndx = EHDR->e_shnum)
BREAK(sym_xindex, SYM("buffer")->st_shndx = SHN_XINDEX)
BREAK(sym_past_end, SYM("helper")->st_value = 65)

/* Relocations */
BREAK(rel_symtab_shndx, SHDR(".debug_info")->sh_type = SHT_SYMTAB_SHNDX)
BREAK(rel_info_none, SHDR(".rela.text")->sh_info = 0)
BREAK(rel_info_out, SHDR(".rela.text")->sh_info = EHDR->e_shnum)
BREAK(rel_rel, SHDR(".rela.text")->sh_type = SHT_REL)
BREAK(rel_entsize, SHDR(".rela.text")->sh_entsize = 16)
BREAK(rel_remainder, SHDR(".rela.text")->sh_size -= 1)
BREAK(rel_misaligned, SHDR(".rela.text")->sh_offset -= 4)
BREAK(rel_link, SHDR(".rela.text")->sh_link = 1)
BREAK(rel_nobits, SHDR(".rela.data")->sh_info = SECTION(".bss"))
BREAK(rel_type, RELA(".text")->r_info = ELF64_R_SYM(RELA(".text")->r_info) << 32 | 9)
BREAK(rel_type_unnamed, RELA(".text")->r_info |= 0xff)
BREAK(rel_sym, RELA(".text")->r_info = 99ULL << 32 | R_X86_64_PLT32)
BREAK(rel_sym_debug, RELA(".text")->r_info = 3ULL << 32 | R_X86_64_PLT32)
BREAK(rel_past_end, RELA(".text")->r_offset = 61)
BREAK(rel_far, RELA(".text")->r_offset = ~0ULL - 2)
BREAK(rel64_past_end, RELA(".data")->r_offset = 25)
BREAK(rel_module_field, RELA(".gnu.linkonce.this_module")->r_offset = 0)
BREAK(rel_module_type, RELA(".gnu.linkonce.this_module")->r_info = 5ULL << 32 | R_X86_64_PC64)

static const struct refusal refusals[] = {
	{"empty file", empty, "Invalid ELF header len 0 (image: an ELF header has 64 bytes)"},
	{"file shorter than a header", short_header,
	 "Invalid ELF header len 63 (image: an ELF header has 64 bytes)"},
	{"a header alone", only_header, "Invalid ELF section header overflow (image: "},
	{"magic", magic, "Invalid ELF header magic: != \177ELF (image begins with 74 65 78 74)"},
	{"script", script,
	 "Invalid ELF header magic: != \177ELF (image begins with 23 21 2f 62: a script)"},
	{"archive", archive,
	 "Invalid ELF header magic: != \177ELF (image begins with 21 3c 61 72: an archive of "
	 "objects: link the module from it)"},
	{"bitcode", bitcode,
	 "Invalid ELF header magic: != \177ELF (image begins with 42 43 c0 de: LLVM bitcode: build "
	 "the module without -flto)"},
	{"gzip", gzip,
	 "Invalid ELF header magic: != \177ELF (image is compressed by gzip: unpack it by gzip -d, "
	 "or load it by modprobe)"},
	{"xz", xz,
	 "Invalid ELF header magic: != \177ELF (image is compressed by xz: unpack it by xz -d, or "
	 "load it by modprobe)"},
	{"xz's magic but for a byte", not_quite_xz,
	 "Invalid ELF header magic: != \177ELF (image begins with fd 37 7a 58)"},
	{"zstd", zstd,
	 "Invalid ELF header magic: != \177ELF (image is compressed by zstd: unpack it by zstd -d, "
	 "or load it by modprobe)"},
	{"program", type_exec,
	 "Invalid ELF header type: 2 != 1 (image is ET_EXEC, a program; a module is ET_REL)"},
	{"library", type_dyn,
	 "Invalid ELF header type: 3 != 1 (image is ET_DYN, a program or shared library; a module "
	 "is "
	 "ET_REL)"},
	{"core dump", type_core,
	 "Invalid ELF header type: 4 != 1 (image is ET_CORE, a core dump; a module is ET_REL)"},
	{"type of no meaning", type_none,
	 "Invalid ELF header type: 256 != 1 (image is of another byte order, or damaged; a module "
	 "is "
	 "ET_REL)"},
	{"machine", machine,
	 "Invalid architecture in ELF header: 183 (image is for AArch64, this is x86-64)"},
	{"machine of 32 bits", machine_386,
	 "Invalid architecture in ELF header: 3 (image is for 32-bit x86, this is x86-64)"},
	{"class", class, "Invalid ELF header class: 1 != 2 (image is not a 64-bit object)"},
	{"byte order", encoding, "Invalid ELF header data encoding: 2 != 1 (image)"},
	{"version in e_ident", ident_version, "Invalid ELF header version: 2, 1 != 1 (image)"},
	{"version", version, "Invalid ELF header version: 1, 0 != 1 (image)"},
	{"header's size", header_size, "Invalid ELF header size: 52 != 64 (image)"},

	{"section header's size", shentsize, "Invalid ELF section header size (image: 40 != 64)"},
	{"no section headers", no_sections,
	 "Invalid ELF section header count (image: no sections, or 65280 and more, which a module "
	 "can't have)"},
	{"cut off in the section headers", cut_off, "Invalid ELF section header overflow (image: "},
	{"section headers far away", shoff_far, "Invalid ELF section header overflow (image: "},
	{"too many section headers", shnum_many,
	 "Invalid ELF section header overflow (image: 65279 headers at offset "},
	{"section headers misaligned", shoff_odd, "Invalid ELF section header offset (image: "},
	{"section 0 has a type", section_0_type,
	 "ELF Spec violation: section 0 type(1)!=SH_NULL or non-zero len or addr (image: 0, 0)"},
	{"section 0 has a size", section_0_size,
	 "ELF Spec violation: section 0 type(0)!=SH_NULL or non-zero len or addr (image: 1, 0)"},
	{"section 0 has an address", section_0_addr,
	 "ELF Spec violation: section 0 type(0)!=SH_NULL or non-zero len or addr (image: 0, 1)"},

	{"no section names", shstrndx_none,
	 "Invalid ELF section name index: 0 || e_shstrndx (0) >= e_shnum (20) (image)"},
	{"section names of no section", shstrndx_out,
	 "Invalid ELF section name index: 20 || e_shstrndx (20) >= e_shnum (20) (image)"},
	{"section names of another type", shstrtab_type,
	 "Invalid ELF section hdr(type 1) (image: section names in section 19, "},
	{"section names outside the file", shstrtab_far,
	 "Invalid ELF section hdr(type 3) (image: section names in section 19, "},
	{"section names with a size that wraps", shstrtab_wraps,
	 "Invalid ELF section hdr(type 3) (image: section names in section 19, "},
	{"section names empty", shstrtab_empty, "empty section name table (image: section 19)"},
	{"section names not terminated", shstrtab_open,
	 "ELF Spec violation: section name table isn't null terminated (image: section 19)"},
	{"a name at the table's end", name_at_end,
	 "Invalid ELF section name in module (section 9 type 1) (image: offset "},
	{"a name outside the table", name_far,
	 "Invalid ELF section name in module (section 9 type 1) (image: offset 100000 of "},

	{"section outside the file", section_far,
	 "Invalid ELF section in module (section 2 type 1) (image: .rodata has 7 bytes at offset "},
	{"section with a size that wraps", section_wraps,
	 "Invalid ELF section in module (section 2 type 1) (image: .rodata has "
	 "18446744073709551615 bytes at offset "},
	{"unloaded section outside the file", debug_far,
	 "Invalid ELF section in module (section 9 type 1) (image: .debug_info has 40 bytes at "
	 "offset "},
	{"writable and executable", write_exec,
	 "image: section .text (index 1) has invalid WRITE|EXEC flags"},
	{"thread-local section", thread_local,
	 "image: section .data (index 3) is thread-local, which a module can't use"},
	{"compressed section", compressed,
	 "image: section .rodata (index 2) is compressed, which a module can't use"},
	{"section too large", bss_huge,
	 "image: section .bss (index 5) asks for 1073741825 bytes of memory, more than 1073741824"},
	{"alignment no power of two", align_odd,
	 "image: section .data (index 3) has alignment 24, no power of two up to 2097152"},
	{"alignment too large", align_huge,
	 "image: section .bss (index 5) has alignment 4194304, no power of two up to 2097152"},

	{"modinfo not terminated", modinfo_open,
	 "image: section .modinfo (index 10) holds no null-terminated strings"},
	{"modinfo empty", modinfo_empty,
	 "image: section .modinfo (index 10) holds no null-terminated strings"},
	{"modinfo without bytes", modinfo_nobits,
	 "image: section .modinfo (index 10) holds no null-terminated strings"},
	{"name with a slash", name_slash,
	 "image: module name 'g/dd' is empty, has a slash or more than 55 characters"},
	{"name empty", name_empty,
	 "image: module name '' is empty, has a slash or more than 55 characters"},

	{"no symbol table", stripped, "good: module has no symbols (stripped?)"},
	{"two symbol tables", two_symtabs, "good: two symbol tables (index 9 and 12)"},
	{"symbol's size", sym_entsize, "good: symbol table (index 12): "},
	{"symbol table with a remainder", sym_remainder, "good: symbol table (index 12): "},
	{"symbol table empty", sym_empty, "good: symbol table (index 12): 0 bytes at offset "},
	{"symbol table misaligned", sym_misaligned, "good: symbol table (index 12): "},
	{"no string table", sym_link_none,
	 "Invalid ELF sh_link!=SHN_UNDEF(0) or (sh_link(0) >= hdr->e_shnum(20) (good: symbol "
	 "table, "
	 "index 12)"},
	{"string table of no section", sym_link_out,
	 "Invalid ELF sh_link!=SHN_UNDEF(0) or (sh_link(20) >= hdr->e_shnum(20) (good: symbol "
	 "table, "
	 "index 12)"},
	{"string table of another type", strtab_type,
	 "good: section .text (index 1) with the symbols' names is no table of null-terminated "
	 "strings"},
	{"string table not terminated", strtab_open,
	 "good: section .strtab (index 13) with the symbols' names is no table of null-terminated "
	 "strings"},
	{"string table empty", strtab_empty,
	 "good: section .strtab (index 13) with the symbols' names is no table of null-terminated "
	 "strings"},

	{"no struct module", no_module,
	 "good: No module found in object (no section .gnu.linkonce.this_module: link it with its "
	 ".mod.o, as make M=… does)"},
	{"two struct modules", two_modules,
	 "good: Only one .gnu.linkonce.this_module section must exist (index 8 and 9)"},
	{"struct module of another type", module_type,
	 "good: section .gnu.linkonce.this_module (index 8) is no writable data (type 7, flags "
	 "0x3)"},
	{"struct module read-only", module_read_only,
	 "good: section .gnu.linkonce.this_module (index 8) is no writable data (type 1, flags "
	 "0x2)"},
	{"struct module of another size", module_size,
	 "good: .gnu.linkonce.this_module section size must match the kernel's built struct module "
	 "size at run time (248 != 256: built against other headers?)"},
	{"struct module's alignment", module_align,
	 "good: section .gnu.linkonce.this_module (index 8) has alignment 32, less than 64"},

	{"symbol's name outside", sym_name_far,
	 "good: symbol 4: name at offset 4096 is outside the string table"},
	{"symbol's name at the end", sym_name_at_end, "good: symbol 4: name at offset "},
	{"thread-local symbol", sym_tls,
	 "good: symbol buffer (7) is thread-local, which a module can't use"},
	{"ifunc", sym_ifunc,
	 "good: symbol helper (4) is chosen at run time (ifunc), which a module can't use"},
	{"undefined without a name", sym_nameless, "good: symbol 10 is undefined and has no name"},
	{"common symbol", sym_common,
	 "good: please compile with -fno-common (symbol buffer is common)"},
	{"symbol that a live patch needs", sym_livepatch,
	 "good: module is marked as livepatch module, but livepatch support is disabled (symbol "
	 "buffer)"},
	{"symbol of no section", sym_section, "good: symbol buffer (7) is in section 0x14, of 20"},
	{"extended section number", sym_xindex,
	 "good: symbol buffer (7) is in section 0xffff, of 20"},
	{"symbol past its section's end", sym_past_end,
	 "good: symbol helper (4) at .text+0x41 is past the section's end (0x40)"},

	{"extended section numbers", rel_symtab_shndx,
	 "good: section .debug_info (index 9): extended section numbers can't be used"},
	{"relocations of section 0", rel_info_none,
	 "good: section .rela.text (index 14) relocates section 0, of 20"},
	{"relocations of no section", rel_info_out,
	 "good: section .rela.text (index 14) relocates section 20, of 20"},
	{"REL", rel_rel, "good: REL relocations unsupported (section .rela.text, index 14)"},
	{"relocation's size", rel_entsize,
	 "good: section .rela.text (index 14): 72 bytes at offset "},
	{"relocations with a remainder", rel_remainder,
	 "good: section .rela.text (index 14): 71 bytes at offset "},
	{"relocations misaligned", rel_misaligned,
	 "good: section .rela.text (index 14): 72 bytes at offset "},
	{"relocations with other symbols", rel_link,
	 "good: section .rela.text (index 14) refers to symbols of section 1, not 12"},
	{"relocations without bytes to write", rel_nobits,
	 "good: section .rela.data (index 15) writes into .bss, which has no bytes in the file"},
	{"relocation's type", rel_type,
	 "good: Unknown rela relocation: 9 (R_X86_64_GOTPCREL at .text+0x1, .rela.text[0]: compile "
	 "with -mcmodel=kernel and without -fpic)"},
	{"relocation's type without a name", rel_type_unnamed,
	 "good: Unknown rela relocation: 255 (unknown at .text+0x1, .rela.text[0]: compile with "
	 "-mcmodel=kernel and without -fpic)"},
	{"relocation's symbol", rel_sym,
	 "good: R_X86_64_PLT32 at .text+0x1 (.rela.text[0]) is for symbol 99, of 11"},
	{"relocation to what is not loaded", rel_sym_debug,
	 "good: R_X86_64_PLT32 at .text+0x1 (.rela.text[0]) is for symbol .debug_info (3) in "
	 "section "
	 ".debug_info, which is not loaded"},
	{"relocation across the end", rel_past_end,
	 "good: R_X86_64_PLT32 at .text+0x3d (.rela.text[0]) writes 4 bytes past the section's end "
	 "(0x40)"},
	{"relocation at an offset that wraps", rel_far,
	 "good: R_X86_64_PLT32 at .text+0xfffffffffffffffd (.rela.text[0]) writes 4 bytes past the "
	 "section's end (0x40)"},
	{"wide relocation across the end", rel64_past_end,
	 "good: R_X86_64_64 at .data+0x19 (.rela.data[0]) writes 8 bytes past the section's end "
	 "(0x20)"},
	{"relocation of struct module's other fields", rel_module_field,
	 "good: R_X86_64_64 at .gnu.linkonce.this_module+0 (.rela.gnu.linkonce.this_module[0]) is "
	 "not "
	 "the address of init or exit"},
	{"relocation of struct module's init of another type", rel_module_type,
	 "good: R_X86_64_PC64 at .gnu.linkonce.this_module+0x40 "
	 "(.rela.gnu.linkonce.this_module[0]) is "
	 "not the address of init or exit"},
};

/* The message is a whole line, or ends where numbers of the file's layout begin. */
static void assert_only_logged(const char *message)
{
	const char *end = strchr(host_log_text, '\n');
	size_t len = strlen(message);

	assert_logged(message);
	assert_ptr_equal(strstr(host_log_text, message), host_log_text);
	assert_non_null(end);
	assert_int_equal(end[1], '\0');
	if (message[len - 1] != ' ')
		assert_int_equal(end - host_log_text, len);
}

static void refuses(void **state)
{
	const struct refusal *r = *state;
	struct image image = good_module();
	struct host_load load;

	r->breaks(&image);
	host_load_init(&load, &image);
	assert_int_equal(elf_validity(&load.info), -ENOEXEC);
	assert_only_logged(r->message);
	host_load_end(&load);
	free(image.data);
}

static void accepts_the_good_module(void **state)
{
	struct image image = good_module();
	struct host_load load;

	(void)state;
	host_load_init(&load, &image);
	assert_int_equal(host_load_run(&load), 0);
	assert_string_equal(host_log_text, "");
	assert_string_equal(load.info.name, "good");
	host_load_end(&load);
	free(image.data);
}

#define NUM_REFUSALS (sizeof(refusals) / sizeof(refusals[0]))

int main(void)
{
	static struct CMUnitTest tests[NUM_REFUSALS + 1] = {
		cmocka_unit_test(accepts_the_good_module),
	};

	for (unsigned int i = 0; i < NUM_REFUSALS; i++)
		tests[i + 1] = (struct CMUnitTest){
			.name = refusals[i].rule,
			.test_func = refuses,
			.initial_state = (void *)&refusals[i],
		};
	return cmocka_run_group_tests_name("refusals", tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
/*
 * A type as text. The notation reads from left to right, so that a type is written by one walk over
 * its DWARF entries:
 *
 *	*const char			pointer to constant char
 *	[4]*struct page			array of four pointers
 *	func(*struct file, int) long	a function and what it returns, nothing for void
 *
 * and a definition is
 *
 *	struct list_head size 16 {
 *		0 next *struct list_head
 *		8 prev *struct list_head
 *	}
 *	enum color size 4 {
 *		RED = 0
 *	}
 *	typedef u32 = __u32
 *
 * with members by their offsets (bit fields: `4 bits 3-5`), and types that have no name written out
 * where they stand. Names of structures, unions, enumerations and typedefs stand for themselves;
 * their definitions are for the caller to ask for, so a structure that points to itself ends.
 *
 * DWARF 5, as gcc and clang write it for C; of one type both get one text, so that a module may be
 * compiled by another compiler than the kernel. What is not C ends the program. (DWARF 4 tells no
 * alignments.)
 */
#define _GNU_SOURCE
#include "symtypes.h"

#include <dwarf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "elffile.h"

/* A text while it is written: of a definition, or of a symbol's type. */
struct writer {
	FILE *out;
	struct type_table *table;
	struct type *type; /* what it is the text of: names are added here */
	unsigned int depth;
};

/* How what is declared may be used: a set, for compilers nest them in different orders. */
enum { CONST = 1, VOLATILE = 2, RESTRICT = 4, ATOMIC = 8 };

static void put_qualified(struct writer *w, Dwarf_Die *entry, unsigned int qualifiers);

static void put_type(struct writer *w, Dwarf_Die *entry)
{
	put_qualified(w, entry, 0);
}

static bool flag(Dwarf_Die *entry, unsigned int name)
{
	Dwarf_Attribute attr;
	bool value = false;

	return dwarf_attr(entry, name, &attr) && dwarf_formflag(&attr, &value) == 0 && value;
}

static bool number(Dwarf_Die *entry, unsigned int name, Dwarf_Word *value)
{
	Dwarf_Attribute attr;

	return dwarf_attr_integrate(entry, name, &attr) && dwarf_formudata(&attr, value) == 0;
}

Dwarf_Die *type_of(Dwarf_Die *entry, Dwarf_Die *result)
{
	Dwarf_Attribute attr;

	return dwarf_attr_integrate(entry, DW_AT_type, &attr) ? dwarf_formref_die(&attr, result)
							      : NULL;
}

/* Goes over the children of ENTRY, each in turn in *CHILD. */
#define for_each_child(entry, child)                                                               \
	for (int left_ = dwarf_child(entry, child); left_ == 0;                                    \
	     left_ = dwarf_siblingof(child, child))

static void add_name(struct writer *w, Dwarf_Die *entry)
{
	Dwarf_Off offset = dwarf_dieoffset(entry);
	struct type **bucket = &w->table->buckets[offset % TYPE_BUCKETS], *t;

	for (t = *bucket; t && t->offset != offset; t = t->next)
		;
	if (!t) {
		t = calloc(1, sizeof(*t));
		if (!t)
			die("out of memory");
		*t = (struct type){.next = *bucket, .die = *entry, .offset = offset};
		*bucket = t;
	}
	w->type->names = realloc(w->type->names, (w->type->nr_names + 1) * sizeof(*w->type->names));
	if (!w->type->names)
		die("out of memory");
	w->type->names[w->type->nr_names++] = t;
}

static void put_line(struct writer *w)
{
	fputc('\n', w->out);
	for (unsigned int i = 0; i < w->depth; i++)
		fputc('\t', w->out);
}

/* Where the member lies: its byte, and of a bit field the bits of that byte and those after it. */
static void put_place(struct writer *w, Dwarf_Die *member)
{
	Dwarf_Word byte = 0, bit = 0, bits, storage;

	/* A union's members may have none. Before DWARF 4 it could be a program to run. */
	if (!number(member, DW_AT_data_member_location, &byte) &&
	    dwarf_hasattr(member, DW_AT_data_member_location))
		die("member %s has no number for its place: it takes DWARF 4 or later",
		    dwarf_diename(member));
	if (!number(member, DW_AT_bit_size, &bits)) {
		fprintf(w->out, "%llu", (unsigned long long)byte);
		return;
	}
	/* DWARF 4's other form counts from the high end of the unit that the field is in. */
	if (!number(member, DW_AT_data_bit_offset, &bit) &&
	    number(member, DW_AT_bit_offset, &bit)) {
		if (!number(member, DW_AT_byte_size, &storage))
			die("a bit field without the size of its unit");
		bit = storage * 8 - bit - bits;
	}
	byte += bit / 8;
	bit %= 8;
	fprintf(w->out, "%llu bits %llu-%llu", (unsigned long long)byte, (unsigned long long)bit,
		(unsigned long long)(bit + bits - 1));
}

static void put_member(struct writer *w, Dwarf_Die *member)
{
	const char *name = dwarf_diename(member);
	Dwarf_Die type;

	put_line(w);
	put_place(w, member);
	fprintf(w->out, " %s%s", name ? name : "", name ? " " : "");
	put_type(w, type_of(member, &type));
}

/* A negative value has a form with a sign; in the others all bits count. */
static void put_enumerator(struct writer *w, Dwarf_Die *enumerator)
{
	Dwarf_Word value = 0;
	Dwarf_Sword signed_value = 0;
	Dwarf_Attribute attr;
	bool has_sign;

	if (!dwarf_attr(enumerator, DW_AT_const_value, &attr))
		die("enumerator %s has no value", dwarf_diename(enumerator));
	has_sign = dwarf_whatform(&attr) == DW_FORM_sdata ||
		   dwarf_whatform(&attr) == DW_FORM_implicit_const;
	if ((has_sign ? dwarf_formsdata(&attr, &signed_value) : dwarf_formudata(&attr, &value)))
		die("enumerator %s has a value that is no number", dwarf_diename(enumerator));
	put_line(w);
	fprintf(w->out, "%s = ", dwarf_diename(enumerator));
	if (has_sign)
		fprintf(w->out, "%lld", (long long)signed_value);
	else
		fprintf(w->out, "%llu", (unsigned long long)value);
}

/*
 * The alignment that the source asks for: for the structure, a member, or one in it; 0 if it
 * doesn't. Only gcc says of the outer one what it takes over from the inner.
 */
static Dwarf_Word asked_alignment(Dwarf_Die *entry)
{
	Dwarf_Word most = 0, align;
	Dwarf_Die child, type;

	number(entry, DW_AT_alignment, &most);
	switch (dwarf_tag(entry)) {
	case DW_TAG_pointer_type:
	case DW_TAG_subroutine_type:
		return most;
	case DW_TAG_structure_type:
	case DW_TAG_union_type:
		for_each_child(entry, &child)
		{
			align = dwarf_tag(&child) == DW_TAG_member ? asked_alignment(&child) : 0;
			most = align > most ? align : most;
		}
		return most;
	default:
		align = type_of(entry, &type) ? asked_alignment(&type) : 0;
		return align > most ? align : most;
	}
}

/* " size N { ... }", after the word and the name. */
static void put_body(struct writer *w, Dwarf_Die *entry)
{
	Dwarf_Word size = 0, align = asked_alignment(entry);
	Dwarf_Die child;

	number(entry, DW_AT_byte_size, &size);
	fprintf(w->out, " size %llu", (unsigned long long)size);
	if (align)
		fprintf(w->out, " align %llu", (unsigned long long)align);
	fputs(" {", w->out);
	w->depth++;
	for_each_child(entry, &child)
	{
		if (dwarf_tag(&child) == DW_TAG_member)
			put_member(w, &child);
		else if (dwarf_tag(&child) == DW_TAG_enumerator)
			put_enumerator(w, &child);
	}
	w->depth--;
	put_line(w);
	fputc('}', w->out);
}

static const char *word_for(Dwarf_Die *entry)
{
	switch (dwarf_tag(entry)) {
	case DW_TAG_structure_type:
		return "struct";
	case DW_TAG_union_type:
		return "union";
	case DW_TAG_enumeration_type:
		return "enum";
	default:
		return NULL;
	}
}

static void put_tagged(struct writer *w, Dwarf_Die *entry)
{
	const char *name = dwarf_diename(entry);

	fputs(word_for(entry), w->out);
	if (!name) {
		put_body(w, entry);
		return;
	}
	fprintf(w->out, " %s", name);
	if (!flag(entry, DW_AT_declaration))
		add_name(w, entry);
}

static void put_array(struct writer *w, Dwarf_Die *array, unsigned int qualifiers)
{
	Dwarf_Word count;
	Dwarf_Die range, type;

	if (flag(array, DW_AT_GNU_vector))
		fputs("vector", w->out);
	for_each_child(array, &range)
	{
		if (dwarf_tag(&range) != DW_TAG_subrange_type)
			continue;
		if (number(&range, DW_AT_count, &count))
			fprintf(w->out, "[%llu]", (unsigned long long)count);
		else if (number(&range, DW_AT_upper_bound, &count))
			fprintf(w->out, "[%llu]", (unsigned long long)count + 1);
		else
			fputs("[]", w->out);
	}
	put_qualified(w, type_of(array, &type), qualifiers);
}

static void put_function(struct writer *w, Dwarf_Die *function)
{
	const char *comma = "";
	Dwarf_Die child, type;

	fputs("func(", w->out);
	if (!flag(function, DW_AT_prototyped))
		fputs("?", w->out);
	for_each_child(function, &child)
	{
		if (dwarf_tag(&child) == DW_TAG_formal_parameter) {
			fputs(comma, w->out);
			put_type(w, type_of(&child, &type));
		} else if (dwarf_tag(&child) == DW_TAG_unspecified_parameters) {
			fprintf(w->out, "%s...", comma);
		}
		comma = ", ";
	}
	fputc(')', w->out);
	if (type_of(function, &type)) {
		fputc(' ', w->out);
		put_type(w, &type);
	}
}

static unsigned int qualifier_of(unsigned int tag)
{
	switch (tag) {
	case DW_TAG_const_type:
		return CONST;
	case DW_TAG_volatile_type:
		return VOLATILE;
	case DW_TAG_restrict_type:
		return RESTRICT;
	case DW_TAG_atomic_type:
		return ATOMIC;
	default:
		return 0;
	}
}

static void put_qualifiers(struct writer *w, unsigned int set)
{
	fprintf(w->out, "%s%s%s%s", set & CONST ? "const " : "", set & VOLATILE ? "volatile " : "",
		set & RESTRICT ? "restrict " : "", set & ATOMIC ? "_Atomic " : "");
}

/*
 * An integer by its sign and size, which compilers spell as they like: "long", "long int", and of
 * eight bytes "long long" as well. The three kinds of char, which C tells apart, have one spelling.
 */
static void put_base(struct writer *w, Dwarf_Die *entry)
{
	static const char *const names[] = {
		[2] = "short", [4] = "int", [8] = "long", [16] = "__int128"};
	Dwarf_Word encoding = 0, size = 0;

	number(entry, DW_AT_encoding, &encoding);
	number(entry, DW_AT_byte_size, &size);
	if (size < sizeof(names) / sizeof(names[0]) && names[size] &&
	    (encoding == DW_ATE_signed || encoding == DW_ATE_unsigned))
		fprintf(w->out, "%s%s", encoding == DW_ATE_unsigned ? "unsigned " : "",
			names[size]);
	else
		fputs(dwarf_diename(entry), w->out);
}

/*
 * The type, as the set of qualifiers lets it be used. What is const of an array are its elements;
 * of a function there is no such thing, but gcc says "volatile" for one that doesn't return.
 */
static void put_qualified(struct writer *w, Dwarf_Die *entry, unsigned int qualifiers)
{
	unsigned int tag = entry ? dwarf_tag(entry) : DW_TAG_unspecified_type;
	Dwarf_Die type;

	if (qualifier_of(tag)) {
		put_qualified(w, type_of(entry, &type), qualifiers | qualifier_of(tag));
		return;
	}
	if (tag == DW_TAG_array_type) {
		put_array(w, entry, qualifiers);
		return;
	}
	if (tag != DW_TAG_subroutine_type)
		put_qualifiers(w, qualifiers);
	switch (tag) {
	case DW_TAG_unspecified_type:
		fputs("void", w->out);
		break;
	case DW_TAG_pointer_type:
		fputs("*", w->out);
		put_type(w, type_of(entry, &type));
		break;
	case DW_TAG_base_type:
		put_base(w, entry);
		break;
	case DW_TAG_typedef:
		fputs(dwarf_diename(entry), w->out);
		add_name(w, entry);
		break;
	case DW_TAG_subroutine_type:
		put_function(w, entry);
		break;
	case DW_TAG_structure_type:
	case DW_TAG_union_type:
	case DW_TAG_enumeration_type:
		put_tagged(w, entry);
		break;
	default:
		die("a type with the DWARF tag 0x%x, which C does not have", tag);
	}
}

static struct writer begin(struct type_table *table, struct type *type)
{
	struct writer w = {.table = table, .type = type};

	w.out = open_memstream(&type->text, &type->len);
	if (!w.out)
		die("out of memory");
	return w;
}

static void end(struct writer *w)
{
	fputc('\n', w->out);
	if (fclose(w->out) != 0)
		die("out of memory");
}

void describe_definition(struct type_table *table, struct type *type)
{
	struct writer w = begin(table, type);
	const char *name = dwarf_diename(&type->die), *word = word_for(&type->die);
	Dwarf_Die other;

	if (word) {
		fprintf(w.out, "%s %s", word, name);
		put_body(&w, &type->die);
	} else {
		fprintf(w.out, "typedef %s = ", name);
		put_type(&w, type_of(&type->die, &other));
	}
	end(&w);
}

void describe_type(struct type_table *table, struct type *result, Dwarf_Die *entry)
{
	struct writer w = begin(table, result);

	put_type(&w, entry);
	end(&w);
}

void clear_type(struct type *type)
{
	free(type->text);
	free(type->names);
}

void clear_table(struct type_table *table)
{
	for (size_t i = 0; i < TYPE_BUCKETS; i++) {
		for (struct type *t = table->buckets[i], *next; t; t = next) {
			next = t->next;
			clear_type(t);
			free(t);
		}
	}
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "report/pdf/pdf_face.h"

#include <hb-ot.h>
#include <hb-subset.h>

#include "codec/digest.h"

#define FACE_MAX    ((size_t)32 << 20) /* bytes of one font's part */
#define NAME_MAX    64
#define PREFIX      6 /* letters before the name of a font of which only a part is there */
#define LETTERS     26
#define MAPPED_MAX  100 /* lines of a section of the table of texts, 9.10.3 */
#define HEAD_BOX    36  /* offset of the outermost corners in the table "head" */
#define BOX_CORNERS 4

struct pdf_face *pdf_face_of(struct pdf_face **faces, struct pdf_file *file, hb_face_t *face)
{
	struct pdf_face **at = faces, *new;
	int index = 1;

	for (; *at; at = &(*at)->next, index++)
		if ((*at)->face == face)
			return *at;
	new = arena_alloc(file->arena, sizeof(*new));
	*new = (struct pdf_face){
		.face = hb_face_reference(face),
		.font = hb_font_create(face),
		.em = hb_face_get_upem(face),
		.glyph_count = hb_face_get_glyph_count(face),
		.number = pdf_file_reserve(file),
		.index = index,
	};
	new->texts = arena_array(file->arena, new->glyph_count, sizeof(*new->texts));
	new->widths = arena_array(file->arena, new->glyph_count, sizeof(*new->widths));
	*at = new;
	return new;
}

void pdf_face_release(struct pdf_face *faces)
{
	for (; faces; faces = faces->next) {
		hb_font_destroy(faces->font);
		hb_face_destroy(faces->face);
	}
}

bool pdf_face_show(struct pdf_face *face, unsigned glyph, struct str text)
{
	if (glyph >= face->glyph_count)
		return false;
	if (face->texts[glyph].p)
		return str_eq(face->texts[glyph], text);
	face->is_shown = true;
	face->texts[glyph] = text;
	face->widths[glyph] = (float)hb_font_get_glyph_h_advance(face->font, glyph) * 1000 / (float)face->em;
	return true;
}

/* ---- writing ---------------------------------------------------------------------------------------------------- */

struct part {
	const struct pdf_face *of;
	bool is_cff;
	char name[PREFIX + 1 + NAME_MAX];
	int descriptor, texts, outlines;
};

/* Without layout tables, which have done their work, and without hints: printers and screens of today need none. */
static hb_face_t *cut_out(const struct pdf_face *face, bool is_cff)
{
	static const hb_tag_t needless[] = {HB_TAG('G', 'S', 'U', 'B'), HB_TAG('G', 'P', 'O', 'S'),
					    HB_TAG('G', 'D', 'E', 'F'), HB_TAG('B', 'A', 'S', 'E'),
					    HB_TAG('n', 'a', 'm', 'e'), HB_TAG('O', 'S', '/', '2'),
					    HB_TAG('v', 'h', 'e', 'a'), HB_TAG('v', 'm', 't', 'x'),
					    HB_TAG('V', 'O', 'R', 'G'), HB_TAG('c', 'm', 'a', 'p')};
	hb_subset_input_t *wish = hb_subset_input_create_or_fail();
	hb_face_t *part;

	if (!wish)
		return NULL;
	for (unsigned glyph = 0; glyph < face->glyph_count; glyph++)
		if (face->texts[glyph].p)
			hb_set_add(hb_subset_input_glyph_set(wish), glyph);
	for (size_t i = 0; i < COUNT(needless); i++)
		hb_set_add(hb_subset_input_set(wish, HB_SUBSET_SETS_DROP_TABLE_TAG), needless[i]);
	/* The glyphs of a CFF font keep their CIDs, and those of TrueType must keep their numbers. */
	hb_subset_input_set_flags(wish, HB_SUBSET_FLAGS_NO_HINTING |
						(is_cff ? HB_SUBSET_FLAGS_DEFAULT : HB_SUBSET_FLAGS_RETAIN_GIDS));
	part = hb_subset_or_fail(face->face, wish);
	hb_subset_input_destroy(wish);
	return part;
}

/* "ABCDEF+NotoSansCJKjp-Regular": the letters differ where the glyphs do, 9.6.4. */
static void name_part(struct part *part, struct str outlines)
{
	unsigned char digest[DIGEST_SIZE];
	unsigned size = NAME_MAX;

	digest_sha256(outlines, digest);
	for (size_t i = 0; i < PREFIX; i++)
		part->name[i] = (char)('A' + digest[i] % LETTERS);
	part->name[PREFIX] = '+';
	hb_ot_name_get_utf8(part->of->face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID, &size,
			    part->name + PREFIX + 1);
	for (char *p = part->name; *p; p++)
		if (!(*p >= 'A' && *p <= 'Z') && !(*p >= 'a' && *p <= 'z') && !(*p >= '0' && *p <= '9') && *p != '+')
			*p = '-';
}

static struct str table_of(hb_face_t *face, hb_tag_t tag, hb_blob_t **ret_blob)
{
	unsigned size;
	const char *bytes;

	*ret_blob = tag ? hb_face_reference_table(face, tag) : hb_face_reference_blob(face);
	bytes = hb_blob_get_data(*ret_blob, &size);
	return str_of(bytes, size);
}

static enum err write_outlines(struct part *part, struct pdf_file *file, struct fault *why)
{
	hb_face_t *cut = cut_out(part->of, part->is_cff);
	hb_blob_t *blob;
	struct str bytes;

	if (!cut)
		return fault_set(why, ERR_UNSUPPORTED, "report: the font cannot be cut");
	bytes = table_of(cut, part->is_cff ? HB_TAG('C', 'F', 'F', ' ') : 0, &blob);
	name_part(part, bytes);
	pdf_file_add_stream(
		file, part->outlines,
		part->is_cff ? "/Subtype/CIDFontType0C" : arena_printf(file->arena, "/Length1 %zu", bytes.n), bytes);
	hb_blob_destroy(blob);
	hb_face_destroy(cut);
	return ERR_OK;
}

/* The outermost corners of all glyphs, in thousandths of the em. */
static void add_box(const struct pdf_face *face, struct buf *out)
{
	hb_blob_t *blob;
	struct str head = table_of(face->face, HB_TAG('h', 'e', 'a', 'd'), &blob);

	buf_add_text(out, "/FontBBox[");
	for (size_t i = 0; i < BOX_CORNERS && head.n >= HEAD_BOX + 2 * BOX_CORNERS; i++) {
		const unsigned char *p = (const unsigned char *)head.p + HEAD_BOX + 2 * i;
		buf_printf(out, "%d ", (int16_t)(p[0] << 8 | p[1]) * 1000 / (int)face->em);
	}
	buf_add_byte(out, ']');
	hb_blob_destroy(blob);
}

static void write_descriptor(const struct part *part, struct pdf_file *file)
{
	hb_font_extents_t extents = {0};
	BUF_SCOPED out;

	hb_font_get_h_extents(part->of->font, &extents);
	buf_init(&out, FACE_MAX);
	/* Symbolic: its letters are not only Latin. A stem's width is only asked for where the font is missing. */
	buf_printf(&out,
		   "<</Type/FontDescriptor/FontName/%s/Flags 4/ItalicAngle 0/StemV 80/Ascent %d/Descent %d/CapHeight "
		   "%d",
		   part->name, extents.ascender * 1000 / (int)part->of->em,
		   extents.descender * 1000 / (int)part->of->em, extents.ascender * 1000 / (int)part->of->em);
	add_box(part->of, &out);
	buf_printf(&out, "/%s %d 0 R>>", part->is_cff ? "FontFile3" : "FontFile2", part->outlines);
	pdf_file_add(file, part->descriptor, buf_str(&out));
}

/* What is copied and read aloud. */
static void write_texts(const struct part *part, struct pdf_file *file)
{
	const struct pdf_face *face = part->of;
	int lines = 0;
	BUF_SCOPED out, section;

	buf_init(&out, FACE_MAX);
	buf_init(&section, FACE_MAX);
	buf_add_text(&out, "/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n"
			   "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
			   "/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n"
			   "1 begincodespacerange<0000><FFFF>endcodespacerange\n");
	for (unsigned glyph = 0; glyph <= face->glyph_count; glyph++) {
		bool is_shown = glyph < face->glyph_count && face->texts[glyph].n;
		if (lines == MAPPED_MAX || (lines && glyph == face->glyph_count)) {
			buf_printf(&out, "%d beginbfchar\n", lines);
			buf_add(&out, buf_str(&section));
			buf_add_text(&out, "endbfchar\n");
			buf_clear(&section);
			lines = 0;
		}
		if (!is_shown)
			continue;
		buf_printf(&section, "<%04X><", glyph);
		pdf_file_utf16(&section, face->texts[glyph]);
		buf_add_text(&section, ">\n");
		lines++;
	}
	buf_add_text(&out, "endcmap CMapName currentdict/CMap defineresource pop end end\n");
	pdf_file_add_stream(file, part->texts, "", buf_str(&out));
}

/* Runs of neighbouring glyphs with their widths, 9.7.4.3. */
static void add_widths(const struct pdf_face *face, struct buf *out)
{
	bool is_open = false;

	buf_add_text(out, "/W[");
	for (unsigned glyph = 0; glyph < face->glyph_count; glyph++) {
		bool is_shown = face->texts[glyph].p;
		if (is_open && !is_shown)
			buf_add_byte(out, ']');
		if (is_shown && !is_open)
			buf_printf(out, " %u[", glyph);
		if (is_shown && is_open)
			buf_add_byte(out, ' ');
		if (is_shown)
			pdf_file_number(out, (double)face->widths[glyph]);
		is_open = is_shown;
	}
	buf_add_text(out, is_open ? "]]" : "]");
}

static void write_font(const struct part *part, struct pdf_file *file)
{
	int shown = pdf_file_reserve(file);
	BUF_SCOPED out;

	buf_init(&out, FACE_MAX);
	buf_printf(&out,
		   "<</Type/Font/Subtype/CIDFontType%d/BaseFont/%s%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
		   "/Supplement 0>>/FontDescriptor %d 0 R",
		   part->is_cff ? 0 : 2, part->name, part->is_cff ? "" : "/CIDToGIDMap/Identity", part->descriptor);
	add_widths(part->of, &out);
	buf_add_text(&out, ">>");
	pdf_file_add(file, shown, buf_str(&out));
	buf_clear(&out);
	buf_printf(&out,
		   "<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 "
		   "R>>",
		   part->name, shown, part->texts);
	pdf_file_add(file, part->of->number, buf_str(&out));
}

static bool has_table(hb_face_t *face, hb_tag_t tag)
{
	hb_blob_t *table = hb_face_reference_table(face, tag);
	bool is_there = hb_blob_get_length(table) > 0;

	hb_blob_destroy(table);
	return is_there;
}

enum err pdf_face_write(const struct pdf_face *faces, struct pdf_file *file, struct fault *why)
{
	enum err err = ERR_OK;

	for (; !err && faces; faces = faces->next) {
		struct part part = {.of = faces, .is_cff = has_table(faces->face, HB_TAG('C', 'F', 'F', ' '))};
		if (!faces->is_shown)
			continue;
		part.descriptor = pdf_file_reserve(file);
		part.texts = pdf_file_reserve(file);
		part.outlines = pdf_file_reserve(file);
		err = write_outlines(&part, file, why);
		if (err)
			break;
		write_descriptor(&part, file);
		write_texts(&part, file);
		write_font(&part, file);
	}
	return err;
}

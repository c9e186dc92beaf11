/* SPDX-License-Identifier: Apache-2.0 */
#include "report/pdf/pdf_structure.h"

#define ELEMENT_MAX ((size_t)1 << 20)
#define PARENTS_MAX ((size_t)16 << 20)
#define DOCUMENT    0

void pdf_structure_begin(struct pdf_structure *structure, struct arena *arena)
{
	*structure = (struct pdf_structure){.arena = arena};
	(void)pdf_structure_add(structure, -1, "Document", "");
}

static void add_kid(struct pdf_structure *structure, int parent, struct pdf_structure_kid kid)
{
	struct pdf_structure_element *element = &structure->elements[parent];

	element->kids = arena_grow(structure->arena, element->kids, element->count, &element->cap, sizeof(kid));
	element->kids[element->count++] = kid;
}

int pdf_structure_add(struct pdf_structure *structure, int parent, const char *role, const char *attributes)
{
	int index = (int)structure->count;

	structure->elements = arena_grow(structure->arena, structure->elements, structure->count, &structure->cap,
					 sizeof(*structure->elements));
	structure->elements[structure->count++] = (struct pdf_structure_element){
		.role = role, .attributes = attributes, .alternative = "", .parent = parent};
	if (parent >= 0)
		add_kid(structure, parent, (struct pdf_structure_kid){.element = index});
	return index;
}

int pdf_structure_mark(struct pdf_structure *structure, int element, int page)
{
	const struct pdf_structure_mark *last = structure->marks + structure->mark_count;
	int mark = structure->mark_count && last[-1].page == page ? structure->page_marks : 0;

	structure->marks = arena_grow(structure->arena, structure->marks, structure->mark_count, &structure->mark_cap,
				      sizeof(*structure->marks));
	structure->marks[structure->mark_count++] = (struct pdf_structure_mark){page, element};
	structure->page_marks = mark + 1;
	add_kid(structure, element, (struct pdf_structure_kid){.element = -1, .page = page, .mark = mark});
	return mark;
}

/* The page of the first mark of an element, so that most marks need not name theirs; 0 for none. */
static int page_of(const struct pdf_structure_element *element)
{
	for (size_t i = 0; i < element->count; i++)
		if (element->kids[i].element < 0)
			return element->kids[i].page;
	return 0;
}

static void write_element(const struct pdf_structure *structure, struct pdf_file *file,
			  const struct pdf_structure_element *element, int root, const int *pages, struct buf *out)
{
	int page = page_of(element);

	buf_clear(out);
	buf_printf(out, "<</Type/StructElem/S/%s/P %d 0 R", element->role,
		   element->parent < 0 ? root : structure->elements[element->parent].number);
	if (page)
		buf_printf(out, "/Pg %d 0 R", pages[page - 1]);
	if (*element->attributes)
		buf_printf(out, "/A<<%s>>", element->attributes);
	if (*element->alternative) {
		buf_add_text(out, "/Alt");
		pdf_file_text(out, str_from(element->alternative));
	}
	buf_add_text(out, "/K[");
	for (size_t i = 0; i < element->count; i++) {
		const struct pdf_structure_kid *kid = &element->kids[i];
		if (kid->element >= 0)
			buf_printf(out, "%d 0 R ", structure->elements[kid->element].number);
		else if (kid->page == page)
			buf_printf(out, "%d ", kid->mark);
		else
			buf_printf(out, "<</Type/MCR/Pg %d 0 R/MCID %d>>", pages[kid->page - 1], kid->mark);
	}
	buf_add_text(out, "]>>");
	pdf_file_add(file, element->number, buf_str(out));
}

/* From each page's marks back to their elements, 14.7.4.4. */
static int write_parents(const struct pdf_structure *structure, struct pdf_file *file)
{
	int number = pdf_file_reserve(file), page = 0;
	BUF_SCOPED out;

	buf_init(&out, PARENTS_MAX);
	buf_add_text(&out, "<</Nums[");
	for (size_t i = 0; i < structure->mark_count; i++) {
		const struct pdf_structure_mark *mark = &structure->marks[i];
		if (mark->page != page)
			buf_printf(&out, "%s%d[", page ? "]" : "", mark->page - 1);
		page = mark->page;
		buf_printf(&out, "%d 0 R ", structure->elements[mark->element].number);
	}
	buf_printf(&out, "%s]>>", page ? "]" : "");
	pdf_file_add(file, number, buf_str(&out));
	return number;
}

int pdf_structure_write(struct pdf_structure *structure, struct pdf_file *file, const int *pages, int page_count)
{
	int root = pdf_file_reserve(file);
	BUF_SCOPED out;

	for (size_t i = 0; i < structure->count; i++)
		structure->elements[i].number = pdf_file_reserve(file);
	buf_init(&out, ELEMENT_MAX);
	for (size_t i = 0; i < structure->count; i++)
		write_element(structure, file, &structure->elements[i], root, pages, &out);
	buf_clear(&out);
	buf_printf(&out, "<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d>>",
		   structure->elements[DOCUMENT].number, write_parents(structure, file), page_count);
	pdf_file_add(file, root, buf_str(&out));
	return root;
}

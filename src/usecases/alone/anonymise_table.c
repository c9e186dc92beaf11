/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/alone/anonymise_table.h"

#include "codec/csv_writer.h"
#include "codec/texts.h"
#include "disk/list_folder.h"
#include "disk/read_file.h"
#include "outcome/cell_suppression.h"
#include "outcome/k_anonymity.h"

#define FOLDER_NAMES_MAX 1000

struct anonymise_table_run {
	struct arena *arena;
	const struct anonymise_table *order;
	struct anonymise_table_result *result;
	const struct texts *texts;
	struct csv_table table;
	size_t quasi[K_ANONYMITY_QUASI_MAX], quasi_count;
	bool *reviewed; /* of each column */
	struct count_table published[ANONYMISE_FILES_MAX];
	size_t published_count, passed; /* tables of counts, and other files */
};

/* ---- what is read ---- */

static enum err read_table(struct arena *arena, const char *path, struct csv_table *ret_table, struct fault *why)
{
	struct str bytes;
	enum err err = read_file(arena, path, CSV_TABLE_BYTES_MAX, &bytes, why);

	if (err)
		return err;
	err = csv_table_read(arena, byte_source_of(&bytes), ret_table, why);
	return err ? fault_prefix(why, err, "%s", path) : ERR_OK;
}

static enum err take_published(struct anonymise_table_run *r, const char *path, struct fault *why)
{
	struct csv_table csv;
	enum err err = read_table(r->arena, path, &csv, why);

	if (err)
		return err;
	if (!count_table_is(&csv)) {
		r->passed++;
		return ERR_OK;
	}
	if (r->published_count == ANONYMISE_FILES_MAX)
		return fault_set(why, ERR_TOO_LARGE, "%s: more than %d tables", path, ANONYMISE_FILES_MAX);
	err = count_table_read(r->arena, path, &csv, &r->published[r->published_count], why);
	if (err)
		return fault_prefix(why, err, "%s", path);
	r->published_count++;
	return ERR_OK;
}

/* In either case: some programs write .CSV. */
static bool is_csv(struct str name)
{
	struct str end = STR(".csv");

	return name.n >= end.n && str_eq_ascii_case(str_skip(name, name.n - end.n), end);
}

static enum err read_published(struct anonymise_table_run *r, struct fault *why)
{
	const char **names;
	size_t count;
	enum err err;

	if (!r->order->published)
		return ERR_OK;
	err = list_folder(r->arena, r->order->published, FOLDER_NAMES_MAX, &names, &count, why);
	for (size_t i = 0; !err && i < count; i++)
		if (is_csv(str_from(names[i])))
			err = take_published(r, arena_printf(r->arena, "%s/%s", r->order->published, names[i]), why);
		else
			r->passed++;
	return err;
}

/* Each column of the list between commas; a column that is no quasi-identifier is one that stays. */
static enum err take_columns(struct anonymise_table_run *r, const char *list, bool is_quasi, struct fault *why)
{
	struct str rest = str_from(list);

	while (rest.n) {
		struct str name = str_trim(str_cut(&rest, ','));
		size_t column = csv_table_find(&r->table, name);
		if (column == r->table.columns)
			return fault_set(why, ERR_INVALID, "the heading of the table has no column \"%.*s\"",
					 (int)(name.n > 100 ? 100 : name.n), name.p);
		for (size_t i = 0; i < r->quasi_count; i++)
			if (r->quasi[i] == column)
				return fault_set(why, ERR_INVALID, "the column \"%.*s\" is named twice", (int)name.n,
						 name.p);
		if (is_quasi && r->quasi_count == K_ANONYMITY_QUASI_MAX)
			return fault_set(why, ERR_TOO_LARGE, "more than %d quasi-identifiers", K_ANONYMITY_QUASI_MAX);
		if (is_quasi)
			r->quasi[r->quasi_count++] = column;
		else
			r->reviewed[column] = true;
	}
	return ERR_OK;
}

/* ---- what is written ---- */

static const char *word(const struct anonymise_table_run *r, const char *key, const struct value *context)
{
	return texts_get(r->texts, r->arena, r->order->lang, arena_printf(r->arena, "cli.anonymise.%s", key), context);
}

static void write_row(struct buf *out, const struct str *cells, size_t count)
{
	for (size_t i = 0; i < count; i++)
		csv_writer_cell(out, i == 0, cells[i]);
	csv_writer_end_row(out);
}

static void begin_dictionary(struct anonymise_table_run *r)
{
	csv_writer_begin(r->result->dictionary);
	write_row(r->result->dictionary, (const struct str[]){STR("column"), STR("part"), STR("meaning")}, 3);
}

static void describe(struct anonymise_table_run *r, struct str column, const char *part, const char *meaning)
{
	write_row(r->result->dictionary, (const struct str[]){column, str_from(part), str_from(meaning)}, 3);
}

/* The sentence on the whole table, without its line's end. */
static void describe_table(struct anonymise_table_run *r, const char *key, const struct value *summary)
{
	struct str text = str_trim(str_from(word(r, key, summary)));

	describe(r, STR(""), "table", str_dup(r->arena, text));
}

/* ---- a data set ---- */

static void describe_column(struct anonymise_table_run *r, const struct k_anonymity *made, size_t at)
{
	static const char *const parts[] = {"quasi", "kept", "left_out"};
	const struct k_anonymity_column *column = &made->columns[at];
	struct value *context = value_map(r->arena);
	const char *meaning = parts[column->part];

	value_set_text(r->arena, context, "width", column->width);
	value_set_int(r->arena, context, "values", (int64_t)column->values);
	value_set_int(r->arena, context, "agreeing", (int64_t)column->agreeing);
	value_set_int(r->arena, context, "classes", (int64_t)made->classes);
	if (column->part == K_ANONYMITY_QUASI)
		meaning = str_is(str_from(column->width), "*") ? "all"
			  : *column->width                     ? ladder_kind_name(column->kind)
							       : "as_written";
	describe(r, r->table.heads[at], parts[column->part],
		 word(r, arena_printf(r->arena, "meaning.%s", meaning), context));
}

static void write_data(struct anonymise_table_run *r, const struct k_anonymity *made)
{
	struct buf *out = r->result->csv;

	csv_writer_begin(out);
	for (size_t row = 0; row <= made->rows; row++) {
		const struct str *cells = row ? made->cells + (row - 1) * r->table.columns : r->table.heads;
		bool is_first = true;
		for (size_t i = 0; i < r->table.columns; i++) {
			if (made->columns[i].part == K_ANONYMITY_LEFT_OUT)
				continue;
			csv_writer_cell(out, is_first, cells[i]);
			is_first = false;
		}
		csv_writer_end_row(out);
	}
}

/* What was not taken into account is told: it may be a table in another form. */
static void tell_passed(const struct anonymise_table_run *r, struct value *summary)
{
	value_set_int(r->arena, summary, "passed", (int64_t)r->passed);
	value_set_bool(r->arena, summary, "has_passed", r->passed > 0);
}

static void summarise_data(struct anonymise_table_run *r, const struct k_anonymity *made)
{
	struct value *summary = value_map(r->arena);

	value_set_int(r->arena, summary, "k", (int64_t)r->order->k);
	value_set_int(r->arena, summary, "rows", (int64_t)made->rows);
	value_set_int(r->arena, summary, "left_out", (int64_t)made->left_out);
	value_set_int(r->arena, summary, "classes", (int64_t)made->classes);
	value_set_int(r->arena, summary, "smallest", (int64_t)made->smallest);
	value_set_bool(r->arena, summary, "is_useless", made->is_useless);
	tell_passed(r, summary);
	r->result->summary = summary;
	begin_dictionary(r);
	for (size_t i = 0; i < r->table.columns; i++)
		describe_column(r, made, i);
	describe_table(r, "data", summary);
}

/* Columns that come out as they were written may be those of a published table. */
static enum err judge_data(struct anonymise_table_run *r, const struct k_anonymity *made, struct fault *why)
{
	struct csv_table out = {r->table.heads, r->table.columns, made->cells, made->rows, r->table.lines};
	size_t columns[K_ANONYMITY_QUASI_MAX], count = 0;
	const struct count_table *told = NULL;
	struct count_table rows;
	enum err err;

	for (size_t q = 0; q < r->quasi_count; q++)
		for (size_t t = 0; t < r->published_count && !*made->columns[r->quasi[q]].width; t++)
			for (size_t a = 0; a < r->published[t].axis_count; a++)
				if (str_eq(r->published[t].axes[a].name, r->table.heads[r->quasi[q]]) &&
				    (!count || columns[count - 1] != r->quasi[q]))
					columns[count++] = r->quasi[q];
	if (!count || !made->rows)
		return ERR_OK;
	err = count_table_of_rows(r->arena, &out, columns, count, &rows, why);
	if (!err)
		err = cell_suppression_judge(r->arena, &rows, r->published, r->published_count, (int64_t)r->order->k,
					     &told, why);
	if (!err && told)
		err = fault_set(
			why, ERR_DENIED,
			"with these rows a number that %s does not tell could be computed: nothing was written. "
			"Make a column coarser or leave it out",
			told->name);
	return err;
}

static enum err make_data(struct anonymise_table_run *r, struct fault *why)
{
	const struct k_anonymity_order order = {r->order->k, r->quasi, r->quasi_count, r->reviewed,
						word(r, "other", NULL)};
	struct k_anonymity made;
	enum err err = k_anonymity_make(r->arena, &r->table, &order, &made, why);

	if (!err)
		err = judge_data(r, &made, why);
	if (err)
		return err;
	write_data(r, &made);
	summarise_data(r, &made);
	return ERR_OK;
}

/* ---- a table of counts ---- */

static struct str number(struct anonymise_table_run *r, int64_t count)
{
	return str_from(arena_printf(r->arena, "%lld", (long long)count));
}

static void write_cell(struct anonymise_table_run *r, const struct count_table *table,
		       const struct cell_suppression *made, size_t cell)
{
	struct str out[COUNT_TABLE_AXES_MAX + 3];
	size_t n = 0;

	for (size_t i = 0; i < table->axis_count; i++) {
		size_t place = count_table_place(table, cell, i);
		out[n++] = place < table->axes[i].count ? table->axes[i].values[place] : STR(COUNT_TABLE_ALL);
	}
	out[n++] = made->is_hidden[cell] ? STR(COUNT_TABLE_HIDDEN) : number(r, table->count[cell]);
	out[n++] = number(r, made->lo[cell]);
	out[n++] = number(r, made->hi[cell]);
	write_row(r->result->csv, out, n);
}

static void write_counts(struct anonymise_table_run *r, const struct count_table *table,
			 const struct cell_suppression *made)
{
	struct str heads[COUNT_TABLE_AXES_MAX + 3];
	size_t n = 0;

	for (size_t i = 0; i < table->axis_count; i++)
		heads[n++] = table->axes[i].name;
	heads[n++] = STR(COUNT_TABLE_COLUMN);
	heads[n++] = STR("lo");
	heads[n++] = STR("hi");
	csv_writer_begin(r->result->csv);
	write_row(r->result->csv, heads, n);
	for (size_t cell = 0; cell < table->cells && !made->is_withheld; cell++)
		if (table->state[cell] != COUNT_TABLE_UNTOLD)
			write_cell(r, table, made, cell);
}

static void summarise_counts(struct anonymise_table_run *r, const struct count_table *table,
			     const struct cell_suppression *made)
{
	struct value *summary = value_map(r->arena);

	value_set_int(r->arena, summary, "k", (int64_t)r->order->k);
	value_set_int(r->arena, summary, "primary", (int64_t)made->primary);
	value_set_int(r->arena, summary, "complementary", (int64_t)made->complementary);
	value_set_int(r->arena, summary, "published", (int64_t)r->published_count);
	value_set_bool(r->arena, summary, "is_withheld", made->is_withheld);
	tell_passed(r, summary);
	r->result->summary = summary;
	begin_dictionary(r);
	for (size_t i = 0; i < table->axis_count; i++)
		describe(r, table->axes[i].name, "quasi", word(r, "meaning.axis", NULL));
	describe(r, STR(COUNT_TABLE_COLUMN), "kept", word(r, "meaning.count", summary));
	describe(r, STR("lo"), "kept", word(r, "meaning.lo", NULL));
	describe(r, STR("hi"), "kept", word(r, "meaning.hi", NULL));
	describe_table(r, "table", summary);
}

static enum err make_counts(struct anonymise_table_run *r, struct fault *why)
{
	struct count_table table;
	struct cell_suppression made;
	enum err err = ERR_OK;

	for (size_t i = 0; !err && i < r->table.columns; i++) {
		bool is_named = str_is(r->table.heads[i], COUNT_TABLE_COLUMN) || str_is(r->table.heads[i], "lo") ||
				str_is(r->table.heads[i], "hi");
		for (size_t q = 0; q < r->quasi_count; q++)
			is_named = is_named || r->quasi[q] == i;
		if (!is_named)
			err = fault_set(why, ERR_INVALID,
					"column %zu: a table of counts holds no other column than those of --quasi",
					i + 1);
	}
	if (!err)
		err = count_table_read(r->arena, "", &r->table, &table, why);
	if (!err)
		err = count_table_complete(&table, why);
	if (!err)
		err = cell_suppression_make(r->arena, &table, r->published, r->published_count, (int64_t)r->order->k,
					    &made, why);
	if (err)
		return err;
	write_counts(r, &table, &made);
	summarise_counts(r, &table, &made);
	return ERR_OK;
}

enum err anonymise_table(struct arena *arena, const struct anonymise_table *order,
			 struct anonymise_table_result *ret_result, struct fault *why)
{
	struct anonymise_table_run *r = arena_alloc(arena, sizeof(*r));
	enum err err;

	*r = (struct anonymise_table_run){.arena = arena, .order = order, .result = ret_result};
	err = texts_load(&r->texts, why);
	if (!err)
		err = read_table(arena, order->path, &r->table, why);
	if (!err)
		r->reviewed = arena_array(arena, r->table.columns, sizeof(*r->reviewed));
	if (!err)
		err = take_columns(r, order->quasi, true, why);
	if (!err)
		err = take_columns(r, order->keep, false, why);
	if (!err && !r->quasi_count)
		err = fault_set(why, ERR_INVALID, "no quasi-identifier is named");
	if (!err)
		err = read_published(r, why);
	if (err)
		return err;
	ret_result->is_counts = count_table_is(&r->table);
	err = ret_result->is_counts ? make_counts(r, why) : make_data(r, why);
	if (!err)
		err = buf_finish(ret_result->csv, "the table", why);
	return err ? err : buf_finish(ret_result->dictionary, "the data dictionary", why);
}

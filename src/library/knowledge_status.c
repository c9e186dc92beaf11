/* SPDX-License-Identifier: Apache-2.0 */
#include "library/knowledge_status.h"

#include <sys/stat.h>

#include "calendar/day.h"
#include "library/knowledge_file.h"
#include "library/recog_files.h"
#include "library/template_store_priv.h"

static struct value *date_value(struct arena *arena, int64_t dated_ms)
{
	struct civil day = day_to_civil(dated_ms / DAY_MS);

	return value_text(arena, arena_printf(arena, "%04d-%02d-%02d", day.year, day.month, day.day));
}

static struct value *source_value(struct arena *arena, const char *name, const struct catalog_source_state *state,
				  int64_t now_ms)
{
	int64_t since_ms = state->dated_ms ? state->dated_ms : state->imported_ms;
	int64_t age_days = now_ms > since_ms ? (now_ms - since_ms) / DAY_MS : 0;
	struct value *value = value_map(arena);

	value_set_text(arena, value, "source", name);
	value_set(arena, value, "date", state->dated_ms ? date_value(arena, state->dated_ms) : value_null(arena));
	value_set(arena, value, "imported",
		  state->imported_ms ? value_text(arena, day_format_instant(arena, state->imported_ms))
				     : value_null(arena));
	value_set(arena, value, "age_days", since_ms ? value_int(arena, age_days) : value_null(arena));
	value_set_int(arena, value, "records", (int64_t)state->records);
	value_set_int(arena, value, "details", (int64_t)state->details);
	value_set_int(arena, value, "not_understood", (int64_t)state->not_understood);
	return value;
}

/* What has no date of its own is as old as its import, which puts a new file or folder in place. */
static int64_t placed_ms(const char *path)
{
	struct stat info;

	return stat(path, &info) == 0 ? (int64_t)info.st_mtim.tv_sec * 1000 : 0;
}

static enum err read_recog(const char *data, struct catalog_source_state *ret_state, struct fault *why)
{
	struct catalog_source_state state = {0};
	struct recog_files files = {0};
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = recog_files_load(&arena, recog_files_folder(&arena, data), &files, why);
	if (err && err != ERR_NOT_FOUND)
		return err;
	for (size_t i = 0; i < files.count; i++)
		state.records += files.files[i]->count;
	if (files.count)
		state.imported_ms = placed_ms(recog_files_folder(&arena, data));
	*ret_state = state;
	return ERR_OK;
}

static enum err read_nuclei(const char *data, struct catalog_source_state *ret_state, struct fault *why)
{
	struct template_store store = {NULL, 0, 0};
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = template_store_load(&arena, data, &store, why);
	if (!err)
		*ret_state = (struct catalog_source_state){.records = store.count,
							   .imported_ms = placed_ms(template_store_path(&arena, data))};
	return err;
}

static void add_catalog(struct arena *arena, const struct catalog *catalog, int64_t now_ms, struct value *status,
			struct value *sources)
{
	value_set(arena, status, "version", catalog ? value_str(arena, catalog_version(catalog)) : value_null(arena));
	for (int i = 0; i < CATALOG_SOURCES; i++) {
		enum catalog_source source = (enum catalog_source)i;
		struct catalog_source_state state = {0};
		if (catalog)
			state = catalog_source_state(catalog, source);
		value_add(arena, sources, source_value(arena, catalog_source_name(source), &state, now_ms));
	}
}

enum err knowledge_status(struct arena *arena, const char *data, int64_t now_ms, struct value **ret_status,
			  struct fault *why)
{
	struct value *status = value_map(arena), *sources = value_list(arena);
	struct catalog_source_state recog, nuclei;
	struct knowledge_file file;
	enum err err = knowledge_file_open(data, &file, why);

	if (err)
		return err;
	add_catalog(arena, file.catalog, now_ms, status, sources);
	knowledge_file_close(&file);
	err = read_recog(data, &recog, why);
	if (!err)
		err = read_nuclei(data, &nuclei, why);
	if (err)
		return err;
	value_add(arena, sources, source_value(arena, "recog", &recog, now_ms));
	value_add(arena, sources, source_value(arena, "nuclei", &nuclei, now_ms));
	value_set(arena, status, "sources", sources);
	*ret_status = status;
	return ERR_OK;
}

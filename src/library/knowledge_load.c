/* SPDX-License-Identifier: Apache-2.0 */
#include "library/knowledge_load.h"

#include <string.h>

#include "base/asset.h"
#include "base/count.h"
#include "checks/check_memo.h"
#include "codec/digest.h"
#include "library/own_knowledge.h"
#include "library/recog_files.h"
#include "library/template_sets.h"

#define OWN_FOLDER  "knowledge/fingerprints/"
#define OWN_FOLDERS "knowledge/" /* all that ships */
#define MARK_SIZE   9            /* eight hexadecimal digits and the end */
#define DIGESTS_MAX ((size_t)1024 * 1024)

/* All files of fingerprints, in any order: a set sorts them by name. */
struct files {
	const struct fingerprint_file **items;
	size_t count, cap;
};

static void add_file(struct arena *arena, struct files *files, const struct fingerprint_file *file)
{
	files->items = arena_grow(arena, files->items, files->count, &files->cap, sizeof(*files->items));
	files->items[files->count++] = file;
}

/* What one source of knowledge gives: its files are added to `files`, and the digests of all that counts to `digests`,
 * which stay empty when the source gives nothing. */
struct load {
	struct arena *arena;
	const char *data; /* NULL: only what ships with the program */
	struct files *files;
	struct template_sets *sets;
	struct buf digests;
};

static void add_digest(struct load *load, const char *name, struct str bytes)
{
	unsigned char digest[DIGEST_SIZE];

	buf_add(&load->digests, str_of(name, strlen(name) + 1));
	digest_sha256(bytes, digest);
	buf_add(&load->digests, str_of(digest, sizeof(digest)));
}

/* What ships with the program; a fault there is a fault of the build. */
static enum err load_own(struct load *load, struct fault *why)
{
	enum err err = ERR_OK;

	for (size_t i = 0; i < asset_count && !err; i++) {
		const struct asset *asset = &asset_table[i];
		const struct fingerprint_file *file = NULL;
		if (!str_starts(str_from(asset->name), OWN_FOLDERS))
			continue;
		add_digest(load, asset->name, asset->bytes);
		if (!str_starts(str_from(asset->name), OWN_FOLDER))
			continue;
		err = fingerprint_file_parse(load->arena, asset->name + strlen(OWN_FOLDER), asset->bytes, &file, why);
		if (!err)
			add_file(load->arena, load->files, file);
	}
	return err;
}

static enum err load_recog(struct load *load, struct fault *why)
{
	struct recog_files recog;
	struct fault inner = {ERR_OK, ""};
	enum err err;

	if (!load->data)
		return ERR_OK;
	err = recog_files_load(load->arena, recog_files_folder(load->arena, load->data), &recog, &inner);
	if (err == ERR_NOT_FOUND)
		return ERR_OK;
	if (err)
		return fault_set(why, err, "%s", inner.text);
	for (size_t i = 0; i < recog.count; i++) {
		add_digest(load, recog.files[i]->name, recog.bytes[i]);
		add_file(load->arena, load->files, recog.files[i]);
	}
	return ERR_OK;
}

/* The templates that are turned on. */
static enum err load_templates(struct load *load, struct fault *why)
{
	enum err err;

	if (!load->data)
		return ERR_OK;
	err = template_sets_load(load->arena, load->data, load->sets, why);
	for (size_t i = 0; !err && i < load->sets->count; i++)
		add_digest(load, load->sets->templates[i]->id, load->sets->yamls[i]);
	return err;
}

/* In the order in which the version names them. */
static const struct source {
	const char *name;
	enum err (*load)(struct load *load, struct fault *why);
} sources[] = {{"recog.", load_recog}, {"nuclei.", load_templates}, {"own.", load_own}};

/* Loads one source; its mark, eight digits that change with its content, is added to the version. */
static enum err load_source(struct load *load, const struct source *source, const char **version, struct fault *why)
{
	unsigned char digest[DIGEST_SIZE];
	char mark[MARK_SIZE];
	enum err err;

	buf_init(&load->digests, DIGESTS_MAX);
	err = source->load(load, why);
	if (!err && load->digests.size) {
		digest_sha256(buf_str(&load->digests), digest);
		digest_hex(str_of(digest, (MARK_SIZE - 1) / 2), mark);
		*version = arena_printf(load->arena, "%s%s%s%s", *version, **version ? "+" : "", source->name, mark);
	}
	buf_release(&load->digests);
	return err;
}

enum err knowledge_load(const char *data, struct knowledge_loaded *ret_loaded, struct fault *why)
{
	struct knowledge_loaded loaded = {.set = NULL};
	const struct catalog *own_catalog = NULL;
	struct template_sets sets = {.count = 0};
	struct files files = {0};
	struct load load = {.arena = &loaded.arena, .data = data, .files = &files, .sets = &sets};
	const char *version = "";
	enum err err = ERR_OK;

	arena_init(&loaded.arena);
	arena_init(&loaded.file.arena);
	if (data)
		err = knowledge_file_open(data, &loaded.file, why);
	if (!err && loaded.file.catalog)
		version = str_dup(&loaded.arena, catalog_version(loaded.file.catalog));
	for (size_t i = 0; i < COUNT(sources) && !err; i++)
		err = load_source(&load, &sources[i], &version, why);
	if (!err)
		err = own_knowledge_load(&loaded.arena, &own_catalog, why);
	if (err) {
		knowledge_load_release(&loaded);
		return err;
	}
	loaded.set = fingerprint_set_new(files.items, files.count);
	loaded.knowledge = (struct check_knowledge){
		.version = version,
		.catalog = loaded.file.catalog,
		.own = own_catalog,
		.fingerprints = loaded.set,
		.matcher = fingerprint_matcher_new(loaded.set),
		.templates = sets.templates,
		.template_count = sets.count,
		.patterns = nuclei_pattern_store_new(),
		.memo = check_memo_new(),
	};
	*ret_loaded = loaded;
	return ERR_OK;
}

void knowledge_load_release(struct knowledge_loaded *loaded)
{
	check_memo_free(loaded->knowledge.memo);
	nuclei_pattern_store_free(loaded->knowledge.patterns);
	fingerprint_matcher_free(loaded->knowledge.matcher);
	fingerprint_set_free(loaded->set);
	knowledge_file_close(&loaded->file);
	arena_release(&loaded->arena);
	*loaded = (struct knowledge_loaded){.set = NULL};
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/edition_shelf.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "store/system/edition_store.h"

#define PAPER_MAX ((size_t)8 * 1024 * 1024)

struct shelved {
	struct edition *edition;
	struct buf papers[LANG_COUNT]; /* empty until drawn; changed under drawing */
	struct shelved *next;
};

struct edition_shelf {
	pthread_mutex_t mutex, drawing;
	struct shelved *first; /* grows at its head and nothing is taken out */
};

struct edition_shelf *edition_shelf_new(void)
{
	struct edition_shelf *shelf = calloc(1, sizeof(*shelf));

	if (!shelf)
		abort(); /* the rule of arena.h */
	pthread_mutex_init(&shelf->mutex, NULL);
	pthread_mutex_init(&shelf->drawing, NULL);
	return shelf;
}

void edition_shelf_free(struct edition_shelf *shelf)
{
	if (!shelf)
		return;
	while (shelf->first) {
		struct shelved *item = shelf->first;
		shelf->first = item->next;
		edition_free(item->edition);
		for (size_t i = 0; i < LANG_COUNT; i++)
			buf_release(&item->papers[i]);
		free(item);
	}
	pthread_mutex_destroy(&shelf->drawing);
	pthread_mutex_destroy(&shelf->mutex);
	free(shelf);
}

static struct shelved *find(const struct edition_shelf *shelf, const char *id, int64_t version)
{
	for (struct shelved *item = shelf->first; item; item = item->next)
		if (item->edition->version == version && strcmp(item->edition->id, id) == 0)
			return item;
	return NULL;
}

static struct shelved *find_locked(struct edition_shelf *shelf, const char *id, int64_t version)
{
	struct shelved *item;

	pthread_mutex_lock(&shelf->mutex);
	item = find(shelf, id, version);
	pthread_mutex_unlock(&shelf->mutex);
	return item;
}

/* The one on the shelf: another thread may have put the same there meanwhile. */
static const struct edition *put(struct edition_shelf *shelf, struct edition *edition)
{
	const struct shelved *there;

	pthread_mutex_lock(&shelf->mutex);
	there = find(shelf, edition->id, edition->version);
	if (!there) {
		struct shelved *item = calloc(1, sizeof(*item));

		if (!item)
			abort(); /* the rule of arena.h */
		*item = (struct shelved){.edition = edition, .next = shelf->first};
		for (size_t i = 0; i < LANG_COUNT; i++)
			buf_init(&item->papers[i], PAPER_MAX);
		shelf->first = item;
	}
	pthread_mutex_unlock(&shelf->mutex);
	if (!there)
		return edition;
	edition_free(edition);
	return there->edition;
}

static enum err read_edition(struct tx *tx, const char *id, int64_t version, struct edition **ret_edition,
			     struct fault *why)
{
	struct edition_parts parts = {.folder = id};
	struct edition_version_row row;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = edition_store_load_version(tx, &arena, id, version, &row, why);
	if (!err)
		err = edition_parts_unpack(&arena, str_from(row.parts), &parts, why);
	if (!err)
		err = edition_parse_stored(&parts, ret_edition, why);
	if (!err)
		(*ret_edition)->version = version;
	return err;
}

enum err edition_shelf_get(struct edition_shelf *shelf, struct tx *tx, const char *id, int64_t version,
			   const struct edition **ret_edition, struct fault *why)
{
	const struct shelved *found = find_locked(shelf, id, version);
	struct edition *edition;
	enum err err;

	if (found) {
		*ret_edition = found->edition;
		return ERR_OK;
	}
	err = read_edition(tx, id, version, &edition, why);
	if (!err)
		*ret_edition = put(shelf, edition);
	return err;
}

enum err edition_shelf_current(struct edition_shelf *shelf, struct tx *tx, const char *id,
			       const struct edition **ret_edition, struct fault *why)
{
	struct edition_row row;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = edition_store_load(tx, &arena, id, &row, why);
	if (!err && row.state == EDITION_STATE_DRAFT)
		err = fault_set(why, ERR_NOT_FOUND, "the edition \"%s\" is not published", id);
	return err ? err : edition_shelf_get(shelf, tx, id, row.version, ret_edition, why);
}

static enum err draw_paper(const struct edition *edition, enum lang lang, edition_draw draw, const void *context,
			   struct buf *paper, struct fault *why)
{
	enum err err = draw(edition, lang, context, paper, why);

	if (err)
		buf_clear(paper);
	return err;
}

enum err edition_shelf_paper(struct edition_shelf *shelf, const struct edition *edition, enum lang lang,
			     edition_draw draw, const void *context, struct str *ret_pdf, struct fault *why)
{
	struct shelved *item = find_locked(shelf, edition->id, edition->version);
	enum err err = ERR_OK;

	if (!item)
		return fault_set(why, ERR_NOT_FOUND, "version %lld of the edition \"%s\" is not on this shelf",
				 (long long)edition->version, edition->id);
	pthread_mutex_lock(&shelf->drawing);
	if (!buf_str(&item->papers[lang]).n)
		err = draw_paper(edition, lang, draw, context, &item->papers[lang], why);
	if (!err)
		*ret_pdf = buf_str(&item->papers[lang]);
	pthread_mutex_unlock(&shelf->drawing);
	return err;
}

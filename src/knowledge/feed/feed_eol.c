/* SPDX-License-Identifier: Apache-2.0 */
/*
 * endoflife.date: products one after the other (JSON lines), a list of them, an answer of the API's version 1 with one
 * product or all ({"result": ...}), or the old API's list of one product's cycles, which is named by its file
 * ("nginx.json"). A record is a product.
 */
#include "codec/json_tree.h"
#include "knowledge/feed/eol_product.h"
#include "knowledge/feed/feed_priv.h"

enum { RECORD_MAX = 4 << 20 }; /* bytes of memory for one product */

struct eol_reading {
	struct feed *feed;
	struct json_reader *json;
	struct arena arena; /* of the record */
	bool has_products;
};

static struct str name_of(const struct value *product)
{
	const struct value *name =
		value_get(product, "product") ? value_get(product, "product") : value_get(product, "name");

	return name && name->kind == VALUE_TEXT ? name->text : STR("");
}

/* id: of a product that does not say it, else "". */
static void take_product(struct eol_reading *reading, const struct value *product, struct str id, uint64_t line)
{
	struct feed_place place = feed_begin_record(reading->feed, line);
	struct str name = id.n ? id : name_of(product);
	struct fault why;

	reading->has_products = true;
	if (!feed_json_is_good(reading->feed, reading->json, &place, name))
		return;
	if (eol_product_add(reading->feed->build, product, id, place.position, &why))
		feed_skip_record(reading->feed, &place, name, &why);
	else
		feed_take_record(reading->feed, 0);
}

static struct value *read_value(struct eol_reading *reading)
{
	return json_tree_read(reading->json, &reading->arena, RECORD_MAX);
}

/* "nginx.json" -> "nginx" */
static struct str product_of_file(const struct feed *feed)
{
	return str_head(feed->name, str_find(feed->name, "."));
}

/* Products, or the cycles of one: those are gathered. */
static void read_list(struct eol_reading *reading)
{
	uint64_t line = json_reader_line(reading->json);
	struct value *cycles = NULL;

	for (struct json_array array = json_reader_array(reading->json); json_reader_item(reading->json, &array);) {
		uint64_t item_line = json_reader_line(reading->json);
		struct value *item = read_value(reading);
		if (value_get(item, "cycle")) {
			if (!cycles)
				cycles = value_list(&reading->arena);
			value_add(&reading->arena, cycles, item);
			continue;
		}
		take_product(reading, item, STR(""), item_line);
		if (!cycles)
			arena_reset(&reading->arena);
	}
	if (cycles)
		take_product(reading, cycles, product_of_file(reading->feed), line);
}

/* A product, or an answer that holds one or all in "result"; what stands beside it is small. */
static void read_top(struct eol_reading *reading)
{
	struct value *top = value_map(&reading->arena);
	struct json_object object = json_reader_object(reading->json, NULL);
	uint64_t line = json_reader_line(reading->json);
	bool is_answer = false;
	struct str name;

	while (json_reader_any_name(reading->json, &object, &reading->arena, &name)) {
		struct value *item;
		if (str_is(name, "result") && json_reader_kind(reading->json) == JSON_KIND_ARRAY) {
			read_list(reading);
			top = value_map(&reading->arena);
			is_answer = true;
			continue;
		}
		if (value_get_str(top, name))
			json_reader_refuse(reading->json, "a name appears twice in an object");
		item = read_value(reading);
		if (str_is(name, "generated_at") && item && item->kind == VALUE_TEXT)
			feed_date(reading->feed, item->text);
		if (item)
			value_append(&reading->arena, top, name, item);
	}
	if (!is_answer)
		take_product(reading, value_get(top, "result") ? value_get(top, "result") : top, STR(""), line);
}

enum err feed_eol_read(struct feed *feed, struct fault *why)
{
	struct eol_reading reading = {.feed = feed};
	enum err err = ERR_OK;

	arena_init(&reading.arena);
	reading.json = json_reader_new(feed->bytes);
	while (!err && json_reader_kind(reading.json) != JSON_KIND_END) {
		if (json_reader_kind(reading.json) == JSON_KIND_ARRAY)
			read_list(&reading);
		else
			read_top(&reading);
		err = json_reader_take_refusal(reading.json, why);
		arena_reset(&reading.arena);
	}
	if (!err)
		err = feed_json_finish(feed, reading.json, reading.has_products, "endoflife.date", why);
	json_reader_free(reading.json);
	arena_release(&reading.arena);
	return err;
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Japanese names of vendors and products from MyJVN: the API's answers getVendorList and getProductList (XML), and the
 * same rows as JSON lines. A record is the name of a product, or of a vendor without products.
 */
#include "base/buf.h"
#include "codec/byte_ahead.h"
#include "codec/xml.h"
#include "knowledge/feed/feed_priv.h"

#define WHAT "MyJVN"

enum { VENDOR_ID, VENDOR_NAME, VENDOR_CPE, PRODUCT_ID, PRODUCT_NAME, PRODUCT_CPE, FIELDS };
enum { TEXT_CHUNK = 65536 };

/* Vendor and product of a CPE name in lower case, as they are looked for. */
static enum err read_cpe(struct arena *arena, struct str name, bool has_product, struct listed_in *row,
			 struct fault *why)
{
	struct cpe cpe;
	enum err err = cpe_parse(arena, name, &cpe, why);

	if (err)
		return err;
	if (cpe.at[CPE_VENDOR].kind != CPE_VALUE || (has_product && cpe.at[CPE_PRODUCT].kind != CPE_VALUE))
		return fault_set(why, ERR_INVALID, "a CPE name without %s",
				 has_product ? "vendor and product" : "vendor");
	row->first = cpe_value_plain(arena, &cpe.at[CPE_VENDOR]);
	row->second = has_product ? cpe_value_plain(arena, &cpe.at[CPE_PRODUCT]) : STR("");
	return ERR_OK;
}

/* MyJVN's numbers tell products of one name apart. */
static enum err add(struct feed *feed, const struct feed_place *place, const struct str fields[FIELDS],
		    struct fault *why)
{
	bool has_product = fields[PRODUCT_CPE].n || fields[PRODUCT_ID].n;
	struct listed_in row = {.third = fields[VENDOR_NAME], .fourth = fields[PRODUCT_NAME]};
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	if (!row.third.n || (has_product && !row.fourth.n))
		return fault_set(why, ERR_INVALID, "a row without a name");
	if (!str_to_u64(fields[has_product ? PRODUCT_ID : VENDOR_ID], &row.number))
		return fault_set(why, ERR_INVALID, "a row without a number");
	err = read_cpe(&arena, fields[has_product ? PRODUCT_CPE : VENDOR_CPE], has_product, &row, why);
	if (err)
		return err;
	listed_batch_add(&feed->build->listed, &row, place->position);
	feed_take_record(feed, 0);
	return ERR_OK;
}

static void take_row(struct feed *feed, const struct feed_place *place, const struct str fields[FIELDS])
{
	struct fault why;

	if (add(feed, place, fields, &why))
		feed_skip_record(feed, place, fields[PRODUCT_CPE].n ? fields[PRODUCT_CPE] : fields[VENDOR_CPE], &why);
}

/* ---- JSON lines ---- */

static enum err read_json(struct feed *feed, struct fault *why)
{
	static const char *const names[] = {"vid", "vname", "vcpe", "pid", "pname", "pcpe", NULL};
	struct json_reader *json = json_reader_new(feed->bytes);
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	while (json_reader_kind(json) != JSON_KIND_END) {
		struct json_object object = json_reader_object(json, names);
		struct feed_place place = feed_begin_record(feed, json_reader_line(json));
		struct str fields[FIELDS] = {{NULL, 0}};
		for (int name; (name = json_reader_name(json, &object)) >= 0;)
			fields[name] = json_reader_text(json, &arena);
		if (feed_json_is_good(feed, json, &place, fields[PRODUCT_CPE]))
			take_row(feed, &place, fields);
		arena_reset(&arena);
	}
	err = feed_json_finish(feed, json, feed->record != 0, WHAT, why);
	json_reader_free(json);
	return err;
}

/* ---- XML ---- */

static enum err read_text(struct feed *feed, struct buf *text, struct fault *why)
{
	char chunk[TEXT_CHUNK];
	size_t got = 1;

	while (got && !text->full) {
		enum err err = feed->bytes.read(feed->bytes.context, chunk, sizeof(chunk), &got, why);
		if (err)
			return err;
		buf_add(text, str_of(chunk, got));
	}
	return buf_finish(text, "the answer of MyJVN", why);
}

static void take_vendor(struct feed *feed, const struct xml_node *vendor)
{
	struct str fields[FIELDS] = {[VENDOR_ID] = str_from(xml_attribute(vendor, "vid")),
				     [VENDOR_NAME] = str_from(xml_attribute(vendor, "vname")),
				     [VENDOR_CPE] = str_from(xml_attribute(vendor, "cpe"))};
	struct feed_place place;

	for (const struct xml_node *product = vendor->first; product; product = product->next) {
		place = feed_begin_record(feed, product->line);
		fields[PRODUCT_ID] = str_from(xml_attribute(product, "pid"));
		fields[PRODUCT_NAME] = str_from(xml_attribute(product, "pname"));
		fields[PRODUCT_CPE] = str_from(xml_attribute(product, "cpe"));
		take_row(feed, &place, fields);
	}
	if (vendor->first)
		return;
	place = feed_begin_record(feed, vendor->line);
	take_row(feed, &place, fields);
}

/* <status:Status retCd="0" .../>: anything else than 0 is the API's own error. */
static enum err check_status(const struct xml_node *root, struct fault *why)
{
	const struct xml_node *status = xml_child(root, "status:Status");
	const char *code = status ? xml_attribute(status, "retCd") : NULL;

	if (code && !str_is(str_from(code), "0"))
		return fault_set(why, ERR_INVALID, "MyJVN answered with the error %.64s", code);
	return ERR_OK;
}

static enum err read_xml(struct feed *feed, struct fault *why)
{
	const struct xml_node *root = NULL, *list;
	ARENA_SCOPED arena;
	BUF_SCOPED text;
	enum err err;

	arena_init(&arena);
	buf_init(&text, XML_SIZE_MAX);
	err = read_text(feed, &text, why);
	if (!err)
		err = xml_decode(&arena, buf_str(&text), "XML", &root, why);
	if (!err)
		err = check_status(root, why);
	if (err)
		return err;
	list = xml_child(root, "VendorInfo");
	for (const struct xml_node *vendor = list ? list->first : NULL; vendor; vendor = vendor->next)
		take_vendor(feed, vendor);
	return feed->taken ? ERR_OK : fault_set(why, ERR_INVALID, "this is no feed of " WHAT);
}

enum err feed_jvn_read(struct feed *feed, struct fault *why)
{
	struct byte_ahead ahead;
	struct byte_source whole = feed->bytes;
	enum err err = byte_ahead_init(&ahead, whole, why);

	if (err)
		return err;
	feed->bytes = byte_ahead_source(&ahead);
	err = byte_ahead_first(&ahead) == '<' ? read_xml(feed, why) : read_json(feed, why);
	feed->bytes = whole; /* the ahead ends here */
	return err;
}

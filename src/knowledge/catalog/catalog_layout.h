/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How the catalog lies in its file, and the views through which the rooms of the catalog read it.
 *
 * A header, a directory, and sections of rows of one size, each aligned to 16 bytes and with a checksum of its own.
 * Everything is little-endian. Each source has sections of its own, so that an import rewrites only those of its
 * source and hands the others on as they are; the last group, FACT, ties the sources together by CVE.
 *
 * A text is a u16 length and its bytes in the text section of its group; a reference is its offset, 0 is "". Values of
 * CPE names are written as in a formatted string ("*", "-", "2.4\+b"). A CVE's key is its year and number
 * (cve_key_parse).
 */
#ifndef TENKEN_KNOWLEDGE_CATALOG_CATALOG_LAYOUT_H
#define TENKEN_KNOWLEDGE_CATALOG_CATALOG_LAYOUT_H

#include "knowledge/catalog/catalog.h"
#include "knowledge/catalog/cve_key.h"
#include "knowledge/catalog/match_list.h"
#include "knowledge/version/version_order.h"

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "the catalog is read where it lies, which needs a little-endian machine"
#endif

#define CATALOG_MAGIC        "TENKENCT"
#define CATALOG_FORMAT       3
#define CATALOG_ALIGN        16
#define CATALOG_TEXT_MAX     4096 /* bytes of one text */
#define CATALOG_DEPTH_MAX    16   /* levels of a configuration; NVD has 2 */
#define CATALOG_VERSION_SIZE 48

struct catalog_header {
	char magic[8];
	uint32_t format, section_count;
	uint64_t size;                      /* of the whole file */
	char version[CATALOG_VERSION_SIZE]; /* terminated */
	uint64_t checksum;                  /* of what is before it and of the directory */
};

struct catalog_entry {
	uint32_t section, row_size;
	uint64_t offset, size; /* bytes */
	uint64_t checksum;
};

enum catalog_section {
	SECTION_SOURCE,
	SECTION_NVD_TEXT,
	SECTION_NVD_PRODUCT,
	SECTION_NVD_EDITION,
	SECTION_NVD_BOUNDS,
	SECTION_NVD_NAME,
	SECTION_NVD_POSTING,
	SECTION_NVD_NODE,
	SECTION_NVD_CVE,
	SECTION_CVE5_TEXT,
	SECTION_CVE5_KEY,
	SECTION_CVE5_POSTING,
	SECTION_CVE5_AFFECTED,
	SECTION_CVE5_RANGE,
	SECTION_CVE5_CVE,
	SECTION_KEV,
	SECTION_EPSS,
	SECTION_JVN_TEXT,
	SECTION_JVN_NAME,
	SECTION_EOL_TEXT,
	SECTION_EOL_PRODUCT,
	SECTION_EOL_RELEASE,
	SECTION_EOL_CPE,
	SECTION_DEBIAN_TEXT,
	SECTION_DEBIAN_FIX,
	SECTION_FACT,
	SECTION_NVD_FACT,
	SECTION_CVE5_FACT,
	SECTION_HISTORY,
	SECTIONS,
};

struct posting_row {
	uint32_t index;
};

/* ---- NVD ---- */

/* Sorted by vendor, product, part; its names stand together, in an order of their own (catalog_nvd_name.h). */
struct nvd_product {
	uint32_t vendor, product, part; /* texts */
	uint32_t first_name, name_count;
};

/* What follows the update in a CPE name. */
enum { NVD_EDITION_VALUES = CPE_ATTRIBUTES - CPE_EDITION };
struct nvd_edition {
	uint32_t values[NVD_EDITION_VALUES];
};

/* Bounds of a version; reference 0: no bound on that side. Row 0 has no bounds at all. */
struct nvd_bounds {
	uint32_t start_including, start_excluding, end_including, end_excluding;
};

/* One cpeMatch, whichever CVEs use it. Its postings are the CVEs that call it vulnerable. */
struct nvd_name {
	uint32_t product, version, update, edition, bounds;
	uint32_t first_posting, posting_count;
};

/* A configuration in preorder: a group counts its children, a leaf names a row of nvd_name. */
#define NVD_GROUP      0x80000000u
#define NVD_AND        0x40000000u /* of a group; else OR */
#define NVD_NEGATE     0x20000000u /* of a group */
#define NVD_VULNERABLE 0x40000000u /* of a leaf */
#define NVD_NODE_MASK  0x1fffffffu

enum nvd_flags {
	NVD_REJECTED = 1,
	NVD_PLAIN = 2, /* no AND, no negation: one leaf that fits is a match */
};

/* A vector and where it comes from; of two the higher (version, origin) counts. */
struct catalog_score {
	uint32_t vector; /* text; 0: none */
	uint16_t tenths; /* base score times 10 */
	uint8_t version; /* enum cvss_version */
	uint8_t origin;  /* enum catalog_score_origin */
};

enum catalog_score_origin { SCORE_ADP, SCORE_CNA, SCORE_PRIMARY };

struct nvd_cve {
	uint64_t key;
	int64_t modified_ms;
	uint64_t digest; /* of the record's content */
	uint32_t first_node, node_count;
	struct catalog_score score;
	uint32_t flags;
	uint32_t leaf_count;
};

/* ---- CVE records ---- */

/* A name under which affected products are found: plain, lower case, '_' for spaces. Sorted by vendor, product, part.
 */
struct cve5_key {
	uint32_t vendor, product, part; /* part "" fits all */
	uint32_t first_posting, posting_count;
};

enum cve5_status { CVE5_UNKNOWN, CVE5_UNAFFECTED, CVE5_AFFECTED };

struct cve5_affected {
	uint32_t cve, first_range, range_count;
	uint32_t default_status; /* enum cve5_status */
};

enum cve5_range_kind { CVE5_ONE, CVE5_SPAN, CVE5_ALL, CVE5_NOT_UNDERSTOOD };

/* "changes" are cut into spans of their own. Bounds of a span: reference 0 is no bound. */
struct cve5_range {
	uint32_t from, below, to;               /* of CVE5_ONE: from alone */
	uint8_t kind, status, scheme, is_after; /* scheme: enum version_scheme */
};

struct cve5_cve {
	uint64_t key;
	int64_t modified_ms;
	uint64_t digest;
	uint32_t first_affected, affected_count;
	struct catalog_score score;
	uint8_t is_rejected, exploitation, automatable, impact;
	uint32_t pad;
};

/* ---- the others ---- */

struct kev_row {
	uint64_t key;
	uint64_t digest;
	uint64_t vendor, product; /* sums of the names that KEV gives */
	int32_t added_day;
	uint32_t is_ransomware;
};

struct epss_row {
	uint64_t key;
	uint32_t epss, percentile; /* in EPSS_ONE */
};

#define EPSS_ONE 1000000000u

/*
 * Rows of the two lists of words, sorted by first, second, number.
 * Japanese names: vendor and product as in a CPE name, plain, and their names; number: JVN's id. A vendor alone has
 * the product "". Debian: package, release, version, urgency; number: the CVE; kind: enum catalog_fix.
 */
struct listed_row {
	uint32_t first, second, third, fourth;
	uint64_t number;
	uint32_t kind, pad;
};

struct eol_product {
	uint32_t id, title; /* sorted by id */
	uint32_t first_release, release_count;
	uint64_t digest;
};

struct eol_release {
	uint32_t cycle, label, latest;
	uint8_t eol, extended, pad[2]; /* enum catalog_life */
	int32_t eol_day, extended_day, release_day;
};

/* Sorted by vendor, product, part. */
struct eol_cpe {
	uint32_t vendor, product, part; /* plain */
	uint32_t eol_product;
};

/* All that is known of one CVE: 0 is nothing, else the row's index plus 1. Sorted by key. */
struct fact_row {
	uint64_t key;
	uint32_t nvd, cve5, kev, epss;
	uint32_t product_exploited, vendor_exploited; /* as in struct catalog_cve */
};

/* A product of which at least one CVE stands in KEV; product 0: all of the vendor. Sorted by vendor, product, which are
 * sums of names (catalog_name_sum). */
struct history_row {
	uint64_t vendor, product;
	uint32_t times; /* CVEs in KEV */
	int32_t last_day;
};

struct source_row {
	int64_t dated_ms, imported_ms;
	uint64_t records, details, not_understood;
};

/* ---- views ---- */

struct catalog_rows {
	const void *rows;
	size_t count;
};

struct catalog {
	const struct catalog_header *header;
	struct catalog_rows sections[SECTIONS];
};

size_t catalog_row_size(enum catalog_section section);

/* A checksum that finds damage, not forgery. The seed of a section is its number. */
uint64_t catalog_sum(struct str bytes, uint64_t seed);

/* Of the name of a vendor or a product, by its letters and digits alone in lower case: NVD writes "paloaltonetworks",
 * CVE records "palo_alto_networks". 0 for a name that names nothing ("n/a"). */
uint64_t catalog_name_sum(struct str name);

/* The row of these sums, or NULL. */
const struct history_row *catalog_history_row(const struct catalog *catalog, uint64_t vendor, uint64_t product);

/* Of the header and the directory at the head of these bytes. */
uint64_t catalog_header_sum(struct str bytes);

/* One row, which has to be there: what catalog_open let through holds no other reference. */
#define CATALOG_ROW(catalog, type, section, index) (&((const struct type *)(catalog)->sections[section].rows)[index])

struct str catalog_text(const struct catalog *catalog, enum catalog_section section, uint32_t reference);

/* Every reference of every row. ERR_CORRUPT names the section. */
MUST_USE enum err catalog_check(const struct catalog *catalog, struct fault *why);

/* The row of that key in a section whose rows begin with one and are sorted by it, or NULL. */
const void *catalog_find_key(const struct catalog *catalog, enum catalog_section section, uint64_t key);

/* The row that begins with references to these three texts (vendor, product, part) in a section that is sorted by them
 * from row first on, or NULL. */
const void *catalog_find_name(const struct catalog *catalog, enum catalog_section section, enum catalog_section text,
			      size_t first, const struct str keys[3]);

/* By bytes, a shorter one first. */
int catalog_order_texts(struct str a, struct str b);

void catalog_fill_cve(const struct catalog *catalog, const struct fact_row *fact, struct catalog_cve *ret_cve);

/* ---- matching ---- */

/* Appends what NVD's configurations say, and what CVE records say of CVEs without one. */
void catalog_match_nvd(const struct catalog *catalog, const struct catalog_question *question, struct match_list *list);
void catalog_match_cve5(const struct catalog *catalog, const struct catalog_question *question,
			struct match_list *list);

#endif

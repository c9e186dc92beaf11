/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The catalog: what the feeds say of vulnerabilities, attacks, end of life, Japanese names and distributions' fixes,
 * compiled into one run of bytes (catalog_layout.h) that is mapped read-only and shared by threads and processes.
 *
 * Knows how to look things up and how NVD's configurations are judged. Must never know a file's place, a company, or
 * what follows from a match.
 *
 * Everything returned points into the bytes or into the arena given. catalog_open verifies every checksum and every
 * reference once; afterwards no question can fail.
 */
#ifndef TENKEN_KNOWLEDGE_CATALOG_CATALOG_H
#define TENKEN_KNOWLEDGE_CATALOG_CATALOG_H

#include "knowledge/cpe/cpe.h"
#include "knowledge/cvss/cvss.h"

struct catalog;

/* A view of the bytes, which outlive it. ERR_CORRUPT when they are damaged, ERR_UNSUPPORTED for another format. */
MUST_USE enum err catalog_open(struct arena *arena, struct str bytes, const struct catalog **ret_catalog,
			       struct fault *why);

/* What the findings name as the knowledge that judged them: "2025-08-25.1f0c2a9b", the day of the newest feed and a
 * fingerprint of the content. */
struct str catalog_version(const struct catalog *catalog);

/* ---- one vulnerability ------------------------------------------------------------------------------------------ */

/* CISA's SSVC facts (the ADP container of CVE records); 0 where nothing is said. */
enum catalog_exploitation {
	CATALOG_EXPLOITATION_UNKNOWN,
	CATALOG_EXPLOITATION_NONE,
	CATALOG_EXPLOITATION_POC,
	CATALOG_EXPLOITATION_ACTIVE
};
enum catalog_automatable { CATALOG_AUTOMATABLE_UNKNOWN, CATALOG_AUTOMATABLE_NO, CATALOG_AUTOMATABLE_YES };
enum catalog_impact { CATALOG_IMPACT_UNKNOWN, CATALOG_IMPACT_PARTIAL, CATALOG_IMPACT_TOTAL };

#define CATALOG_CVE_ID_SIZE 32 /* bytes of "CVE-2024-1234" with its end */

struct catalog_cve {
	char id[CATALOG_CVE_ID_SIZE];
	/* The vector of the newest standard known (4.0, 3.1, 3.0, 2.0); within one standard NVD's own goes before the
	 * CNA's, and that before CISA's. "" and has_cvss false when no vector is known. */
	struct str vector;
	bool has_cvss;
	enum cvss_version cvss_version;
	double cvss;                 /* base score as published */
	bool is_exploited;           /* stands in KEV */
	bool is_used_by_ransomware;  /* KEV says so */
	int64_t exploited_since_day; /* KEV's dateAdded, days since 1970; 0 when it is not in KEV */
	bool has_epss;
	double epss, percentile; /* 0 to 1 */
	enum catalog_exploitation exploitation;
	enum catalog_automatable automatable;
	enum catalog_impact impact;
	bool is_rejected;
	/* How many CVEs of a product of this one stand in KEV, and how many of its vendor: the greatest, where it names
	 * several. */
	uint32_t product_exploited, vendor_exploited;
};

/* "CVE-2024-1234", in any case of letters. False when the catalog knows nothing of it. */
bool catalog_find_cve(const struct catalog *catalog, struct str id, struct catalog_cve *ret_cve);

struct catalog_history {
	uint32_t times;   /* CVEs in KEV */
	int64_t last_day; /* when the newest was added, days since 1970 */
};

/* How often a product was exploited, as far as KEV and the names of its CVEs tell; product "" asks for all of the
 * vendor's. Spaces, case and signs make no difference. False when never. */
bool catalog_find_history(const struct catalog *catalog, struct str vendor, struct str product,
			  struct catalog_history *ret_history);

/* ---- what is a product vulnerable to? --------------------------------------------------------------------------- */

enum catalog_origin {
	CATALOG_NVD,  /* NVD's configurations: names in NVD's own spelling */
	CATALOG_CVE5, /* affected[] of a CVE record that NVD has not configured: the vendor's words, lower confidence */
};

struct catalog_question {
	const struct cpe *name;
	/* What it runs on, beside or with: "cpe:2.3:o:microsoft:windows_10:...". A condition on a part (a, o, h) of
	 * which a platform is named is decided by those named; other conditions stay open. */
	const struct cpe *platforms;
	size_t platform_count;
	/* NISTIR 7696 is strict: a criterion for WordPress ("target_sw") does not take in a name that says "*" there.
	 * With this, edition, language and target attributes that the name leaves open are taken for unknown, and
	 * such a match is conditional. Version and product always have to be known. */
	bool with_open_editions;
};

struct catalog_match {
	struct catalog_cve cve;
	/* It stands in an AND with a platform that the question does not name. */
	bool is_conditional;
	enum catalog_origin origin;
	/* The first version outside the range that matched, and the last one inside it; "" when the range does not
	 * say. */
	struct str fixed_in, last_affected;
};

struct catalog_matches {
	struct catalog_match *items; /* by id, in byte order */
	size_t count;
};

/* In the arena. A CVE counts once, unconditional when one of its configurations says so without a condition. */
void catalog_match(const struct catalog *catalog, struct arena *arena, const struct catalog_question *question,
		   struct catalog_matches *ret_matches);

/* Whether any vulnerability of the product is known, of whatever version: else no match says nothing. */
bool catalog_knows_product(const struct catalog *catalog, const struct cpe *name);

struct catalog_named {
	struct str vendor, product; /* plain, as in a CPE name */
	bool is_wild;               /* a pattern, which fits several products: no name of one */
};

/* Ids of the CVEs that were added to KEV in the last `days` days before its newest entry; in the arena. */
size_t catalog_list_newly_exploited(const struct catalog *catalog, struct arena *arena, int days,
				    const char *const **ret_ids);

/* The products that a CVE calls vulnerable, each once and in no order; none for a CVE that is not known. NVD's names
 * and those of the CVE record, of which matching may use only the first. In the arena. */
size_t catalog_list_named(const struct catalog *catalog, struct arena *arena, struct str id,
			  const struct catalog_named **ret_items);

/* ---- end of life (endoflife.date) ------------------------------------------------------------------------------- */

enum catalog_life { CATALOG_LIFE_UNKNOWN, CATALOG_LIFE_SUPPORTED, CATALOG_LIFE_ENDED, CATALOG_LIFE_DATED };

struct catalog_release {
	struct str cycle;  /* "2.4", "12" */
	struct str label;  /* "12 (Bookworm)" or "" */
	struct str latest; /* newest version of the cycle, or "" */
	enum catalog_life eol;
	int64_t eol_day;            /* of CATALOG_LIFE_DATED: the last day with security fixes, days since 1970 */
	enum catalog_life extended; /* paid or extended support, in the same way */
	int64_t extended_day;
	int64_t release_day; /* INT64_MIN when it is not known */
};

struct catalog_product {
	struct str id;    /* "nginx" */
	struct str title; /* "nginx" */
	uint32_t first;   /* of its releases */
	uint32_t release_count;
};

/* By endoflife.date's own name, or by vendor and product as in a CPE name (part: 'a', 'o', 'h'). */
bool catalog_find_product(const struct catalog *catalog, struct str id, struct catalog_product *ret_product);
bool catalog_find_product_by_cpe(const struct catalog *catalog, char part, struct str vendor, struct str product,
				 struct catalog_product *ret_product);

/* index < product->release_count, the newest first. */
struct catalog_release catalog_release_at(const struct catalog *catalog, const struct catalog_product *product,
					  size_t index);

/* The cycle that a version belongs to ("2.4.57" to "2.4"): the longest cycle that the version begins with, at a dot.
 * A cycle "*" is the whole product: it takes what no other does, also "" for a version that is not known. False when
 * none fits. */
bool catalog_find_release(const struct catalog *catalog, const struct catalog_product *product, struct str version,
			  struct catalog_release *ret_release);

/* ---- Japanese names (MyJVN) ------------------------------------------------------------------------------------- */

/* Vendor and product as in a CPE name; product "" asks for the vendor alone. "" in a result: not known. */
bool catalog_find_japanese_name(const struct catalog *catalog, struct str vendor, struct str product,
				struct str *ret_vendor, struct str *ret_product);

/* ---- fixes of distributions ------------------------------------------------------------------------------------- */

enum catalog_fix {
	CATALOG_FIX_UNKNOWN, /* the tracker does not name the package, release or CVE */
	CATALOG_FIX_NONE,    /* affected, and not fixed yet (or left so) */
	CATALOG_FIX_AT,      /* fixed from a version on; "0" where it never was affected */
};

struct catalog_debian_fix {
	enum catalog_fix fix;
	struct str version; /* of CATALOG_FIX_AT, in dpkg's order */
	struct str urgency; /* the tracker's word, or "" */
};

/* package: the source package ("openssh"); release: the code name ("bookworm"). */
struct catalog_debian_fix catalog_find_debian_fix(const struct catalog *catalog, struct str package, struct str release,
						  struct str cve_id);

/* ---- where the knowledge comes from ----------------------------------------------------------------------------- */

enum catalog_source {
	CATALOG_SOURCE_NVD,
	CATALOG_SOURCE_CVE5,
	CATALOG_SOURCE_KEV,
	CATALOG_SOURCE_EPSS,
	CATALOG_SOURCE_JVN,
	CATALOG_SOURCE_EOL,
	CATALOG_SOURCE_DEBIAN,
	CATALOG_SOURCES
};

struct catalog_source_state {
	int64_t dated_ms;    /* the feed's own date; 0 when nothing was imported */
	int64_t imported_ms; /* when it was */
	uint64_t records;    /* CVEs, products, packages: what one record of the source is */
	uint64_t details; /* match rows, version ranges, releases: what a record is made of; 0 when it has no parts */
	uint64_t not_understood; /* details that are never a match because nobody can read them (CVE5's prose) */
};

const char *catalog_source_name(enum catalog_source source); /* "nvd" */
bool catalog_source_parse(struct str name, enum catalog_source *ret_source);

struct catalog_source_state catalog_source_state(const struct catalog *catalog, enum catalog_source source);

#endif

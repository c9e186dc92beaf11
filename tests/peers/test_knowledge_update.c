/* SPDX-License-Identifier: Apache-2.0 */
/* Keeping the catalog up to date from a server that behaves, and from one that does not. */
#include "usecases/system/update_knowledge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "codec/digest.h"
#include "https_peer.h"
#include "library/knowledge_file.h"
#include "test.h"
#include "usecases/office_open.h"

#define KEV                                                                                                            \
	"{\"dateReleased\":\"2025-08-25T17:04:19Z\",\"vulnerabilities\":[{\"cveID\":\"CVE-2024-0001\","                \
	"\"dateAdded\":\"2024-05-01\",\"knownRansomwareCampaignUse\":\"Known\"}]}"
#define NVD "{\"vulnerabilities\":[{\"cve\":{\"id\":\"CVE-2024-0001\",\"lastModified\":\"2024-05-01T10:00:00.000\"}}]}"

enum { NOW_S = 1763000000 };

/* What the server is to do wrong. */
enum rudeness { POLITE, WRONG_SUM, CUT_OFF, REDIRECTS };

struct given {
	struct https_peer peer;
	enum rudeness rudeness;
	char data[TEMP_DIR_PATH + 8], sources[TEMP_DIR_PATH + 16];
	char said[1024]; /* "kev 1+\n" for each source; "nvd fault\n" */
	char fault[512]; /* the last one */
	size_t failed;
	atomic_int contents; /* files that were sent, without their sums */
};

static void write_sum(struct https_reply *reply, bool is_wrong)
{
	static char meta[256];
	unsigned char digest[DIGEST_SIZE];
	char hex[2 * DIGEST_SIZE + 1];

	digest_sha256(STR(NVD), digest);
	digest[0] ^= is_wrong;
	digest_hex(str_of(digest, sizeof(digest)), hex);
	snprintf(meta, sizeof(meta), "lastModifiedDate:2025-02-08T03:04:38-05:00\r\nsize:1\r\nsha256:%s\r\n", hex);
	reply->body = str_from(meta);
}

static void answer(struct https_peer *peer, const char *request, struct https_reply *reply)
{
	struct given *given = (struct given *)(uintptr_t)peer->test;
	const char *range = strstr(request, "Range: bytes=");
	unsigned long start = range ? strtoul(range + strlen("Range: bytes="), NULL, 10) : 0;
	bool is_sum = strstr(request, "/nvd.meta ") != NULL;

	if (given->rudeness == REDIRECTS) {
		snprintf(reply->head, sizeof(reply->head),
			 "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\nContent-Length: 0\r\n");
		return;
	}
	if (strstr(request, "If-None-Match: \"v1\"")) {
		snprintf(reply->head, sizeof(reply->head), "HTTP/1.1 304 Not Modified\r\n");
		return;
	}
	if (is_sum)
		write_sum(reply, given->rudeness == WRONG_SUM);
	else
		reply->body = str_skip(strstr(request, "/kev.json ") ? STR(KEV) : STR(NVD), start);
	given->contents += !is_sum;
	snprintf(reply->head, sizeof(reply->head),
		 "HTTP/1.1 %s\r\nETag: \"v1\"\r\nContent-Range: bytes %lu-9/10\r\nContent-Length: %zu\r\n",
		 start ? "206 Partial Content" : "200 OK", start, reply->body.n);
	if (given->rudeness == CUT_OFF && !is_sum)
		reply->sent_of_body = 20;
}

static int begin(void **state)
{
	static struct given given;
	FILE *file;

	given = (struct given){.rudeness = POLITE};
	given.peer.test = &given;
	https_peer_start(&given.peer, answer);
	snprintf(given.data, sizeof(given.data), "%s/data", given.peer.folder);
	snprintf(given.sources, sizeof(given.sources), "%s/sources", given.peer.folder);
	file = fopen(given.sources, "w");
	assert_non_null(file);
	fprintf(file,
		"ca_file: %s\nsources:\n  - source: kev\n    url: \"https://127.0.0.1:%u/kev.json\"\n  - source: nvd\n"
		"    url: \"https://127.0.0.1:%u/nvd.json\"\n    sha256: \"https://127.0.0.1:%u/nvd.meta\"\n",
		given.peer.ca_path, given.peer.peer.ports[0], given.peer.peer.ports[0], given.peer.peer.ports[0]);
	assert_int_equal(fclose(file), 0);
	*state = &given;
	return 0;
}

static int end(void **state)
{
	https_peer_stop(&((struct given *)*state)->peer);
	return 0;
}

static void on_skip(void *context, const char *path, const struct feed_skip *skip)
{
	(void)context;
	fail_msg("%s: %s", path, skip->reason);
}

static void on_progress(void *context, uint64_t done, uint64_t total)
{
	(void)context;
	(void)done;
	(void)total;
}

static void on_source(void *context, const struct knowledge_updated *updated)
{
	struct given *given = context;
	size_t at = strlen(given->said);

	if (updated->err)
		snprintf(given->said + at, sizeof(given->said) - at, "%s fault\n",
			 catalog_source_name(updated->source));
	else
		snprintf(given->said + at, sizeof(given->said) - at, "%s %zu+\n", catalog_source_name(updated->source),
			 updated->import.added);
	if (updated->err)
		snprintf(given->fault, sizeof(given->fault), "%s", updated->why.text);
}

static enum err update(struct given *given)
{
	const struct knowledge_update_watch watch = {{on_skip, on_progress, given}, on_source};
	const struct knowledge_update update = {
		.data = given->data, .sources_path = given->sources, .now_ms = NOW_S * INT64_C(1000)};
	struct fault why = {ERR_OK, ""};
	enum err err;

	given->said[0] = given->fault[0] = 0;
	given->contents = 0;
	err = update_knowledge(&update, &watch, &given->failed, &why);
	if (err)
		snprintf(given->fault, sizeof(given->fault), "%s", why.text);
	return err;
}

static bool is_exploited(struct given *given)
{
	struct knowledge_file file;
	struct catalog_cve cve;
	bool is_true;

	assert_int_equal(knowledge_file_open(given->data, &file, NULL), ERR_OK);
	is_true = file.catalog && catalog_find_cve(file.catalog, STR("CVE-2024-0001"), &cve) && cve.is_exploited;
	knowledge_file_close(&file);
	return is_true;
}

static void what_is_new_is_imported_once(void **state)
{
	struct given *given = *state;

	assert_int_equal(update(given), ERR_OK);
	assert_string_equal(given->said, "nvd 1+\nkev 1+\n");
	assert_int_equal(given->failed, 0);
	assert_int_equal(given->contents, 2);
	assert_true(is_exploited(given));
	assert_int_equal(update(given), ERR_OK);
	assert_string_equal(given->said, "nvd 0+\nkev 0+\n");
	assert_int_equal(given->contents, 0);
}

static void a_lost_catalog_is_fetched_anew(void **state)
{
	struct given *given = *state;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(update(given), ERR_OK);
	assert_int_equal(unlink(knowledge_file_path(&arena, given->data)), 0);
	assert_int_equal(update(given), ERR_OK);
	assert_string_equal(given->said, "nvd 1+\nkev 1+\n");
}

static void a_wrong_checksum_leaves_the_source_as_it_was(void **state)
{
	struct given *given = *state;

	given->rudeness = WRONG_SUM;
	assert_int_equal(update(given), ERR_OK);
	assert_string_equal(given->said, "nvd fault\nkev 1+\n");
	assert_non_null(strstr(given->fault, "another checksum"));
	assert_int_equal(given->failed, 1);
	given->rudeness = POLITE;
	assert_int_equal(update(given), ERR_OK);
	assert_string_equal(given->said, "nvd 1+\nkev 0+\n");
}

static void what_was_cut_off_is_gone_on_with(void **state)
{
	struct given *given = *state;

	given->rudeness = CUT_OFF;
	assert_int_equal(update(given), ERR_OK);
	assert_string_equal(given->said, "nvd fault\nkev fault\n");
	assert_int_equal(given->failed, 2);
	assert_false(is_exploited(given));
	given->rudeness = POLITE;
	assert_int_equal(update(given), ERR_OK);
	assert_string_equal(given->said, "nvd 1+\nkev 1+\n");
	assert_non_null(strstr(given->peer.request, "Range: bytes=20-"));
	assert_true(is_exploited(given));
}

static void nobody_is_led_away_from_https(void **state)
{
	struct given *given = *state;

	given->rudeness = REDIRECTS;
	assert_int_equal(update(given), ERR_OK);
	assert_string_equal(given->said, "nvd fault\nkev fault\n");
	assert_non_null(strstr(given->fault, "not an HTTPS address"));
	assert_false(is_exploited(given));
}

static void a_rehearsal_fetches_nothing(void **state)
{
	struct given *given = *state;
	struct office_init init = {.edition_path = "programmes/tokyo-r7", .rehearsal = true};
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(mkdir(given->data, 0700), 0);
	init.log_key = arena_printf(&arena, "%s/log.key", given->data);
	init.address = arena_printf(&arena, "sqlite:%s/tenken.db", given->data);
	assert_int_equal(office_init(&init, NULL), ERR_OK);
	assert_int_equal(update(given), ERR_DENIED);
	assert_string_equal(given->said, "");
	assert_string_equal(given->peer.request, "");
}

static void wrong_addresses_are_refused_with_their_line(void **state)
{
	static const char *const wrong[][2] = {
		{"sources:\n  - source: kev\n    url: \"http://127.0.0.1/kev.json\"\n", ":2:"},
		{"sources:\n  - source: kev\n    url: \"https://127.0.0.1/\"\n", ":2:"},
		{"sources:\n  - source: kelp\n    url: \"https://127.0.0.1/kev.json\"\n", ":2:"},
		{"sources:\n  - source: kev\n    url: \"https://a/k\"\n  - source: kev\n    url: \"https://b/k\"\n",
		 ":4:"},
		{"sources: 1\n", "no list"},
	};
	struct given *given = *state;

	for (size_t i = 0; i < COUNT(wrong); i++) {
		FILE *file = fopen(given->sources, "w");
		assert_non_null(file);
		fputs(wrong[i][0], file);
		assert_int_equal(fclose(file), 0);
		assert_int_equal(update(given), ERR_INVALID);
		if (!strstr(given->fault, wrong[i][1]))
			fail_msg("%s", given->fault);
	}
}

static void the_addresses_that_ship_can_be_read(void **state)
{
	struct knowledge_sources sources;
	struct fault why = {ERR_OK, ""};
	ARENA_SCOPED arena;

	(void)state;
	arena_init(&arena);
	if (knowledge_sources_load(&arena, NULL, 20400, &sources, &why)) /* 2025-11-08 */
		fail_msg("%s", why.text);
	assert_int_equal(sources.count, 24 + 6);
	assert_string_equal(sources.items[23].name, "nvdcve-2.0-2025.json.gz");
	assert_null(sources.ca_file);
}

#define GIVEN(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		GIVEN(what_is_new_is_imported_once),
		GIVEN(a_lost_catalog_is_fetched_anew),
		GIVEN(a_wrong_checksum_leaves_the_source_as_it_was),
		GIVEN(what_was_cut_off_is_gone_on_with),
		GIVEN(nobody_is_led_away_from_https),
		GIVEN(a_rehearsal_fetches_nothing),
		GIVEN(wrong_addresses_are_refused_with_their_line),
		cmocka_unit_test(the_addresses_that_ship_can_be_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

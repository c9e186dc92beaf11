/* SPDX-License-Identifier: Apache-2.0 */
/* Files of feeds from servers that are slow, cut off, change their mind or lead astray. */
#include "net/fetch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "https_peer.h"
#include "test.h"

#define BODY "0123456789abcdefghij"

struct given {
	struct https_peer peer;
	char path[TEMP_DIR_PATH + 16], url[64];
	struct fetched fetched;
	struct fault why;
};

/* Serves BODY; a Range whose If-Range fits gives the rest. A test's own answer may stand before it. */
static void serve_body(struct https_peer *peer, const char *request, struct https_reply *reply)
{
	const char *range = strstr(request, "Range: bytes=");
	unsigned long start = range ? strtoul(range + strlen("Range: bytes="), NULL, 10) : 0;

	(void)peer;
	if (strstr(request, "If-None-Match: \"v1\"")) {
		snprintf(reply->head, sizeof(reply->head), "HTTP/1.1 304 Not Modified\r\nETag: \"v1\"\r\n");
	} else if (range && strstr(request, "If-Range: \"v1\"")) {
		reply->body = str_skip(STR(BODY), start);
		snprintf(reply->head, sizeof(reply->head),
			 "HTTP/1.1 206 Partial Content\r\nETag: \"v1\"\r\nContent-Range: bytes %lu-%zu/%zu\r\n"
			 "Content-Length: %zu\r\n",
			 start, strlen(BODY) - 1, strlen(BODY), reply->body.n);
	} else {
		reply->body = STR(BODY);
		snprintf(reply->head, sizeof(reply->head),
			 "HTTP/1.1 200 OK\r\nETag: \"v1\"\r\nLast-Modified: Mon, 25 Aug 2025 00:00:00 GMT\r\n"
			 "Content-Length: %zu\r\n",
			 reply->body.n);
	}
}

static int begin(void **state)
{
	static struct given given;

	given = (struct given){.why = {ERR_OK, ""}};
	https_peer_start(&given.peer, serve_body);
	snprintf(given.path, sizeof(given.path), "%s/feed", given.peer.folder);
	snprintf(given.url, sizeof(given.url), "https://127.0.0.1:%u/feed", given.peer.peer.ports[0]);
	*state = &given;
	return 0;
}

static int end(void **state)
{
	https_peer_stop(&((struct given *)*state)->peer);
	return 0;
}

static struct fetch fetch_of(struct given *given)
{
	return (struct fetch){
		.url = given->url, .path = given->path, .ca_file = given->peer.ca_path, .size_max = 1000, .stall_s = 1};
}

static enum err fetch(struct given *given)
{
	const struct fetch fetch = fetch_of(given);

	return fetch_file(&fetch, &given->fetched, &given->why);
}

/* What stands in the file, or NULL. */
static const char *content(const char *path)
{
	static char bytes[1024];
	FILE *file = fopen(path, "r");
	size_t size;

	if (!file)
		return NULL;
	size = fread(bytes, 1, sizeof(bytes) - 1, file);
	bytes[size] = 0;
	fclose(file);
	return bytes;
}

static const char *part(struct given *given)
{
	char path[TEMP_DIR_PATH + 32];

	snprintf(path, sizeof(path), "%s.part", given->path);
	return content(path);
}

static void a_file_comes_whole_with_its_version(void **state)
{
	struct given *given = *state;

	assert_int_equal(fetch(given), ERR_OK);
	assert_string_equal(content(given->path), BODY);
	assert_string_equal(given->fetched.version.etag, "\"v1\"");
	assert_string_equal(given->fetched.version.modified, "Mon, 25 Aug 2025 00:00:00 GMT");
	assert_int_equal(given->fetched.size, strlen(BODY));
	assert_false(given->fetched.is_unchanged);
	assert_null(part(given));
}

static void a_known_version_is_not_fetched_again(void **state)
{
	struct given *given = *state;
	const struct fetch_version known = {"\"v1\"", ""};
	struct fetch fetch = fetch_of(given);

	fetch.known = &known;
	assert_int_equal(fetch_file(&fetch, &given->fetched, &given->why), ERR_OK);
	assert_true(given->fetched.is_unchanged);
	assert_null(content(given->path));
	assert_null(part(given));
}

static void serve_half(struct https_peer *peer, const char *request, struct https_reply *reply)
{
	serve_body(peer, request, reply);
	reply->sent_of_body = reply->body.n / 2;
}

static void what_was_cut_off_goes_on_where_it_stopped(void **state)
{
	struct given *given = *state;

	given->peer.answer = serve_half;
	assert_int_equal(fetch(given), ERR_IO);
	assert_null(content(given->path));
	assert_string_equal(part(given), "0123456789");
	given->peer.answer = serve_body;
	assert_int_equal(fetch(given), ERR_OK);
	assert_non_null(strstr(given->peer.request, "Range: bytes=10-\r\n"));
	assert_string_equal(content(given->path), BODY);
	assert_int_equal(given->fetched.resumed_from, 10);
	assert_int_equal(given->fetched.size, strlen(BODY));
}

static void serve_another(struct https_peer *peer, const char *request, struct https_reply *reply)
{
	(void)peer;
	(void)request;
	reply->body = STR("another");
	snprintf(reply->head, sizeof(reply->head), "HTTP/1.1 200 OK\r\nETag: \"v2\"\r\nContent-Length: 7\r\n");
}

static void what_changed_meanwhile_begins_anew(void **state)
{
	struct given *given = *state;

	given->peer.answer = serve_half;
	assert_int_equal(fetch(given), ERR_IO);
	given->peer.answer = serve_another;
	assert_int_equal(fetch(given), ERR_OK);
	assert_string_equal(content(given->path), "another");
	assert_string_equal(given->fetched.version.etag, "\"v2\"");
	assert_int_equal(given->fetched.resumed_from, 0);
}

static void serve_weak(struct https_peer *peer, const char *request, struct https_reply *reply)
{
	(void)peer;
	(void)request;
	reply->body = STR(BODY);
	reply->sent_of_body = 5;
	snprintf(reply->head, sizeof(reply->head), "HTTP/1.1 200 OK\r\nETag: W/\"v1\"\r\nContent-Length: 20\r\n");
}

static void without_a_strong_mark_nothing_is_gone_on_with(void **state)
{
	struct given *given = *state;

	given->peer.answer = serve_weak;
	assert_int_equal(fetch(given), ERR_IO);
	given->peer.answer = serve_body;
	assert_int_equal(fetch(given), ERR_OK);
	assert_null(strstr(given->peer.request, "Range:"));
	assert_string_equal(content(given->path), BODY);
}

static void serve_wrong_part(struct https_peer *peer, const char *request, struct https_reply *reply)
{
	(void)peer;
	(void)request;
	reply->body = STR("xyz");
	snprintf(
		reply->head, sizeof(reply->head),
		"HTTP/1.1 206 Partial Content\r\nETag: \"v1\"\r\nContent-Range: bytes 3-5/20\r\nContent-Length: 3\r\n");
}

static void another_part_than_asked_for_is_refused(void **state)
{
	struct given *given = *state;

	given->peer.answer = serve_half;
	assert_int_equal(fetch(given), ERR_IO);
	given->peer.answer = serve_wrong_part;
	assert_int_equal(fetch(given), ERR_IO);
	assert_non_null(strstr(given->why.text, "another part"));
	assert_string_equal(part(given), "0123456789");
}

static void serve_stalling(struct https_peer *peer, const char *request, struct https_reply *reply)
{
	serve_half(peer, request, reply);
	reply->is_stalling = true;
}

static void a_server_that_falls_silent_is_left(void **state)
{
	struct given *given = *state;

	given->peer.answer = serve_stalling;
	assert_int_equal(fetch(given), ERR_IO);
	assert_string_equal(part(given), "0123456789");
}

static void a_file_larger_than_its_cap_is_thrown_away(void **state)
{
	struct given *given = *state;
	struct fetch fetch = fetch_of(given);

	fetch.size_max = strlen(BODY) - 1;
	assert_int_equal(fetch_file(&fetch, &given->fetched, &given->why), ERR_TOO_LARGE);
	assert_null(content(given->path));
	assert_null(part(given));
}

static void serve_redirect(struct https_peer *peer, const char *request, struct https_reply *reply)
{
	(void)request;
	snprintf(reply->head, sizeof(reply->head), "HTTP/1.1 302 Found\r\nLocation: %s\r\nContent-Length: 0\r\n",
		 (const char *)peer->test);
}

static void a_redirect_leads_to_https_or_nowhere(void **state)
{
	static const char *const places[] = {"http://127.0.0.1:1/feed", "file:///etc/passwd", "ftp://127.0.0.1/feed"};
	struct given *given = *state;

	given->peer.answer = serve_redirect;
	for (size_t i = 0; i < COUNT(places); i++) {
		given->peer.test = places[i];
		assert_int_equal(fetch(given), ERR_INVALID);
		assert_null(content(given->path));
	}
	given->peer.test = given->url; /* to itself, for ever */
	assert_int_equal(fetch(given), ERR_IO);
}

static void only_a_valid_certificate_is_spoken_with(void **state)
{
	struct given *given = *state;
	struct fetch fetch = fetch_of(given);

	fetch.ca_file = NULL;
	assert_int_equal(fetch_file(&fetch, &given->fetched, &given->why), ERR_IO);
	assert_string_equal(given->peer.request, "");
	snprintf(given->url, sizeof(given->url), "http://127.0.0.1:%u/feed", given->peer.peer.ports[0]);
	assert_int_equal(fetch_file(&fetch, &given->fetched, &given->why), ERR_INVALID);
	assert_string_equal(given->peer.request, "");
}

static void serve_status(struct https_peer *peer, const char *request, struct https_reply *reply)
{
	(void)request;
	reply->body = STR("sorry");
	snprintf(reply->head, sizeof(reply->head), "HTTP/1.1 %s\r\nContent-Length: 5\r\n", (const char *)peer->test);
}

static void what_the_server_says_is_told_apart(void **state)
{
	static const struct {
		const char *status;
		enum err err;
	} rows[] = {{"404 Not Found", ERR_NOT_FOUND},
		    {"503 Busy", ERR_BUSY},
		    {"429 Too Many", ERR_BUSY},
		    {"403 Forbidden", ERR_IO}};
	struct given *given = *state;

	given->peer.answer = serve_status;
	for (size_t i = 0; i < COUNT(rows); i++) {
		given->peer.test = rows[i].status;
		assert_int_equal(fetch(given), rows[i].err);
		assert_null(content(given->path));
	}
}

#define GIVEN(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		GIVEN(a_file_comes_whole_with_its_version),
		GIVEN(a_known_version_is_not_fetched_again),
		GIVEN(what_was_cut_off_goes_on_where_it_stopped),
		GIVEN(what_changed_meanwhile_begins_anew),
		GIVEN(without_a_strong_mark_nothing_is_gone_on_with),
		GIVEN(another_part_than_asked_for_is_refused),
		GIVEN(a_server_that_falls_silent_is_left),
		GIVEN(a_file_larger_than_its_cap_is_thrown_away),
		GIVEN(a_redirect_leads_to_https_or_nowhere),
		GIVEN(only_a_valid_certificate_is_spoken_with),
		GIVEN(what_the_server_says_is_told_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

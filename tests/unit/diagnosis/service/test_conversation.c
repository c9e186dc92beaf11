/* SPDX-License-Identifier: Apache-2.0 */
/* Whole conversations, with services that are played here: each connection is a socket that holds its answers before
 * anything is asked, one message an answer. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "codec/json.h"
#include "diagnosis/service/datagram_observe.h"
#include "diagnosis/service/dialogue_table.h"
#include "net/handover.h"
#include "test.h"

#define CONNECTIONS_MAX 8
#define ANSWERS_MAX     4

struct scene {
	struct arena arena;
	struct stop stop;
	struct sink sink;
	struct visit visit;
	int broker;                /* the other end of the channel by which connections are asked for */
	int ours[CONNECTIONS_MAX]; /* the services' ends */
	size_t count;
	const char *kind; /* of the observation that is kept */
	const struct value *seen;
};

static void take(void *context, const struct observation *observation)
{
	struct scene *scene = context;
	struct value *copy;
	BUF_SCOPED text;

	if (strcmp(observation->kind, scene->kind) != 0)
		return;
	buf_init(&text, OBSERVATION_LINE_MAX);
	json_encode(&text, observation->data);
	assert_int_equal(json_decode(&scene->arena, buf_str(&text), &copy, NULL), ERR_OK);
	scene->seen = copy;
}

static struct scene *scene_new(const char *kind)
{
	struct scene *scene = calloc(1, sizeof(*scene));
	int ends[2];

	assert_non_null(scene);
	assert_int_equal(handover_channel(ends, NULL), ERR_OK);
	arena_init(&scene->arena);
	scene->kind = kind;
	scene->broker = ends[0];
	scene->stop = (struct stop){.signal_fd = -1, .control_fd = -1};
	scene->sink = (struct sink){.take = take, .context = scene};
	scene->visit = (struct visit){.way = {ends[1], &scene->stop},
				      .sink = &scene->sink,
				      .limits = {200, 1000, VISIT_SESSION_BYTES},
				      .target = "192.0.2.1",
				      .about_url = "https://check.example.jp/",
				      .deadline_ms = clock_monotonic_ms() + 60000};
	assert_true(addr_parse(STR("192.0.2.1"), &scene->visit.addr));
	return scene;
}

static void scene_free(struct scene *scene)
{
	for (size_t i = 0; i < scene->count; i++)
		close(scene->ours[i]);
	close(scene->broker);
	close(scene->visit.way.broker);
	arena_release(&scene->arena);
	free(scene);
}

/* The visitor's end of a connection whose service says this; one that hangs up does so behind it. */
static int connect_to(struct scene *scene, const struct str answers[ANSWERS_MAX], bool hangs_up)
{
	int ends[2];

	assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends), 0);
	for (size_t i = 0; i < ANSWERS_MAX && answers[i].n; i++)
		assert_int_equal(send(ends[0], answers[i].p, answers[i].n, MSG_NOSIGNAL), answers[i].n);
	if (hangs_up)
		assert_int_equal(shutdown(ends[0], SHUT_WR), 0);
	scene->ours[scene->count++] = ends[0];
	return ends[1];
}

/* What the broker says to the next wish. */
static void grant(struct scene *scene, enum err err, int fd)
{
	const struct talk_connection connection = {.err = err};

	assert_true(handover_send(scene->broker, str_of(&connection, sizeof(connection)), fd));
	if (fd >= 0)
		close(fd);
}

static struct talk talk_on(struct scene *scene, int fd)
{
	return (struct talk){.stop = &scene->stop,
			     .fd = fd,
			     .deadline_ms = clock_monotonic_ms() + 1000,
			     .bytes_left = VISIT_SESSION_BYTES,
			     .wire_left = VISIT_SESSION_BYTES};
}

/* Goes on behind what was heard, on a connection with these answers. */
static struct value *go_on(struct scene *scene, const struct dialogue *row, uint16_t port, struct str heard,
			   const struct str answers[ANSWERS_MAX])
{
	struct value *data = value_map(&scene->arena);
	struct talk talk = talk_on(scene, connect_to(scene, answers, false));

	row->go_on(&(struct dialogue_turn){&scene->visit, port, &talk, heard, &scene->arena, data});
	close(talk.fd);
	return data;
}

/* ---- FTP ---- */

static void only_a_refused_name_is_a_sign_in_of_ftp(void **state)
{
	static const struct {
		struct str reply;
		const char *authentication;
	} rows[] = {
		{DIALOGUE_BYTES("530 Login incorrect.\r\n"), "required"},
		{DIALOGUE_BYTES("530-No strangers,\r\n530 please.\r\n"), "required"},
		{DIALOGUE_BYTES("230 Welcome.\r\n"), "none"},
		{DIALOGUE_BYTES("530 Anonymous sessions must use encryption.\r\n"), ""},
		{DIALOGUE_BYTES("530 Please use TLS first.\r\n"), ""},
		{DIALOGUE_BYTES("530 ssl is needed.\r\n"), ""},
		{DIALOGUE_BYTES("534 Policy requires SSL.\r\n"), ""},
		{DIALOGUE_BYTES("550 Too many from your address.\r\n"), ""},
		{DIALOGUE_BYTES("500 What?\r\n"), ""},
		{DIALOGUE_BYTES("421 Busy.\r\n"), ""},
		{DIALOGUE_BYTES("530-Half a rep"), ""},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct str answers[ANSWERS_MAX] = {DIALOGUE_BYTES("211 End\r\n"), rows[i].reply};
		struct scene *scene = scene_new("service.answer");
		struct value *data = go_on(scene, dialogue_table_named("ftp"), 21, STR("220 ready\r\n"), answers);

		assert_string_equal(value_get_text(data, "authentication"), rows[i].authentication);
		scene_free(scene);
	}
}

/* ---- rsync ---- */

static const char *access_to_modules(const char *list, const char *const *replies)
{
	const struct str listed[ANSWERS_MAX] = {str_from(list)};
	struct scene *scene = scene_new("service.answer");
	static char access[16];
	struct value *data;

	for (; *replies; replies++) {
		const struct str answers[ANSWERS_MAX] = {str_from(*replies)};

		grant(scene, ERR_OK, connect_to(scene, answers, true));
	}
	data = go_on(scene, dialogue_table_named("rsync"), 873, STR("@RSYNCD: 31.0\n"), listed);
	snprintf(access, sizeof(access), "%s", value_get_text(data, "authentication"));
	scene_free(scene);
	return access;
}

#define ASKS  "@RSYNCD: 31.0\n@RSYNCD: AUTHREQD x\n"
#define OPENS "@RSYNCD: 31.0\n@RSYNCD: OK\n"
#define FAILS "@RSYNCD: 31.0\n@ERROR: chroot failed\n"

static void rsync_is_guarded_when_each_of_its_modules_is(void **state)
{
	static const char *const all_ask[] = {ASKS, ASKS, ASKS, NULL}, *const one_opens[] = {ASKS, OPENS, NULL},
				 *const one_fails[] = {ASKS, FAILS, NULL};

	assert_string_equal(access_to_modules("a\t\nb\t\nc\t\n@RSYNCD: EXIT\n", all_ask), "required");
	assert_string_equal(access_to_modules("a\t\nb\t\nc\t\nd\t\n@RSYNCD: EXIT\n", all_ask), "");
	assert_string_equal(access_to_modules("a\t\nb\t\n@RSYNCD: EXIT\n", one_fails), "");
	assert_string_equal(access_to_modules("a\t\nb\t\nc\t\nd\t\n@RSYNCD: EXIT\n", one_opens), "none");
}

/* ---- LDAP ---- */

static void only_a_refusal_is_a_sign_in_of_ldap(void **state)
{
	static const struct {
		char code;
		const char *authentication;
	} rows[] = {{0, "none"},      {1, "required"}, {8, "required"}, {48, "required"},
		    {50, "required"}, {32, "unknown"}, {51, "unknown"}, {80, "unknown"}};

	for (size_t i = 0; i < COUNT(rows); i++) {
		char bytes[] = "\x30\x0c\x02\x01\x02\x65\x07\x0a\x01\0\x04\0\x04";
		const struct str answers[ANSWERS_MAX] = {str_of(bytes, sizeof(bytes))};
		struct scene *scene = scene_new("service.auth");
		struct value *data = value_map(&scene->arena);
		struct talk talk = talk_on(scene, connect_to(scene, answers, false));

		bytes[9] = rows[i].code;
		close(talk.fd);
		talk.fd = connect_to(scene, answers, false);
		dialogue_add_name(&scene->arena, data, STR("o=example"));
		dialogue_table_at(389)->go_on(
			&(struct dialogue_turn){&scene->visit, 389, &talk, STR(""), &scene->arena, data});
		assert_string_equal(value_get_text(data, "authentication"), rows[i].authentication);
		close(talk.fd);
		scene_free(scene);
	}
}

/* ---- DNS ---- */

#define QUESTION "\0\1\0\0\0\0\0\0\5check\7example\2jp\0\0\1\0\1"
#define RECORD   "\0\1\0\1\0\0\0\0\5check\7example\2jp\0\0\1\0\1\xc0\x0c\0\1\0\1\0\0\0\x1e\0\4\xc0\0\2\1"

static void only_a_refusal_to_recur_is_no_open_resolver(void **state)
{
	static const struct {
		struct str answer;
		bool is_answered, is_resolved;
	} rows[] = {
		{DIALOGUE_BYTES("tr\x81\x80" RECORD), true, true},
		{DIALOGUE_BYTES("tr\x81\x05" QUESTION), true, false},  /* refused */
		{DIALOGUE_BYTES("tr\x81\x85" QUESTION), true, false},  /* the same of one that recurs for others */
		{DIALOGUE_BYTES("tr\x81\0" QUESTION), true, false},    /* a referral */
		{DIALOGUE_BYTES("tr\x81\x82" QUESTION), false, false}, /* its own way to the answer failed */
		{DIALOGUE_BYTES("tr\x81\x83" QUESTION), false, false},
		{DIALOGUE_BYTES("tr\x83\x80" QUESTION), false, false}, /* cut */
		{DIALOGUE_BYTES("tk\x85\0" QUESTION), false, false},   /* late: to another question */
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct str answers[ANSWERS_MAX] = {rows[i].answer};
		struct scene *scene = scene_new("dns.recursion");

		(void)go_on(scene, dialogue_table_udp_at(53), 53, STR(""), answers);
		assert_non_null(scene->seen);
		assert_int_equal(value_get_bool(scene->seen, "answered"), rows[i].is_answered);
		assert_int_equal(value_get_bool(scene->seen, "resolved"), rows[i].is_resolved);
		scene_free(scene);
	}
}

/* ---- SMB ---- */

#define SMB2_ANSWER(dialect)                                                                                           \
	DIALOGUE_BYTES("\0\0\0\x46\xfeSMB\x40\0\0\0\0\0\0\0\0\0\x01\0\x01\0\0\0"                                       \
		       "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"                                                  \
		       "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x41\0\x03\0" dialect)

/* One that agrees to 3.1.1, hangs up on the four behind it, and does to SMB 1 what is given here. */
static const struct value *negotiate(struct scene *scene, enum err last)
{
	static const struct str agrees[ANSWERS_MAX] = {SMB2_ANSWER("\x11\x03")}, nothing[ANSWERS_MAX];

	grant(scene, ERR_OK, connect_to(scene, agrees, false));
	for (int i = 0; i < 4; i++)
		grant(scene, ERR_OK, connect_to(scene, nothing, true));
	grant(scene, last, last ? -1 : connect_to(scene, nothing, true));
	(void)go_on(scene, dialogue_table_at(445), 445, STR(""), nothing);
	return scene->seen;
}

static void a_dialect_that_could_not_be_asked_is_not_refused(void **state)
{
	struct scene *scene = scene_new("smb.negotiate");
	const struct value *dialects = value_get(negotiate(scene, ERR_OK), "dialects");

	assert_int_equal(value_count(dialects), 1);
	assert_true(str_is(value_at(dialects, 0)->text, "3.1.1"));
	scene_free(scene);
	scene = scene_new("smb.negotiate");
	assert_null(negotiate(scene, ERR_TIMEOUT));
	scene_free(scene);
}

/* ---- UDP ---- */

/* The reason that is told of a socket on which nothing can be sent. */
static const char *reason_of(bool is_refused)
{
	struct scene *scene = scene_new("service.answer");
	static char reason[16];
	int ends[2];

	scene->visit.is_udp = true;
	assert_int_equal(socketpair(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends), 0);
	if (is_refused)
		close(ends[0]);
	else
		scene->ours[scene->count++] = ends[0];
	if (!is_refused)
		assert_int_equal(shutdown(ends[1], SHUT_WR), 0);
	grant(scene, ERR_OK, ends[1]);
	datagram_observe(&scene->visit, 5683);
	assert_non_null(scene->seen);
	snprintf(reason, sizeof(reason), "%s", value_get_text(scene->seen, "reason"));
	scene_free(scene);
	return reason;
}

static void an_error_of_the_line_is_no_refusal(void **state)
{
	assert_string_equal(reason_of(true), "refused");
	assert_string_equal(reason_of(false), "timeout");
}

/* ---- mail ---- */

static void a_patient_visit_ends_no_later(void **state)
{
	const struct visit visit = {.limits = {.session_ms = 10000}, .deadline_ms = 110000};
	struct visit patient = visit_of_mail(&visit);

	assert_int_equal(patient.limits.session_ms, 10000 * VISIT_MAIL_SESSION);
	assert_int_equal(patient.deadline_ms + patient.limits.session_ms, visit.deadline_ms + visit.limits.session_ms);
}

int test_conversation(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_a_refused_name_is_a_sign_in_of_ftp),
		cmocka_unit_test(rsync_is_guarded_when_each_of_its_modules_is),
		cmocka_unit_test(only_a_refusal_is_a_sign_in_of_ldap),
		cmocka_unit_test(only_a_refusal_to_recur_is_no_open_resolver),
		cmocka_unit_test(a_dialect_that_could_not_be_asked_is_not_refused),
		cmocka_unit_test(an_error_of_the_line_is_no_refusal),
		cmocka_unit_test(a_patient_visit_ends_no_later),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* A diagnosis of a company that does not exist. */
#ifndef TENKEN_TESTS_REPORT_SAMPLE_H
#define TENKEN_TESTS_REPORT_SAMPLE_H

#include "codec/json.h"
#include "report/outline.h"
#include "test.h"

#define SAMPLE_NOW_MS ((int64_t)1748826000000) /* 2025-06-02T10:00:00+09:00 */

#define SAMPLE_FINDINGS 7
#define SAMPLE_SEEN     4

struct sample {
	struct arena arena;
	const struct texts *texts;
	struct authorisation authorisation;
	struct authorisation_target targets[2];
	uint16_t ports[6];
	struct finding findings[SAMPLE_FINDINGS];
	struct observation seen[SAMPLE_SEEN];
	struct report_input input;
};

static const struct value *sample_data(struct sample *sample, const char *json)
{
	struct value *value;

	assert_int_equal(json_decode(&sample->arena, str_from(json), &value, NULL), ERR_OK);
	return value;
}

static void sample_find(struct sample *sample)
{
	const struct finding findings[SAMPLE_FINDINGS] = {
		{"cleartext-login", VERDICT_BAD, PRIORITY_P2, CONFIDENCE_CONFIRMED, "www.example.jp", "192.0.2.10", 21,
		 "ftp", "greeting \"220 (vsFTPd 3.0.3)\"; TLS not offered",
		 sample_data(sample, "{\"service\":\"FTP\"}"), NULL, NULL},
		{"tls-certificate-expiry", VERDICT_BAD, PRIORITY_P2, CONFIDENCE_CONFIRMED, "www.example.jp",
		 "192.0.2.10", 443, "expired",
		 "notBefore 2024-06-01T10:00:00+09:00, notAfter 2025-06-01T10:00:00+09:00, subject CN=www.example.jp",
		 sample_data(sample, "{\"not_before_ms\":1717203600000,\"not_after_ms\":1748739600000,\"days\":1}"),
		 NULL, NULL},
		{"outdated-tls", VERDICT_BAD, PRIORITY_P3, CONFIDENCE_CONFIRMED, "www.example.jp", "192.0.2.10", 443,
		 "old", "accepted: TLS 1.0, TLS 1.1, TLS 1.2; refused: SSL 3.0, TLS 1.3",
		 sample_data(sample, "{\"versions\":[\"TLS 1.0\",\"TLS 1.1\"]}"), NULL, NULL},
		{"cleartext-login", VERDICT_UNTESTABLE, PRIORITY_P4, CONFIDENCE_CONFIRMED, "www.example.jp",
		 "192.0.2.10", 23, "silent", "port open, no greeting", sample_data(sample, "{\"service\":\"Telnet\"}"),
		 NULL, NULL},
		{"cleartext-login", VERDICT_GOOD, PRIORITY_P4, CONFIDENCE_CONFIRMED, "mail.example.jp", "", 0, "none",
		 "6 ports tried", sample_data(sample, "{\"tried\":6}"), NULL, NULL},
		{"outdated-tls", VERDICT_GOOD, PRIORITY_P4, CONFIDENCE_CONFIRMED, "mail.example.jp", "192.0.2.11", 993,
		 "", "accepted: TLS 1.2, TLS 1.3; refused: SSL 3.0, TLS 1.0, TLS 1.1", NULL, NULL, NULL},
		{"tls-certificate-expiry", VERDICT_GOOD, PRIORITY_P4, CONFIDENCE_CONFIRMED, "mail.example.jp",
		 "192.0.2.11", 993, "", "notAfter 2026-01-01T10:00:00+09:00",
		 sample_data(sample, "{\"not_before_ms\":1735693200000,\"not_after_ms\":1767229200000,\"days\":213}"),
		 NULL, NULL},
	};

	for (size_t i = 0; i < SAMPLE_FINDINGS; i++)
		sample->findings[i] = findings[i];
}

static void sample_observe(struct sample *sample)
{
	const struct observation seen[SAMPLE_SEEN] = {
		{SAMPLE_NOW_MS - 900000, "probe.begin", "", "", 0,
		 sample_data(
			 sample,
			 "{\"version\":\"0.1.0\",\"started_ms\":1748825100000,\"source_addresses\":[\"198.51.100.4\"],"
			 "\"sandbox\":[\"seccomp\",\"landlock\"],\"ports\":6,\"targets\":2}")},
		{SAMPLE_NOW_MS - 890000, "target.resolved", "www.example.jp", "", 0,
		 sample_data(sample, "{\"addresses\":[\"192.0.2.10\",\"2001:db8::10\"]}")},
		{SAMPLE_NOW_MS - 600000, "probe.problem", "mail.example.jp", "", 0,
		 sample_data(sample, "{\"what\":\"conversation\",\"reason\":\"silent\"}")},
		{SAMPLE_NOW_MS - 300000, "probe.end", "", "", 0,
		 sample_data(sample, "{\"finished_ms\":1748825700000,\"connections\":38,\"reason\":\"done\"}")},
	};

	for (size_t i = 0; i < SAMPLE_SEEN; i++)
		sample->seen[i] = seen[i];
}

static void sample_init(struct sample *sample, enum lang lang)
{
	bool is_ja = lang == LANG_JA;

	*sample = (struct sample){
		.targets = {{.host = "www.example.jp"}, {.host = "mail.example.jp"}},
		.ports = {21, 23, 80, 143, 443, 993},
	};
	arena_init(&sample->arena);
	assert_int_equal(texts_load(&sample->texts, NULL), ERR_OK);
	sample->authorisation = (struct authorisation){
		.id = "1",
		.targets = sample->targets,
		.target_count = 2,
		.ports = sample->ports,
		.port_count = 6,
		.not_before_ms = SAMPLE_NOW_MS - 3600000,
		.not_after_ms = SAMPLE_NOW_MS + 28800000,
		.authorised_by = is_ja ? "代表取締役 髙橋 花子" : "Hanako Takahashi, president",
		.authorised_ms = SAMPLE_NOW_MS - 86400000,
	};
	sample_find(sample);
	sample_observe(sample);
	sample->input = (struct report_input){
		.texts = sample->texts,
		.wish = {.lang = lang},
		.now_ms = SAMPLE_NOW_MS,
		.edition_name = is_ja ? "令和7年度 中小企業サイバーセキュリティ点検事業"
				      : "SME cybersecurity check-up, fiscal 2025",
		.organiser = is_ja ? "東京都" : "Tokyo Metropolitan Government",
		.operator_name = is_ja ? "点検事業 運営事務局" : "Secretariat of the check-up programme",
		.contact = "03-0000-0000 (9:00-17:00) desk@example.jp",
		.receipt_number = "R7-0012",
		.company = is_ja ? "株式会社髙﨑製作所" : "Takasaki Works Co., Ltd.",
		.version = "0.1.0",
		.authorisation = &sample->authorisation,
		.observations = sample->seen,
		.observation_count = SAMPLE_SEEN,
		.findings = sample->findings,
		.finding_count = SAMPLE_FINDINGS,
	};
}

static void sample_release(struct sample *sample)
{
	arena_release(&sample->arena);
}

#endif

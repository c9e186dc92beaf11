/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A report of forty findings, from the findings to the bytes of its PDF, again and again in one process. Prints the
 * median of the processor time (one thread works, so that this is the time on a machine without other work) and of the
 * time on the clock, and the size for thirty pages; beside it, as a peer in the same run, pdftotext reading the same
 * document. Ends with 1 where a limit is missed. Usage: bench/report [ROUNDS].
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "codec/json.h"
#include "report/pdf/page_pdf.h"

#define FINDINGS    40
#define GOOD        20
#define ROUNDS      15
#define ROUNDS_MAX  1000
#define NOW_MS      ((int64_t)1748826000000) /* 2025-06-02T10:00:00+09:00 */
#define PDF_MAX     ((size_t)16 * 1024 * 1024)
#define LIMIT_MS    150.0
#define LIMIT_BYTES 500000.0 /* of LIMIT_PAGES */
#define LIMIT_PAGES 30

/* What the sentences of any check may name. */
static const char details[] =
	"{\"service\":\"FTP\",\"product\":\"nginx\",\"version\":\"1.22.1\",\"versions\":[\"TLS 1.0\"],\"days\":12,"
	"\"names\":[\"www.example.jp\"],\"not_before_ms\":1717203600000,\"not_after_ms\":1752739600000,\"count\":3,"
	"\"domain\":\"example.jp\",\"path\":\"/.env\",\"tried\":6,\"name\":\"www.example.jp\",\"bits\":1024,"
	"\"address\":\"192.0.2.10\",\"servers\":[\"ns1.example.jp\"],\"issuer\":\"Example CA\",\"latest\":\"1.28.0\","
	"\"shown\":\"1.22\",\"fixed_in\":\"1.28.0\"}";

static const char *const hosts[] = {"www.example.jp", "mail.example.jp", "vpn.example.jp"};
static const char *const addresses[] = {"192.0.2.10", "192.0.2.11", "192.0.2.12"};
static const int ports[] = {21, 443, 8443};

static double ms_of(clockid_t which)
{
	struct timespec now;

	clock_gettime(which, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int compare(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

static double median(double *numbers, size_t count)
{
	qsort(numbers, count, sizeof(*numbers), compare);
	return numbers[count / 2];
}

static void fill(struct finding *findings, const struct value *data)
{
	for (size_t i = 0; i < FINDINGS + GOOD; i++) {
		bool is_bad = i < FINDINGS;
		findings[i] = (struct finding){
			.check = assignment_check(i),
			.verdict = is_bad ? VERDICT_BAD : VERDICT_GOOD,
			.priority = is_bad ? (enum priority)(PRIORITY_P1 + (int)(i * 4 / FINDINGS)) : PRIORITY_P4,
			.confidence = CONFIDENCE_CONFIRMED,
			.target = hosts[i % COUNT(hosts)],
			.address = addresses[i % COUNT(hosts)],
			.port = ports[i % COUNT(hosts)],
			.variant = "",
			.evidence = "220 (vsFTPd 3.0.3)",
			.details = data,
		};
	}
}

static enum err make(const struct report_input *input, struct buf *pdf, struct fault *why)
{
	struct outline *outline;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	buf_clear(pdf);
	err = outline_build(&arena, input, &outline, why);
	return err ? err : page_pdf_render(outline, pdf, why);
}

/* Pages, and the milliseconds that poppler needs to read them: the peer. */
static int read_back(const struct buf *pdf, double *ret_ms)
{
	char path[] = "/tmp/tenken-bench-report-XXXXXX", command[100];
	int fd = mkstemp(path), pages = 0, byte;
	FILE *text;
	double begun;

	if (fd < 0 || write(fd, pdf->bytes, pdf->size) != (ssize_t)pdf->size || close(fd))
		abort();
	(void)snprintf(command, sizeof(command), "pdftotext %s -", path);
	begun = ms_of(CLOCK_MONOTONIC);
	text = popen(command, "r");
	while (text && (byte = fgetc(text)) != EOF)
		pages += byte == '\f';
	if (!text || pclose(text) || !pages || unlink(path))
		abort();
	*ret_ms = ms_of(CLOCK_MONOTONIC) - begun;
	return pages;
}

static int tell(double *processor, double *clock, size_t rounds, const struct buf *pdf)
{
	double peer, first = processor[0], spent = median(processor + 1, rounds - 1);
	int pages = read_back(pdf, &peer);
	double bytes = (double)pdf->size * LIMIT_PAGES / pages;

	printf("%d findings, %d pages, %zu bytes; median of %zu, the first %.0f ms\n", FINDINGS, pages, pdf->size,
	       rounds - 1, first);
	printf("processor  %6.0f ms   limit %.0f\n", spent, LIMIT_MS);
	printf("clock      %6.0f ms\n", median(clock + 1, rounds - 1));
	printf("pdftotext  %6.0f ms   ratio %.2f\n", peer, spent / peer);
	printf("%d pages   %6.0f kB   limit %.0f\n", LIMIT_PAGES, bytes / 1000, LIMIT_BYTES / 1000);
	return spent > LIMIT_MS || bytes > LIMIT_BYTES;
}

static enum err measure(const struct report_input *input, size_t rounds, int *ret_status, struct fault *why)
{
	static double processor[ROUNDS_MAX + 1], clock[ROUNDS_MAX + 1];
	enum err err = ERR_OK;
	BUF_SCOPED pdf;

	buf_init(&pdf, PDF_MAX);
	for (size_t i = 0; !err && i <= rounds; i++) {
		double begun = ms_of(CLOCK_PROCESS_CPUTIME_ID), at = ms_of(CLOCK_MONOTONIC);
		err = make(input, &pdf, why);
		processor[i] = ms_of(CLOCK_PROCESS_CPUTIME_ID) - begun;
		clock[i] = ms_of(CLOCK_MONOTONIC) - at;
	}
	if (!err)
		*ret_status = tell(processor, clock, rounds + 1, &pdf);
	return err;
}

static enum err run(size_t rounds, int *ret_status, struct fault *why)
{
	struct authorisation_target targets[] = {{.host = hosts[0]}, {.host = hosts[1]}, {.host = hosts[2]}};
	const struct authorisation authorisation = {
		.id = "1", .targets = targets, .target_count = COUNT(targets), .authorised_by = "代表取締役 希望 太郎"};
	struct finding findings[FINDINGS + GOOD];
	struct report_input input = {
		.now_ms = NOW_MS,
		.edition_name = "令和7年度 中小企業サイバーセキュリティ点検事業",
		.organiser = "東京都",
		.operator_name = "点検事業 運営事務局",
		.contact = "desk@example.jp",
		.receipt_number = "R7-0012",
		.company = "株式会社きぼう精機",
		.version = TENKEN_VERSION,
		.authorisation = &authorisation,
		.findings = findings,
		.finding_count = COUNT(findings),
	};
	struct value *data;
	ARENA_SCOPED arena;
	enum err err = texts_load(&input.texts, why);

	arena_init(&arena);
	if (err)
		return err;
	err = json_decode(&arena, str_from(details), &data, why);
	if (!err) {
		fill(findings, data);
		err = measure(&input, rounds, ret_status, why);
	}
	return err;
}

int main(int argc, char **argv)
{
	size_t rounds = argc > 1 ? strtoul(argv[1], NULL, 10) : ROUNDS;
	struct fault why;
	int status = 1;

	if (!rounds || rounds > ROUNDS_MAX)
		rounds = ROUNDS;
	if (run(rounds, &status, &why))
		(void)fprintf(stderr, "%s\n", why.text);
	return status;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* tenken report without a store: files in, a PDF out. */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/str.h"
#include "story/process.h"

#define FINDING                                                                                                        \
	"{\"check\":\"cleartext-login\",\"verdict\":\"bad\",\"priority\":\"P2\",\"confidence\":\"confirmed\","         \
	"\"target\":\"www.example.jp\",\"address\":\"192.0.2.1\",\"port\":21,\"variant\":\"ftp\",\"evidence\":\"\","   \
	"\"details\":{\"service\":\"FTP\"}}\n"
#define OBSERVATION                                                                                                    \
	"{\"at_ms\":1748826000000,\"kind\":\"port.open\",\"target\":\"www.example.jp\",\"address\":\"192.0.2.1\","     \
	"\"port\":21,\"data\":{\"transport\":\"tcp\"}}\n"
#define COMPANY "name: 株式会社きぼう精機\nperson: 代表取締役 希望 太郎\nnumber: R7-0010\noperator: 運営事務局\n"

static const char *write_text(struct scene *scene, const char *name, const char *text)
{
	const char *path = arena_printf(&scene->arena, "%s/%s", scene->dir, name);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
	return path;
}

static int report(struct scene *scene, struct process *ret_process, const char *company, const char *pdf)
{
	return RUN(scene, ret_process, TENKEN, "report", "--findings", write_text(scene, "findings", FINDING),
		   "--observations", write_text(scene, "observations", OBSERVATION), "--company",
		   write_text(scene, "company", company), "--out", pdf);
}

/* What stands in the document. */
static const char *text_of(struct scene *scene, const char *pdf)
{
	struct process process;

	assert_int_equal(RUN(scene, &process, "/usr/bin/pdftotext", "-raw", pdf, "-"), 0);
	return process_out(scene, &process);
}

static void files_become_a_report(void **state)
{
	struct scene *scene = *state;
	const char *pdf = arena_printf(&scene->arena, "%s/a.pdf", scene->dir);
	struct stat status;

	assert_int_equal(report(scene, NULL, COMPANY, pdf), 0);
	assert_non_null(strstr(text_of(scene, pdf), "株式会社きぼう精機"));
	assert_non_null(strstr(text_of(scene, pdf), "R7-0010"));
	assert_non_null(strstr(text_of(scene, pdf), "www.example.jp"));
	assert_int_equal(stat(pdf, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
}

static void a_slip_in_the_company_file_is_named(void **state)
{
	struct scene *scene = *state;
	const char *pdf = arena_printf(&scene->arena, "%s/b.pdf", scene->dir);
	struct process process;
	struct stat status;

	assert_int_equal(report(scene, &process, "nmae: a\n", pdf), 2);
	assert_non_null(strstr(process_err(scene, &process), "company:1:7: unknown: nmae"));
	assert_int_equal(report(scene, &process, "name: [a]\n", pdf), 2);
	assert_non_null(strstr(process_err(scene, &process), "company:1:7: a text is needed, not a list"));
	assert_int_not_equal(stat(pdf, &status), 0);
}

static void one_company_gets_its_part_and_the_president_a_letter(void **state)
{
	struct scene *scene = *state;
	const char *findings = write_text(scene, "findings", FINDING);
	const char *seen = write_text(scene, "observations", OBSERVATION);
	const char *part = arena_printf(&scene->arena, "%s/part.pdf", scene->dir);
	const char *letter = arena_printf(&scene->arena, "%s/letter.pdf", scene->dir);

	assert_int_equal(RUN(scene, NULL, TENKEN, "report", "--findings", findings, "--observations", seen, "--out",
			     part, "--for", "web"),
			 0);
	assert_non_null(strstr(text_of(scene, part), "お願いすることはありません"));
	assert_int_equal(RUN(scene, NULL, TENKEN, "report", "--findings", findings, "--observations", seen, "--out",
			     letter, "--letter"),
			 0);
	assert_non_null(strstr(text_of(scene, letter), "次の言葉をそのまま"));
	assert_int_equal(RUN(scene, NULL, TENKEN, "report", "--findings", findings, "--observations", seen, "--out",
			     "x", "--for", "president"),
			 2);
	assert_int_equal(RUN(scene, NULL, TENKEN, "report", "--findings", findings, "--observations", seen, "--out",
			     "x", "--for", "web", "--letter"),
			 2);
}

#define VPN                                                                                                            \
	"{\"check\":\"vpn-login-exposed\",\"verdict\":\"bad\",\"priority\":\"P2\",\"confidence\":\"confirmed\","       \
	"\"target\":\"www.example.jp\",\"address\":\"192.0.2.1\",\"port\":443,\"variant\":\"\",\"evidence\":\"\","     \
	"\"details\":{\"product\":\"FortiGate SSL-VPN\",\"path\":\"/\"}}\n"
#define SAID                                                                                                           \
	"{\"check\":\"vpn-login-exposed\",\"target\":\"www.example.jp\",\"port\":443,\"answer\":\"second_factor\","    \
	"\"said_by\":\"Yamada\",\"said_ms\":1748826000000}\n"

static void a_file_of_explanations_is_told_with_its_name(void **state)
{
	struct scene *scene = *state;
	const char *findings = write_text(scene, "findings", VPN), *seen = write_text(scene, "seen", OBSERVATION);
	const char *pdf = arena_printf(&scene->arena, "%s/d.pdf", scene->dir);
	struct process process;

	assert_int_equal(RUN(scene, NULL, TENKEN, "report", "--findings", findings, "--observations", seen,
			     "--explanations", write_text(scene, "said", SAID), "--lang", "en", "--out", pdf),
			 0);
	assert_non_null(strstr(text_of(scene, pdf), "Explained by Yamada"));
	assert_non_null(strstr(text_of(scene, pdf), "second factor"));
	assert_int_equal(RUN(scene, &process, TENKEN, "report", "--findings", findings, "--observations", seen,
			     "--explanations", write_text(scene, "bad", "{}\n"), "--out", "x"),
			 2);
	assert_non_null(strstr(process_err(scene, &process), "bad:1: explanation: \"check\" must be a text"));
}

static void what_stands_there_is_not_overwritten(void **state)
{
	struct scene *scene = *state;
	const char *pdf = write_text(scene, "c.pdf", "mine");

	assert_int_equal(report(scene, NULL, COMPANY, pdf), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SCENE(files_become_a_report),
		SCENE(a_slip_in_the_company_file_is_named),
		SCENE(one_company_gets_its_part_and_the_president_a_letter),
		SCENE(a_file_of_explanations_is_told_with_its_name),
		SCENE(what_stands_there_is_not_overwritten),
	};

	return cmocka_run_group_tests_name("report", tests, NULL, NULL);
}

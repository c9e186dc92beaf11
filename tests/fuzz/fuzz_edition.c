/* SPDX-License-Identifier: Apache-2.0 */
/* An edition's file: any bytes may stand in it. What loads must be whole, what does not must say where. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "programme/eligibility.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
const char *__lsan_default_suppressions(void); /* a name of the sanitizer's */

/* As in fuzz_yaml.c: the loss is libfyaml's. */
const char *__lsan_default_suppressions(void)
{
	return "leak:libfyaml.so\n";
}

static void look_at_all(const struct edition *edition)
{
	static const char *const questions[] = {EDITION_QUESTIONS};
	static const char *const messages[] = {EDITION_MESSAGES};
	struct eligibility_result result;

	for (size_t i = 0; i < sizeof(questions) / sizeof(questions[0]); i++)
		if (!edition_question(edition, questions[i]))
			abort();
	for (size_t i = 0; i < sizeof(messages) / sizeof(messages[0]); i++)
		if (!edition_message(edition, messages[i]) || !edition_message(edition, messages[i])->body.ja[0])
			abort();
	eligibility_judge(edition, NULL, &result);
	if (edition->opens_ms >= edition->closes_ms || strlen(edition->hash) != 64 || edition->course_count == 0)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct edition *edition = NULL;
	struct fault why = {0};
	enum err err = edition_parse(str_of(data, size), "f", &edition, &why);

	if ((err == ERR_OK) != (edition != NULL))
		abort();
	if (err)
		return strncmp(why.text, "f:", 2) == 0 ? 0 : (abort(), 0);
	look_at_all(edition);
	edition_free(edition);
	return 0;
}

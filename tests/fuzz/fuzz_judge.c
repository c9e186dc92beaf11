/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <stdlib.h>

#include "library/knowledge_load.h"
#include "main/check_table.h"
#include "usecases/alone/judge_stream.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define NOW_MS ((int64_t)1748826000000)

/* Every finding can be written and read again, and says what it is. */
static void take(void *context, const struct finding_list *findings)
{
	for (size_t i = 0; i < findings->count; i++) {
		struct finding again;
		BUF_SCOPED line;
		buf_init(&line, 16 * FINDING_LINE_MAX);
		finding_format(&findings->items[i], &line);
		if (buf_str(&line).n > FINDING_LINE_MAX)
			continue;
		if (finding_parse(findings->arena, buf_str(&line), &again, NULL) ||
		    again.verdict != findings->items[i].verdict || again.port != findings->items[i].port)
			abort();
	}
}

/* Lines of observations as the probe, another tool or a hostile service make them, judged by all checks with what ships
 * with the program. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct knowledge_loaded loaded;
	struct judge_stream stream = {.checks = check_table, .now_ms = NOW_MS, .take = take};
	struct str rest = str_of(data, size);

	if (!loaded.set && knowledge_load(NULL, &loaded, NULL))
		abort();
	stream.knowledge = &loaded.knowledge;
	judge_stream_init(&stream);
	while (rest.n) {
		struct fault why;
		if (judge_stream_add(&stream, str_cut(&rest, '\n'), &why) && why.code == ERR_OK)
			abort();
	}
	judge_stream_finish(&stream);
	judge_stream_release(&stream);
	return 0;
}

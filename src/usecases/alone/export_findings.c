/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/alone/export_findings.h"

#include "report/export_csv.h"
#include "report/export_sarif.h"
#include "usecases/alone/read_findings.h"

bool export_findings_format_parse(struct str name, enum export_format *ret_format)
{
	static const char *const names[] = {"json", "csv", "sarif"};

	for (size_t i = 0; i < COUNT(names); i++)
		if (str_is(name, names[i])) {
			*ret_format = (enum export_format)i;
			return true;
		}
	return false;
}

enum err export_findings(const char *path, enum export_format format, enum lang lang, const struct check *checks,
			 struct buf *out, struct fault *why)
{
	struct finding_list findings;
	const struct texts *texts = NULL;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = read_findings(&arena, path, &findings, why);
	if (!err)
		err = texts_load(&texts, why);
	if (err)
		return err;
	if (format == EXPORT_CSV) {
		export_csv(texts, lang, &findings, out);
	} else if (format == EXPORT_SARIF) {
		export_sarif(texts, lang, checks, TENKEN_VERSION, &findings, out);
	} else {
		finding_list_format_json(&findings, out);
		buf_add_byte(out, '\n');
	}
	return buf_finish(out, "the export", why);
}

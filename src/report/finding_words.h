/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The words of one finding: the texts "finding.CHECK.VARIANT.PART", or where there is no such text
 * "finding.CHECK.PART", filled with what was seen. Advice that several checks share stands once, as
 * "remedy.KIND.OBJECT.PART" or "remedy.KIND.PART" of the finding's remedy. Knows how a finding becomes sentences; the
 * sentences themselves stand in texts/LANG/findings/.
 */
#ifndef TENKEN_REPORT_FINDING_WORDS_H
#define TENKEN_REPORT_FINDING_WORDS_H

#include "codec/texts.h"
#include "measures/measure.h"

/* part is "title", "deed", "seen", "why", "do_self", "do_vendor", "technician", "effort", "confirm", "good",
 * "untestable" or "ask". "[key]" when there is no such text. The sentence lives in the arena. */
const char *finding_words_get(const struct texts *texts, struct arena *arena, enum lang lang,
			      const struct finding *finding, const char *part);

/* Whether there is such a text: "technician", the commands, is said of few. */
bool finding_words_has(const struct texts *texts, struct arena *arena, enum lang lang, const struct finding *finding,
		       const char *part);

/* What a check is about, whatever it finds: its "name", or its title where that tells of nothing wrong. */
const char *finding_words_name(const struct texts *texts, struct arena *arena, enum lang lang, const char *check);

/* Where it was seen: 「www.example.jp(ポート番号443)」. */
const char *finding_words_place(const struct texts *texts, struct arena *arena, enum lang lang,
				const struct finding *finding);

/* A measure's name: the deed of its most urgent finding, and how many others there are. Of findings that are only
 * possible it says "find out whether". */
const char *finding_words_deed(const struct texts *texts, struct arena *arena, enum lang lang,
			       const struct measure *measure);

/* The sentence for a part where it is the same for all findings of the measure; NULL where each has its own. */
const char *finding_words_shared(const struct texts *texts, struct arena *arena, enum lang lang,
				 const struct measure *measure, const char *part);

/* All its places, each once; a long list is cut and ends with its number. */
const char *finding_words_places(const struct texts *texts, struct arena *arena, enum lang lang,
				 const struct measure *measure);

#endif

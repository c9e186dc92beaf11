/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Findings as a table for Excel, as codec/csv_writer.h writes it: what a foreign service said never becomes a formula.
 */
#ifndef TENKEN_REPORT_EXPORT_CSV_H
#define TENKEN_REPORT_EXPORT_CSV_H

#include "base/buf.h"
#include "codec/texts.h"
#include "findings/finding.h"

/* The columns: verdict, priority, confidence, title, target, address, port, seen, todo, remedy, evidence, check,
 * variant, knowledge. seen and todo are sentences in the language; todo is "" where nothing is to be done. */
void export_csv(const struct texts *texts, enum lang lang, const struct finding_list *findings, struct buf *out);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What was exploited before is exploited again: KEV's entries counted by product and by vendor.
 */
#ifndef TENKEN_KNOWLEDGE_COMPILE_CATALOG_HISTORY_H
#define TENKEN_KNOWLEDGE_COMPILE_CATALOG_HISTORY_H

#include "knowledge/compile/catalog_section.h"

/* Makes the section HISTORY from a view of all others, and writes into each row of FACT, which the sections hold, how
 * often what its CVE names was exploited. */
void catalog_history_count(const struct catalog *view, struct catalog_sections *sections);

#endif

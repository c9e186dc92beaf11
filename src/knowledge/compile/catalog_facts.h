/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What ties the sources together by CVE.
 */
#ifndef TENKEN_KNOWLEDGE_COMPILE_CATALOG_FACTS_H
#define TENKEN_KNOWLEDGE_COMPILE_CATALOG_FACTS_H

#include "knowledge/compile/catalog_section.h"

/* Makes the section FACT and its back references from a view of all others. */
void catalog_facts_tie(const struct catalog *catalog, struct catalog_sections *sections);

#endif

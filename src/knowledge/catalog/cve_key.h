/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A CVE id as a number that sorts by year and number.
 */
#ifndef TENKEN_KNOWLEDGE_CATALOG_CVE_KEY_H
#define TENKEN_KNOWLEDGE_CATALOG_CVE_KEY_H

#include "knowledge/catalog/catalog.h"

/* "CVE-2024-1234": 4 digits of year, 4 to 14 of number. */
bool cve_key_parse(struct str id, uint64_t *ret_key);

void cve_key_format(uint64_t key, char out[CATALOG_CVE_ID_SIZE]);

#endif

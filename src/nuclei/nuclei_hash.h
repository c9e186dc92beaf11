/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The digests by which templates name a body: MD5 (RFC 1321), SHA-1 (RFC 3174) and MurmurHash3 x86_32 with seed 0, as
 * Shodan and FOFA number favicons. They tell contents apart; none of them protects anything here.
 */
#ifndef TENKEN_NUCLEI_NUCLEI_HASH_H
#define TENKEN_NUCLEI_NUCLEI_HASH_H

#include "base/str.h"

#define NUCLEI_MD5_SIZE  16
#define NUCLEI_SHA1_SIZE 20

void nuclei_hash_md5(struct str bytes, unsigned char out[NUCLEI_MD5_SIZE]);
void nuclei_hash_sha1(struct str bytes, unsigned char out[NUCLEI_SHA1_SIZE]);
uint32_t nuclei_hash_mmh3(struct str bytes);

#endif

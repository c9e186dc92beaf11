/* SPDX-License-Identifier: Apache-2.0 */
/*
 * SHA-256 (FIPS 180-4) of several pieces as if they were one. The log hashes all that a deed writes, so this is
 * OpenSSL's, which uses the processor's instructions for it; the rest of the house asks codec/digest.h.
 */
#ifndef TENKEN_SEAL_SHA256_H
#define TENKEN_SEAL_SHA256_H

#include "base/str.h"

#define SHA256_SIZE 32

/* Aborts when the library has no SHA-256 or no memory. */
void sha256_of(const struct str *pieces, size_t count, unsigned char ret_hash[SHA256_SIZE]);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The key that signs the heads of the log: a file on each host that writes, readable by its owner alone, and never in
 * the store. The store names its public half, so that a wrong file is noticed before anything is written.
 */
#ifndef TENKEN_USECASES_LOG_KEY_H
#define TENKEN_USECASES_LOG_KEY_H

#include "seal/note_key.h"

#define LOG_KEY_SETTING "log_key" /* of the store: the public key as text */

/* The origin of the log of an office at this address: "https://check.example.jp/x" is "check.example.jp/log". The
 * text lives in the arena. */
const char *log_key_origin(struct arena *arena, const char *base_url);

/* Reads the key, or makes one of this name when there is no such file. Errors as of log_key_read. */
MUST_USE enum err log_key_make(const char *path, const char *origin, struct note_signer *ret_signer, struct fault *why);

/* ERR_INVALID without a path, ERR_NOT_FOUND, ERR_DENIED when others than the owner may read the file, ERR_INVALID when
 * it holds no signing key; all name the file. */
MUST_USE enum err log_key_read(const char *path, struct note_signer *ret_signer, struct fault *why);

#endif

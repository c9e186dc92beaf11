/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Text for a header (RFC 2047): words of base64, each whole characters and short enough for its line.
 * GMime's own encoder cuts a long run of Japanese inside a character and passes the length
 * that section 2 allows, so this is done here.
 */
#ifndef TENKEN_MAIL_ENCODED_WORD_PRIV_H
#define TENKEN_MAIL_ENCODED_WORD_PRIV_H

#include "base/buf.h"

/* Appends valid UTF-8 without control characters: as it is when it is ASCII, short and plain for a
 * subject, else as words with LF and a space between. */
void encoded_word_write(struct buf *out, struct str text);

/* The same for the name before an address, where ASCII other than letters, digits and spaces
 * means something and is encoded too. */
void encoded_word_write_name(struct buf *out, struct str name);

#endif

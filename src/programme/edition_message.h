/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads an edition's mails (mails/NAME.yaml) and the pieces that they share (shared/mail_pieces.yaml), which come
 * first. A mail puts a piece in by {{>NAME}} on a line of its own.
 */
#ifndef TENKEN_PROGRAMME_EDITION_MESSAGE_H
#define TENKEN_PROGRAMME_EDITION_MESSAGE_H

struct edition_message;
struct edition_reading;
struct reader;
struct value;

void edition_message_read_pieces(struct reader *reader, const struct value *root, struct edition_reading *reading);

/* A mail with an id of its own. */
void edition_message_read(struct reader *reader, const struct value *root, const struct edition_reading *reading,
			  struct edition_message *message);

#endif

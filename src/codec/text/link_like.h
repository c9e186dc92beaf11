/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where a text would become a link in a mail, without anybody having made one: mail programs do that to what reads like
 * an address. Whoever may write a name into an official mail could so send a link under its sender's name.
 */
#ifndef TENKEN_CODEC_TEXT_LINK_LIKE_H
#define TENKEN_CODEC_TEXT_LINK_LIKE_H

#include "base/arena.h"
#include "base/str.h"

/* In any width: a scheme, "www.", a share ("\\host"), an IPv4 address, or a dot between a letter and two or more Latin
 * letters, since top level domains come and go. What names are shortened to stays ("T.Yamada", "A.B.", "Co.,Ltd.",
 * "No.1"), but not "Mr.Help", which is a host; text is valid UTF-8. */
bool link_like_stands_in(struct arena *arena, struct str text);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* The secretariat invites companies to apply: numbers, letters, mails, whom to ring. */
#ifndef TENKEN_WEB_PAGES_INVITATION_INVITATIONS_H
#define TENKEN_WEB_PAGES_INVITATION_INVITATIONS_H

#include "web/route.h"

void page_desk_invitations(const struct request *request, struct reply *reply);
void page_desk_invitations_make_post(const struct request *request, struct reply *reply);
void page_desk_invitations_mails_post(const struct request *request, struct reply *reply);
void page_desk_invitations_letters_post(const struct request *request, struct reply *reply);
void page_desk_invitations_letters(const struct request *request, struct reply *reply);
void page_desk_invitations_list(const struct request *request, struct reply *reply);
void page_desk_invitation(const struct request *request, struct reply *reply);
void page_desk_invitation_post(const struct request *request, struct reply *reply);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * FTP: FEAT (RFC 2389), and whether it takes the name "anonymous" (RFC 1635), for which custom asks for an address as a
 * password; ours exists nowhere. Nothing is listed.
 */
#ifndef TENKEN_DIAGNOSIS_REMOTE_FTP_H
#define TENKEN_DIAGNOSIS_REMOTE_FTP_H

#include "diagnosis/dialogue/dialogue.h"

extern const struct dialogue ftp_dialogue;

#endif

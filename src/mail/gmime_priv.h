/* SPDX-License-Identifier: Apache-2.0 */
/*
 * GMime wants to be started once a process before its first use; its warnings about
 * hostile input are not news to us.
 */
#ifndef TENKEN_MAIL_GMIME_PRIV_H
#define TENKEN_MAIL_GMIME_PRIV_H

/* Cheap and safe to call from any thread, any number of times. */
void gmime_start(void);

#endif

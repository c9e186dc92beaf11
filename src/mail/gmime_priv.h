/* SPDX-License-Identifier: Apache-2.0 */
/*
 * GMime must be initialised once per process before its first use; its warnings about hostile input are silenced.
 */
#ifndef TENKEN_MAIL_GMIME_PRIV_H
#define TENKEN_MAIL_GMIME_PRIV_H

/* Cheap and safe to call from any thread, any number of times. */
void gmime_start(void);

#endif

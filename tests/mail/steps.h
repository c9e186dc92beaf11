/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Kills this process with SIGKILL at a numbered step. The steps are the moments before and after each call of
 * db_write, tx_execute, smtp_send and smtp_reply_add, which the linker leads through here (--wrap); production
 * code knows nothing of them.
 */
#ifndef TENKEN_TESTS_MAIL_STEPS_H
#define TENKEN_TESTS_MAIL_STEPS_H

/* From now on the step number `number` (from 1) ends the process, after its name was written to fd. */
void steps_arm(int number, int fd);

#endif

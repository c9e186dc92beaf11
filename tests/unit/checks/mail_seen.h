/* SPDX-License-Identifier: Apache-2.0 */
/* Mail servers for fixtures. rest: more members of "smtp.capabilities". */
#ifndef TENKEN_TESTS_CHECKS_MAIL_SEEN_H
#define TENKEN_TESTS_CHECKS_MAIL_SEEN_H

#define SERVER(port, rest)                                                                                             \
	{                                                                                                              \
		port, "smtp.capabilities", "{\"answered\":true" rest "}"                                               \
	}
#define SILENT_SERVER                                                                                                  \
	{                                                                                                              \
		25, "smtp.capabilities", "{\"answered\":false,\"reason\":\"421\"}"                                     \
	}

#endif

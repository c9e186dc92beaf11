/* SPDX-License-Identifier: Apache-2.0 */
#include "base/err.h"

const char *err_name(enum err code)
{
	switch (code) {
	case ERR_OK: return "ok";
	case ERR_BUSY: return "busy";
	case ERR_INVALID: return "invalid";
	case ERR_NOT_FOUND: return "not found";
	case ERR_CONFLICT: return "conflict";
	case ERR_DENIED: return "denied";
	case ERR_TOO_LARGE: return "too large";
	case ERR_TIMEOUT: return "timeout";
	case ERR_IO: return "input/output";
	case ERR_CORRUPT: return "corrupt";
	case ERR_UNSUPPORTED: return "unsupported";
	}
	return "unknown";
}

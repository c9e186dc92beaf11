/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A form with files as browsers send it: multipart/form-data (RFC 7578, on RFC 2046 section 5.1; names as the HTML
 * standard escapes them). Pure. Strict: what a browser does not send is refused, since a second reader might cut it
 * elsewhere.
 */
#ifndef TENKEN_WEB_MULTIPART_H
#define TENKEN_WEB_MULTIPART_H

#include "codec/value.h"

#define MULTIPART_PARTS_MAX    16
#define MULTIPART_HEAD_MAX     2048  /* bytes of a part's header lines */
#define MULTIPART_TEXT_MAX     65536 /* of a part that is no file */
#define MULTIPART_BOUNDARY_MAX 70    /* RFC 2046 */

struct multipart_file {
	struct str field, name; /* the name without a path; empty where no file was chosen */
	struct str bytes;       /* a view into the body */
};

struct multipart {
	struct value *fields; /* as fields_decode gives them; a field that comes twice is refused */
	struct multipart_file files[MULTIPART_PARTS_MAX];
	size_t file_count;
};

/* "multipart/form-data; boundary=..." in any case; the type alone, whatever the boundary. */
bool multipart_is_type(struct str content_type);

/* ERR_INVALID for another type, no boundary, or a body that is not made of whole parts to its last boundary;
 * ERR_TOO_LARGE beyond a limit above. Texts are valid UTF-8 without a NUL; files may be any bytes. */
MUST_USE enum err multipart_decode(struct arena *arena, struct str content_type, struct str body,
				   struct multipart *ret_multipart, struct fault *why);

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* Packed bytes come out, as far as a cap, or are refused with a reason. */
#include <stdint.h>
#include <stdlib.h>

#include "codec/unpack.h"

#define OUT_MAX ((size_t)1 << 22)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str packed = str_of(data, size);
	struct unpack *unpack = unpack_new(byte_source_of(&packed));
	struct byte_source source = unpack_source(unpack);
	struct fault why = {ERR_OK, ""};
	size_t got = 1, total = 0;
	static char room[4096];
	enum err err = ERR_OK;

	while (!err && got && total < OUT_MAX) {
		err = source.read(source.context, room, sizeof(room), &got, &why);
		total += err ? 0 : got;
	}
	if (err && !why.text[0])
		abort();
	unpack_free(unpack);
	return 0;
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/log_key.h"

#include <string.h>
#include <sys/stat.h>

#include "disk/new_file.h"
#include "disk/read_file.h"

#define KEY_BYTES_MAX 1024

const char *log_key_origin(struct arena *arena, const char *base_url)
{
	const char *host = strstr(base_url, "://");
	struct str rest = str_from(host ? host + 3 : base_url);
	struct str name = str_cut(&rest, '/');

	return arena_printf(arena, "%.*s/log", (int)name.n, name.p);
}

static enum err write_new(const char *path, const struct note_signer *signer, struct fault *why)
{
	BUF_SCOPED text;
	enum err err;

	buf_init(&text, KEY_BYTES_MAX);
	note_signer_write(signer, &text);
	buf_add_byte(&text, '\n');
	err = new_file_write_private(path, buf_str(&text), why);
	explicit_bzero(text.bytes, text.size);
	return err;
}

enum err log_key_make(const char *path, const char *origin, struct note_signer *ret_signer, struct fault *why)
{
	enum err err = log_key_read(path, ret_signer, why);

	if (err != ERR_NOT_FOUND)
		return err;
	err = note_signer_new(str_from(origin), NOTE_SIGNATURE, NULL, ret_signer, why);
	return err ? err : write_new(path, ret_signer, why);
}

enum err log_key_read(const char *path, struct note_signer *ret_signer, struct fault *why)
{
	struct stat status;
	struct str text;
	ARENA_SCOPED arena;
	enum err err;

	if (!path)
		return fault_set(why, ERR_INVALID, "the key that signs the log is needed: --log-key FILE");
	arena_init(&arena);
	err = read_file(&arena, path, KEY_BYTES_MAX, &text, why);
	if (err)
		return err;
	if (stat(path, &status) == 0 && status.st_mode & 077)
		return fault_set(why, ERR_DENIED,
				 "%s: others may read the log's signing key; make it private: chmod 600", path);
	err = note_signer_read(text, ret_signer, why);
	explicit_bzero((char *)(uintptr_t)text.p, text.n);
	return err ? fault_prefix(why, err, "%s", path) : ERR_OK;
}

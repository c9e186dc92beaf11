/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/post/bounce_mailbox.h"

#include <string.h>
#include <sys/stat.h>

#include "codec/yaml.h"
#include "disk/read_file.h"

#define FILE_BYTES_MAX 4096

static enum err demand_known(const struct value *file, const char *path, struct fault *why)
{
	static const char *const names[] = {"url", "user", "password", "ca_file"};
	size_t known = 0;

	for (size_t i = 0; i < COUNT(names); i++)
		known += value_get(file, names[i]) != NULL;
	return file->kind == VALUE_MAP && known == value_count(file)
		       ? ERR_OK
		       : fault_set(why, ERR_INVALID, "%s: expected url, user, password, and ca_file if need be", path);
}

/* What the decoder says of a wrong file may quote it, so it is not repeated. */
static enum err decode(struct arena *arena, const char *path, struct str text, struct imap_server *ret_server,
		       struct fault *why)
{
	struct value *file = NULL;
	enum err err = ERR_OK;

	if (yaml_decode(arena, text, path, &file, NULL))
		return fault_set(why, ERR_INVALID, "%s: is no YAML", path);
	err = demand_known(file, path, why);
	if (err)
		return err;
	*ret_server = (struct imap_server){
		.url = value_get_text(file, "url"),
		.user = value_get_text(file, "user"),
		.password = value_get_text(file, "password"),
		.ca_file = value_get(file, "ca_file") ? value_get_text(file, "ca_file") : NULL,
	};
	err = imap_server_check(ret_server, why);
	return err ? fault_prefix(why, err, "%s", path) : ERR_OK;
}

enum err bounce_mailbox_read(struct arena *arena, const char *path, struct imap_server *ret_server, struct fault *why)
{
	struct imap_server server = {.url = NULL};
	struct stat status;
	struct str text;
	enum err err = read_file(arena, path, FILE_BYTES_MAX, &text, why);

	if (err)
		return err;
	if (stat(path, &status) == 0 && status.st_mode & 077)
		err = fault_set(why, ERR_DENIED,
				"%s: others may read the mailbox's password; make it private: chmod 600", path);
	if (!err)
		err = decode(arena, path, text, &server, why);
	explicit_bzero((char *)(uintptr_t)text.p, text.n);
	if (!err)
		*ret_server = server;
	return err;
}

void bounce_mailbox_forget(struct imap_server *server)
{
	explicit_bzero((char *)(uintptr_t)server->password, strlen(server->password));
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "library/registry_file.h"

#include "disk/mapped_file.h"
#include "disk/replace_file.h"

const char *registry_file_name(enum registry_kind kind)
{
	switch (kind) {
	case REGISTRY_CORPORATE: return "corporate";
	case REGISTRY_POSTAL: return "postal";
	case REGISTRY_PREDECESSOR: return "predecessor";
	case REGISTRY_PAST: return "past";
	}
	return "";
}

char *registry_file_path(struct arena *arena, const char *data, enum registry_kind kind)
{
	return arena_printf(arena, "%s/knowledge/registry-%s", data, registry_file_name(kind));
}

static enum err open_path(const char *path, enum registry_kind kind, struct registry_file *ret_file, struct fault *why)
{
	struct registry_file file = {.is_there = true};
	enum err err = mapped_file_open(path, &file.bytes, why);

	if (err)
		return err;
	err = registry_table_open(file.bytes, kind, &file.table, why);
	if (err) {
		mapped_file_close(file.bytes);
		return fault_prefix(why, err, "%s", path);
	}
	*ret_file = file;
	return ERR_OK;
}

enum err registry_file_open(const char *data, enum registry_kind kind, struct registry_file *ret_file,
			    struct fault *why)
{
	struct fault inner = {ERR_OK, ""};
	enum err err = ERR_NOT_FOUND;
	ARENA_SCOPED arena;

	arena_init(&arena);
	if (data)
		err = open_path(registry_file_path(&arena, data, kind), kind, ret_file, &inner);
	if (err == ERR_NOT_FOUND) {
		*ret_file = (struct registry_file){0};
		return ERR_OK;
	}
	if (err == ERR_CORRUPT)
		return fault_set(why, err, "%s; import the register again", inner.text);
	return err ? fault_set(why, err, "%s", inner.text) : ERR_OK;
}

void registry_file_close(struct registry_file *file)
{
	mapped_file_close(file->bytes);
	*file = (struct registry_file){0};
}

/* ---- writing ---- */

static enum err verify(const char *path, enum registry_kind kind, struct fault *why)
{
	struct registry_file file;
	enum err err = open_path(path, kind, &file, why);

	if (!err)
		registry_file_close(&file);
	return err;
}

static enum err verify_corporate(const char *path, struct fault *why)
{
	return verify(path, REGISTRY_CORPORATE, why);
}

static enum err verify_postal(const char *path, struct fault *why)
{
	return verify(path, REGISTRY_POSTAL, why);
}

static enum err verify_predecessor(const char *path, struct fault *why)
{
	return verify(path, REGISTRY_PREDECESSOR, why);
}

static enum err verify_past(const char *path, struct fault *why)
{
	return verify(path, REGISTRY_PAST, why);
}

enum err registry_file_replace(const char *data, enum registry_kind kind, const struct str *parts, size_t count,
			       struct fault *why)
{
	static replace_file_check *const checks[] = {
		[REGISTRY_CORPORATE] = verify_corporate,
		[REGISTRY_POSTAL] = verify_postal,
		[REGISTRY_PREDECESSOR] = verify_predecessor,
		[REGISTRY_PAST] = verify_past,
	};
	ARENA_SCOPED arena;

	arena_init(&arena);
	return replace_file(&(struct replace_file){.path = registry_file_path(&arena, data, kind),
						   .mode = 0644,
						   .parts = parts,
						   .count = count,
						   .check = checks[kind]},
			    why);
}

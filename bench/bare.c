/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What there is at least to do for an application, through the same server library and the same store: one POST of a
 * form, answered after one insert of as many bytes is durable.
 *
 * bench-bare ADDRESS-OF-A-STORE BYTES
 */
#include "store/new_id.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "codec/texts.h"
#include "usecases/office.h"
#include "web/csrf.h"
#include "web/server.h"

static char *payload;

static void page_form(const struct request *request, struct reply *reply)
{
	const char *page =
		arena_printf(request->arena, "name=\"form_token\" value=\"%s\"", csrf_new_token(request, reply));

	reply_bytes(reply, "text/html", str_from(page), NULL);
}

static enum err insert(struct tx *tx, void *context, struct fault *why)
{
	return tx_execute(tx, "INSERT INTO bare (id, payload) VALUES ($1, $2)",
			  PARAMS(P_INT(new_id()), P_TEXT(payload)), NULL, why);
}

static void page_insert(const struct request *request, struct reply *reply)
{
	struct fault why;
	enum err err = db_write(request->office->db, insert, NULL, &why);

	if (err)
		reply_failure(reply, request, err, &why);
	else
		reply_see_other(reply, request, "/done");
}

static const struct route routes[] = {
	{METHOD_GET, "/form", ROLE_ANY, page_form},
	{METHOD_POST, "/insert", ROLE_ANY, page_insert},
};

static enum err make_table(struct tx *tx, void *context, struct fault *why)
{
	return tx_execute(tx, "CREATE TABLE bare (id BIGINT PRIMARY KEY, payload TEXT NOT NULL)", NULL, 0, NULL, why);
}

static enum err serve(const char *address, struct fault *why)
{
	static const char *const addresses[] = {"127.0.0.1:0"};
	struct office office = {.base_url = "http://127.0.0.1"};
	struct server_options options = {
		.office = &office,
		.routes = routes,
		.route_count = COUNT(routes),
		.addresses = addresses,
		.address_count = 1,
		.quiet = true,
	};
	struct server *server = NULL;
	enum err err = db_open(address, &office.db, why);

	if (!err)
		err = db_write(office.db, make_table, NULL, why);
	if (!err)
		err = texts_load(&office.texts, why);
	if (!err)
		err = server_new(&options, &server, why);
	if (!err) {
		printf("http://127.0.0.1:%d\n", server_port(server, 0));
		fflush(stdout);
		err = server_run(server, why); /* until it is ended by a signal */
	}
	return err;
}

int main(int argc, char **argv)
{
	struct fault why;
	size_t size = argc == 3 ? strtoul(argv[2], NULL, 10) : 0;

	if (size == 0 || size > 1000000)
		return 2;
	payload = malloc(size + 1);
	if (!payload)
		return 1;
	memset(payload, 'x', size);
	payload[size] = '\0';
	signal(SIGPIPE, SIG_IGN);
	if (serve(argv[1], &why) == ERR_OK)
		return 0;
	fprintf(stderr, "bench-bare: %s\n", why.text);
	return 1;
}

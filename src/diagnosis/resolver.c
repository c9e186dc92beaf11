/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/resolver.h"

#include <ares.h>
#include <arpa/nameser.h>
#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include "base/buf.h"
#include "findings/ownership.h"
#include "net/handover.h"

#define DNS_PORT      53
#define QUESTION_MOST 512 /* a name, and behind a new line the token that its texts are looked through for */
#define TRY_MS        2500
#define TRIES         2
#define TEXT_MOST     4096 /* of one TXT record that is looked through */
#define SLICE_MS      50
#define BROKER_MS     2000

/* What goes to the resolver's process; the text ends with its message. */
struct question {
	uint32_t serial;
	char text[QUESTION_MOST];
};

struct lookup {
	bool is_used, is_done, is_answered; /* answered before c-ares was done: it was late */
	uint32_t serial;
	char text[QUESTION_MOST]; /* of the question: the name */
	struct str token;         /* empty: addresses are asked for */
	int64_t until_ms;
	int status;
	struct addr addrs[RESOLVE_ADDRESSES_MAX];
	size_t count; /* of addresses, or of texts */
	bool holds_token;
};

struct resolver {
	ares_channel channel;
	bool has_channel;
	struct stop *stop; /* the following: of its own process */
	int broker;
	int type; /* of the socket that c-ares is about to connect */
	int asker;
	struct lookup lookups[RESOLVE_AT_ONCE];
};

/* A place for the socket that the broker will hand over when c-ares says where it shall lead. */
static ares_socket_t open_socket(int family, int type, int protocol, void *context)
{
	struct resolver *resolver = context;

	resolver->type = type;
	return dup(resolver->broker);
}

static int close_socket(ares_socket_t fd, void *context)
{
	return close(fd);
}

static bool wish(struct resolver *resolver, const struct sockaddr *to, int *ret_fd)
{
	struct resolver_wish wish = {.type = resolver->type};
	int64_t until_ms = clock_monotonic_ms() + BROKER_MS;
	enum handover_event event = HANDOVER_NOTHING;
	size_t size;
	char byte;

	if (!addr_from_sockaddr(to, &wish.addr))
		return false;
	wish.port = ntohs(to->sa_family == AF_INET ? ((const struct sockaddr_in *)(const void *)to)->sin_port
						   : ((const struct sockaddr_in6 *)(const void *)to)->sin6_port);
	if (!handover_say(resolver->broker, str_of(&wish, sizeof(wish))))
		return false;
	while (event == HANDOVER_NOTHING && stop_wait(resolver->stop, resolver->broker, POLLIN, until_ms) == ERR_OK)
		event = handover_receive(resolver->broker, &byte, sizeof(byte), &size, ret_fd);
	return event == HANDOVER_MESSAGE && *ret_fd >= 0;
}

static int connect_socket(ares_socket_t fd, const struct sockaddr *to, ares_socklen_t size, void *context)
{
	struct resolver *resolver = context;
	int handed = -1;
	bool is_good = wish(resolver, to, &handed) && dup2(handed, fd) == fd;

	if (handed >= 0)
		close(handed);
	errno = is_good ? EINPROGRESS : EACCES;
	return is_good && resolver->type == SOCK_DGRAM ? 0 : -1;
}

static ares_ssize_t receive_from(ares_socket_t fd, void *bytes, size_t size, int flags, struct sockaddr *from,
				 ares_socklen_t *from_size, void *context)
{
	return recvfrom(fd, bytes, size, flags, from, from_size);
}

static ares_ssize_t send_pieces(ares_socket_t fd, const struct iovec *pieces, int count, void *context)
{
	return writev(fd, pieces, count);
}

static const struct ares_socket_functions socket_functions = {open_socket, close_socket, connect_socket, receive_from,
							      send_pieces};

static bool let_through(struct resolver *resolver, struct door *door)
{
	struct ares_addr_port_node *first = NULL;
	bool is_any = false;

	if (ares_get_servers_ports(resolver->channel, &first) != ARES_SUCCESS)
		return false;
	for (struct ares_addr_port_node *node = first; node; node = node->next) {
		struct addr addr = {.family = node->family};

		memcpy(addr.bytes, &node->addr, addr.family == AF_INET ? 4 : 16);
		is_any |= door_allow_name_server(door, &addr, node->udp_port ? (uint16_t)node->udp_port : DNS_PORT);
	}
	ares_free_data(first);
	return is_any;
}

enum err resolver_new(struct door *door, const char *name_server, struct resolver **ret_resolver, struct fault *why)
{
	struct ares_options options = {.timeout = TRY_MS, .tries = TRIES, .lookups = (char *)"b"};
	const int mask = ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_LOOKUPS | ARES_OPT_FLAGS;
	struct resolver *resolver = calloc(1, sizeof(*resolver));
	enum err err = ERR_OK;
	int status;

	if (!resolver)
		abort(); /* the same rule as arena.h */
	options.flags = ARES_FLAG_NOSEARCH | ARES_FLAG_NOALIASES;
	status = ares_init_options(&resolver->channel, &options, mask);
	resolver->has_channel = status == ARES_SUCCESS;
	if (status != ARES_SUCCESS)
		err = fault_set(why, ERR_IO, "resolver: %s", ares_strerror(status));
	else if (name_server && ares_set_servers_ports_csv(resolver->channel, name_server) != ARES_SUCCESS)
		err = fault_set(why, ERR_INVALID, "name server \"%s\" must be ADDRESS or ADDRESS:PORT", name_server);
	else if (!let_through(resolver, door))
		err = fault_set(why, ERR_IO, "resolver: this machine has no name server");
	if (err) {
		resolver_free(resolver);
		return err;
	}
	*ret_resolver = resolver;
	return ERR_OK;
}

void resolver_free(struct resolver *resolver)
{
	if (resolver && resolver->has_channel)
		ares_destroy(resolver->channel);
	free(resolver);
}

static void on_answer(void *context, int status, int timeouts, struct ares_addrinfo *result)
{
	struct lookup *lookup = context;

	lookup->is_done = true;
	lookup->status = status;
	for (struct ares_addrinfo_node *node = result ? result->nodes : NULL;
	     node && lookup->count < RESOLVE_ADDRESSES_MAX; node = node->ai_next)
		lookup->count += addr_from_sockaddr(node->ai_addr, &lookup->addrs[lookup->count]);
	ares_freeaddrinfo(result);
}

/* A record of several parts has one node a part; record_start tells where the next record begins. */
static void on_texts(void *context, int status, int timeouts, unsigned char *message, int size)
{
	struct lookup *lookup = context;
	struct ares_txt_ext *first = NULL, *part;
	BUF_SCOPED text;

	buf_init(&text, TEXT_MOST);
	lookup->is_done = true;
	lookup->status = status;
	if (status == ARES_SUCCESS)
		lookup->status = ares_parse_txt_reply_ext(message, size, &first);
	for (part = first; part; part = part->next) {
		buf_add(&text, str_of((const char *)part->txt, part->length));
		if (part->next && !part->next->record_start)
			continue;
		lookup->count++;
		lookup->holds_token |= !text.full && ownership_holds(buf_str(&text), lookup->token);
		buf_clear(&text);
	}
	ares_free_data(first);
}

/* Lets c-ares process its sockets and timers for one slice, or until a question comes. */
static void turn(struct resolver *resolver)
{
	ares_socket_t sockets[ARES_GETSOCK_MAXNUM];
	struct pollfd polls[ARES_GETSOCK_MAXNUM + 1];
	int bits = ares_getsock(resolver->channel, sockets, ARES_GETSOCK_MAXNUM);
	nfds_t count = 0;

	for (int i = 0; i < ARES_GETSOCK_MAXNUM; i++) {
		short events = (short)((ARES_GETSOCK_READABLE(bits, i) ? POLLIN : 0) |
				       (ARES_GETSOCK_WRITABLE(bits, i) ? POLLOUT : 0));
		if (events)
			polls[count++] = (struct pollfd){.fd = sockets[i], .events = events};
	}
	polls[count] = (struct pollfd){.fd = resolver->asker, .events = POLLIN};
	(void)poll(polls, count + 1, SLICE_MS);
	for (nfds_t i = 0; i < count; i++)
		ares_process_fd(resolver->channel,
				polls[i].revents & (POLLIN | POLLERR | POLLHUP) ? polls[i].fd : ARES_SOCKET_BAD,
				polls[i].revents & POLLOUT ? polls[i].fd : ARES_SOCKET_BAD);
	ares_process_fd(resolver->channel, ARES_SOCKET_BAD, ARES_SOCKET_BAD);
}

static struct lookup *free_lookup(struct resolver *resolver)
{
	for (size_t i = 0; i < RESOLVE_AT_ONCE; i++)
		if (!resolver->lookups[i].is_used)
			return &resolver->lookups[i];
	return NULL;
}

static void begin(struct resolver *resolver, struct lookup *lookup, const struct question *question)
{
	/* ARES_AI_NOSORT: sorting would connect sockets to addresses that are not authorised yet. */
	const struct ares_addrinfo_hints hints = {
		.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM, .ai_flags = ARES_AI_NOSORT};
	char *token;

	*lookup = (struct lookup){
		.is_used = true, .serial = question->serial, .until_ms = clock_monotonic_ms() + RESOLVE_TIMEOUT_MS};
	memcpy(lookup->text, question->text, sizeof(lookup->text));
	token = strchr(lookup->text, '\n');
	if (token)
		*token = '\0';
	lookup->token = token ? str_from(token + 1) : STR("");
	if (token)
		ares_query(resolver->channel, lookup->text, ns_c_in, ns_t_txt, on_texts, lookup);
	else
		ares_getaddrinfo(resolver->channel, lookup->text, NULL, &hints, on_answer, lookup);
}

static enum err outcome_of(const struct lookup *lookup, struct fault *why)
{
	const char *name = lookup->text;

	if (!lookup->is_done)
		return fault_set(why, ERR_TIMEOUT, "%s: the name servers do not answer", name);
	if (lookup->status == ARES_ENOTFOUND || lookup->status == ARES_ENODATA ||
	    (lookup->status == ARES_SUCCESS && lookup->count == 0))
		return fault_set(why, ERR_NOT_FOUND, "%s: DNS knows no address", name);
	if (lookup->status != ARES_SUCCESS)
		return fault_set(why, lookup->status == ARES_ETIMEOUT ? ERR_TIMEOUT : ERR_IO, "%s: %s", name,
				 ares_strerror(lookup->status));
	return ERR_OK;
}

/* False when nobody listens any more. */
static bool tell(const struct resolver *resolver, const struct lookup *lookup)
{
	struct resolver_answer answer = {.serial = lookup->serial};
	struct fault why = {0};

	answer.err = outcome_of(lookup, &why);
	answer.holds_token = !answer.err && lookup->holds_token;
	answer.count = answer.err || lookup->token.n ? 0 : lookup->count; /* that of texts is of no use */
	memcpy(answer.addrs, lookup->addrs, sizeof(answer.addrs));
	memcpy(answer.why, why.text, sizeof(answer.why) - 1);
	return handover_say(resolver->asker, str_of(&answer, sizeof(answer)));
}

/* A place is free again when c-ares has let go of it. */
static bool tell_all(struct resolver *resolver)
{
	int64_t now_ms = clock_monotonic_ms();

	for (size_t i = 0; i < RESOLVE_AT_ONCE; i++) {
		struct lookup *lookup = &resolver->lookups[i];

		if (!lookup->is_used || (!lookup->is_done && (lookup->is_answered || now_ms < lookup->until_ms)))
			continue;
		if (!lookup->is_answered && !tell(resolver, lookup))
			return false;
		lookup->is_answered = true;
		lookup->is_used = !lookup->is_done;
	}
	return true;
}

void resolver_serve(struct resolver *resolver, struct stop *stop, int asker, int broker)
{
	enum handover_event event = HANDOVER_NOTHING;

	resolver->stop = stop;
	resolver->asker = asker;
	resolver->broker = broker;
	ares_set_socket_functions(resolver->channel, &socket_functions, resolver);
	while (event != HANDOVER_CLOSED && stop_check(stop) == STOP_NONE) {
		struct lookup *lookup = free_lookup(resolver);
		struct question question = {0};
		size_t size;

		turn(resolver);
		event = HANDOVER_NOTHING;
		if (lookup)
			event = handover_receive(asker, (char *)&question, sizeof(question) - 1, &size, NULL);
		if (event == HANDOVER_MESSAGE)
			begin(resolver, lookup, &question);
		if (!tell_all(resolver))
			return;
	}
}

/* The resolver has read what strangers sent: its word is no better than theirs. */
static bool is_sound(const struct resolver_answer *answer)
{
	bool is_good = answer->count <= RESOLVE_ADDRESSES_MAX;

	for (size_t i = 0; is_good && i < answer->count; i++)
		is_good = answer->addrs[i].family == AF_INET || answer->addrs[i].family == AF_INET6;
	return is_good;
}

/* ERR_OK for the next answer to one of these questions; one to an earlier question, which came too late for it, is
 * dropped. */
static enum err hear(int channel, struct stop *stop, uint32_t first, size_t count, struct resolver_answer *ret_answer)
{
	int64_t until_ms = clock_monotonic_ms() + RESOLVE_TIMEOUT_MS + BROKER_MS;
	size_t size = 0;
	enum err err;

	while (!(err = stop_wait(stop, channel, POLLIN, until_ms))) {
		enum handover_event event = handover_receive(channel, ret_answer, sizeof(*ret_answer), &size, NULL);

		if (event == HANDOVER_CLOSED ||
		    (event == HANDOVER_MESSAGE && (size != sizeof(*ret_answer) || !is_sound(ret_answer))))
			return ERR_IO;
		if (event == HANDOVER_MESSAGE && ret_answer->serial - first < count)
			return ERR_OK;
	}
	return err;
}

static enum err say(int channel, uint32_t serial, const char *text)
{
	struct question question = {.serial = serial};
	size_t size = strlen(text);

	if (size >= sizeof(question.text))
		return ERR_IO;
	memcpy(question.text, text, size);
	return handover_say(channel, str_of((const char *)&question, offsetof(struct question, text) + size)) ? ERR_OK
													      : ERR_IO;
}

static void set_unanswered(struct resolver_answer *answer, const char *text, enum err err)
{
	*answer = (struct resolver_answer){.err = err};
	snprintf(answer->why, sizeof(answer->why), "%.*s: the resolver gave no answer (%s)",
		 (int)str_index(str_from(text), '\n'), text, err_name(err));
}

void resolver_ask_all(int channel, struct stop *stop, uint32_t first, const char *const *names, size_t count,
		      struct resolver_answer *ret_answers)
{
	size_t said = 0, heard = 0;
	enum err err = ERR_OK;

	for (size_t i = 0; i < count; i++)
		set_unanswered(&ret_answers[i], names[i], ERR_IO);
	while (!err && heard < count) {
		struct resolver_answer answer;

		for (; !err && said < count && said - heard < RESOLVE_AT_ONCE; said++)
			err = say(channel, first + (uint32_t)said, names[said]);
		if (!err)
			err = hear(channel, stop, first, said, &answer);
		if (err)
			break;
		answer.why[sizeof(answer.why) - 1] = '\0';
		heard += ret_answers[answer.serial - first].serial == 0;
		ret_answers[answer.serial - first] = answer;
	}
	for (size_t i = 0; err && i < count; i++)
		if (ret_answers[i].serial == 0)
			set_unanswered(&ret_answers[i], names[i], err);
}

void resolver_ask(int channel, struct stop *stop, uint32_t serial, const char *name, struct resolver_answer *ret_answer)
{
	resolver_ask_all(channel, stop, serial, &name, 1, ret_answer);
}

void resolver_ask_token(int channel, struct stop *stop, uint32_t serial, const char *name, const char *token,
			struct resolver_answer *ret_answer)
{
	BUF_SCOPED question;

	buf_init(&question, QUESTION_MOST - 1);
	buf_printf(&question, "%s\n%s", name, token);
	resolver_ask(channel, stop, serial, buf_text(&question), ret_answer);
}

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * lab-strangers SEED NAME-SERVER: a company's machines in the hand of somebody who wants to lead the probe astray. In
 * the network in which it is started it answers questions by DNS on NAME-SERVER port 53, and on ports 8001 to 8032
 * (HTTP) and 9401 to 9432 (the same in TLS) of all addresses. Each answer, redirect and certificate names machines that
 * nobody authorised: neighbours (10.79.0.40 to 10.79.0.59), this machine itself, strangers (5.5.5.0/24). Prints
 * "ready"; on SIGUSR1 how many it gave, on SIGTERM how many of each.
 */
#include <arpa/inet.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define HTTP_FIRST   8001
#define TLS_FIRST    9401
#define PORTS_EACH   32
#define DNS_PORT     53
#define HEADER_BYTES 12
#define TYPE_A       1
#define TYPE_NS      2
#define TYPE_CNAME   5
#define TYPE_AAAA    28
#define SESSION_S    5
#define DAY_S        86400L

static atomic_long dns_answers, redirects, certificates;
static atomic_ulong dice; /* a program of its own, no part of the house */
static EVP_PKEY *own_key;
static SSL_CTX *tls;

static unsigned throw_dice(unsigned sides)
{
	/* splitmix64 (Steele, Lea, Flood 2014) */
	unsigned long z = atomic_fetch_add(&dice, 0x9e3779b97f4a7c15UL) + 0x9e3779b97f4a7c15UL;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9UL;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebUL;
	return (unsigned)((z ^ (z >> 31)) % sides);
}

static void complain(const char *what)
{
	perror(what);
	exit(1);
}

/* An address that nobody authorised. */
static const char *somebody(char text[INET6_ADDRSTRLEN])
{
	static const char *const fixed[] = {"127.0.0.1", "0.0.0.0",     "169.254.169.254", "10.78.0.1",
					    "224.0.0.1", "192.168.1.1", "255.255.255.255", "10.79.0.1"};

	if (throw_dice(2))
		return fixed[throw_dice(sizeof(fixed) / sizeof(fixed[0]))];
	snprintf(text, INET6_ADDRSTRLEN, "10.79.0.%u", 40 + throw_dice(20));
	return text;
}

static const char *a_stranger(char text[INET6_ADDRSTRLEN])
{
	snprintf(text, INET6_ADDRSTRLEN, "5.5.5.%u", throw_dice(256));
	return text;
}

struct message {
	unsigned char bytes[1400];
	size_t size;
};

static void add(struct message *m, const void *bytes, size_t size)
{
	if (m->size + size > sizeof(m->bytes))
		return;
	memcpy(m->bytes + m->size, bytes, size);
	m->size += size;
}

static void add_u16(struct message *m, unsigned number)
{
	const unsigned char bytes[] = {(unsigned char)(number >> 8), (unsigned char)number};

	add(m, bytes, sizeof(bytes));
}

/* owner: as it stands on the wire (RFC 1035, 3.1 and 4.1.4). */
static void add_record(struct message *m, const void *owner, size_t owner_size, unsigned type, const void *data,
		       size_t data_size)
{
	add(m, owner, owner_size);
	add_u16(m, type);
	add_u16(m, 1);
	add_u16(m, 0);
	add_u16(m, 60);
	add_u16(m, (unsigned)data_size);
	add(m, data, data_size);
}

static const unsigned char the_question[] = {0xc0, HEADER_BYTES};
static const unsigned char another_name[] = "\4evil\7example";

static void add_address(struct message *m, const void *owner, size_t owner_size, unsigned type, const char *ipv4)
{
	unsigned char bytes[16] = {0};

	if (type == TYPE_AAAA) {
		static const char *const ipv6[] = {"::1", "fe80::1", "fc00::1", "ff02::1"};

		if (throw_dice(2)) {
			inet_pton(AF_INET6, ipv6[throw_dice(4)], bytes);
		} else {
			bytes[10] = bytes[11] = 0xff;
			inet_pton(AF_INET, ipv4, bytes + 12);
		}
		add_record(m, owner, owner_size, type, bytes, 16);
		return;
	}
	inet_pton(AF_INET, ipv4, bytes);
	add_record(m, owner, owner_size, TYPE_A, bytes, 4);
}

static void set_counts(struct message *m, unsigned answers, unsigned authorities, unsigned additional)
{
	const unsigned counts[] = {answers, authorities, additional};

	for (size_t i = 0; i < 3; i++) {
		m->bytes[6 + 2 * i] = (unsigned char)(counts[i] >> 8);
		m->bytes[7 + 2 * i] = (unsigned char)counts[i];
	}
}

/* Records that have nothing to do with the question, of public addresses. */
static void add_unasked(struct message *m, unsigned type)
{
	char text[INET6_ADDRSTRLEN];

	add_address(m, another_name, sizeof(another_name), type, a_stranger(text));
	set_counts(m, 1, 0, 0);
}

static void add_referral(struct message *m)
{
	char text[INET6_ADDRSTRLEN];

	add_record(m, the_question, sizeof(the_question), TYPE_NS, another_name, sizeof(another_name));
	add_address(m, another_name, sizeof(another_name), TYPE_A, a_stranger(text));
	set_counts(m, 0, 1, 1);
}

static void add_alias(struct message *m, unsigned type)
{
	char text[INET6_ADDRSTRLEN];

	add_record(m, the_question, sizeof(the_question), TYPE_CNAME, another_name, sizeof(another_name));
	add_address(m, another_name, sizeof(another_name), type, somebody(text));
	set_counts(m, 2, 0, 0);
}

static void add_many(struct message *m, unsigned type)
{
	unsigned count = 1 + throw_dice(40);
	char text[INET6_ADDRSTRLEN];

	for (unsigned i = 0; i < count; i++)
		add_address(m, the_question, sizeof(the_question), type, somebody(text));
	set_counts(m, count, 0, 0);
}

/* A name that points to itself, or a record that is longer than its message. */
static void add_broken(struct message *m, unsigned type)
{
	const unsigned char itself[] = {0xc0, (unsigned char)m->size};
	char text[INET6_ADDRSTRLEN];

	if (throw_dice(2)) {
		add_address(m, itself, sizeof(itself), type, a_stranger(text));
	} else {
		add_address(m, the_question, sizeof(the_question), type, a_stranger(text));
		m->size -= 1 + throw_dice(8);
	}
	set_counts(m, 1, 0, 0);
}

static void make_answer(struct message *m, size_t question_end)
{
	unsigned type = m->bytes[question_end - 3] == TYPE_AAAA ? TYPE_AAAA : TYPE_A;

	m->size = question_end;
	m->bytes[2] = (unsigned char)(throw_dice(20) ? 0x81 : 0x83); /* now and then cut short: "ask by TCP" */
	m->bytes[3] = 0x80;
	set_counts(m, 0, 0, 0);
	switch (throw_dice(6)) {
	case 0: add_unasked(m, type); break;
	case 1: add_referral(m); break;
	case 2: add_alias(m, type); break;
	case 3: add_broken(m, type); break;
	default: add_many(m, type); break;
	}
}

static void *answer_dns(void *context)
{
	int fd = *(int *)context;

	for (;;) {
		struct sockaddr_in from;
		socklen_t from_size = sizeof(from);
		struct message m;
		ssize_t size = recvfrom(fd, m.bytes, 512, 0, (struct sockaddr *)&from, &from_size);
		size_t at = HEADER_BYTES;

		while (size > 0 && at < (size_t)size && m.bytes[at])
			at += (size_t)m.bytes[at] + 1;
		if (size < 0 || at + 5 > (size_t)size)
			continue;
		make_answer(&m, at + 5);
		atomic_fetch_add(&dns_answers, 1);
		(void)!sendto(fd, m.bytes, m.size, 0, (struct sockaddr *)&from, from_size);
	}
	return NULL;
}

static void make_url(char url[256])
{
	static const char *const shapes[] = {
		"http://%s/",
		"https://%s/",
		"//%s/",
		"http://check@%s:8080/a",
		"ftp://%s/",
		"http://%s:25/",
		"ldap://%s/x",
		"http://10.79.0.10@%s/",
		"gopher://%s:70/_x",
		"http://%s.nip.example/",
		"\\\\%s\\c$",
		"file://%s/etc/passwd",
	};
	char text[INET6_ADDRSTRLEN];

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	snprintf(url, 256, shapes[throw_dice(sizeof(shapes) / sizeof(shapes[0]))],
		 throw_dice(3) ? somebody(text) : a_stranger(text));
#pragma GCC diagnostic pop
}

static int make_redirect(char page[2048])
{
	static const char *const statuses[] = {"301 Moved", "302 Found", "303 Other", "307 Away", "308 Gone", "200 OK"};
	char urls[5][256];

	for (int i = 0; i < 5; i++)
		make_url(urls[i]);
	atomic_fetch_add(&redirects, 1);
	return snprintf(page, 2048,
			"HTTP/1.1 %s\r\nLocation: %s\r\nRefresh: 0;url=%s\r\nContent-Location: %s\r\nAlt-Svc: "
			"h2=\"5.5.5.5:443\"\r\nLink: <%s>; rel=preload\r\nConnection: close\r\n\r\n<html><meta "
			"http-equiv=refresh content='0;url=%s'><link rel=icon href='%s'><img src='%s'></html>",
			statuses[throw_dice(6)], urls[0], urls[1], urls[2], urls[3], urls[4], urls[0], urls[1]);
}

static void add_extension(X509 *certificate, int nid, const char *text)
{
	X509_EXTENSION *extension = X509V3_EXT_conf_nid(NULL, NULL, nid, text);

	if (extension)
		X509_add_ext(certificate, extension, -1);
	X509_EXTENSION_free(extension);
}

/* A new one for each connection, with places where more is to be fetched. */
static X509 *make_certificate(void)
{
	X509 *certificate = X509_new();
	X509_NAME *name = X509_get_subject_name(certificate);
	char url[256], text[600], ip[INET6_ADDRSTRLEN];

	ASN1_INTEGER_set(X509_get_serialNumber(certificate), 1 + throw_dice(1000000000));
	X509_set_version(certificate, 2);
	X509_gmtime_adj(X509_getm_notBefore(certificate), -DAY_S);
	X509_gmtime_adj(X509_getm_notAfter(certificate), DAY_S);
	X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, (const unsigned char *)somebody(ip), -1, -1, 0);
	X509_set_issuer_name(certificate, name);
	X509_set_pubkey(certificate, own_key);
	make_url(url);
	snprintf(text, sizeof(text), "OCSP;URI:http://%s/,caIssuers;URI:http://%s/ca", somebody(ip), "5.5.5.5");
	add_extension(certificate, NID_info_access, text);
	snprintf(text, sizeof(text), "URI:http://%s/crl", somebody(ip));
	add_extension(certificate, NID_crl_distribution_points, text);
	snprintf(text, sizeof(text), "IP:%s,DNS:evil.example,DNS:*.10.79.0.50", somebody(ip));
	add_extension(certificate, NID_subject_alt_name, text);
	X509_sign(certificate, own_key, EVP_sha256());
	return certificate;
}

static int choose_certificate(SSL *ssl, void *context)
{
	X509 *certificate = make_certificate();
	int is_good = SSL_use_certificate(ssl, certificate) == 1 && SSL_use_PrivateKey(ssl, own_key) == 1;

	X509_free(certificate);
	atomic_fetch_add(&certificates, is_good);
	return is_good;
}

static void *serve(void *context)
{
	int fd = (int)(intptr_t)context >> 1;
	bool has_tls = (intptr_t)context & 1;
	const struct timeval patience = {.tv_sec = SESSION_S};
	SSL *ssl = has_tls ? SSL_new(tls) : NULL;
	char bytes[4096], page[2048];
	int size;

	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	if (ssl && (SSL_set_fd(ssl, fd) != 1 || SSL_accept(ssl) != 1)) {
		SSL_free(ssl);
		close(fd);
		return NULL;
	}
	size = ssl ? SSL_read(ssl, bytes, sizeof(bytes)) : (int)recv(fd, bytes, sizeof(bytes), 0);
	if (size > 0) {
		size = make_redirect(page);
		if (ssl)
			SSL_write(ssl, page, size);
		else
			(void)!send(fd, page, (size_t)size, MSG_NOSIGNAL);
	}
	SSL_free(ssl);
	shutdown(fd, SHUT_WR);
	close(fd);
	return NULL;
}

static int listen_at(int type, const char *address, int port)
{
	struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
	int fd = socket(AF_INET, type | SOCK_CLOEXEC, 0), yes = 1;

	inet_pton(AF_INET, address, &at.sin_addr);
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
	if (bind(fd, (const struct sockaddr *)&at, sizeof(at)) != 0 || (type == SOCK_STREAM && listen(fd, 512) != 0))
		complain("listen");
	return fd;
}

static void take_connections(struct pollfd fds[2 * PORTS_EACH])
{
	if (poll(fds, 2 * PORTS_EACH, 200) <= 0)
		return;
	for (int i = 0; i < 2 * PORTS_EACH; i++) {
		int fd = fds[i].revents ? accept(fds[i].fd, NULL, NULL) : -1;
		pthread_t thread;

		if (fd < 0)
			continue;
		if (pthread_create(&thread, NULL, serve, (void *)(intptr_t)(fd << 1 | (i >= PORTS_EACH))) != 0)
			close(fd);
		else
			pthread_detach(thread);
	}
}

static volatile sig_atomic_t is_over, is_asked;

static void hear(int signal)
{
	if (signal == SIGTERM)
		is_over = 1;
	else
		is_asked = 1;
}

static void prepare_tls(void)
{
	own_key = EVP_EC_gen("P-256");
	tls = SSL_CTX_new(TLS_server_method());
	if (!own_key || !tls)
		complain("TLS");
	SSL_CTX_set_security_level(tls, 0);
	SSL_CTX_set_min_proto_version(tls, TLS1_VERSION);
	SSL_CTX_set_cert_cb(tls, choose_certificate, NULL);
}

int main(int argc, char **argv)
{
	struct pollfd fds[2 * PORTS_EACH];
	pthread_t thread;
	int dns;

	if (argc != 3)
		return 2;
	atomic_store(&dice, strtoul(argv[1], NULL, 10));
	prepare_tls();
	signal(SIGPIPE, SIG_IGN);
	signal(SIGTERM, hear);
	signal(SIGUSR1, hear);
	dns = listen_at(SOCK_DGRAM, argv[2], DNS_PORT);
	for (int i = 0; i < 2 * PORTS_EACH; i++)
		fds[i] = (struct pollfd){.fd = listen_at(SOCK_STREAM, "0.0.0.0",
							 i < PORTS_EACH ? HTTP_FIRST + i : TLS_FIRST + i - PORTS_EACH),
					 .events = POLLIN};
	if (pthread_create(&thread, NULL, answer_dns, &dns) != 0)
		complain("thread");
	puts("ready");
	fflush(stdout);
	while (!is_over) {
		take_connections(fds);
		if (!is_asked)
			continue;
		is_asked = 0;
		printf("given %ld\n", atomic_load(&dns_answers) + atomic_load(&redirects) + atomic_load(&certificates));
		fflush(stdout);
	}
	printf("%ld answers by DNS, %ld redirects, %ld certificates\n", atomic_load(&dns_answers),
	       atomic_load(&redirects), atomic_load(&certificates));
	fflush(stdout);
	_exit(0); /* conversations may go on */
}

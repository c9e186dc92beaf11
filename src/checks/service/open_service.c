/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/service/open_service.h"

#include "checks/service/service_rule.h"

/* Facts of findings/priority.h, named by what they mean here. */
static const struct priority_facts hunted = {EXPLOITATION_ACTIVE, EXPOSURE_OPEN, true, IMPACT_HIGH};
static const struct priority_facts raided = {EXPLOITATION_ACTIVE, EXPOSURE_OPEN, true, IMPACT_MEDIUM};
static const struct priority_facts open_all = {EXPLOITATION_PUBLIC, EXPOSURE_OPEN, true, IMPACT_HIGH};
static const struct priority_facts open_one = {EXPLOITATION_PUBLIC, EXPOSURE_OPEN, true, IMPACT_MEDIUM};
static const struct priority_facts guessed = {EXPLOITATION_ACTIVE, EXPOSURE_CONTROLLED, false, IMPACT_HIGH};
static const struct priority_facts guarded = {EXPLOITATION_NONE, EXPOSURE_CONTROLLED, false, IMPACT_HIGH};

static const struct service_http couchdb_http = {"server", "CouchDB/", false}; /* its welcome is for everybody */
static const struct service_http docker_http = {"server", "Docker/", true};
static const struct service_http elasticsearch_http = {"x-elastic-product", "Elasticsearch", true};
static const struct service_http nameless_http = {NULL, NULL, false};

static const struct service_kind adb_exposed_kinds[] = {
	{"adb", "Android Debug Bridge", false, {5555}, NULL, NULL},
	{0},
};

void adb_exposed_judge(const struct check_input *input, struct finding_list *findings)
{
	static const struct service_rule rule = {.check = "adb-exposed",
						 .kinds = adb_exposed_kinds,
						 .question = SERVICE_RULE_SIGN_IN,
						 .open = &hunted,
						 .guarded = &guarded};

	service_rule_judge(&rule, input, findings);
}

static const struct service_kind camera_open_kinds[] = {
	{"rtsp", "RTSP", false, {554, 8554}, NULL, NULL},
	{0},
};

void camera_open_judge(const struct check_input *input, struct finding_list *findings)
{
	static const struct service_rule rule = {.check = "camera-open",
						 .kinds = camera_open_kinds,
						 .question = SERVICE_RULE_ANONYMOUS,
						 .open = &open_one};

	service_rule_judge(&rule, input, findings);
}

static const struct service_kind couchdb_open_kinds[] = {
	{"couchdb", "CouchDB", false, {5984, 6984}, &couchdb_http, NULL},
	{0},
};

void couchdb_open_judge(const struct check_input *input, struct finding_list *findings)
{
	static const struct service_rule rule = {.check = "couchdb-open",
						 .kinds = couchdb_open_kinds,
						 .question = SERVICE_RULE_SIGN_IN,
						 .open = &hunted,
						 .guarded = &guarded};

	service_rule_judge(&rule, input, findings);
}

static const struct service_kind docker_api_open_kinds[] = {
	{"docker", "Docker", false, {2375, 2376}, &docker_http, NULL},
	{0},
};

void docker_api_open_judge(const struct check_input *input, struct finding_list *findings)
{
	static const struct service_rule rule = {.check = "docker-api-open",
						 .kinds = docker_api_open_kinds,
						 .question = SERVICE_RULE_SIGN_IN,
						 .open = &hunted,
						 .guarded = &guarded};

	service_rule_judge(&rule, input, findings);
}

static const struct service_kind elasticsearch_open_kinds[] = {
	{"elasticsearch", "Elasticsearch", false, {9200, 9201}, &elasticsearch_http, NULL},
	{0},
};

void elasticsearch_open_judge(const struct check_input *input, struct finding_list *findings)
{
	static const struct service_rule rule = {.check = "elasticsearch-open",
						 .kinds = elasticsearch_open_kinds,
						 .question = SERVICE_RULE_SIGN_IN,
						 .open = &hunted,
						 .guarded = &guarded};

	service_rule_judge(&rule, input, findings);
}

static const struct service_kind ftp_anonymous_kinds[] = {
	{"ftp", "FTP", false, {21}, NULL, NULL},
	{0},
};

void ftp_anonymous_judge(const struct check_input *input, struct finding_list *findings)
{
	static const struct service_rule rule = {.check = "ftp-anonymous",
						 .kinds = ftp_anonymous_kinds,
						 .question = SERVICE_RULE_ANONYMOUS,
						 .open = &open_one};

	service_rule_judge(&rule, input, findings);
}

static const struct service_kind kubernetes_open_kinds[] = {
	{"kubelet", "Kubernetes (kubelet)", false, {10250, 10255}, &nameless_http, NULL},
	{"etcd", "etcd", false, {2379}, &nameless_http, NULL},
	{"kubernetes", "Kubernetes (API)", false, {6443}, &nameless_http, NULL},
	{0},
};

void kubernetes_open_judge(const struct check_input *input, struct finding_list *findings)
{
	static const struct service_rule rule = {.check = "kubernetes-open",
						 .kinds = kubernetes_open_kinds,
						 .question = SERVICE_RULE_SIGN_IN,
						 .open = &hunted,
						 .guarded = &guarded};

	service_rule_judge(&rule, input, findings);
}

static const struct service_kind memcached_open_kinds[] = {
	{"memcached", "Memcached", false, {11211}, NULL, NULL},
	{0},
};

void memcached_open_judge(const struct check_input *input, struct finding_list *findings)
{
	static const struct service_rule rule = {.check = "memcached-open",
						 .kinds = memcached_open_kinds,
						 .question = SERVICE_RULE_SIGN_IN,
						 .open = &raided,
						 .guarded = &guarded};

	service_rule_judge(&rule, input, findings);
}

static const struct service_kind mongodb_without_password_kinds[] = {
	{"mongodb", "MongoDB", false, {27017, 27018, 27019}, NULL, NULL},
	{0},
};

void mongodb_without_password_judge(const struct check_input *input, struct finding_list *findings)
{
	static const struct service_rule rule = {.check = "mongodb-without-password",
						 .kinds = mongodb_without_password_kinds,
						 .question = SERVICE_RULE_SIGN_IN,
						 .open = &hunted,
						 .guarded = &guarded};

	service_rule_judge(&rule, input, findings);
}

static const struct service_kind mqtt_anonymous_kinds[] = {
	{"mqtt", "MQTT", false, {1883, 8883}, NULL, NULL},
	{0},
};

void mqtt_anonymous_judge(const struct check_input *input, struct finding_list *findings)
{
	static const struct service_rule rule = {.check = "mqtt-anonymous",
						 .kinds = mqtt_anonymous_kinds,
						 .question = SERVICE_RULE_ANONYMOUS,
						 .open = &open_one};

	service_rule_judge(&rule, input, findings);
}

static const struct service_kind nfs_exported_kinds[] = {
	{"nfs", "NFS", false, {2049}, NULL, NULL},
	{0},
};

void nfs_exported_judge(const struct check_input *input, struct finding_list *findings)
{
	static const struct service_rule rule = {.check = "nfs-exported",
						 .kinds = nfs_exported_kinds,
						 .question = SERVICE_RULE_SIGN_IN,
						 .open = &open_all,
						 .guarded = &guarded};

	service_rule_judge(&rule, input, findings);
}

static const struct service_kind redis_without_password_kinds[] = {
	{"redis", "Redis", false, {6379, 6380}, NULL, NULL},
	{0},
};

void redis_without_password_judge(const struct check_input *input, struct finding_list *findings)
{
	static const struct service_rule rule = {.check = "redis-without-password",
						 .kinds = redis_without_password_kinds,
						 .question = SERVICE_RULE_SIGN_IN,
						 .open = &hunted,
						 .guarded = &guarded};

	service_rule_judge(&rule, input, findings);
}

static const struct service_kind rsync_open_kinds[] = {
	{"rsync", "rsync", false, {873}, NULL, NULL},
	{0},
};

void rsync_open_judge(const struct check_input *input, struct finding_list *findings)
{
	static const struct service_rule rule = {.check = "rsync-open",
						 .kinds = rsync_open_kinds,
						 .question = SERVICE_RULE_ANONYMOUS,
						 .open = &open_one};

	service_rule_judge(&rule, input, findings);
}

static const struct service_kind snmp_public_kinds[] = {
	{"snmp", "SNMP", true, {161}, NULL, NULL},
	{0},
};

void snmp_public_judge(const struct check_input *input, struct finding_list *findings)
{
	static const struct service_rule rule = {.check = "snmp-public",
						 .kinds = snmp_public_kinds,
						 .question = SERVICE_RULE_ANONYMOUS,
						 .open = &open_one};

	service_rule_judge(&rule, input, findings);
}

static const struct service_kind tftp_open_kinds[] = {
	{"tftp", "TFTP", true, {69}, NULL, NULL},
	{0},
};

void tftp_open_judge(const struct check_input *input, struct finding_list *findings)
{
	static const struct service_rule rule = {
		.check = "tftp-open", .kinds = tftp_open_kinds, .question = SERVICE_RULE_REACHABLE, .open = &open_one};

	service_rule_judge(&rule, input, findings);
}

static const struct service_kind vnc_exposed_kinds[] = {
	{"vnc", "VNC", false, {5900, 5901, 5902, 5903}, NULL, NULL},
	{0},
};

void vnc_exposed_judge(const struct check_input *input, struct finding_list *findings)
{
	static const struct service_rule rule = {.check = "vnc-exposed",
						 .kinds = vnc_exposed_kinds,
						 .question = SERVICE_RULE_SIGN_IN,
						 .open = &hunted,
						 .guarded = &guessed};

	service_rule_judge(&rule, input, findings);
}

static const struct service_kind x11_open_kinds[] = {
	{"x11", "X11", false, {6000, 6001, 6002, 6003}, NULL, NULL},
	{0},
};

void x11_open_judge(const struct check_input *input, struct finding_list *findings)
{
	static const struct service_rule rule = {.check = "x11-open",
						 .kinds = x11_open_kinds,
						 .question = SERVICE_RULE_SIGN_IN,
						 .open = &open_all,
						 .guarded = &guarded};

	service_rule_judge(&rule, input, findings);
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/service/open_service.h"

/* Facts of findings/priority.h, named by what they mean here. */
static const struct priority_facts hunted = {EXPLOITATION_ACTIVE, EXPOSURE_OPEN, true, IMPACT_HIGH};
static const struct priority_facts raided = {EXPLOITATION_ACTIVE, EXPOSURE_OPEN, true, IMPACT_MEDIUM};
static const struct priority_facts open_all = {EXPLOITATION_LIKELY, EXPOSURE_OPEN, true, IMPACT_HIGH};
static const struct priority_facts open_one = {EXPLOITATION_LIKELY, EXPOSURE_OPEN, true, IMPACT_MEDIUM};
static const struct priority_facts guessed = {EXPLOITATION_ACTIVE, EXPOSURE_CONTROLLED, false, IMPACT_HIGH};
static const struct priority_facts guarded = {EXPLOITATION_NONE, EXPOSURE_CONTROLLED, false, IMPACT_HIGH};

static const struct service_http couchdb_http = {"server", "CouchDB/", false}; /* its welcome is for everybody */
static const struct service_http docker_http = {"server", "Docker/", true};
static const struct service_http elasticsearch_http = {"x-elastic-product", "Elasticsearch", true};
static const struct service_http nameless_http = {NULL, NULL, false};

const struct service_rule open_service_adb = {
	.kinds = SERVICE_KINDS({"adb", "Android Debug Bridge", false, {5555}, NULL, NULL}),
	.question = SERVICE_RULE_SIGN_IN,
	.open = &hunted,
	.guarded = &guarded,
};

const struct service_rule open_service_camera = {
	.kinds = SERVICE_KINDS({"rtsp", "RTSP", false, {554, 8554}, NULL, NULL}),
	.question = SERVICE_RULE_ANONYMOUS,
	.open = &open_one,
};

const struct service_rule open_service_couchdb = {
	.kinds = SERVICE_KINDS({"couchdb", "CouchDB", false, {5984, 6984}, &couchdb_http, NULL}),
	.question = SERVICE_RULE_SIGN_IN,
	.open = &hunted,
	.guarded = &guarded,
};

const struct service_rule open_service_docker = {
	.kinds = SERVICE_KINDS({"docker", "Docker", false, {2375, 2376}, &docker_http, NULL}),
	.question = SERVICE_RULE_SIGN_IN,
	.open = &hunted,
	.guarded = &guarded,
};

const struct service_rule open_service_elasticsearch = {
	.kinds = SERVICE_KINDS({"elasticsearch", "Elasticsearch", false, {9200, 9201}, &elasticsearch_http, NULL}),
	.question = SERVICE_RULE_SIGN_IN,
	.open = &hunted,
	.guarded = &guarded,
};

const struct service_rule open_service_ftp = {
	.kinds = SERVICE_KINDS({"ftp", "FTP", false, {21}, NULL, NULL}),
	.question = SERVICE_RULE_ANONYMOUS,
	.open = &open_one,
};

const struct service_rule open_service_kubernetes = {
	.kinds = SERVICE_KINDS({"kubelet", "Kubernetes (kubelet)", false, {10250, 10255}, &nameless_http, NULL},
			       {"etcd", "etcd", false, {2379}, &nameless_http, NULL},
			       {"kubernetes", "Kubernetes (API)", false, {6443}, &nameless_http, NULL}),
	.question = SERVICE_RULE_SIGN_IN,
	.open = &hunted,
	.guarded = &guarded,
};

const struct service_rule open_service_memcached = {
	.kinds = SERVICE_KINDS({"memcached", "Memcached", false, {11211}, NULL, NULL}),
	.question = SERVICE_RULE_SIGN_IN,
	.open = &raided,
	.guarded = &guarded,
};

const struct service_rule open_service_mongodb = {
	.kinds = SERVICE_KINDS({"mongodb", "MongoDB", false, {27017, 27018, 27019}, NULL, NULL}),
	.question = SERVICE_RULE_SIGN_IN,
	.open = &hunted,
	.guarded = &guarded,
};

const struct service_rule open_service_mqtt = {
	.kinds = SERVICE_KINDS({"mqtt", "MQTT", false, {1883, 8883}, NULL, NULL}),
	.question = SERVICE_RULE_ANONYMOUS,
	.open = &open_one,
};

const struct service_rule open_service_nfs = {
	.kinds = SERVICE_KINDS({"nfs", "NFS", false, {2049}, NULL, NULL}),
	.question = SERVICE_RULE_SIGN_IN,
	.open = &open_all,
	.guarded = &guarded,
};

const struct service_rule open_service_redis = {
	.kinds = SERVICE_KINDS({"redis", "Redis", false, {6379, 6380}, NULL, NULL}),
	.question = SERVICE_RULE_SIGN_IN,
	.open = &hunted,
	.guarded = &guarded,
};

const struct service_rule open_service_rsync = {
	.kinds = SERVICE_KINDS({"rsync", "rsync", false, {873}, NULL, NULL}),
	.question = SERVICE_RULE_ANONYMOUS,
	.open = &open_one,
};

const struct service_rule open_service_snmp = {
	.kinds = SERVICE_KINDS({"snmp", "SNMP", true, {161}, NULL, NULL}),
	.question = SERVICE_RULE_ANONYMOUS,
	.open = &open_one,
};

const struct service_rule open_service_tftp = {
	.kinds = SERVICE_KINDS({"tftp", "TFTP", true, {69}, NULL, NULL}),
	.question = SERVICE_RULE_REACHABLE,
	.open = &open_one,
};

const struct service_rule open_service_vnc = {
	.kinds = SERVICE_KINDS({"vnc", "VNC", false, {5900, 5901, 5902, 5903}, NULL, NULL}),
	.question = SERVICE_RULE_SIGN_IN,
	.open = &hunted,
	.guarded = &guessed,
};

const struct service_rule open_service_x11 = {
	.kinds = SERVICE_KINDS({"x11", "X11", false, {6000, 6001, 6002, 6003}, NULL, NULL}),
	.question = SERVICE_RULE_SIGN_IN,
	.open = &open_all,
	.guarded = &guarded,
};

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Services that speak HTTP and have a question of their own that reads and changes nothing: by the answer they are
 * known, and by it they show whether they serve strangers. Their page "/" is asked for before.
 */
#ifndef TENKEN_DIAGNOSIS_WEB_API_H
#define TENKEN_DIAGNOSIS_WEB_API_H

#include "diagnosis/dialogue/dialogue.h"

extern const struct dialogue api_docker_dialogue, api_elasticsearch_dialogue, api_couchdb_dialogue, api_etcd_dialogue,
	api_kubelet_dialogue, api_kubernetes_dialogue, api_influxdb_dialogue, api_winrm_dialogue, api_ipp_dialogue;

#endif

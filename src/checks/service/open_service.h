/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Services that serve anybody who finds them, or were never made for the Internet. Asked with the one harmless question
 * of each protocol, never with a password and never writing; findings as service_rule.h says.
 *
 *   check                   what was asked, and who says that it must not be answered to strangers
 *   adb-exposed             CNXN; AUTH means guarded. Android Debug Bridge gives a shell
 *   camera-open             RTSP DESCRIBE (RFC 2326), 401 means guarded
 *   couchdb-open            the list of databases
 *   docker-api-open         /version; Docker, "Protect the Docker daemon socket": who reaches it is root on the host
 *   elasticsearch-open      /; security is on by default from version 8 only
 *   ftp-anonymous           USER anonymous (RFC 1635)
 *   kubernetes-open         kubelet's pods, etcd's version and keys, the API's namespaces; NSA and CISA, Kubernetes
 *                           Hardening Guide
 *   memcached-open          version; it has no passwords unless SASL is set up
 *   mongodb-without-password   listDatabases; MongoDB, "Security Checklist": enable access control
 *   mqtt-anonymous          CONNECT without a name; CONNACK 5 means guarded (MQTT 3.1.1, 3.2.2.3)
 *   nfs-exported            mountd's list of exports (RFC 1813, appendix I); NFS trusts the user numbers of a client
 *   redis-without-password  PING; Redis, "Security": for trusted clients inside trusted environments
 *   rsync-open              the list of modules; rsyncd.conf(5): without "auth users" everybody may connect
 *   snmp-public             sysDescr with the community "public"; CISA TA17-156A
 *   tftp-open               a file that does not exist; RFC 1350 knows no users
 *   vnc-exposed             the security types (RFC 6143, 7.1.2): "None" means open
 *   x11-open                the setup of a connection; who is let in reads the keyboard and the screen (Xsecurity(7))
 *
 * Priorities, by the four questions of findings/priority.h.
 * - Without a sign-in: databases and keepers of a whole machine (Redis, MongoDB, Elasticsearch, CouchDB, Docker,
 *   Kubernetes, ADB, VNC) are searched for all day by programs that wipe, ransom or occupy them: active, open,
 *   automatable, high: P1. Memcached holds a part of the data: medium, and still P1. X11 and NFS give as much with no
 *   skill, but are not known to be hunted: P2. Files, messages, pictures and the facts of a device (FTP, rsync, TFTP,
 *   MQTT, cameras, SNMP) can be taken by anybody: likely, open, automatable, medium: P2.
 * - With a sign-in, reachable all the same: an error or a weak password away from the above: P3. VNC passwords have
 *   eight characters (RFC 6143, 7.2.2) and are guessed all day: active, controlled, high: P2. An MQTT broker, an FTP,
 *   rsync or camera that asks who is there is made for use from outside: good (FTP's password is the
 *   business of cleartext-login).
 */
#ifndef TENKEN_CHECKS_SERVICE_OPEN_SERVICE_H
#define TENKEN_CHECKS_SERVICE_OPEN_SERVICE_H

#include "checks/service/service_rule.h"

extern const struct service_rule open_service_adb;
extern const struct service_rule open_service_camera;
extern const struct service_rule open_service_couchdb;
extern const struct service_rule open_service_docker;
extern const struct service_rule open_service_elasticsearch;
extern const struct service_rule open_service_ftp;
extern const struct service_rule open_service_kubernetes;
extern const struct service_rule open_service_memcached;
extern const struct service_rule open_service_mongodb;
extern const struct service_rule open_service_mqtt;
extern const struct service_rule open_service_nfs;
extern const struct service_rule open_service_redis;
extern const struct service_rule open_service_rsync;
extern const struct service_rule open_service_snmp;
extern const struct service_rule open_service_tftp;
extern const struct service_rule open_service_vnc;
extern const struct service_rule open_service_x11;

#endif

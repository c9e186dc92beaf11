/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Services of an office that have no business on the Internet, whether they ask for a password or not. Findings as
 * service_rule.h says; any answer in the service's own protocol confirms it.
 *
 *   check                 services, and who says so
 *   database-exposed      MySQL, PostgreSQL, SQL Server, Oracle, Db2, Firebird, FileMaker, Cassandra, InfluxDB
 *   file-sharing-exposed  AFP, iSCSI (RFC 7143: without IPsec for trusted networks only)
 *   industrial-exposed    Modbus, S7, EtherNet/IP, DNP3, MELSEC, FINS, PCOM, BACnet: no users, no passwords;
 *                         CISA AA23-335A tells of controllers of small water works that were taken over
 *   ipmi-exposed          IPMI 2.0 hands out the hash of a password to anybody (CVE-2013-4786); CISA TA13-207A
 *   ldap-exposed          the directory of users; an anonymous bind (RFC 4513, 5.1.1) that may search means open
 *   pptp-exposed          RFC 2637 with MS-CHAPv2, which can be broken (Microsoft Security Advisory 2743314)
 *   printer-exposed       IPP (RFC 8011), LPD (RFC 1179), port 9100: connected only, since a printer prints what it
 *                         is sent
 *   rpc-exposed           Microsoft RPC, portmapper (RFC 1833), NetBIOS names (RFC 1002): they tell what else there is
 *   sip-exposed           OPTIONS (RFC 3261): telephones from which strangers call abroad at the company's expense
 *   winrm-exposed         remote administration of Windows
 *
 * Priorities, by the four questions of findings/priority.h.
 * - Industrial controllers obey anybody and are being attacked: active, open, automatable, high: P1.
 * - Databases and WinRM: their passwords are guessed all day, but only a weak one lets a program in: active,
 *   controlled, not automatable, high: P2. SIP the same with a bill instead of the machine: automatable, medium: P2.
 * - IPMI: the hash is public, the whole machine is lost below its operating system: likely, open, automatable, high:
 * P2.
 * - Printers: anybody prints, and reads what others print: likely, open, automatable, medium: P2. An LDAP directory
 * that may be searched: the same; with a sign-in P3.
 * - File sharing without a sign-in (AFP's guests, iSCSI without CHAP): likely, open, automatable, high: P2. With a
 *   sign-in, and PPTP (to break it one has to hear it): P3. RPC tells facts, and each of its holes was a
 *   worm's: likely, open, not automatable, medium: P3.
 */
#ifndef TENKEN_CHECKS_SERVICE_EXPOSED_SERVICE_H
#define TENKEN_CHECKS_SERVICE_EXPOSED_SERVICE_H

#include "checks/service/service_rule.h"

extern const struct service_rule exposed_service_database;
extern const struct service_rule exposed_service_file_sharing;
extern const struct service_rule exposed_service_industrial;
extern const struct service_rule exposed_service_ipmi;
extern const struct service_rule exposed_service_ldap;
extern const struct service_rule exposed_service_pptp;
extern const struct service_rule exposed_service_printer;
extern const struct service_rule exposed_service_rpc;
extern const struct service_rule exposed_service_sip;
extern const struct service_rule exposed_service_winrm;

#endif

/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Ways out of the probe's sandbox that lead through the network. Each is tried inside it; true: it is open.
 */
#ifndef TENKEN_TESTS_PEERS_WAYS_OUT_H
#define TENKEN_TESTS_PEERS_WAYS_OUT_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>

extern uint16_t ways_allowed_port, ways_other_port; /* both listen, on 127.0.0.1; the first on 127.0.0.2 too */

int ways_tcp(void);
struct sockaddr_in ways_at(const char *address, uint16_t port);

bool ways_connects_as_it_may(void);
bool ways_connects_to_another_port(void);
bool ways_connects_to_another_address(void);
bool ways_connects_by_multipath(void);
bool ways_connects_while_it_sends(void);
bool ways_connects_while_it_sends_a_message(void);
bool ways_connects_with_the_first_bytes(void);
bool ways_sends_a_datagram(void);
bool ways_sends_many_datagrams(void);
bool ways_connects_a_datagram_socket(void);
bool ways_listens(void);
bool ways_binds_a_source(void);
bool ways_opens_a_raw_socket(void);
bool ways_opens_a_ping_socket(void);
bool ways_opens_other_transports(void);
bool ways_opens_a_packet_socket(void);
bool ways_opens_a_netlink_socket(void);
bool ways_opens_a_local_socket(void);
bool ways_opens_a_machine_socket(void);

#endif

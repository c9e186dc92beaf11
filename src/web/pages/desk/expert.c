/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/desk/expert.h"

#include "web/pages/desk/case_page.h"

void page_expert(const struct request *request, struct reply *reply)
{
	case_page_list(request, reply, "expert", "");
}

void page_expert_case(const struct request *request, struct reply *reply)
{
	case_page_show(request, reply, "expert_case", NULL);
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "visits/visit_calendar.h"

#include <libical/ical.h>
#include <stdlib.h>
#include <string.h>

#include "calendar/day.h"

/* An instance that an event of its own replaces. */
struct exception {
	const char *uid;
	int64_t at_ms;
};

struct calendar_reading {
	struct arena *arena;
	icalcomponent *calendar;
	struct visit_window period;
	struct visit_window *busy;
	size_t busy_count, busy_cap;
	struct exception *replaced;
	size_t replaced_count, replaced_cap;
	size_t steps, events;
	struct fault *why;
};

/* One event: its times and what they are measured with. */
struct event {
	icalcomponent *component;
	const char *uid;
	const icaltimezone *zone; /* NULL: Japan's time, without a zone */
	struct icaltimetype start;
	int64_t start_ms, length_ms;
};

static enum err find_zone(const struct calendar_reading *reading, icalproperty *property, struct icaltimetype time,
			  const icaltimezone **ret_zone)
{
	icalparameter *parameter = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER);
	const char *name = parameter ? icalparameter_get_tzid(parameter) : NULL;

	*ret_zone = NULL;
	if (icaltime_is_utc(time))
		*ret_zone = icaltimezone_get_utc_timezone();
	if (icaltime_is_utc(time) || !name || time.is_date)
		return ERR_OK;
	*ret_zone = icalcomponent_get_timezone(reading->calendar, name);
	if (!*ret_zone)
		*ret_zone = icaltimezone_get_builtin_timezone(name);
	return *ret_zone
		       ? ERR_OK
		       : fault_set(reading->why, ERR_INVALID,
				   "the time zone \"%.100s\" is not known and the file does not define it; export the "
				   "calendar again with its time zones",
				   name);
}

static int64_t instant_of(struct icaltimetype time, const icaltimezone *zone)
{
	int64_t day = 0;

	if (!time.is_date && zone)
		return (int64_t)icaltime_as_timet_with_zone(time, zone) * 1000;
	if (!day_from_civil((struct civil){time.year, time.month, time.day}, &day))
		return INT64_MIN;
	return day_start_ms(day) +
	       (time.is_date ? 0 : (time.hour * 3600 + time.minute * 60 + time.second) * (int64_t)1000);
}

static enum err read_instant(const struct calendar_reading *reading, icalproperty *property, struct icaltimetype time,
			     int64_t *ret_ms)
{
	const icaltimezone *zone;
	enum err err = find_zone(reading, property, time, &zone);

	if (!err)
		*ret_ms = instant_of(time, zone);
	if (!err && (icaltime_is_null_time(time) || *ret_ms == INT64_MIN))
		err = fault_set(reading->why, ERR_INVALID, "an event has a time that is no time");
	return err;
}

static void add_busy(struct calendar_reading *reading, int64_t from_ms, int64_t length_ms)
{
	struct visit_window *window;
	int64_t until_ms = from_ms + length_ms;

	if (length_ms <= 0 || until_ms <= reading->period.from_ms || from_ms >= reading->period.until_ms)
		return;
	reading->busy =
		arena_grow(reading->arena, reading->busy, reading->busy_count, &reading->busy_cap, sizeof(*window));
	window = &reading->busy[reading->busy_count++];
	window->from_ms = from_ms > reading->period.from_ms ? from_ms : reading->period.from_ms;
	window->until_ms = until_ms < reading->period.until_ms ? until_ms : reading->period.until_ms;
}

/* An instance, unless it is left out or stands elsewhere by itself. */
static enum err add_instance(struct calendar_reading *reading, const struct event *event, int64_t at_ms)
{
	icalproperty *property = icalcomponent_get_first_property(event->component, ICAL_EXDATE_PROPERTY);

	if (++reading->steps > VISIT_CALENDAR_STEPS_MAX)
		return fault_set(reading->why, ERR_TOO_LARGE,
				 "the calendar's events repeat more than %d times; export a "
				 "shorter period",
				 VISIT_CALENDAR_STEPS_MAX);
	if (at_ms + event->length_ms <= reading->period.from_ms)
		return ERR_OK;
	for (size_t i = 0; i < reading->replaced_count; i++)
		if (reading->replaced[i].at_ms == at_ms && strcmp(reading->replaced[i].uid, event->uid) == 0)
			return ERR_OK;
	for (; property; property = icalcomponent_get_next_property(event->component, ICAL_EXDATE_PROPERTY)) {
		int64_t left_out_ms = 0;
		enum err err = read_instant(reading, property, icalproperty_get_exdate(property), &left_out_ms);
		if (err)
			return err;
		if (left_out_ms == at_ms)
			return ERR_OK;
	}
	add_busy(reading, at_ms, event->length_ms);
	return ERR_OK;
}

static enum err add_repetitions(struct calendar_reading *reading, const struct event *event)
{
	icalproperty *property = icalcomponent_get_first_property(event->component, ICAL_RRULE_PROPERTY);
	enum err err = ERR_OK;

	for (; !err && property; property = icalcomponent_get_next_property(event->component, ICAL_RRULE_PROPERTY)) {
		icalrecur_iterator *iterator = icalrecur_iterator_new(icalproperty_get_rrule(property), event->start);
		struct icaltimetype next = iterator ? icalrecur_iterator_next(iterator) : icaltime_null_time();
		for (; !err && !icaltime_is_null_time(next); next = icalrecur_iterator_next(iterator)) {
			int64_t at_ms = instant_of(next, event->zone);
			if (at_ms >= reading->period.until_ms)
				break;
			if (at_ms != event->start_ms)
				err = add_instance(reading, event, at_ms);
		}
		if (iterator)
			icalrecur_iterator_free(iterator);
	}
	return err;
}

static enum err add_dates(struct calendar_reading *reading, const struct event *event)
{
	icalproperty *property = icalcomponent_get_first_property(event->component, ICAL_RDATE_PROPERTY);
	enum err err = ERR_OK;

	for (; !err && property; property = icalcomponent_get_next_property(event->component, ICAL_RDATE_PROPERTY)) {
		struct icaldatetimeperiodtype date = icalproperty_get_rdate(property);
		struct icaltimetype time = icaltime_is_null_time(date.time) ? date.period.start : date.time;
		int64_t at_ms = 0;
		err = read_instant(reading, property, time, &at_ms);
		if (!err)
			err = add_instance(reading, event, at_ms);
	}
	return err;
}

/* Beginning and length; an event without an end takes its day, or no time (RFC 5545 section 3.6.1). */
static enum err read_event(const struct calendar_reading *reading, icalcomponent *component, struct event *ret_event)
{
	icalproperty *start = icalcomponent_get_first_property(component, ICAL_DTSTART_PROPERTY);
	icalproperty *end = icalcomponent_get_first_property(component, ICAL_DTEND_PROPERTY);
	icalproperty *length = icalcomponent_get_first_property(component, ICAL_DURATION_PROPERTY);
	const char *uid = icalcomponent_get_uid(component);
	int64_t end_ms = 0;
	enum err err;

	*ret_event = (struct event){.component = component, .uid = uid ? uid : ""};
	if (!start)
		return fault_set(reading->why, ERR_INVALID, "the event \"%.100s\" has no beginning", ret_event->uid);
	ret_event->start = icalproperty_get_dtstart(start);
	err = read_instant(reading, start, ret_event->start, &ret_event->start_ms);
	if (!err)
		err = find_zone(reading, start, ret_event->start, &ret_event->zone);
	if (!err && end)
		err = read_instant(reading, end, icalproperty_get_dtend(end), &end_ms);
	if (err)
		return err;
	if (end)
		ret_event->length_ms = end_ms - ret_event->start_ms;
	else if (length)
		ret_event->length_ms = (int64_t)icaldurationtype_as_int(icalproperty_get_duration(length)) * 1000;
	else
		ret_event->length_ms = ret_event->start.is_date ? DAY_MS : 0;
	return ERR_OK;
}

static bool is_busy(icalcomponent *component)
{
	icalproperty *transparency = icalcomponent_get_first_property(component, ICAL_TRANSP_PROPERTY);

	return icalcomponent_get_status(component) != ICAL_STATUS_CANCELLED &&
	       !(transparency && (icalproperty_get_transp(transparency) == ICAL_TRANSP_TRANSPARENT ||
				  icalproperty_get_transp(transparency) == ICAL_TRANSP_TRANSPARENTNOCONFLICT));
}

static enum err add_event(struct calendar_reading *reading, icalcomponent *component)
{
	struct event event;
	enum err err;

	if (!is_busy(component))
		return ERR_OK;
	err = read_event(reading, component, &event);
	if (!err && icalcomponent_get_first_property(component, ICAL_RECURRENCEID_PROPERTY)) {
		add_busy(reading, event.start_ms, event.length_ms);
		return ERR_OK;
	}
	if (!err)
		err = add_instance(reading, &event, event.start_ms);
	if (!err)
		err = add_repetitions(reading, &event);
	return err ? err : add_dates(reading, &event);
}

/* Which instances have an event of their own. */
static enum err add_replaced(struct calendar_reading *reading, icalcomponent *component)
{
	icalproperty *property = icalcomponent_get_first_property(component, ICAL_RECURRENCEID_PROPERTY);
	const char *uid = icalcomponent_get_uid(component);
	struct exception *replaced;
	enum err err;

	if (++reading->events > VISIT_CALENDAR_EVENTS_MAX)
		return fault_set(reading->why, ERR_TOO_LARGE,
				 "the calendar has more than %d events; export a shorter period",
				 VISIT_CALENDAR_EVENTS_MAX);
	if (!property)
		return ERR_OK;
	reading->replaced = arena_grow(reading->arena, reading->replaced, reading->replaced_count,
				       &reading->replaced_cap, sizeof(*replaced));
	replaced = &reading->replaced[reading->replaced_count];
	err = read_instant(reading, property, icalproperty_get_recurrenceid(property), &replaced->at_ms);
	replaced->uid = arena_strdup(reading->arena, uid ? uid : "");
	if (!err)
		reading->replaced_count++;
	return err;
}

static enum err each_event(struct calendar_reading *reading,
			   enum err (*take)(struct calendar_reading *, icalcomponent *))
{
	icalcomponent *component = icalcomponent_get_first_component(reading->calendar, ICAL_VEVENT_COMPONENT);
	enum err err = ERR_OK;

	for (; !err && component;
	     component = icalcomponent_get_next_component(reading->calendar, ICAL_VEVENT_COMPONENT))
		err = take(reading, component);
	return err;
}

static int compare(const void *a, const void *b)
{
	const struct visit_window *x = a, *y = b;

	return x->from_ms < y->from_ms ? -1 : x->from_ms > y->from_ms;
}

static void join(struct calendar_reading *reading)
{
	size_t kept = 0;

	if (reading->busy_count > 0)
		qsort(reading->busy, reading->busy_count, sizeof(*reading->busy), compare);
	for (size_t i = 0; i < reading->busy_count; i++) {
		struct visit_window *last = kept > 0 ? &reading->busy[kept - 1] : NULL;
		if (!last || reading->busy[i].from_ms > last->until_ms)
			reading->busy[kept++] = reading->busy[i];
		else if (reading->busy[i].until_ms > last->until_ms)
			last->until_ms = reading->busy[i].until_ms;
	}
	reading->busy_count = kept;
}

enum err visit_calendar_read(struct arena *arena, struct str bytes, struct visit_window period,
			     struct visit_window **ret_busy, size_t *ret_count, struct fault *why)
{
	struct calendar_reading reading = {.arena = arena, .period = period, .why = why};
	enum err err;

	if (bytes.n > VISIT_CALENDAR_BYTES_MAX)
		return fault_set(why, ERR_TOO_LARGE, "the calendar has %zu bytes; at most %d", bytes.n,
				 VISIT_CALENDAR_BYTES_MAX);
	if (memchr(bytes.p, 0, bytes.n))
		return fault_set(why, ERR_INVALID, "this is no iCalendar file");
	reading.calendar = icalparser_parse_string(str_dup(arena, bytes));
	if (!reading.calendar || icalcomponent_isa(reading.calendar) != ICAL_VCALENDAR_COMPONENT) {
		if (reading.calendar)
			icalcomponent_free(reading.calendar);
		return fault_set(why, ERR_INVALID, "this is no iCalendar file");
	}
	err = each_event(&reading, add_replaced);
	if (!err)
		err = each_event(&reading, add_event);
	icalcomponent_free(reading.calendar);
	if (err)
		return err;
	join(&reading);
	*ret_busy = reading.busy;
	*ret_count = reading.busy_count;
	return ERR_OK;
}

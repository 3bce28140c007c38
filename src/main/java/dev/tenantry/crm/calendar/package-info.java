/** The calendar: events, once or in a series, who attends them, when members are busy, and iCalendar in and out. */
@NullMarked
package dev.tenantry.crm.calendar;

import org.jspecify.annotations.NullMarked;

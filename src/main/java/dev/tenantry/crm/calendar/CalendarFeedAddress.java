package dev.tenantry.crm.calendar;

import java.time.Instant;

/** The address of the caller's calendar. @param url for calendar programs, and for nobody else: whoever has it reads the calendar */
record CalendarFeedAddress(String url, Instant createdAt) {}

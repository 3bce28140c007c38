package dev.tenantry.crm.calendar;

import java.time.LocalDateTime;

/** One time that something takes place. @param original when it begins by the series' zone, as it is known by */
record Occurrence(LocalDateTime original, EventTime time) {}

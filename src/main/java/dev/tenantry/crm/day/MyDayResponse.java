package dev.tenantry.crm.day;

import java.time.LocalDate;
import java.util.List;

import dev.tenantry.shared.day.DayItem;

/**
 * What is due for the caller until the end of today.
 *
 * @param date  today, in the zone
 * @param zone  the caller's, else the organization's, else UTC
 * @param items what is due first comes first; at most 200 of each kind
 */
record MyDayResponse(LocalDate date, String zone, List<DayItem> items) {}

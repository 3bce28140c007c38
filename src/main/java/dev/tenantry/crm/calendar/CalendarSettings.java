package dev.tenantry.crm.calendar;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The calendar.
 *
 * @param url         the public URL of {@code /calendar.ics}, where calendar programs read
 * @param updatePause how long changes of an event are gathered before those who were invited are mailed
 */
@ConfigurationProperties("tenantry.calendar")
record CalendarSettings(
        @DefaultValue("http://localhost:8080/calendar.ics") String url,
        @DefaultValue("1m") Duration updatePause) {}

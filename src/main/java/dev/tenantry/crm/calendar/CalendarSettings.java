package dev.tenantry.crm.calendar;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param url the public URL of {@code /calendar.ics}, where calendar programs read */
@ConfigurationProperties("tenantry.calendar")
record CalendarSettings(@DefaultValue("http://localhost:8080/calendar.ics") String url) {}

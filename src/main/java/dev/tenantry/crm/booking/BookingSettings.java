package dev.tenantry.crm.booking;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param url        the public URL of {@code /book}, where visitors book
 * @param visitorUrl the public URL of {@code /bookings}, where they change or cancel what they have booked
 */
@ConfigurationProperties("tenantry.booking")
record BookingSettings(
        @DefaultValue("http://localhost:8080/book") String url,
        @DefaultValue("http://localhost:8080/bookings") String visitorUrl) {}

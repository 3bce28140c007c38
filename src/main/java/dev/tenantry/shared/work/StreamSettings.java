package dev.tenantry.shared.work;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Progress that is sent as it comes.
 *
 * @param streams          how many there are at a time on this instance
 * @param streamsPerPerson how many of them are one person's
 * @param longestStream    how long one goes on at most; the client asks again then
 * @param poll             how often it is looked at how far it is, and at whether the caller may still see it
 * @param heartbeat        how often at least something is sent
 */
@ConfigurationProperties("tenantry.jobs")
public record StreamSettings(
        @DefaultValue("200") int streams,
        @DefaultValue("4") int streamsPerPerson,
        @DefaultValue("10m") Duration longestStream,
        @DefaultValue("500ms") Duration poll,
        @DefaultValue("15s") Duration heartbeat) {}

package dev.tenantry.crm.googlecalendar;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.crm.googlecalendar.SyncedCalendar.Channel;
import dev.tenantry.shared.tenancy.TenantContext;

/** Has Google tell of changes by itself, and goes on with that in time. Where it does not, calendars are asked for them as often as before. */
@Component
@EnableConfigurationProperties(GoogleCalendarSettings.class)
class Channels {

    private static final Logger log = LoggerFactory.getLogger(Channels.class);
    private static final Duration LASTING = Duration.ofDays(7);
    /** Before it ends there is another one. */
    private static final Duration OVERLAP = Duration.ofDays(1);

    private final GoogleApi google;
    private final SyncStore store;
    private final GoogleCalendarSettings settings;

    Channels(GoogleApi google, SyncStore store, GoogleCalendarSettings settings) {
        this.google = google;
        this.store = store;
        this.settings = settings;
    }

    /** @return whether Google tells of changes */
    boolean keep(CalendarClaim claim, SyncedCalendar calendar) {
        if (!settings.hasPushes() || !calendar.direction().takesIn()) {
            return false;
        }
        var present = calendar.channel();
        if (present.expiresAt() != null && present.expiresAt().isAfter(store.now().plus(OVERLAP))) {
            return present.id() != null;
        }
        return open(claim, calendar);
    }

    Duration interval(boolean isPushed) {
        return settings.interval(isPushed);
    }

    private boolean open(CalendarClaim claim, SyncedCalendar calendar) {
        var id = UUID.randomUUID().toString();
        var token = ChannelToken.next(claim.organizationId(), TenantContext.currentUser(), calendar.id());
        var answer = google.watch(calendar.place(), id, token.text(), settings.pushUrl(), LASTING);
        if (!answer.isSuccess()) {
            log.warn("Google does not tell of changes of calendar {}: {}", calendar.id(), answer.error());
            store.channel(claim, new Channel(null, null, store.now().plus(OVERLAP).plus(OVERLAP)), null);
            return false;
        }
        store.channel(claim, new Channel(id, answer.result().path("resourceId").asString(""),
                expiry(answer.result())), token.hash());
        close(calendar);
        return true;
    }

    private Instant expiry(JsonNode channel) {
        var told = channel.path("expiration").asString("");
        return told.matches("[0-9]{1,15}") ? Instant.ofEpochMilli(Long.parseLong(told)) : store.now().plus(LASTING);
    }

    /** What Google goes on telling by it is not taken, and ends by itself. */
    void close(SyncedCalendar calendar) {
        var channel = calendar.channel();
        if (channel.id() != null && channel.resource() != null) {
            var answer = google.stop(calendar.place(), channel.id(), channel.resource());
            if (!answer.isSuccess()) {
                log.info("a channel of calendar {} was not ended at Google: {}", calendar.id(), answer.error());
            }
        }
    }
}

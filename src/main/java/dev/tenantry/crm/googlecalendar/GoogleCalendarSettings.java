package dev.tenantry.crm.googlecalendar;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param pushUrl      the public HTTPS URL of {@code /hooks/google-calendar}, where Google tells of changes; blank: it is asked for them
 * @param pollInterval how often a calendar is asked for changes where Google does not tell of them
 */
@ConfigurationProperties("tenantry.google-calendar")
record GoogleCalendarSettings(@DefaultValue("") String pushUrl, @DefaultValue("5m") Duration pollInterval) {

    private static final Duration WITH_PUSHES = Duration.ofHours(1);

    boolean hasPushes() {
        return !pushUrl.isBlank();
    }

    /** Where Google tells of changes, too, now and then: one may be lost. */
    Duration interval(boolean isPushed) {
        return isPushed && pollInterval.compareTo(WITH_PUSHES) < 0 ? WITH_PUSHES : pollInterval;
    }
}

package dev.tenantry.identity.session;

import java.time.Clock;
import java.time.Instant;

import org.springframework.stereotype.Component;

import dev.tenantry.identity.account.IdentitySettings;

/** What time it is for sessions, in the microseconds that the database keeps. */
@Component
class SessionTimes {

    private final Clock clock;
    private final IdentitySettings settings;

    SessionTimes(Clock clock, IdentitySettings settings) {
        this.clock = clock;
        this.settings = settings;
    }

    Instant now() {
        return clock.instant();
    }

    /** When a session ends that is used now and never again. */
    Instant end(Instant now) {
        return now.plus(settings.sessionLife());
    }

    /** Whether the session was refreshed so lately that older tokens of its may still be on their way. */
    boolean isRecent(Session session, Instant now) {
        return session.refreshedAt().plus(settings.reuseInterval()).isAfter(now);
    }
}

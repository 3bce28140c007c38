package dev.tenantry.crm.email.capture;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.subethamail.smtp.server.Session;
import org.subethamail.smtp.server.SessionHandler;

/** How many servers are here from one network address, and for how long: one that sends a byte now and then would stay for ever. */
final class SessionBounds implements SessionHandler, AutoCloseable {

    private final SessionHandler perSource;
    private final Duration longest;
    private final ScheduledExecutorService clock = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("smtp-sessions").factory());
    private final Map<Session, ScheduledFuture<?>> ends = new ConcurrentHashMap<>();

    SessionBounds(int maxPerSource, Duration longest) {
        this.perSource = SessionHandler.limitConcurrentSessionsBySource(maxPerSource);
        this.longest = longest;
    }

    @Override
    public SessionAcceptance accept(Session session) {
        var acceptance = perSource.accept(session);
        if (acceptance.accepted()) {
            ends.put(session, clock.schedule(() -> end(session), longest.toMillis(), TimeUnit.MILLISECONDS));
        }
        return acceptance;
    }

    private static void end(Session session) {
        try {
            session.closeSocket();
        } catch (IOException _) {
            // It has gone by itself.
        }
    }

    @Override
    public void onSessionEnd(Session session) {
        var end = ends.remove(session);
        if (end != null) {
            end.cancel(false);
        }
        perSource.onSessionEnd(session);
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}

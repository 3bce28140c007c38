package dev.tenantry.audit.debuglog;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

import dev.tenantry.audit.debuglog.LineRows.Counted;
import dev.tenantry.shared.time.PeriodicTask;
import dev.tenantry.shared.work.Turns;

/** Writes every second what has been logged for sessions, and at the end the rest. It works in no tenant's context: none of its own lines is among them. */
@Component
class LineWriter extends PeriodicTask implements DisposableBean {

    private final LineQueue queue;
    private final ActiveSessions sessions;
    private final LineRows rows;
    private final LineCapture capture;

    LineWriter(LineQueue queue, ActiveSessions sessions, LineRows rows, LineCapture capture) {
        super("debug logs", Duration.ofSeconds(1));
        this.queue = queue;
        this.sessions = sessions;
        this.rows = rows;
        this.capture = capture;
    }

    /** Lines that cannot be written are counted as dropped: they are of less worth than memory. */
    @Override
    protected synchronized void work() {
        capture.keepInstalled();
        var counts = new HashMap<ActiveSession, Counted>();
        sessions.all().forEach(session -> count(counts, session, new Counted(0, session.settle())));
        for (var lines = queue.take(); !lines.isEmpty(); lines = queue.take()) {
            var counted = isWritten(lines) ? new Counted(1, 0) : new Counted(0, 1);
            lines.forEach(line -> count(counts, line.session(), counted));
        }
        counts.values().removeIf(Counted::isNothing);
        if (!counts.isEmpty()) {
            rows.add(counts);
        }
    }

    @Override
    public void destroy() {
        attempt();
    }

    private static void count(Map<ActiveSession, Counted> counts, ActiveSession session, Counted more) {
        counts.merge(session, more, Counted::plus);
    }

    private boolean isWritten(List<Line> lines) {
        try {
            rows.write(lines);
            return true;
        } catch (RuntimeException failure) {
            Turns.report("debug logs", failure);
            return false;
        }
    }
}

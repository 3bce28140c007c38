package dev.tenantry.audit.debuglog;

import java.time.Clock;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.helpers.MessageFormatter;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.problem.Redacted;
import dev.tenantry.shared.tenancy.TenantContext;

/**
 * Takes lines for the sessions of whose tenant they are logged in: before it is decided whether the application's own log has them, which
 * goes on as if there were no sessions.
 */
@Component
class LineCapture extends TurboFilter implements DisposableBean {

    private final ActiveSessions sessions;
    private final LineQueue lines;
    private final Clock clock;

    LineCapture(ActiveSessions sessions, LineQueue lines, Clock clock) {
        this.sessions = sessions;
        this.lines = lines;
        this.clock = clock;
        keepInstalled();
    }

    /** Configuring the log anew takes all filters away. */
    void keepInstalled() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext loggers
                && !loggers.getTurboFilterList().contains(this)) {
            loggers.addTurboFilter(this);
        }
    }

    @Override
    public FilterReply decide(@Nullable Marker marker, Logger logger, Level level, @Nullable String format,
            Object @Nullable [] parameters, @Nullable Throwable failure) {
        if (sessions.areNone() || !TenantContext.isBound()) {
            return FilterReply.NEUTRAL;
        }
        var importance = DebugLevel.of(level);
        var now = clock.instant();
        var session = sessions.of(TenantContext.current().organizationId(), logger.getName(), importance, now);
        if (session == null) {
            return FilterReply.NEUTRAL;
        }
        if (format == null) {
            // Somebody asks whether a line is worth its while.
            return FilterReply.ACCEPT;
        }
        // Without one the last parameter may be it.
        var said = failure == null
                ? MessageFormatter.arrayFormat(format, parameters)
                : MessageFormatter.arrayFormat(format, parameters, failure);
        lines.offer(Line.of(session, importance, logger.getName(), said.getMessage(), line(said.getThrowable()),
                now));
        return FilterReply.NEUTRAL;
    }

    private static @Nullable String line(@Nullable Throwable failure) {
        return failure == null ? null : Redacted.line(failure);
    }

    @Override
    public void destroy() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext loggers) {
            loggers.getTurboFilterList().remove(this);
        }
    }
}

package dev.tenantry.access.admission;

import java.time.Duration;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.time.PeriodicTask;

/** Writes every few seconds what this instance has collected, and at its end the rest. */
@Component
class AccessLogWriter extends PeriodicTask implements DisposableBean {

    private final AccessLog log;
    private final AllowlistUse use;
    private final AccessLogRows rows;

    AccessLogWriter(AccessLog log, AllowlistUse use, AccessLogRows rows) {
        super("the log of addresses", Duration.ofSeconds(3));
        this.log = log;
        this.use = use;
        this.rows = rows;
    }

    /** Requests have ended by now. */
    @Override
    public void destroy() {
        attempt();
    }

    @Override
    protected synchronized void work() {
        writeLog();
        writeUse();
    }

    private void writeLog() {
        var collected = log.take();
        try {
            if (!collected.isEmpty()) {
                rows.add(collected);
            }
        } catch (RuntimeException failure) {
            log.putBack(collected);
            throw failure;
        }
    }

    private void writeUse() {
        var used = use.take();
        try {
            if (!used.isEmpty()) {
                rows.use(used);
            }
        } catch (RuntimeException failure) {
            use.putBack(used);
            throw failure;
        }
    }
}

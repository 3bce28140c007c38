package dev.tenantry.metering.usage;

import java.time.Duration;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.time.PeriodicTask;
import dev.tenantry.shared.work.Turns;

/** Writes down every few seconds what this instance has counted, and at its end the rest. */
@Component
class UsageWriter extends PeriodicTask implements DisposableBean {

    private final UsageCounter usage;
    private final UsageRows rows;

    UsageWriter(UsageCounter usage, UsageRows rows) {
        super("the usage of the API", Duration.ofSeconds(5));
        this.usage = usage;
        this.rows = rows;
    }

    @Override
    protected synchronized void work() {
        var counted = usage.take();
        if (counted.isEmpty()) {
            return;
        }
        try {
            rows.add(counted);
        } catch (RuntimeException failure) {
            usage.putBack(counted);
            throw failure;
        }
    }

    @Override
    public void destroy() {
        try {
            work();
        } catch (RuntimeException failure) {
            Turns.report("the usage of the API", failure);
        }
    }
}

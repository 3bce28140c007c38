package dev.tenantry.access.detector;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.springframework.stereotype.Component;

import dev.tenantry.access.event.Detection;
import dev.tenantry.access.event.SecurityEvents;
import dev.tenantry.shared.time.PeriodicTask;

/** Makes events of what has been noted too often, by all instances together. */
@Component
class SignalSums extends PeriodicTask {

    private final CallerSignals signals;
    private final SignalRows rows;
    private final SecurityEvents events;
    private final Detectors detectors;

    SignalSums(CallerSignals signals, SignalRows rows, SecurityEvents events, Detectors detectors) {
        super("signals of attacks", Duration.ofSeconds(2));
        this.signals = signals;
        this.rows = rows;
        this.events = events;
        this.detectors = detectors;
    }

    @Override
    protected synchronized void work() {
        var noticed = signals.take();
        if (noticed.isEmpty()) {
            return;
        }
        List<Integer> totals;
        try {
            totals = rows.add(noticed);
        } catch (RuntimeException failure) {
            signals.putBack(noticed);
            throw failure;
        }
        for (var place = 0; place < noticed.size(); place++) {
            raise(noticed.get(place), totals.get(place));
        }
    }

    private void raise(CallerSignal signal, int total) {
        var rule = detectors.ofSignals(signal.type());
        if (total >= rule.threshold()) {
            events.attempt(signal.organization(), new Detection(rule, signal.subject(), total, signal.more(),
                    Map.of("windowMinutes", CallerSignals.WINDOW.toMinutes())));
        }
    }
}

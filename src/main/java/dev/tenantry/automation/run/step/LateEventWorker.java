package dev.tenantry.automation.run.step;

import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.tenantry.automation.run.EngineSettings;
import dev.tenantry.automation.wait.LateEvents;
import dev.tenantry.shared.work.Signals;
import dev.tenantry.shared.work.TicketWorker;
import dev.tenantry.shared.work.Tickets;

/** Gives waits the events that came while somebody held them, as tickets say, on all instances. */
@Component
class LateEventWorker extends TicketWorker {

    private final LateEvents late;

    LateEventWorker(Tickets tickets, LateEvents late, EngineSettings settings, Signals signals) {
        super(LateEvents.QUEUE, "giving waits their late events", tickets, signals, settings.pollInterval(),
                settings.enabled());
        this.late = late;
    }

    @Override
    protected Look look(UUID organization, boolean isTicketed) {
        late.meet();
        return Look.DONE;
    }
}

package dev.tenantry.automation.run.start;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.stereotype.Component;

import dev.tenantry.automation.admission.Admissions;
import dev.tenantry.automation.run.EngineSettings;
import dev.tenantry.shared.work.Signals;
import dev.tenantry.shared.work.TicketWorker;
import dev.tenantry.shared.work.Tickets;

/**
 * Looks at what waits to be started, as tickets say, on all instances. As long as something waits there is a ticket; where this
 * instance knows of it, and has just ended something of the organization's, it looks at once.
 */
@Component
public class AdmissionWorker extends TicketWorker {

    private final WaitingStarts waiting;
    private final Set<UUID> known = ConcurrentHashMap.newKeySet();

    AdmissionWorker(Tickets tickets, WaitingStarts waiting, EngineSettings settings, Signals signals) {
        super(Admissions.QUEUE, "admitting runs", tickets, signals, settings.pollInterval(), settings.enabled());
        this.waiting = waiting;
    }

    /** Something of the organization's has ended, and left a slot perhaps. Costs nothing where nothing of it waits. */
    public void mayHaveRoom(UUID organization) {
        if (known.contains(organization)) {
            hurry(organization);
        }
    }

    @Override
    protected Look look(UUID organization, boolean isTicketed) {
        if (waiting.look(isTicketed)) {
            known.add(organization);
        } else {
            known.remove(organization);
        }
        return Look.DONE;
    }
}

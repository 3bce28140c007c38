package dev.tenantry.shared.dispatch;

import java.util.UUID;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.journal.DomainEvents;
import dev.tenantry.shared.journal.EventsCommitted;
import dev.tenantry.shared.work.Signals;
import dev.tenantry.shared.work.TicketWorker;
import dev.tenantry.shared.work.Tickets;

/** Has each tenant with pending events dispatch a batch, in turns, until there are none. */
@Component
@EnableConfigurationProperties(EventSettings.class)
public class EventDispatcher extends TicketWorker {

    /** Turns wait for commits, as those of runs do that they carry out. */
    private static final int AT_ONCE = 4;

    private final EventTurns turns;
    private final Signals signals;

    EventDispatcher(Tickets tickets, EventTurns turns, Signals signals, EventSettings settings) {
        super(DomainEvents.QUEUE, "dispatching events", tickets, signals, settings.pollInterval(), settings.enabled(),
                AT_ONCE);
        this.turns = turns;
        this.signals = signals;
    }

    @EventListener
    void on(EventsCommitted committed) {
        signals.raise(DomainEvents.QUEUE);
    }

    @Override
    protected Look look(UUID organization, boolean isTicketed) {
        var turn = turns.take();
        if (!turn.isMine()) {
            return Look.NOT_MINE;
        }
        return turn.isMore() ? Look.MORE : Look.DONE;
    }
}

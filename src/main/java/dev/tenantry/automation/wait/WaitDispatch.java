package dev.tenantry.automation.wait;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;

import dev.tenantry.automation.wait.Waits.Told;
import dev.tenantry.shared.dispatch.EventConsumer;
import dev.tenantry.shared.dispatch.PendingEvent;

/** Gives runs the events that they wait for. It comes after what locks workflows: who ends their runs locks in that order. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class WaitDispatch implements EventConsumer {

    private final Waits waits;
    private final WaitingRuns runs;

    WaitDispatch(Waits waits, WaitingRuns runs) {
        this.waits = waits;
        this.runs = runs;
    }

    @Override
    public void on(List<PendingEvent> events) {
        var awaited = new HashSet<>(
                waits.awaited(events.stream().map(PendingEvent::name).distinct().toArray(String[]::new)));
        if (!awaited.isEmpty()) {
            runs.wake(waits.meet(
                    events.stream()
                            .filter(event -> awaited.contains(event.name()))
                            .flatMap(WaitDispatch::told)
                            .toList()));
        }
    }

    /** Of what tells too much to be looked at, which event it is. */
    private static Stream<Told> told(PendingEvent event) {
        var data = event.triggerData();
        var known = data == null
                ? JsonNodeFactory.instance.objectNode()
                        .set("event", JsonNodeFactory.instance.objectNode()
                                .put("aggregateType", event.aggregateType())
                                .put("aggregateId", event.aggregateId()))
                : data;
        return EventKeys.of(known).stream().map(key -> new Told(event.id(), event.name(), key));
    }
}

package dev.tenantry.automation.wait;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;

import dev.tenantry.automation.wait.Waits.Fitting;
import dev.tenantry.automation.wait.Waits.Told;
import dev.tenantry.shared.dispatch.EventConsumer;
import dev.tenantry.shared.dispatch.PendingEvent;

/** Gives runs the events that they wait for. It comes after what locks workflows: who ends their runs locks in that order. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class WaitDispatch implements EventConsumer {

    private final Waits waits;
    private final WaitingRuns runs;
    private final WaitFilters filters;
    private final LateEvents late;

    WaitDispatch(Waits waits, WaitingRuns runs, WaitFilters filters, LateEvents late) {
        this.late = late;
        this.waits = waits;
        this.runs = runs;
        this.filters = filters;
    }

    @Override
    public void on(List<PendingEvent> events) {
        var awaited = new HashSet<>(
                waits.awaited(events.stream().map(PendingEvent::name).distinct().toArray(String[]::new)));
        if (awaited.isEmpty()) {
            return;
        }
        var fitting = waits.fitting(events.stream()
                .filter(event -> awaited.contains(event.name()))
                .flatMap(WaitDispatch::told)
                .toList());
        var met = met(fitting, events).stream().collect(Collectors.partitioningBy(Fitting::isLocked));
        meet(met.getOrDefault(true, List.of()));
        late.keep(met.getOrDefault(false, List.of()));
    }

    private void meet(List<Fitting> met) {
        if (!met.isEmpty()) {
            waits.meet(met.stream().collect(Collectors.toMap(Fitting::run, Fitting::event)));
            runs.wake(met.stream().map(Fitting::run).toList());
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

    /** The first event of each wait that its filter takes; all filters are decided at once. */
    private Collection<Fitting> met(List<Fitting> fitting, List<PendingEvent> events) {
        var asked = new LinkedHashMap<Fitting, WaitFilters.Asked>();
        for (var event : events) {
            fitting.stream()
                    .filter(one -> one.event() == event.id())
                    .forEach(one -> asked.put(one, new WaitFilters.Asked(one.name(), one.filter(), event)));
        }
        var answers = filters.hold(List.copyOf(asked.values())).iterator();
        var held = asked.keySet().stream().filter(_ -> answers.next()).collect(Collectors.toSet());
        var met = new LinkedHashMap<Long, Fitting>();
        fitting.stream().filter(held::contains).forEach(one -> met.putIfAbsent(one.run(), one));
        return met.values();
    }
}

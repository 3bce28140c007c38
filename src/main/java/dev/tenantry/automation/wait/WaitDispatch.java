package dev.tenantry.automation.wait;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
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
        var told = events.stream()
                .filter(event -> awaited.contains(event.name()))
                .flatMap(WaitDispatch::told)
                .toList();
        var byId = events.stream().collect(Collectors.toMap(PendingEvent::id, Function.identity()));
        var some = waits.after(0, told);
        while (!some.isEmpty()) {
            give(waits.fitting(told, some), byId);
            some = some.size() < Waits.BATCH ? List.of() : waits.after(some.getLast(), told);
        }
    }

    private void give(List<Fitting> fitting, Map<Long, PendingEvent> events) {
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
    private Collection<Fitting> met(List<Fitting> fitting, Map<Long, PendingEvent> events) {
        var held = filters.hold(fitting.stream()
                .map(one -> new WaitFilters.Asked(one.name(), one.filter(),
                        Objects.requireNonNull(events.get(one.event()))))
                .toList()).iterator();
        var met = new LinkedHashMap<Long, Fitting>();
        fitting.stream().filter(_ -> held.next()).forEach(one -> met.putIfAbsent(one.run(), one));
        return met.values();
    }
}

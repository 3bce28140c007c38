package dev.tenantry.automation.wait;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

import dev.tenantry.automation.definition.Comparisons;
import dev.tenantry.automation.definition.Comparisons.Question;
import dev.tenantry.automation.definition.Scope;
import dev.tenantry.automation.definition.Trigger;
import dev.tenantry.automation.wait.Waits.Fitting;
import dev.tenantry.automation.wait.Waits.Told;
import dev.tenantry.shared.dispatch.EventConsumer;
import dev.tenantry.shared.dispatch.PendingEvent;

/** Gives runs the events that they wait for. It comes after what locks workflows: who ends their runs locks in that order. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class WaitDispatch implements EventConsumer {

    private static final int MOST_FILTERS = 1_000;

    private final Waits waits;
    private final WaitingRuns runs;
    private final Comparisons comparisons;
    /** Runs of one workflow wait with the same filter. */
    private final LoadingCache<Filter, Trigger> filters;

    WaitDispatch(Waits waits, WaitingRuns runs, Comparisons comparisons, JsonMapper json) {
        this.waits = waits;
        this.runs = runs;
        this.comparisons = comparisons;
        this.filters = Caffeine.newBuilder()
                .maximumSize(MOST_FILTERS)
                .build(filter -> Trigger.ofEvent(json.createObjectNode()
                        .put("event", filter.event)
                        .set("filter", json.readTree(filter.text))));
    }

    private record Filter(String event, String text) {}

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
        var met = met(fitting, events);
        if (!met.isEmpty()) {
            waits.meet(met);
            runs.wake(met.keySet());
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

    /** The first event of each wait that its filter takes; all filters are decided at once, and what tells too much is in none. */
    private Map<Long, Long> met(List<Fitting> fitting, List<PendingEvent> events) {
        var questions = new LinkedHashMap<Fitting, Question>();
        for (var event : events) {
            var told = event.triggerData();
            if (told != null) {
                fitting.stream()
                        .filter(one -> one.filter() != null && one.event() == event.id())
                        .forEach(one -> questions.put(one, question(one, told)));
            }
        }
        var answers = comparisons.hold(List.copyOf(questions.values())).iterator();
        var held = questions.keySet().stream().filter(_ -> answers.next()).collect(Collectors.toSet());
        var met = new LinkedHashMap<Long, Long>();
        fitting.stream()
                .filter(one -> one.filter() == null || held.contains(one))
                .forEach(one -> met.putIfAbsent(one.run(), one.event()));
        return met;
    }

    private Question question(Fitting one, JsonNode told) {
        var trigger = filters.get(new Filter(one.name(), Objects.requireNonNull(one.filter())));
        return new Question(trigger, trigger.filter(),
                new Scope(Map.of("trigger", () -> told.path("trigger"), "event", () -> told.path("event"))), true);
    }
}

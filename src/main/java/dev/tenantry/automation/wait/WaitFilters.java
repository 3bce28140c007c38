package dev.tenantry.automation.wait;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.automation.definition.Comparisons;
import dev.tenantry.automation.definition.Comparisons.Answer;
import dev.tenantry.automation.definition.Comparisons.Question;
import dev.tenantry.automation.definition.Scope;
import dev.tenantry.automation.definition.Trigger;
import dev.tenantry.shared.dispatch.PendingEvent;

/** What events are to tell besides that runs wait for. */
@Component
class WaitFilters {

    private static final int MOST = 1_000;

    private final Comparisons comparisons;
    /** Runs of one workflow wait with the same filter. */
    private final LoadingCache<Filter, Trigger> triggers;

    WaitFilters(Comparisons comparisons, JsonMapper json) {
        this.comparisons = comparisons;
        this.triggers = Caffeine.newBuilder()
                .maximumSize(MOST)
                .build(filter -> Trigger.ofEvent(json.createObjectNode()
                        .put("event", filter.event)
                        .set("filter", json.readTree(filter.text))));
    }

    private record Filter(String event, String text) {}

    /** @param filter null where there is none, which takes every event */
    record Asked(String name, @Nullable String filter, PendingEvent event) {}

    /** A filter and an event, which many runs may wait for. */
    private record Decided(String name, @Nullable String filter, long event) {

        static Decided of(Asked asked) {
            return new Decided(asked.name, asked.filter, asked.event.id());
        }
    }

    /** Whether each filter takes its event, which is asked once; none takes one that tells too much to be looked at. */
    List<Boolean> hold(List<Asked> asked) {
        var places = new HashMap<Decided, Integer>();
        var questions = new ArrayList<Question>();
        for (var one : asked) {
            var told = one.event.triggerData();
            if (one.filter != null && told != null
                    && places.putIfAbsent(Decided.of(one), questions.size()) == null) {
                var trigger = triggers.get(new Filter(one.name, one.filter));
                questions.add(new Question(trigger, trigger.filter(),
                        new Scope(Map.of("trigger", () -> told.path("trigger"), "event", () -> told.path("event"))),
                        true));
            }
        }
        var answers = comparisons.answersInParts(questions);
        return asked.stream().map(one -> {
            var place = places.get(Decided.of(one));
            return one.filter == null || place != null && answers.get(place) == Answer.HOLDS;
        }).toList();
    }
}

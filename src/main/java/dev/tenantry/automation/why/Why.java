package dev.tenantry.automation.why;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

import dev.tenantry.automation.definition.Comparisons;
import dev.tenantry.automation.definition.Comparisons.Explained;
import dev.tenantry.automation.definition.EnrolmentKeys;
import dev.tenantry.automation.definition.Scope;
import dev.tenantry.automation.definition.WorkflowDocument;
import dev.tenantry.automation.rights.Rights;
import dev.tenantry.automation.why.Evidence.KnownRun;
import dev.tenantry.automation.why.WhyResponse.Occurrence;
import dev.tenantry.automation.why.WhyResponse.Stage;
import dev.tenantry.automation.why.WhyStore.Version;
import dev.tenantry.shared.dispatch.PastEvents;
import dev.tenantry.shared.dispatch.PendingEvent;
import dev.tenantry.shared.problem.ProblemException;

/** Tells why a workflow did or did not run for a record, as far as the caller may see the record and the workflow. */
@Service
@Transactional(readOnly = true)
class Why {

    static final int MOST = 20;

    private final WhyStore store;
    private final PastEvents events;
    private final Comparisons comparisons;
    private final Rights rights;
    private final AskedAbout records;
    private final EnrolmentKeys keys;

    Why(WhyStore store, PastEvents events, Comparisons comparisons, Rights rights, AskedAbout records,
            EnrolmentKeys keys) {
        this.keys = keys;
        this.store = store;
        this.events = events;
        this.comparisons = comparisons;
        this.rights = rights;
        this.records = records;
    }

    /**
     * @param record  {@code contact/17}; null where the event says which
     * @param eventId the only event that is asked about; null for the last ones of the record
     * @throws ProblemException 404 where there is no such workflow, record or event, or the caller may not see it
     */
    WhyResponse of(UUID workflowId, @Nullable String record, @Nullable Long eventId) {
        var workflow = store.workflow(workflowId).orElseThrow(() -> AskedAbout.unknown("workflow"));
        var told = told(record, eventId);
        var subject = record == null ? told.getFirst().aggregateType() + "/" + told.getFirst().aggregateId() : record;
        var createdAt = record == null ? records.demandToHear(told.getFirst()) : records.demandToSee(subject);
        var document = WorkflowDocument.read(workflow.document());
        var lacking = rights.lackedToSee(document);
        var results = new ArrayList<>(occurrences(workflowId, told, lacking));
        if (eventId == null) {
            store.otherRuns(workflowId, subject, MOST).forEach(run -> results.add(occurrence(run)));
            results.addAll(records.expected(document.trigger(), subject, createdAt, workflow.isActive(),
                    lacking.isEmpty(), List.copyOf(results)));
        }
        if (results.isEmpty() && told.isEmpty()) {
            results.add(records.untold(createdAt));
        }
        results.sort(Comparator.comparing(Occurrence::occurredAt).reversed());
        return new WhyResponse(workflowId, subject, null, workflow.isActive(), workflow.version(),
                workflow.publication().member() == null ? null : rights.objection(document, workflow.publication()),
                lacking.isEmpty() ? null : lacking, results.stream().limit(MOST).toList());
    }

    private List<PendingEvent> told(@Nullable String record, @Nullable Long eventId) {
        if (eventId != null) {
            var event = events.of(List.of(eventId))
                    .stream()
                    .filter(one -> record == null || record.equals(one.aggregateType() + "/" + one.aggregateId()))
                    .toList();
            if (event.isEmpty()) {
                throw AskedAbout.unknown("event");
            }
            return event;
        }
        if (record == null) {
            throw ProblemException.malformed("record", "it names the record, such as contact/17, or eventId the event");
        }
        var key = AskedAbout.key(record);
        return events.latest(key.type(), key.id(), MOST);
    }

    private List<Occurrence> occurrences(UUID workflow, List<PendingEvent> told, Set<String> lacking) {
        if (told.isEmpty()) {
            return List.of();
        }
        var evidence = store.evidence(workflow, told.stream().map(PendingEvent::id).toList());
        var history = new History(store.triggers(workflow), store.versions(workflow));
        var filtered = filters(told, evidence, history);
        var readable = store.readable(workflow, evidence.values()
                .stream()
                .map(history::versionOf)
                .filter(Objects::nonNull)
                .map(Version::number));
        Predicate<@Nullable Version> shows = version -> version == null
                ? lacking.isEmpty()
                : readable.contains(version.number());
        return told.stream().filter(event -> evidence.containsKey(event.id())).map(event -> {
            var known = Objects.requireNonNull(evidence.get(event.id()));
            return new Explanation(event, known, history, filtered.get(event.id()),
                    countedBy(event, known, history.versionOf(known), shows), shows).occurrence();
        }).toList();
    }

    /** Nothing but a hash of what it comes to is kept. */
    private String countedBy(PendingEvent event, Evidence known, @Nullable Version version,
            Predicate<@Nullable Version> shows) {
        var part = known.part();
        var key = version == null || part == null ? null : version.enrolment().keyOf(part);
        if (key == null || version == null) {
            return "";
        }
        var data = event.triggerData();
        return keys.told(version.trigger(), key, data != null && shows.test(version) ? scope(data) : null);
    }

    private static Scope scope(JsonNode data) {
        return new Scope(Map.of("trigger", () -> data.path("trigger"), "event", () -> data.path("event")));
    }

    /** What filters said, decided once more at once for all events that came so far. */
    private Map<Long, List<Explained>> filters(Collection<PendingEvent> told, Map<Long, Evidence> evidence,
            History history) {
        var ids = new ArrayList<Long>();
        var questions = new ArrayList<Comparisons.Question>();
        for (var event : told) {
            var known = evidence.get(event.id());
            var version = known == null ? null : history.versionOf(known);
            var data = event.triggerData();
            if (version != null && data != null && event.name().equals(version.trigger().event())) {
                ids.add(event.id());
                questions.add(
                        new Comparisons.Question(version.trigger(), version.trigger().filter(), scope(data), true));
            }
        }
        var explained = comparisons.explain(questions);
        var byEvent = new HashMap<Long, List<Explained>>();
        for (var index = 0; index < ids.size(); index++) {
            byEvent.put(ids.get(index), explained.get(index));
        }
        return byEvent;
    }

    private static Occurrence occurrence(KnownRun run) {
        var stage = Explanation.stage(run);
        return new Occurrence(null, null, run.startedAt(), run.version(),
                run.outcome(), List.of(stage), run.id(), run.status());
    }

    static Stage filter(boolean holds, List<Explained> explained, boolean showsValues) {
        var unanswered = explained.stream().anyMatch(one -> one.holds() == null);
        var reason = explained.isEmpty()
                ? "there is no filter"
                : holds
                        ? "all comparisons hold"
                        : unanswered && explained.stream().allMatch(one -> !Boolean.FALSE.equals(one.holds()))
                                ? "an expression comes to no answer, and so does not hold"
                                : "a comparison does not hold";
        return new Stage(StageName.FILTER, holds, reason, null,
                explained.isEmpty() ? null : explained.stream().map(one -> compared(one, showsValues)).toList());
    }

    private static WhyResponse.Compared compared(Explained one, boolean showsValues) {
        var comparison = one.comparison();
        var isExpression = comparison.isExpression();
        var hasFound = showsValues && !one.found().isMissingNode();
        return new WhyResponse.Compared(isExpression ? null : comparison.field(),
                isExpression ? null : comparison.operator(),
                isExpression || comparison.value().isMissingNode() ? null : comparison.value(),
                isExpression ? comparison.value().asString() : null, hasFound ? one.found() : null,
                showsValues ? one.holds() : null, showsValues ? one.reason() : null);
    }
}

package dev.tenantry.crm.calendar;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.validation.Validator;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.crm.calendar.IcsImportResponse.LeftOut;
import dev.tenantry.crm.calendar.IcsImportResponse.Outcome;
import dev.tenantry.crm.calendar.IcsImportResponse.Taken;
import dev.tenantry.shared.batch.BatchTarget.Creation;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.shared.web.IfMatch;
import dev.tenantry.shared.web.Violations;

/** Takes files' events into the caller's calendar: those that are there already, by their UID, where the file's SEQUENCE is not behind. */
@Service
@Transactional(readOnly = true)
class IcsImport {

    private static final int MOST_LEFT_OUT = 100;

    private final CalendarEventService events;
    private final OccurrenceService occurrences;
    private final IcsReader reader;
    private final IcsKnown known;
    private final IcsGuests guests;
    private final Validator validator;

    IcsImport(CalendarEventService events, OccurrenceService occurrences, IcsReader reader, IcsKnown known,
            IcsGuests guests, Validator validator) {
        this.events = events;
        this.occurrences = occurrences;
        this.reader = reader;
        this.known = known;
        this.guests = guests;
        this.validator = validator;
    }

    /** @throws ProblemException 400 where the file, 422 where an event of it cannot be taken: which line it is, and why */
    @Transactional
    IcsImportResponse take(String text) {
        var found = new ArrayList<>(read(text));
        found.sort(Comparator.comparing(event -> event.original() != null));
        var owner = TenantContext.currentUser();
        known.hold(owner);
        checkOnce(found);
        var addressed = guests.of(found);
        var taken = take(found, owner, addressed);
        var others = IcsText.of(text).stream().flatMap(calendar -> calendar.others().stream());
        return new IcsImportResponse(taken,
                Stream.of(others, found.stream().flatMap(IcsImport::leftOut), addressed.leftOut())
                        .flatMap(all -> all)
                        .distinct()
                        .limit(MOST_LEFT_OUT)
                        .toList());
    }

    private List<Taken> take(List<IcsEvent> found, UUID owner, IcsGuests.Addressed addressed) {
        var uids = found.stream().map(IcsEvent::uid).collect(Collectors.toSet());
        var there = known.owned(uids, owner);
        var attended = known.attended(uids, owner);
        attended.keySet().removeAll(there);
        var made = create(found.stream().filter(event -> !attended.containsKey(event.uid())).toList(), there, owner,
                addressed);
        return found.stream()
                .map(event -> attended.containsKey(event.uid())
                        ? new Taken(event.uid(), attended.get(event.uid()), Outcome.ATTENDED)
                        : Objects.requireNonNullElseGet(made.get(event), () -> addressed.add(event, take(event))))
                .toList();
    }

    private static Stream<LeftOut> leftOut(IcsEvent event) {
        return event.leftOut().stream().map(property -> new LeftOut(event.line(), event.uid(), property));
    }

    private static void checkOnce(List<IcsEvent> events) {
        var lines = new HashMap<List<Object>, Integer>();
        for (var event : events) {
            var original = event.original() == null ? "" : event.original().apply(ZoneOffset.UTC);
            var earlier = lines.putIfAbsent(List.of(event.uid(), original), event.line());
            if (earlier != null) {
                throw refused(event, "it is in the file twice, at line " + earlier + " as well");
            }
        }
    }

    private List<IcsEvent> read(String text) {
        try {
            return reader.read(text);
        } catch (IcsFaultException fault) {
            throw ProblemException.malformed("line " + fault.line(), String.valueOf(fault.getMessage()));
        }
    }

    /** Those that are not there yet, together: one by one, each would have all before it looked at once more. */
    private Map<IcsEvent, Taken> create(List<IcsEvent> found, Set<String> there, UUID owner,
            IcsGuests.Addressed addressed) {
        var missing = found.stream()
                .filter(event -> event.original() == null && !there.contains(event.uid()))
                .toList();
        var requests = missing.stream()
                .map(event -> checked(event, event.request().of(owner, event.isPrivate())))
                .toList();
        var creations = events.createAll(requests);
        var made = new IdentityHashMap<IcsEvent, Taken>();
        for (var place = 0; place < missing.size(); place++) {
            var event = missing.get(place);
            made.put(event, made(event, requests.get(place), creations.get(place)));
        }
        known.flush();
        made.forEach(addressed::add);
        return made;
    }

    private Taken made(IcsEvent event, CalendarEventRequest request, Creation<CalendarEventResponse> creation) {
        var id = switch (creation) {
            case Creation.Done<CalendarEventResponse>(var shown) -> shown.id();
            case Creation.Refused<CalendarEventResponse>(var problem) -> throw refused(event, IcsFaults.of(problem));
            case Creation.Doubtful<CalendarEventResponse> _ -> alone(event, request);
        };
        known.find(id).identify(event.uid(), event.sequence());
        return new Taken(event.uid(), id, Outcome.CREATED);
    }

    private Long alone(IcsEvent event, CalendarEventRequest request) {
        try {
            return events.create(request).id();
        } catch (ProblemException refusal) {
            throw refused(event, IcsFaults.of(refusal));
        }
    }

    private CalendarEventRequest checked(IcsEvent event, CalendarEventRequest request) {
        try {
            Violations.check(validator.validate(request));
            return request;
        } catch (ProblemException refusal) {
            throw refused(event, IcsFaults.of(refusal));
        }
    }

    private Taken take(IcsEvent event) {
        var owner = TenantContext.currentUser();
        var series = known.own(event.uid(), owner);
        // What is the owner's alone stays so, whatever the file leaves unsaid.
        var request = checked(event, event.request()
                .of(owner, event.isPrivate() && event.original() == null
                        || series.filter(CalendarEvent::isPrivate).isPresent()));
        try {
            return event.original() == null
                    ? take(event, request, series.orElseThrow())
                    : except(event, request, series);
        } catch (ProblemException refusal) {
            throw refused(event, IcsFaults.of(refusal));
        }
    }

    private Taken take(IcsEvent event, CalendarEventRequest request, CalendarEvent present) {
        if (present.isTrashed() || event.sequence() < present.getSequence()) {
            return new Taken(event.uid(), present.getId(), present.isTrashed() ? Outcome.DELETED : Outcome.OLDER);
        }
        events.replace(present.getId(), request.keeping(present, present.getExternalId()), IfMatch.ANY);
        present.identify(event.uid(), event.sequence());
        known.flush();
        return new Taken(event.uid(), present.getId(), Outcome.UPDATED);
    }

    private Taken except(IcsEvent event, CalendarEventRequest request, Optional<CalendarEvent> series) {
        if (series.isEmpty() || series.get().isTrashed() || !series.get().isRecurring()) {
            return new Taken(event.uid(), null, Outcome.WITHOUT_SERIES);
        }
        var original = Objects.requireNonNull(event.original()).apply(series.get().zone());
        var start = LocalTimes.write(original);
        if (Series.of(series.get()).at(original) == null) {
            return new Taken(event.uid(), null, Outcome.DELETED);
        }
        var changed = occurrences.take(series.get().getId(), start, request);
        return new Taken(event.uid(), changed.id(), Outcome.UPDATED);
    }

    private static ProblemException refused(IcsEvent event, String reason) {
        return ProblemException.invalid("line " + event.line(), "invalid-event",
                "the event " + event.uid() + ": " + reason);
    }
}

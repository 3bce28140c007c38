package dev.tenantry.crm.lead;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;

import dev.tenantry.crm.lead.ConversionChange.Kind;
import dev.tenantry.crm.timeline.SharedTimelines;
import dev.tenantry.crm.timeline.Subjects.Subject;
import dev.tenantry.shared.record.RecordTags;
import dev.tenantry.shared.record.RecordTags.Change;
import dev.tenantry.shared.record.RecordTags.Tagged;
import dev.tenantry.shared.record.SharedLinks;

/** What is with a lead is with what it was converted to, too: whatever refers to it, its tags, and its timeline. */
@Component
class Companions {

    private static final String LEAD = "lead";
    private static final String TAGS = "select tag_id from taggings where organization_id = app.org_id() and record_type = ? and record_id = ? order by tag_id";

    private final ConvertedRecords records;
    private final SharedLinks links;
    private final SharedTimelines timelines;
    private final RecordTags tags;
    private final JdbcClient jdbc;

    Companions(ConvertedRecords records, SharedLinks links, SharedTimelines timelines, RecordTags tags,
            JdbcClient jdbc) {
        this.records = records;
        this.links = links;
        this.timelines = timelines;
        this.tags = tags;
        this.jdbc = jdbc;
    }

    /** @return what has been done */
    List<ConversionChange> follow(Long lead, Converted into) {
        var targets = new HashMap<>(Map.of("contacts", into.contactId()));
        var subjects = new HashMap<>(Map.of(ConversionWork.CONTACT, into.contactId()));
        if (into.companyId() != null) {
            targets.put("companies", into.companyId());
        }
        if (into.opportunityId() != null) {
            targets.put("opportunities", into.opportunityId());
            subjects.put(ConversionWork.OPPORTUNITY, into.opportunityId());
        }
        var linked = links.share(records.of(LEAD), lead, targets)
                .stream()
                .map(reference -> new ConversionChange(Kind.LINKED, reference.type(), reference.id(),
                        JsonNodeFactory.instance.objectNode().put(reference.property(), reference.target())));
        var shared = subjects.entrySet().stream().map(subject -> timeline(lead, subject.getKey(), subject.getValue()));
        var tagged = subjects.entrySet().stream().flatMap(subject -> tag(lead, subject.getKey(), subject.getValue()));
        return Stream.of(linked, shared, tagged).flatMap(changes -> changes).toList();
    }

    private ConversionChange timeline(Long lead, String type, Long id) {
        var properties = JsonNodeFactory.instance.objectNode();
        var entries = properties.putArray("entries");
        timelines.share(new Subject(LEAD, lead), new Subject(type, id)).forEach(entries::add);
        return new ConversionChange(Kind.TIMELINE, type, id, properties);
    }

    /** Those that it has already, and those for which it has no room, are none that have been put on. */
    private Stream<ConversionChange> tag(Long lead, String type, Long id) {
        var present = new HashSet<>(tags(type, id));
        var fresh = tags(LEAD, lead).stream()
                .filter(tag -> !present.contains(tag))
                .map(tag -> new Tagged(type, id, tag))
                .toList();
        var refusals = tags.changeAll(Change.ADD, fresh, true, (_, work) -> work.run());
        return fresh.stream()
                .filter(one -> refusals.get(fresh.indexOf(one)) == null)
                .map(one -> new ConversionChange(Kind.TAGGED, type, id,
                        JsonNodeFactory.instance.objectNode().put("tagId", one.tagId())));
    }

    private List<Long> tags(String type, Long id) {
        return jdbc.sql(TAGS).params(type, id).query((row, _) -> row.getLong(1)).list();
    }

    /** Takes back what was done, as far as it is still so. */
    void part(List<ConversionChange> changes) {
        changes.stream()
                .filter(change -> change.is(Kind.LINKED))
                .collect(Collectors.groupingBy(ConversionChange::type))
                .forEach((type, some) -> links.part(records.of(type),
                        some.stream().flatMap(Companions::references).toList()));
        changes.stream()
                .filter(change -> change.is(Kind.TIMELINE))
                .forEach(change -> timelines.part(new Subject(change.type(), change.id()),
                        change.properties().path("entries").valueStream().map(entry -> entry.asLong()).toList()));
        var tagged = changes.stream()
                .filter(change -> change.is(Kind.TAGGED) && records.isThere(change.type(), change.id()))
                .map(change -> new Tagged(change.type(), change.id(), change.properties().path("tagId").asLong()))
                .toList();
        var _ = tags.changeAll(Change.REMOVE, tagged, true, (_, work) -> work.run());
    }

    private static Stream<SharedLinks.Reference> references(ConversionChange change) {
        return change.properties()
                .properties()
                .stream()
                .map(link -> new SharedLinks.Reference(change.type(), change.id(), link.getKey(),
                        link.getValue().asLong()));
    }
}

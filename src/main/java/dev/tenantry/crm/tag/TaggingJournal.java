package dev.tenantry.crm.tag;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.crm.RecordTagged;
import dev.tenantry.crm.timeline.Subjects;
import dev.tenantry.crm.timeline.Timeline;
import dev.tenantry.shared.journal.DomainEvents;
import dev.tenantry.shared.record.RecordTags.Change;
import dev.tenantry.shared.record.RecordTags.Tagged;

/** What is told of tags on records. The tag's name stands on the timeline alone, in an entry that goes with the tag. */
@Component
class TaggingJournal {

    private final AuditTrail audit;
    private final DomainEvents events;
    private final Timeline timeline;

    TaggingJournal(AuditTrail audit, DomainEvents events, Timeline timeline) {
        this.audit = audit;
        this.events = events;
        this.timeline = timeline;
    }

    void note(Change change, Tagged tagged, String name) {
        var what = switch (change) {
            case ADD -> RecordTagged.What.TAGGED;
            case REMOVE -> RecordTagged.What.UNTAGGED;
        };
        var on = Map.<String, @Nullable Object>of("tagId", tagged.tagId().toString());
        var off = Map.<String, @Nullable Object>of();
        audit.record(new AuditEntry(what.of(tagged.type()), AuditEntry.Category.DATA_MODIFICATION, tagged.type(),
                tagged.recordId().toString(), change == Change.ADD ? off : on, change == Change.ADD ? on : off));
        events.publish(new RecordTagged(tagged.type(), tagged.recordId(), tagged.tagId(), what));
        timeline.note(change == Change.ADD ? "tag.added" : "tag.removed", tagged.tagId(),
                name + (change == Change.ADD ? " was put on it" : " was taken off it"),
                Subjects.of(tagged.type(), tagged.recordId()));
    }
}

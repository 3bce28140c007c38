package dev.tenantry.crm.tag;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.RecordTagged;
import dev.tenantry.shared.journal.EventFamily;
import dev.tenantry.shared.journal.EventTypes.EventType;
import dev.tenantry.shared.record.RecordRegistry;

/** For each kind of records that tags can be on an event that one was put on such a record, and one that it was taken off. */
@Component
class TagEvents implements EventFamily {

    private final ObjectProvider<TaggedService<?, ?, ?>> tagged;

    TagEvents(ObjectProvider<TaggedService<?, ?, ?>> tagged) {
        this.tagged = tagged;
    }

    @Override
    public List<EventType> types() {
        return tagged.stream()
                .flatMap(records -> Stream.of(RecordTagged.What.values()).map(what -> type(records.type(), what)))
                .toList();
    }

    private static EventType type(String record, RecordTagged.What what) {
        var fields = Map.<String, Type>of(RecordRegistry.reference(record), Long.class, "tagId", Long.class);
        return new EventType(what.of(record), record, fields);
    }
}

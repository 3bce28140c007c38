package dev.tenantry.crm.assignment;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

import dev.tenantry.crm.RecordAssigned;
import dev.tenantry.shared.journal.EventFamily;
import dev.tenantry.shared.journal.EventTypes.EventType;
import dev.tenantry.shared.record.RecordRegistry;

/** For each kind of records that rules give to members an event that one was given, and one that nobody was left for it. */
@Component
class AssignmentEvents implements EventFamily {

    private final List<Assignable> kinds;

    AssignmentEvents(List<Assignable> kinds) {
        this.kinds = kinds;
    }

    @Override
    public List<EventType> types() {
        return kinds.stream()
                .flatMap(kind -> Stream.of(RecordAssigned.What.values()).map(what -> type(kind.type(), what)))
                .toList();
    }

    private static EventType type(String record, RecordAssigned.What what) {
        var fields = Map.<String, Type>of(RecordRegistry.reference(record), Long.class, "ownerId", UUID.class, "ruleId",
                Long.class);
        return new EventType(what.of(record), record, fields);
    }
}

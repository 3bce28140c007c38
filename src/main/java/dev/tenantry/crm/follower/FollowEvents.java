package dev.tenantry.crm.follower;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.RecordFollowed;
import dev.tenantry.shared.journal.EventFamily;
import dev.tenantry.shared.journal.EventTypes.EventType;
import dev.tenantry.shared.record.RecordRegistry;

/** For each kind of records that members can follow an event that one began to, and one that it ended. */
@Component
class FollowEvents implements EventFamily {

    private final ObjectProvider<FollowedService<?, ?, ?>> followed;

    FollowEvents(ObjectProvider<FollowedService<?, ?, ?>> followed) {
        this.followed = followed;
    }

    @Override
    public List<EventType> types() {
        return followed.stream()
                .flatMap(records -> Stream.of(RecordFollowed.What.values()).map(what -> type(records.type(), what)))
                .toList();
    }

    private static EventType type(String record, RecordFollowed.What what) {
        var fields = Map.<String, Type>of(RecordRegistry.reference(record), Long.class, "userId", UUID.class);
        return new EventType(what.of(record), record, fields);
    }
}

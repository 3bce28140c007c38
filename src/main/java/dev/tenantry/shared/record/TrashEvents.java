package dev.tenantry.shared.record;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.journal.EventFamily;
import dev.tenantry.shared.journal.EventTypes.EventType;

/** For each kind of records an event that one went to the trash, and one that it came back. */
@Component
class TrashEvents implements EventFamily {

    private final ObjectProvider<RecordService<?, ?, ?>> kinds;

    TrashEvents(ObjectProvider<RecordService<?, ?, ?>> kinds) {
        this.kinds = kinds;
    }

    @Override
    public List<EventType> types() {
        return kinds.stream()
                .flatMap(records -> Stream.of(RecordTrashing.What.values()).map(what -> type(records, what)))
                .toList();
    }

    private static EventType type(RecordService<?, ?, ?> records, RecordTrashing.What what) {
        var fields = new TreeMap<String, Type>(Arrays.stream(records.shows().getRecordComponents())
                .filter(component -> !Trash.UNTOLD.contains(component.getName()))
                .collect(Collectors.toMap(RecordComponent::getName, RecordComponent::getGenericType)));
        fields.put(RecordRegistry.reference(records.type()), Long.class);
        return new EventType(what.of(records.type()), records.type(), fields);
    }
}

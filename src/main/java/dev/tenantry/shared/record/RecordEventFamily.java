package dev.tenantry.shared.record;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.journal.EventFamily;
import dev.tenantry.shared.journal.EventTypes.EventType;

/** For each kind of records the events that tell what is shown of one: that it went to the trash and came back, and what its service tells besides. */
@Component
class RecordEventFamily implements EventFamily {

    private final ObjectProvider<RecordService<?, ?, ?>> kinds;

    RecordEventFamily(ObjectProvider<RecordService<?, ?, ?>> kinds) {
        this.kinds = kinds;
    }

    @Override
    public List<EventType> types() {
        return kinds.stream().map(RecordEventFamily::itself).flatMap(RecordEventFamily::types).toList();
    }

    /** What it says of its kind takes no transaction. */
    private static RecordService<?, ?, ?> itself(RecordService<?, ?, ?> records) {
        return (RecordService<?, ?, ?>) Objects.requireNonNullElse(AopProxyUtils.getSingletonTarget(records), records);
    }

    private static Stream<EventType> types(RecordService<?, ?, ?> records) {
        var all = new HashMap<>(records.tells());
        all.put(RecordEvents.DELETED, Map.of());
        all.put(RecordEvents.RESTORED, Map.of());
        return all.entrySet().stream().map(one -> type(records, one.getKey(), one.getValue()));
    }

    private static EventType type(RecordService<?, ?, ?> records, String what, Map<String, Type> besides) {
        var fields = new TreeMap<String, Type>(Arrays.stream(records.shows().getRecordComponents())
                .filter(component -> !RecordEvents.UNTOLD.contains(component.getName()))
                .collect(Collectors.toMap(RecordComponent::getName, RecordComponent::getGenericType)));
        fields.put(RecordRegistry.reference(records.type()), Long.class);
        fields.putAll(besides);
        return new EventType(RecordEvent.name(records.type(), what), records.type(), fields);
    }
}

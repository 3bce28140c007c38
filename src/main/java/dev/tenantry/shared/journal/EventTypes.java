package dev.tenantry.shared.journal;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/** All domain events that there are, by name: what automations can react to, and what each says. */
@Component
public class EventTypes {

    private static final String WHERE = "dev.tenantry";

    private final Map<String, EventType> byName = new TreeMap<>();

    /** @param payload the record whose components are the fields of the event's JSON */
    public record EventType(String name, String aggregateType, Class<? extends DomainEvent> payload) {}

    EventTypes() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(DomainEvent.class));
        for (var found : scanner.findCandidateComponents(WHERE)) {
            var type = read(String.valueOf(found.getBeanClassName()));
            byName.put(type.name, type);
        }
    }

    public Optional<EventType> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public Collection<EventType> all() {
        return byName.values();
    }

    /** An event's name is the same whatever it says, so one that says nothing tells it. */
    private static EventType read(String className) {
        var type = ClassUtils.resolveClassName(className, null).asSubclass(DomainEvent.class);
        var components = type.getRecordComponents();
        var constructor = BeanUtils.getResolvableConstructor(type);
        var nothing = BeanUtils.instantiateClass(constructor,
                Arrays.stream(components).map(EventTypes::nothing).toArray());
        return new EventType(nothing.eventName(), nothing.aggregateType(), type);
    }

    private static @Nullable Object nothing(RecordComponent component) {
        var type = component.getType();
        if (type == List.class) {
            return List.of();
        }
        return type == Map.class ? Map.of() : null;
    }
}

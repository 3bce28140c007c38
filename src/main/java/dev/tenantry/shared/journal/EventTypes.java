package dev.tenantry.shared.journal;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/** All domain events that there are, by name: what automations can react to, and what each says. */
@Component
public class EventTypes {

    private static final String WHERE = "dev.tenantry";

    private final ObjectProvider<EventFamily> families;
    private final Supplier<Map<String, EventType>> byName = SingletonSupplier.of(this::read);

    /** @param fields of the event's JSON, with their types */
    public record EventType(String name, String aggregateType, Map<String, Type> fields) {

        /** Whether the record is in the trash by the time that anybody hears of it. */
        public boolean isDeletion() {
            return name.equals(aggregateType + ".deleted");
        }
    }

    /** @param families asked when somebody wants to know: what knows the kinds of records may need what asks here */
    EventTypes(ObjectProvider<EventFamily> families) {
        this.families = families;
    }

    public Optional<EventType> find(String name) {
        return Optional.ofNullable(byName.get().get(name));
    }

    public Collection<EventType> all() {
        return byName.get().values();
    }

    private Map<String, EventType> read() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(DomainEvent.class));
        scanner.addExcludeFilter(new AssignableTypeFilter(EventFamily.Member.class));
        var types = new TreeMap<String, EventType>();
        for (var found : scanner.findCandidateComponents(WHERE)) {
            var type = read(String.valueOf(found.getBeanClassName()));
            types.put(type.name, type);
        }
        families.forEach(family -> family.types().forEach(type -> types.put(type.name, type)));
        return Collections.unmodifiableMap(types);
    }

    /** An event's name is the same whatever it says, so one that says nothing tells it. */
    private static EventType read(String className) {
        var type = ClassUtils.resolveClassName(className, null).asSubclass(DomainEvent.class);
        var components = type.getRecordComponents();
        var constructor = BeanUtils.getResolvableConstructor(type);
        var nothing = BeanUtils.instantiateClass(constructor,
                Arrays.stream(components).map(EventTypes::nothing).toArray());
        var fields = new LinkedHashMap<String, Type>();
        Arrays.stream(components).forEach(component -> fields.put(component.getName(), component.getGenericType()));
        return new EventType(nothing.eventName(), nothing.aggregateType(), Collections.unmodifiableMap(fields));
    }

    private static @Nullable Object nothing(RecordComponent component) {
        var type = component.getType();
        if (type == List.class) {
            return List.of();
        }
        return type == Map.class ? Map.of() : null;
    }
}

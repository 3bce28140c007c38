package dev.tenantry.automation.definition;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

import org.springframework.stereotype.Component;

import dev.tenantry.integrations.Operation;

/** What steps there can be: one of each {@link StepRule}. A type that lacks a part of it fails the start. */
@Component
public class StepTypes {

    private final SortedMap<String, StepConfig> types = new TreeMap<>();

    StepTypes(List<StepRule> rules) {
        for (var rule : rules) {
            var other = types.put(rule.type(), StepConfig.of(rule));
            if (other != null) {
                throw new IllegalStateException("both " + other.rule().getClass().getName() + " and "
                        + rule.getClass().getName() + " are the step type " + rule.type());
            }
        }
    }

    public Set<String> names() {
        return types.keySet();
    }

    /** Whether steps of the type choose themselves which one follows. */
    public boolean isBranching(String name) {
        return of(name).rule().isBranching();
    }

    /** Whether steps of the type do something beyond their run. */
    public boolean acts(String name) {
        return of(name).rule().acts();
    }

    /** The properties by which a step of the type names others. */
    public List<String> targets(String name) {
        return of(name).targets();
    }

    /** The types whose steps ask of an integration what this holds for. */
    public Set<String> asking(Predicate<Class<? extends Operation>> operations) {
        var names = new TreeSet<String>();
        types.forEach((name, type) -> {
            var asked = type.rule().asks();
            if (asked != null && operations.test(asked)) {
                names.add(name);
            }
        });
        return names;
    }

    Collection<StepConfig> all() {
        return types.values();
    }

    /** @throws IllegalArgumentException where there is no such type */
    StepConfig of(String name) {
        var type = types.get(name);
        if (type == null) {
            throw new IllegalArgumentException("there is no step type " + name);
        }
        return type;
    }
}

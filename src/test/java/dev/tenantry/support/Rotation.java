package dev.tenantry.support;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Has the gate try all classes of tests that are about what has changed since everything was last tried, and an eighth of the
 * others. What holds the whole together, and costs least for what it finds, is tried always. Whoever names classes gets them.
 */
public final class Rotation implements ExecutionCondition {

    /** Rooms, by what their names begin with, that are about all the others. */
    private static final Set<String> ALWAYS = Set.of("", "isolation", "structure", "support", "documents");

    private static final boolean IS_ON = Boolean.getBoolean("tenantry.test.rotating")
            && System.getProperty("test") == null && System.getProperty("groups") == null;

    /** Once it is needed. */
    private static final class Chosen {

        static final Set<String> CLASSES = chosen(Rooms.classes(), new Rooms()::isChanged);
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return context.getTestClass()
                .filter(type -> IS_ON && !Chosen.CLASSES.contains(outermost(type).getName()))
                .map(_ -> ConditionEvaluationResult
                        .disabled("nothing in its package has changed; seven of eight runs leave it out"))
                .orElseGet(() -> ConditionEvaluationResult.enabled("it is its turn"));
    }

    static Set<String> chosen(Map<String, String> classes, Predicate<String> isChanged) {
        return Set.copyOf(Sample.partOf("classes of tests", List.copyOf(classes.keySet()), name -> {
            var room = classes.get(name);
            return ALWAYS.contains(room.split("/")[0]) || isChanged.test(room);
        }));
    }

    private static Class<?> outermost(Class<?> type) {
        var outermost = type;
        while (outermost.getEnclosingClass() != null) {
            outermost = outermost.getEnclosingClass();
        }
        return outermost;
    }
}
